//! The format of version 1, frozen. A change that breaks this breaks every practice in the field.

use keepwell_keys::{KeySlots, RecoveryCode, SLOT_FILE};
use serde_json::Value;

use crate::memory::Memory;
use crate::slots::secret;

const VECTOR: &str = include_str!("vectors/keyslots-v1.json");

#[test]
fn practice_of_version_1_opens_for_ever() {
    let vector: Value = serde_json::from_str(VECTOR).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap().to_owned();
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(SLOT_FILE), vector["file"].to_string()).unwrap();
    let slots = KeySlots::load(dir.path()).unwrap().unwrap();

    let memory = Memory::new();
    memory.put(slots.practice_id(), &text("keychain_entry"));
    let device = slots.unlock_device(&memory.keychain(slots.practice_id())).unwrap();
    let password = slots
        .unlock_password(&text("staff"), &secret(&text("password")))
        .unwrap();
    let code = RecoveryCode::parse(&text("recovery_code")).unwrap();
    let recovery = slots.unlock_recovery(&code).unwrap();
    for (way, key) in [("device", device), ("password", password), ("recovery", recovery)] {
        assert_eq!(*key.dangerously_expose_hex(), text("data_key"), "{way}");
    }
    // The proof of the recovery slot is frozen as well: rotation depends on it.
    let mut slots = slots;
    let key = slots.unlock_recovery(&code).unwrap();
    slots.rewrap_recovery(&key, &key).unwrap();
}

/// Writes a new vector; only for a new version of the format.
#[test]
#[ignore = "writes a new vector to target/, see FORMAT.md"]
fn make_a_vector() {
    let c = crate::slots::clinic();
    let file: Value = serde_json::from_slice(&std::fs::read(c.dir.path().join(SLOT_FILE)).unwrap()).unwrap();
    let vector = serde_json::json!({
        "about": "Version 1 of keyslots.json; see src/slots/FORMAT.md. Never edit, only add files for new versions.",
        "data_key": *c.key.dangerously_expose_hex(),
        "keychain_entry": c.memory.entries()[0].1,
        "staff": "ana",
        "password": "correct horse",
        "recovery_code": c.code.dangerously_expose_groups().join("-"),
        "file": file,
    });
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/keyslots-vector.json");
    std::fs::write(path, serde_json::to_string_pretty(&vector).unwrap()).unwrap();
}
