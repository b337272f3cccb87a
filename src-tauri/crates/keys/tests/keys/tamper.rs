//! Every byte of a slot is either the ciphertext or covered by its seal.

use keepwell_keys::{DataKey, KeyError, KeySlots, SLOT_FILE};
use serde_json::Value;

use crate::slots::{Clinic, clinic, secret};

fn read(c: &Clinic) -> Value {
    serde_json::from_slice(&std::fs::read(c.dir.path().join(SLOT_FILE)).unwrap()).unwrap()
}

fn open_all(c: &Clinic, file: &Value, kind: &str) -> Result<DataKey, KeyError> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(SLOT_FILE), file.to_string()).unwrap();
    let slots = KeySlots::load(dir.path())?.expect("the file is there");
    match kind {
        "device" => slots.unlock_device(&c.keychain),
        "recovery" => slots.unlock_recovery(&c.code),
        _ => slots.unlock_password("ana", &secret("correct horse")),
    }
}

/// Every string or number below `value`, as JSON pointers.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| leaves(v, &format!("{at}/{k}"), found)),
        Value::String(_) | Value::Number(_) => found.push(at.to_owned()),
        other => panic!("unexpected {other}"),
    }
}

fn slot_of(file: &Value, kind: &str) -> usize {
    file["slots"]
        .as_array()
        .unwrap()
        .iter()
        .position(|s| s["kind"] == kind)
        .unwrap()
}

fn every_change_is_refused(kind: &str) {
    let c = clinic();
    let whole = read(&c);
    let slot = slot_of(&whole, kind);
    open_all(&c, &whole, kind).expect("unchanged it opens");
    let mut found = Vec::new();
    leaves(&whole["slots"][slot], &format!("/slots/{slot}"), &mut found);
    let mut tried = 0;
    for at in found {
        if at.ends_with("/proof") {
            continue; // never needed to open; see the rotation test
        }
        let old = whole.pointer(&at).unwrap().clone();
        let changes: Vec<Value> = match &old {
            Value::Number(n) => vec![(n.as_u64().unwrap() + 1).into(), 0.into(), u32::MAX.into()],
            Value::String(text) => (0..text.len())
                .map(|i| {
                    // One flipped bit that leaves printable ASCII: the lowest, or the case of a letter.
                    let mut bytes = text.clone().into_bytes();
                    bytes[i] ^= if i % 2 == 0 { 1 } else { 2 };
                    String::from_utf8(bytes).unwrap().into()
                })
                .chain([Value::from(""), format!("{text}A").into()])
                .collect(),
            other => panic!("unexpected {other}"),
        };
        for change in changes {
            let mut file = whole.clone();
            *file.pointer_mut(&at).unwrap() = change.clone();
            tried += 1;
            assert!(
                open_all(&c, &file, kind).is_err(),
                "{at} changed to {change} must not open"
            );
        }
        let mut file = whole.clone();
        let (parent, name) = at.rsplit_once('/').unwrap();
        file.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
        assert!(open_all(&c, &file, kind).is_err(), "without {at} it must not open");
    }
    assert!(tried > 150, "only {tried} changes tried");
}

#[test]
fn no_changed_byte_of_a_device_slot_opens() {
    every_change_is_refused("device");
}

#[test]
fn no_changed_byte_of_a_password_slot_opens() {
    every_change_is_refused("password");
}

#[test]
fn no_changed_byte_of_a_recovery_slot_opens() {
    every_change_is_refused("recovery");
}

#[test]
fn every_flipped_bit_of_nonce_and_wrap_is_refused() {
    use base64ct::{Base64, Encoding};
    let c = clinic();
    let whole = read(&c);
    let slot = slot_of(&whole, "device");
    for field in ["nonce", "wrap"] {
        let bytes = Base64::decode_vec(whole["slots"][slot][field].as_str().unwrap()).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let mut file = whole.clone();
            file["slots"][slot][field] = Base64::encode_string(&changed).into();
            let error = open_all(&c, &file, "device").expect_err("a flipped bit must not open");
            assert_eq!(error.code(), "keychain_entry_wrong", "bit {bit} of {field}");
        }
    }
}

#[test]
fn slot_renamed_to_another_person_with_the_same_password_stays_shut() {
    let c = clinic();
    let mut file = read(&c);
    let slot = slot_of(&file, "password");
    file["slots"][slot]["staff"] = "ben".into();
    std::fs::write(c.dir.path().join(SLOT_FILE), file.to_string()).unwrap();
    let slots = KeySlots::load(c.dir.path()).unwrap().unwrap();
    let error = slots
        .unlock_password("ben", &secret("correct horse"))
        .expect_err("the name is sealed in");
    assert_eq!(error.code(), "wrong_password");
}

#[test]
fn unaffordable_cost_in_the_file_is_refused_before_any_work() {
    let c = clinic();
    let mut file = read(&c);
    let slot = slot_of(&file, "password");
    file["slots"][slot]["kdf"]["m"] = (4u64 * 1024 * 1024 - 1).into();
    let begun = std::time::Instant::now();
    let error = open_all(&c, &file, "password").expect_err("4 GiB is too much");
    assert_eq!(error.code(), "slot_file_damaged");
    assert!(begun.elapsed().as_secs() < 1, "it must not try");
}
