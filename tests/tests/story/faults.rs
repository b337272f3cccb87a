//! What goes wrong with files, keys and disks: an error that says so, and nothing lost.

use keepwell_practice::{Code, store};
use keepwell_testkit::clinic::TestClinic;
use serde_json::{Value, json};
use std::fs;

#[test]
fn a_missing_file_is_an_error_and_never_an_empty_practice() {
    let clinic = TestClinic::open();
    let clinic = clinic.restart_after(|folder| fs::rename(folder.join(store::FILE), folder.join("away.db")).unwrap());
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(
        (state["stage"].as_str(), state["problem"]["code"].as_str()),
        (Some("shut"), Some("damaged"))
    );
    assert!(
        !clinic.folder().join(store::FILE).exists(),
        "nothing was made in its place"
    );
}

#[test]
fn missing_key_slots_are_an_error_and_never_fresh_ones() {
    let clinic = TestClinic::open();
    let clinic = clinic.restart_after(|folder| fs::remove_file(folder.join("keyslots.json")).unwrap());
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(
        (state["stage"].as_str(), state["problem"]["code"].as_str()),
        (Some("shut"), Some("damaged"))
    );
    assert_eq!(
        clinic
            .refused("practice.set_up", keepwell_testkit::clinic::answers())
            .code,
        Code::Busy,
        "the wizard does not write over it"
    );
}

#[test]
fn a_file_of_another_practice_does_not_open_and_is_left_alone() {
    let other = TestClinic::with_keychain();
    let folder = other.folder();
    let other = other.restart();
    let clinic = TestClinic::with_keychain().restart_after(|mine| {
        fs::copy(folder.join(store::FILE), mine.join(store::FILE)).unwrap();
    });
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(
        (state["stage"].as_str(), state["problem"]["code"].as_str()),
        (Some("shut"), Some("damaged")),
        "the wrong key is noticed"
    );
    let same = fs::read(folder.join(store::FILE)).unwrap() == fs::read(clinic.folder().join(store::FILE)).unwrap();
    assert!(same, "not a byte was changed");
    drop(other);
}

#[test]
fn a_flipped_byte_in_the_middle_is_an_error_not_a_wrong_answer() {
    let clinic = TestClinic::with_keychain().restart_after(|folder| {
        let file = folder.join(store::FILE);
        let mut bytes = fs::read(&file).unwrap();
        for at in (4096 + 100..bytes.len()).step_by(4096) {
            bytes[at] ^= 1;
        }
        fs::write(&file, bytes).unwrap();
    });
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(state["stage"], "shut", "damage is told at the start: {state}");
}

#[test]
fn a_full_disk_changes_nothing_is_told_and_passes() {
    let clinic = TestClinic::open();
    let practice = clinic.door.practice().unwrap();
    let full = |on: bool| practice.limit_file_growth(on);
    full(true).unwrap();
    let big = json!({ "key": "patients.register", "body": "x".repeat(200_000) });
    let refusal = clinic.refused("drafts.save", big.clone());
    assert_eq!(refusal.code, Code::DiskFull, "{}", refusal.message);
    assert_eq!(
        clinic.ask("drafts.get", json!({ "key": "patients.register" }))["body"],
        Value::Null,
        "reading goes on, nothing half-written"
    );
    full(false).unwrap();
    clinic.ask("drafts.save", big);
}

#[test]
fn a_set_up_that_was_cut_short_is_cleared_and_done_again() {
    let clinic = TestClinic::bare(keepwell_keys::Keychain::off);
    let half = clinic.folder().with_file_name("practice.being-made");
    fs::create_dir_all(&half).unwrap();
    fs::write(half.join("keyslots.json"), "{").unwrap();
    assert_eq!(clinic.ask("practice.state", Value::Null)["stage"], "none");
    clinic.ask("practice.set_up", keepwell_testkit::clinic::answers());
    assert!(!half.exists());
}

#[test]
fn the_program_refuses_an_sqlite_that_can_corrupt_the_file() {
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    store::assert_sqlite_version().unwrap();
}
