//! Folders that belong to a sync program, told by their name or by the marks it leaves inside.

use std::path::{Path, PathBuf};

use super::PlaceRefused;

/// Lower-case folder names; a match is the whole name, or the name followed by ` - ` or ` (`, as
/// in "OneDrive - Clinic" and "Dropbox (Personal)".
const NAMES: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("skydrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("pcloud drive", "pCloud"),
    ("pclouddrive", "pCloud"),
    ("megasync", "MEGA"),
    ("proton drive", "Proton Drive"),
    ("syncthing", "Syncthing"),
];

/// Files and folders these programs leave at the top of what they keep.
const MARKS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.driveupload", "Google Drive"),
    (".tmp.drivedownload", "Google Drive"),
];

pub(super) fn check(dir: &Path) -> Result<(), PlaceRefused> {
    for folder in dir.ancestors() {
        if let Some(service) = by_name(folder).or_else(|| by_mark(folder)) {
            return Err(PlaceRefused::Synced {
                folder: PathBuf::from(folder),
                service,
            });
        }
    }
    Ok(())
}

fn by_name(folder: &Path) -> Option<String> {
    let name = folder.file_name()?.to_string_lossy().to_lowercase();
    // macOS keeps every modern sync program in ~/Library/CloudStorage/<Program>-<account>.
    if folder
        .parent()
        .is_some_and(|parent| parent.ends_with("Library/CloudStorage"))
    {
        return Some(name.split('-').next().unwrap_or(&name).to_owned());
    }
    NAMES
        .iter()
        .find(|(known, _)| {
            name.strip_prefix(known)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(" - ") || rest.starts_with(" ("))
        })
        .map(|(_, service)| (*service).to_owned())
}

fn by_mark(folder: &Path) -> Option<String> {
    // ~/.dropbox is Dropbox's own settings folder, not a sign that the home folder is synced; in a
    // synced folder `.dropbox` is a file.
    let marked = |mark: &str| {
        let path = folder.join(mark);
        if mark == ".dropbox" {
            path.is_file()
        } else {
            path.exists()
        }
    };
    MARKS
        .iter()
        .find(|(mark, _)| marked(mark))
        .map(|(_, service)| (*service).to_owned())
        .or_else(|| sync_journal(folder))
}

/// Nextcloud and ownCloud keep a journal named `.sync_<hash>.db` (older: `._sync_<hash>.db`).
fn sync_journal(folder: &Path) -> Option<String> {
    // A parent we may not list cannot be told from one without a journal; the names above still count.
    let found = std::fs::read_dir(folder).ok()?.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        (name.starts_with(".sync_") || name.starts_with("._sync_")) && name.ends_with(".db")
    });
    found.then(|| "Nextcloud or ownCloud".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synced_folders_are_refused_by_name() {
        for (path, service) in [
            ("/home/ana/OneDrive/Keepwell", "OneDrive"),
            ("/home/ana/OneDrive - Lehigh Clinic/a/b", "OneDrive"),
            ("/home/ana/Dropbox (Personal)/k", "Dropbox"),
            ("/home/ana/Google Drive/k", "Google Drive"),
            (
                "/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/k",
                "iCloud Drive",
            ),
            ("/Users/ana/Library/CloudStorage/Box-Box/k", "box"),
            ("/home/ana/Nextcloud/k", "Nextcloud"),
            ("/home/ana/ownCloud/k", "ownCloud"),
        ] {
            let refused = check(Path::new(path)).expect_err(path);
            assert_eq!(refused.code(), "place_is_synced");
            assert!(refused.to_string().contains(service), "{refused} must name {service}");
        }
    }

    #[test]
    fn ordinary_folders_are_accepted() {
        for path in [
            "/home/ana/Documents",
            "/home/ana/dropboxes",
            "/home/ana/.local/share/keepwell",
        ] {
            check(Path::new(path)).expect(path);
        }
    }

    #[test]
    fn marks_in_any_parent_refuse_the_folder() {
        for mark in [".stfolder", ".dropbox", ".sync_0a1b2c.db", ".owncloudsync.log"] {
            let home = tempfile::tempdir().unwrap();
            let deep = home.path().join("a/b");
            std::fs::create_dir_all(&deep).unwrap();
            check(&deep).expect("no mark yet");
            std::fs::write(home.path().join(mark), "").unwrap();
            let refused = check(&deep).expect_err(mark);
            let text = refused.to_string();
            assert!(
                text.contains(&home.path().display().to_string()),
                "the folder that is synced must be named: {text}"
            );
        }
    }

    #[test]
    fn settings_folder_of_dropbox_does_not_make_the_home_folder_synced() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".dropbox")).unwrap();
        check(&home.path().join("Keepwell")).expect("a `.dropbox` folder is only its settings");
    }
}
