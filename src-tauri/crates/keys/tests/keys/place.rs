//! Where a practice may be kept, on this machine's own disk.

use keepwell_keys::place;

#[test]
fn own_disk_is_accepted_also_before_the_folder_exists() {
    let dir = tempfile::tempdir().unwrap();
    place::check(dir.path()).expect("a temporary folder is on this computer");
    place::check(&dir.path().join("not/yet/there")).expect("its nearest parent decides");
}

#[test]
fn folder_inside_a_synced_one_is_refused_with_the_way_out() {
    let dir = tempfile::tempdir().unwrap();
    let refused = place::check(&dir.path().join("OneDrive - Clinic/Keepwell")).expect_err("OneDrive");
    let text = refused.to_string();
    assert!(text.contains("OneDrive") && text.contains("Choose a folder"), "{text}");
}

#[cfg(unix)]
#[test]
fn link_that_hides_a_synced_folder_is_seen_through() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("Dropbox")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("Dropbox"), dir.path().join("innocent")).unwrap();
    let refused = place::check(&dir.path().join("innocent/keepwell")).expect_err("it leads into Dropbox");
    assert_eq!(refused.code(), "place_is_synced");
}
