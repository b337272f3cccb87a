//! Windows shares. `canonicalize` turns a mapped drive letter into the share behind it, so one
//! rule covers both.

use std::path::Path;

use super::PlaceRefused;

pub(super) fn check(real: &Path) -> Result<(), PlaceRefused> {
    if cfg!(windows) && is_share(&real.to_string_lossy()) {
        return Err(PlaceRefused::Network {
            folder: real.to_owned(),
            kind: "shared folder".to_owned(),
        });
    }
    Ok(())
}

/// `\\server\share` and `\\?\UNC\server\share`, but not `\\?\C:\` or `\\.\`.
fn is_share(path: &str) -> bool {
    let path = path.replace('/', "\\");
    match path.strip_prefix("\\\\?\\") {
        Some(rest) => rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("UNC\\")),
        None => path.starts_with("\\\\") && !path.starts_with("\\\\.\\"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_share;

    #[test]
    fn windows_shares_are_told_from_local_drives() {
        for share in [
            r"\\server\clinic",
            r"\\?\UNC\server\clinic",
            r"\\?\unc\server\clinic",
            "//server/clinic",
        ] {
            assert!(is_share(share), "{share} is a share");
        }
        for local in [r"C:\Users\ana", r"\\?\C:\Users\ana", r"\\.\pipe\x", "/home/ana"] {
            assert!(!is_share(local), "{local} is on this computer");
        }
    }
}
