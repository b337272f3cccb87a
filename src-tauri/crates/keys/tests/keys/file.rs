//! The file itself: missing, damaged, newer, interrupted.

use keepwell_keys::{DataKey, KeySlots, SLOT_FILE};

use crate::slots::{assert_code, assert_same, clinic, load, new_slots, secret};

#[test]
fn only_a_file_that_is_not_there_is_no_practice() {
    let dir = tempfile::tempdir().unwrap();
    assert!(KeySlots::load(dir.path()).unwrap().is_none());
    std::fs::write(dir.path().join(SLOT_FILE), "").unwrap();
    assert_code(KeySlots::load(dir.path()), "slot_file_damaged");
}

#[cfg(unix)]
#[test]
fn link_that_leads_nowhere_is_an_error_and_not_a_new_practice() {
    let dir = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", dir.path().join(SLOT_FILE)).unwrap();
    assert_code(KeySlots::load(dir.path()), "slot_file_io");
}

#[test]
fn file_cut_short_anywhere_is_damaged() {
    let c = clinic();
    let path = c.dir.path().join(SLOT_FILE);
    let whole = std::fs::read(&path).unwrap();
    let end = whole.iter().rposition(|&b| b == b'}').unwrap();
    for length in 0..=end {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = KeySlots::load(c.dir.path()).expect_err("a part of the file is not the file");
        assert_eq!(error.code(), "slot_file_damaged", "cut at {length}");
    }
}

#[test]
fn newer_file_is_refused_and_left_alone() {
    let c = clinic();
    let path = c.dir.path().join(SLOT_FILE);
    let newer = r#"{"v":2,"practice_id":"p","something_new":{"a":1},"slots":"elsewhere"}"#;
    std::fs::write(&path, newer).unwrap();
    assert_code(KeySlots::load(c.dir.path()), "newer_slot_file");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn one_unreadable_slot_leaves_the_others_working_and_is_kept() {
    let c = clinic();
    let path = c.dir.path().join(SLOT_FILE);
    let mut file: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    file["slots"][0] = serde_json::json!({"kind": "device", "rubbish": [1, 2]});
    std::fs::write(&path, file.to_string()).unwrap();
    let mut slots = load(c.dir.path());
    assert_code(slots.unlock_device(&c.keychain), "slot_file_damaged");
    assert_same(slots.unlock_recovery(&c.code), &c.key, "the other slots are whole");
    slots.add_password("ben", &secret("b"), &c.key).unwrap();
    slots.save().unwrap();
    assert!(
        std::fs::read_to_string(&path).unwrap().contains("rubbish"),
        "what is not understood is kept"
    );
}

#[test]
fn new_practice_never_replaces_the_locks_of_one_that_is_there() {
    let c = clinic();
    let mut other = new_slots(c.dir.path());
    other
        .add_password("eve", &secret("e"), &DataKey::make().unwrap())
        .unwrap();
    assert_code(other.save(), "already_set_up");
    assert_same(
        load(c.dir.path()).unlock_recovery(&c.code),
        &c.key,
        "the first practice is untouched",
    );
}

#[test]
fn left_over_temporary_file_is_overwritten() {
    let c = clinic();
    std::fs::write(c.dir.path().join("keyslots.json.new"), "half a fi").unwrap();
    let mut slots = load(c.dir.path());
    slots.add_password("ben", &secret("b"), &c.key).unwrap();
    slots.save().unwrap();
    assert_same(
        load(c.dir.path()).unlock_password("ben", &secret("b")),
        &c.key,
        "saved whole",
    );
    assert!(!c.dir.path().join("keyslots.json.new").exists());
}

#[test]
fn failed_save_leaves_the_old_file_in_place() {
    let c = clinic();
    let before = std::fs::read(c.dir.path().join(SLOT_FILE)).unwrap();
    let mut slots = load(c.dir.path());
    slots.add_password("ben", &secret("b"), &c.key).unwrap();
    // A folder where the temporary file should go makes the write fail, also for root.
    std::fs::create_dir(c.dir.path().join("keyslots.json.new")).unwrap();
    assert_code(slots.save(), "slot_file_io");
    assert_eq!(std::fs::read(c.dir.path().join(SLOT_FILE)).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let c = clinic();
    let mode = std::fs::metadata(c.dir.path().join(SLOT_FILE))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn file_holds_neither_key_nor_code_nor_password() {
    let c = clinic();
    let text = std::fs::read_to_string(c.dir.path().join(SLOT_FILE)).unwrap();
    assert!(!text.contains("correct horse"));
    assert!(!text.contains(c.key.dangerously_expose_hex().as_str()));
    assert!(!text.contains(&c.code.dangerously_expose_groups().concat()));
    for (_, entry) in c.memory.entries() {
        assert!(!text.contains(&entry), "the wrapping key belongs in the keychain only");
    }
}
