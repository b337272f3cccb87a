//! Which drive a folder is on: `/proc/self/mountinfo` on Linux, the output of `mount` on macOS.

use std::path::{Path, PathBuf};

use super::PlaceRefused;

/// File systems whose files live on another computer. Also matched behind `fuse.`.
const NETWORK: &[&str] = &[
    "9p",
    "afpfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "curlftpfs",
    "davfs",
    "davfs2",
    "gcsfuse",
    "geesefs",
    "glusterfs",
    "gpfs",
    "gvfsd-fuse",
    "juicefs",
    "kio-fuse",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs3",
    "nfs4",
    "ocfs2",
    "gfs2",
    "onedriver",
    "google-drive-ocamlfuse",
    "orangefs",
    "pvfs2",
    "rclone",
    "s3fs",
    "smb2",
    "smb3",
    "smbfs",
    "sshfs",
    "virtiofs",
    "webdav",
];

/// One mounted drive.
#[derive(Debug, PartialEq, Eq)]
struct Mount {
    point: PathBuf,
    kind: String,
}

pub(super) fn check_system(real: &Path) -> Result<(), PlaceRefused> {
    let unknown = |source| PlaceRefused::Unknown {
        folder: real.to_owned(),
        source,
    };
    if cfg!(target_os = "linux") {
        let table = std::fs::read("/proc/self/mountinfo").map_err(unknown)?;
        check(real, &from_mountinfo(&String::from_utf8_lossy(&table)))
    } else if cfg!(target_os = "macos") {
        let output = std::process::Command::new("/sbin/mount").output().map_err(unknown)?;
        check(real, &from_mount_command(&String::from_utf8_lossy(&output.stdout)))
    } else {
        Ok(())
    }
}

/// The longest mount point that leads to the folder decides; of two at the same place the later
/// one lies on top.
fn check(real: &Path, mounts: &[Mount]) -> Result<(), PlaceRefused> {
    let on = mounts
        .iter()
        .filter(|mount| real.starts_with(&mount.point))
        .max_by_key(|mount| mount.point.components().count());
    match on {
        Some(mount) if is_network(&mount.kind) => Err(PlaceRefused::Network {
            folder: mount.point.clone(),
            kind: mount.kind.clone(),
        }),
        _ => Ok(()),
    }
}

fn is_network(kind: &str) -> bool {
    let kind = kind.strip_prefix("fuse.").unwrap_or(kind);
    NETWORK.contains(&kind)
}

/// `36 35 98:0 / /mnt rw,noatime shared:1 - ext4 /dev/sda1 rw`: the mount point is the fifth
/// field, the type the first after the lone dash (proc(5)).
fn from_mountinfo(text: &str) -> Vec<Mount> {
    text.lines()
        .filter_map(|line| {
            let (before, after) = line.split_once(" - ")?;
            let point = before.split(' ').nth(4)?;
            let kind = after.split(' ').next()?;
            Some(Mount {
                point: PathBuf::from(plain(point)),
                kind: kind.to_owned(),
            })
        })
        .collect()
}

/// `//ana@nas/clinic on /Volumes/clinic (smbfs, nodev, nosuid)`.
fn from_mount_command(text: &str) -> Vec<Mount> {
    text.lines()
        .filter_map(|line| {
            let (_, rest) = line.split_once(" on ")?;
            let (point, options) = rest.rsplit_once(" (")?;
            let kind = options.trim_end_matches(')').split(',').next()?;
            Some(Mount {
                point: PathBuf::from(point),
                kind: kind.to_owned(),
            })
        })
        .collect()
}

/// mountinfo writes space, tab, newline and backslash as three octal digits.
fn plain(escaped: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(escaped.to_owned(), |text, (code, real)| text.replace(code, real))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 27 0:40 / /srv/clinic rw,relatime shared:7 master:3 - nfs4 nas:/clinic rw,vers=4.2
41 27 0:41 / /mnt/front\\040desk rw - cifs //nas/front rw
42 40 8:2 / /srv/clinic/local rw - xfs /dev/sdb1 rw
43 27 0:43 / /home/ana/remote rw - fuse.sshfs ana@host:/ rw
44 27 0:44 / /twice rw - nfs nas:/a rw
45 27 8:3 / /twice rw - ext4 /dev/sdc1 rw
";

    fn verdict(path: &str) -> Result<(), PlaceRefused> {
        check(Path::new(path), &from_mountinfo(TABLE))
    }

    #[test]
    fn network_drives_are_refused_and_named() {
        for (path, point, kind) in [
            ("/srv/clinic/data", "/srv/clinic", "nfs4"),
            ("/mnt/front desk/keepwell", "/mnt/front desk", "cifs"),
            ("/home/ana/remote/x", "/home/ana/remote", "fuse.sshfs"),
        ] {
            let refused = verdict(path).unwrap_err();
            let text = refused.to_string();
            assert_eq!(refused.code(), "place_is_network");
            assert!(
                text.contains(point) && text.contains(kind),
                "the drive must be named: {text}"
            );
        }
    }

    #[test]
    fn own_disks_are_accepted_also_below_a_network_drive() {
        verdict("/home/ana/keepwell").expect("the root file system is ext4");
        verdict("/srv/clinic/local/keepwell").expect("a local disk is mounted inside the share");
        verdict("/twice/keepwell").expect("the later mount lies on top of the earlier one");
        verdict("/srv/clinical").expect("a shared start of the name is not the same folder");
    }

    #[test]
    fn mac_network_volumes_are_read_from_the_mount_command() {
        let mounts = from_mount_command(
            "/dev/disk3s1 on / (apfs, sealed, local)\n//ana@nas/clinic on /Volumes/Front Desk (smbfs, nodev)\n",
        );
        assert!(
            check(Path::new("/Volumes/Front Desk/k"), &mounts).is_err(),
            "smbfs is a network drive"
        );
        assert!(check(Path::new("/Users/ana"), &mounts).is_ok(), "apfs is the own disk");
    }
}
