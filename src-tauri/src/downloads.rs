//! Puts a file a patient sent where this computer keeps its downloads. The web view would do nothing with a download: it has
//! no place of its own to put one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use directories::UserDirs;
use keepwell_practice::{Code, Refusal, Result as Answer};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Names tried before giving up: `card.pdf`, `card (2).pdf` …
const TRIES: u32 = 1_000;
/// What a patient can send.
const KINDS: [&str; 4] = ["pdf", "jpg", "jpeg", "png"];

/// Writes the bytes under `name` into the downloads and answers where they are. Nothing that is there is replaced.
#[tauri::command]
pub async fn save_download(name: String, base64: String) -> Answer<String> {
    let bytes = STANDARD
        .decode(base64)
        .map_err(|_| Refusal::invalid("base64", "This file did not arrive whole."))?;
    tauri::async_runtime::spawn_blocking(move || {
        let folder = folder()?;
        match put(&folder, &name, &bytes) {
            Ok(path) => Ok(path.display().to_string()),
            Err(error) if error.kind() == ErrorKind::InvalidInput => {
                Err(Refusal::invalid("name", "A file cannot be kept under this name."))
            }
            Err(error) if error.kind() == ErrorKind::StorageFull => Err(Refusal::new(
                Code::DiskFull,
                "The disk is full, so the file could not be saved.",
            )
            .next("Make room on this computer, then save it again.")),
            Err(error) => Err(Refusal::fault(error)),
        }
    })
    .await
    .map_err(|_| Refusal::fault("saving a file panicked"))?
}

/// The system's folder for downloads, else the person's own.
fn folder() -> Answer<PathBuf> {
    let dirs = UserDirs::new().ok_or_else(|| Refusal::fault("this account has no folder of its own"))?;
    Ok(dirs.download_dir().unwrap_or(dirs.home_dir()).to_owned())
}

/// The practice makes names safe; here it is asked once more, because this is where a name becomes a place.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let plain = Path::new(name).file_name().is_some_and(|last| last == name);
    let odd = name.starts_with('.') || name.contains(['/', '\\', ':']) || name.chars().any(char::is_control);
    let Some((stem, ending)) = name.rsplit_once('.').filter(|_| plain && !odd) else {
        return Err(ErrorKind::InvalidInput.into());
    };
    // Nothing that runs is ever sent by a patient, so nothing that runs is ever put there.
    if !KINDS.iter().any(|kind| ending.eq_ignore_ascii_case(kind)) {
        return Err(ErrorKind::InvalidInput.into());
    }
    std::fs::create_dir_all(folder)?;
    for count in 1..=TRIES {
        let path = if count == 1 {
            folder.join(name)
        } else {
            folder.join(format!("{stem} ({count}).{ending}"))
        };
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                if let Err(error) = written {
                    // Half a file must not look like one; the disk's own error is what is told.
                    let _half = std::fs::remove_file(&path);
                    return Err(error);
                }
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_file_of_the_same_name_stands_beside_the_first() {
        let home = tempfile::TempDir::new().unwrap();
        let first = put(home.path(), "card.pdf", b"one").unwrap();
        let second = put(home.path(), "card.pdf", b"two").unwrap();
        assert_eq!(second.file_name().unwrap(), "card (2).pdf");
        assert_eq!(std::fs::read(first).unwrap(), b"one");
        assert_eq!(std::fs::read(second).unwrap(), b"two");
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        let home = tempfile::TempDir::new().unwrap();
        for name in [
            "../card.pdf",
            "/etc/passwd",
            "a/b.pdf",
            "a\\b.pdf",
            "C:card.pdf",
            ".bashrc",
            "..",
            "",
            "a\nb.pdf",
            "card.exe",
            "card",
        ] {
            let refused = put(home.path(), name, b"x").unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::InvalidInput, "{name:?}");
        }
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }
}
