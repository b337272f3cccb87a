//! Where Keepwell keeps things on this computer.

use anyhow::Context;
use std::path::{Path, PathBuf};

/// The folder of one practice: `--practice`, else `KEEPWELL_PRACTICE`, else the user's local data folder.
/// Local, not roaming: the patient file must not travel to another PC behind its own back.
pub fn practice(asked: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let chosen = asked.or_else(|| std::env::var_os("KEEPWELL_PRACTICE").map(PathBuf::from));
    match chosen {
        Some(folder) => {
            std::path::absolute(&folder).with_context(|| "The folder of the practice could not be resolved.")
        }
        None => Ok(usual_practice()?),
    }
}

/// Whether `folder` is the one that Keepwell opens when nobody names another.
pub fn is_usual(folder: &Path) -> bool {
    usual_practice().is_ok_and(|usual| usual == folder)
}

/// Where the log files go. They hold ids, never names, and are not part of the practice.
pub fn logs() -> anyhow::Result<PathBuf> {
    Ok(home()?.join("logs"))
}

fn usual_practice() -> anyhow::Result<PathBuf> {
    Ok(home()?.join("practice"))
}

fn home() -> anyhow::Result<PathBuf> {
    let base = directories::BaseDirs::new()
        .context("This computer does not say where your user folder is (HOME is not set). Start Keepwell with --practice FOLDER.")?;
    Ok(base.data_local_dir().join("Keepwell"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_folder_wins_and_becomes_absolute() {
        let folder = practice(Some("some-clinic".into())).unwrap();
        assert!(
            folder.is_absolute(),
            "the program may change its folder later, the practice may not move with it"
        );
        assert!(folder.ends_with("some-clinic"));
        assert!(!is_usual(&folder), "a named folder is not the usual one");
    }
}
