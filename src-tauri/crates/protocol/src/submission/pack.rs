//! Packing as the patient's browser does it, and unpacking at the clinic: strict about structure, so that nothing can hide
//! between the parts. What the answers and files say is checked elsewhere, where staff can be told.

use super::{FileEntry, Submission};
use crate::json::{self, JsonError};
use crate::limits::{LARGEST_JSON, MOST_FILES};
use crate::padding::{self, TooLarge, WrongPadding};

/// Why a submission is neither packed nor unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SubmissionError {
    /// See [`WrongPadding`].
    #[error(transparent)]
    Padding(#[from] WrongPadding),
    /// The lengths do not add up, or the files are not those of the JSON.
    #[error("the lengths do not add up")]
    Lengths,
    /// Longer than [`LARGEST_JSON`], or all of it longer than the largest bucket.
    #[error("larger than a submission may be")]
    TooLarge,
    /// More than [`MOST_FILES`].
    #[error("too many files")]
    TooManyFiles,
    /// See [`JsonError`].
    #[error(transparent)]
    Json(#[from] JsonError),
}

impl From<TooLarge> for SubmissionError {
    fn from(TooLarge: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// The files a submission names. A reply has none.
fn named(submission: &Submission) -> &[FileEntry] {
    match submission {
        Submission::Form(filled) => &filled.files,
        Submission::Reply(_) => &[],
    }
}

/// The padded plaintext, ready for [`crate::envelope::seal`].
///
/// # Errors
/// When it is too large, or the files are not those it names.
pub fn pack(submission: &Submission, files: &[Vec<u8>]) -> Result<Vec<u8>, SubmissionError> {
    let named = named(submission);
    if files.len() > MOST_FILES {
        return Err(SubmissionError::TooManyFiles);
    }
    let alike = |(entry, file): (&FileEntry, &Vec<u8>)| usize::try_from(entry.length) == Ok(file.len());
    if named.len() != files.len() || !named.iter().zip(files).all(alike) {
        return Err(SubmissionError::Lengths);
    }
    let json = serde_json::to_vec(submission).map_err(|_| JsonError::Malformed)?;
    if json.len() > LARGEST_JSON {
        return Err(SubmissionError::TooLarge);
    }
    let length = u32::try_from(json.len()).map_err(|_| SubmissionError::TooLarge)?;
    let mut content = [&length.to_be_bytes()[..], &json].concat();
    for file in files {
        content.extend_from_slice(file);
    }
    Ok(padding::pad(&content)?)
}

/// Reads an opened plaintext: the submission and its files.
///
/// # Errors
/// See [`SubmissionError`]. Never reads the JSON before its depth is known.
pub fn unpack(padded: &[u8]) -> Result<(Submission, Vec<Vec<u8>>), SubmissionError> {
    let content = padding::unpad(padded)?;
    let (length, rest) = content.split_first_chunk::<4>().ok_or(SubmissionError::Lengths)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| SubmissionError::Lengths)?;
    let (json, mut rest) = rest.split_at_checked(length).ok_or(SubmissionError::Lengths)?;
    if json.len() > LARGEST_JSON {
        return Err(SubmissionError::TooLarge);
    }
    let submission: Submission = json::read(json)?;
    let named = named(&submission);
    if named.len() > MOST_FILES {
        return Err(SubmissionError::TooManyFiles);
    }
    let mut files = Vec::with_capacity(named.len());
    for entry in named {
        let length = usize::try_from(entry.length).map_err(|_| SubmissionError::Lengths)?;
        let (file, behind) = rest.split_at_checked(length).ok_or(SubmissionError::Lengths)?;
        files.push(file.to_vec());
        rest = behind;
    }
    if rest.is_empty() {
        Ok((submission, files))
    } else {
        Err(SubmissionError::Lengths)
    }
}

#[cfg(test)]
mod tests;
