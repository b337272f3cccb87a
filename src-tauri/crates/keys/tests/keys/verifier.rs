//! Verifiers of staff passwords and PINs.

use keepwell_keys::{Cost, password};

use crate::slots::secret;

#[test]
fn verifier_knows_its_password_and_no_other() {
    let verifier = password::verifier_make_with(&secret("4711"), Cost::WORTHLESS_BUT_QUICK).unwrap();
    assert!(password::verifier_check(&verifier, &secret("4711")).unwrap());
    assert!(!password::verifier_check(&verifier, &secret("4712")).unwrap());
    assert!(!password::verifier_check(&verifier, &secret("")).unwrap());
}

#[test]
fn default_verifier_carries_its_cost_and_works() {
    let verifier = password::verifier_make(&secret("correct horse")).unwrap();
    assert!(verifier.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{verifier}");
    assert!(password::verifier_check(&verifier, &secret("correct horse")).unwrap());
}

#[test]
fn same_password_twice_gives_different_verifiers() {
    let make = || password::verifier_make_with(&secret("same"), Cost::WORTHLESS_BUT_QUICK).unwrap();
    assert_ne!(make(), make(), "the salt is random");
}

#[test]
fn unreadable_verifier_is_an_error_and_never_a_wrong_or_right_password() {
    for verifier in [
        "",
        "plain",
        "$argon2id$v=19$m=8,t=1,p=1$AAAA",
        "$scrypt$ln=1,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
    ] {
        assert!(password::verifier_check(verifier, &secret("")).is_err(), "{verifier:?}");
    }
}
