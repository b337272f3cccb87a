//! Looks files over before they are kept: what they really are, pictures drawn anew. It takes a while, so it is done before
//! the transaction where the caller can.

use crate::requests::text::{LINE, file_name, one_line};
use crate::requests::{Arrived, FileProblem, Flag};
use keepwell_pictures::{Kind, Problem, kind_of, redraw};

/// A submission whose files were looked over.
pub struct LookedOver {
    /// All of it but its files' bytes.
    pub(super) arrived: Arrived,
    /// What is kept.
    pub(super) files: Vec<KeptFile>,
}

/// A file that is kept.
pub(super) struct KeptFile {
    pub position: usize,
    pub question: String,
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    pub size: Option<(u32, u32)>,
    pub thumbnail: Option<Vec<u8>>,
}

impl From<Arrived> for LookedOver {
    fn from(mut arrived: Arrived) -> Self {
        let bytes = std::mem::take(&mut arrived.files);
        let surplus = bytes.len().saturating_sub(arrived.filled.files.len());
        let mut bytes = bytes.into_iter();
        let mut files = Vec::new();
        for (position, entry) in arrived.filled.files.iter().enumerate() {
            let looked = match bytes.next() {
                None => Err(FileProblem::Missing),
                Some(bytes) if bytes.len() != usize::try_from(entry.length).unwrap_or(usize::MAX) => {
                    Err(FileProblem::Missing)
                }
                Some(bytes) => look(&entry.media_type, bytes),
            };
            match looked {
                Ok((kind, bytes, picture)) => {
                    let (size, thumbnail) = picture.unzip();
                    files.push(KeptFile {
                        position,
                        question: one_line(&entry.question, LINE),
                        name: file_name(&entry.name, kind.extension()),
                        media_type: kind.media_type(),
                        bytes,
                        size,
                        thumbnail,
                    });
                }
                Err(why) => arrived.flags.push(Flag::FileRefused {
                    name: one_line(&entry.name, LINE),
                    why,
                }),
            }
        }
        for _ in 0..surplus.min(20) {
            arrived.flags.push(Flag::FileRefused {
                name: String::new(),
                why: FileProblem::Missing,
            });
        }
        Self { arrived, files }
    }
}

type Looked = (Kind, Vec<u8>, Option<((u32, u32), Vec<u8>)>);

fn look(claimed: &str, bytes: Vec<u8>) -> Result<Looked, FileProblem> {
    let kind = kind_of(&bytes).ok_or(FileProblem::NotWelcome)?;
    if kind.media_type() != claimed {
        return Err(FileProblem::NotWhatItSays);
    }
    if kind == Kind::Pdf {
        return Ok((kind, bytes, None));
    }
    match redraw(&bytes) {
        Ok(picture) => Ok((
            picture.kind,
            picture.bytes,
            Some(((picture.width, picture.height), picture.small)),
        )),
        Err(Problem::TooLarge) => Err(FileProblem::TooLarge),
        Err(Problem::Broken) => Err(FileProblem::Broken),
        Err(Problem::NotAPicture) => Err(FileProblem::NotWelcome),
    }
}
