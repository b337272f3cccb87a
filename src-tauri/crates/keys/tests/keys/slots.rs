//! Each way of opening, and what each refuses.

use std::path::Path;

use keepwell_keys::{Cost, DataKey, KeyError, KeySlots, Keychain, RecoveryCode, Secret};
use tempfile::TempDir;

use crate::memory::Memory;

pub const PRACTICE: &str = "0197f0a0-practice";

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub fn new_slots(dir: &Path) -> KeySlots {
    KeySlots::create(dir, PRACTICE).with_cost(Cost::WORTHLESS_BUT_QUICK)
}

pub fn load(dir: &Path) -> KeySlots {
    KeySlots::load(dir)
        .unwrap()
        .expect("the file was saved")
        .with_cost(Cost::WORTHLESS_BUT_QUICK)
}

/// A saved practice with all three kinds of slot.
pub struct Clinic {
    pub dir: TempDir,
    pub memory: Memory,
    pub keychain: Keychain,
    pub key: DataKey,
    pub code: RecoveryCode,
}

pub fn clinic() -> Clinic {
    let dir = tempfile::tempdir().unwrap();
    let memory = Memory::new();
    let keychain = memory.keychain(PRACTICE);
    let key = DataKey::make().unwrap();
    let code = RecoveryCode::make().unwrap();
    let mut slots = new_slots(dir.path());
    slots.add_device(&keychain, &key).unwrap();
    slots.add_recovery(&code, &key).unwrap();
    slots.add_password("ana", &secret("correct horse"), &key).unwrap();
    slots.save().unwrap();
    Clinic {
        dir,
        memory,
        keychain,
        key,
        code,
    }
}

pub fn assert_same(opened: Result<DataKey, KeyError>, key: &DataKey, why: &str) {
    assert_eq!(
        *opened.expect(why).dangerously_expose_hex(),
        *key.dangerously_expose_hex(),
        "{why}"
    );
}

#[track_caller]
pub fn assert_code<T: std::fmt::Debug>(result: Result<T, KeyError>, code: &str) {
    let error = result.expect_err("must be refused");
    assert_eq!(error.code(), code, "{error}");
}

#[test]
fn each_way_opens_the_same_key_after_a_restart() {
    let c = clinic();
    let slots = load(c.dir.path());
    assert_same(slots.unlock_device(&c.keychain), &c.key, "the keychain opens");
    assert_same(slots.unlock_recovery(&c.code), &c.key, "the printed code opens");
    assert_same(
        slots.unlock_password("ana", &secret("correct horse")),
        &c.key,
        "the password opens",
    );
    assert!(slots.has_device() && slots.has_recovery());
    assert_eq!(slots.password_slots(), ["ana"]);
    assert_eq!(slots.practice_id(), PRACTICE);
}

#[test]
fn wrong_password_code_and_person_are_told_apart() {
    let c = clinic();
    let slots = load(c.dir.path());
    assert_code(slots.unlock_password("ana", &secret("Correct horse")), "wrong_password");
    assert_code(slots.unlock_password("ana", &secret("")), "wrong_password");
    assert_code(slots.unlock_password("ben", &secret("correct horse")), "no_such_slot");
    assert_code(
        slots.unlock_recovery(&RecoveryCode::make().unwrap()),
        "wrong_recovery_code",
    );
}

#[test]
fn new_password_replaces_the_old_one() {
    let c = clinic();
    let mut slots = load(c.dir.path());
    slots.add_password("ana", &secret("battery staple"), &c.key).unwrap();
    slots.save().unwrap();
    let slots = load(c.dir.path());
    assert_code(slots.unlock_password("ana", &secret("correct horse")), "wrong_password");
    assert_same(
        slots.unlock_password("ana", &secret("battery staple")),
        &c.key,
        "the new one opens",
    );
    assert_eq!(slots.password_slots(), ["ana"], "one slot per person");
}

#[test]
fn new_recovery_kit_makes_the_old_printout_worthless() {
    let c = clinic();
    let newer = RecoveryCode::make().unwrap();
    let mut slots = load(c.dir.path());
    slots.add_recovery(&newer, &c.key).unwrap();
    slots.save().unwrap();
    let slots = load(c.dir.path());
    assert_code(slots.unlock_recovery(&c.code), "wrong_recovery_code");
    assert_same(slots.unlock_recovery(&newer), &c.key, "the new printout opens");
}

#[test]
fn rotated_key_is_wrapped_for_the_printed_code_without_asking_for_it() {
    let c = clinic();
    let rotated = DataKey::make().unwrap();
    let mut slots = load(c.dir.path());
    slots.rewrap_recovery(&c.key, &rotated).unwrap();
    slots.save().unwrap();
    assert_same(
        load(c.dir.path()).unlock_recovery(&c.code),
        &rotated,
        "the old printout opens the new key",
    );
}

#[test]
fn rotation_refuses_a_recovery_slot_planted_by_somebody_without_the_key() {
    let c = clinic();
    // A thief with write access makes a well-formed recovery slot for a code of their own.
    let theirs = RecoveryCode::make().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut planted = new_slots(elsewhere.path());
    planted.add_recovery(&theirs, &DataKey::make().unwrap()).unwrap();
    planted.save().unwrap();
    let read = |dir: &Path| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(dir.join(keepwell_keys::SLOT_FILE)).unwrap()).unwrap()
    };
    let mut file = read(c.dir.path());
    file["slots"][1] = read(elsewhere.path())["slots"][0].clone();
    assert_eq!(file["slots"][1]["kind"], "recovery");
    std::fs::write(c.dir.path().join(keepwell_keys::SLOT_FILE), file.to_string()).unwrap();

    let mut slots = load(c.dir.path());
    assert_code(
        slots.rewrap_recovery(&c.key, &DataKey::make().unwrap()),
        "slot_file_damaged",
    );
}

#[test]
fn last_way_in_is_never_given_up() {
    let dir = tempfile::tempdir().unwrap();
    let memory = Memory::new();
    let keychain = memory.keychain(PRACTICE);
    let key = DataKey::make().unwrap();
    let mut slots = new_slots(dir.path());
    assert_code(slots.save(), "last_slot");
    slots.add_password("ana", &secret("a"), &key).unwrap();
    assert_code(slots.remove_password("ana"), "last_slot");
    slots.add_device(&keychain, &key).unwrap();
    slots.remove_password("ana").expect("the device slot is left");
    assert_code(slots.remove_device(&keychain), "last_slot");
    assert_eq!(
        memory.entries().len(),
        1,
        "a refused removal must leave the keychain alone"
    );
    slots.save().unwrap();
    assert_same(
        load(dir.path()).unlock_device(&keychain),
        &key,
        "the kept slot still opens",
    );
}

#[test]
fn slot_that_cannot_work_does_not_count_as_another_way_in() {
    let c = clinic();
    let path = c.dir.path().join(keepwell_keys::SLOT_FILE);
    let mut file: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for slot in file["slots"].as_array_mut().unwrap() {
        if slot["kind"] != "password" {
            slot["wrap"] = "AAAA".into();
        }
    }
    std::fs::write(&path, file.to_string()).unwrap();
    assert_code(load(c.dir.path()).remove_password("ana"), "last_slot");
}

#[test]
fn removed_ways_are_gone_after_a_restart() {
    let c = clinic();
    let mut slots = load(c.dir.path());
    slots.remove_device(&c.keychain).unwrap();
    slots.remove_password("ana").unwrap();
    assert_code(slots.remove_password("ana"), "no_such_slot");
    slots.save().unwrap();
    assert!(c.memory.entries().is_empty(), "the keychain entry goes with the slot");
    let slots = load(c.dir.path());
    assert!(!slots.has_device() && slots.password_slots().is_empty());
    assert_code(slots.unlock_device(&c.keychain), "no_such_slot");
    assert_same(slots.unlock_recovery(&c.code), &c.key, "the kit is left");
}

#[test]
fn cost_is_kept_in_the_slot_so_that_raising_it_locks_nobody_out() {
    let c = clinic();
    let mut slots = load(c.dir.path()).with_cost(Cost {
        memory_kib: 16,
        passes: 2,
        lanes: 1,
    });
    slots.add_password("ben", &secret("b"), &c.key).unwrap();
    slots.save().unwrap();
    let slots = KeySlots::load(c.dir.path()).unwrap().unwrap();
    assert_same(
        slots.unlock_password("ana", &secret("correct horse")),
        &c.key,
        "the cheaper slot opens",
    );
    assert_same(
        slots.unlock_password("ben", &secret("b")),
        &c.key,
        "the dearer slot opens",
    );
}

#[test]
fn default_cost_is_the_documented_one() {
    assert_eq!(
        Cost::default(),
        Cost {
            memory_kib: 65536,
            passes: 3,
            lanes: 1
        },
        "64 MiB, 3, 1"
    );
}
