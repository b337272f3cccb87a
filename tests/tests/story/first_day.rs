//! From nothing to an open practice, and back to one after a restart.

use keepwell_practice::Code;
use keepwell_testkit::clinic::{PASSWORD, TestClinic, answers, lose_every_keychain_entry, remembering_keychain};
use serde_json::{Value, json};

#[test]
fn an_empty_pc_offers_the_wizard_and_nothing_else() {
    let clinic = TestClinic::bare(keepwell_keys::Keychain::off);
    assert_eq!(clinic.ask("practice.state", Value::Null)["stage"], "none");
    assert_eq!(clinic.refused("staff.list", Value::Null).code, Code::NoPractice);
    assert!(!clinic.folder().exists(), "asking makes nothing");
}

#[test]
fn the_wizards_answers_make_a_practice_the_owner_is_signed_in_to() {
    let clinic = TestClinic::open();
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(state["stage"], "open");
    assert_eq!(state["clinic"], "Linden Street Clinic");
    assert_eq!(state["signed_in"]["role"], "owner");
    assert_eq!(state["recovery_proven"], true);
}

#[test]
fn the_file_on_disk_is_ciphertext_and_the_keys_are_not_beside_it() {
    let clinic = TestClinic::open();
    let bytes = std::fs::read(clinic.folder().join("practice.db")).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"), "no plain header");
    let slots = std::fs::read_to_string(clinic.folder().join("keyslots.json")).unwrap();
    for secret in [PASSWORD, "Linden Street", "Okafor"] {
        assert!(
            !bytes.windows(secret.len()).any(|w| w == secret.as_bytes()),
            "{secret} lies open in the file"
        );
        assert!(!slots.contains(secret), "{secret} lies open beside the file");
    }
    let code: String = clinic.recovery.chars().filter(char::is_ascii_alphanumeric).collect();
    assert!(!slots.contains(&code), "the recovery code is on paper only");
}

#[test]
fn a_second_practice_cannot_take_the_first_ones_place() {
    let clinic = TestClinic::open();
    assert_eq!(clinic.refused("practice.set_up", answers()).code, Code::Busy);
    assert_eq!(
        clinic
            .refused("practice.make_demo", json!({ "patients": 5, "years": 0, "seed": 1 }))
            .code,
        Code::Busy
    );
}

#[test]
fn a_wrong_answer_is_told_at_its_field_and_leaves_nothing_behind() {
    for (path, value, field) in [
        ("/clinic/zone", json!("Mars/Olympus"), "clinic.zone"),
        ("/clinic/email", json!("desk at linden"), "clinic.email"),
        ("/clinic/name", json!(""), "clinic.name"),
        ("/clinic/name", json!("x".repeat(1_000_000)), "clinic.name"),
        ("/owner/password", json!("password1234"), "password"),
        ("/owner/sign_in", json!("two words"), "sign_in"),
    ] {
        let clinic = TestClinic::bare(keepwell_keys::Keychain::off);
        let mut input = answers();
        *input.pointer_mut(path).unwrap() = value;
        let refusal = clinic.refused("practice.set_up", input);
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field)),
            "{path}"
        );
        assert!(!clinic.folder().exists(), "{path}: half a practice stayed");
        clinic.ask("practice.set_up", answers());
    }
}

#[test]
fn no_patient_before_the_recovery_kit_is_proven() {
    let clinic = TestClinic::bare(keepwell_keys::Keychain::off);
    let done = clinic.ask("practice.set_up", answers());
    let code = done["recovery"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    let patient = json!({ "record": keepwell_testkit::clinic::person("Grace", "Kim") });
    assert_eq!(
        clinic.refused("patients.register", patient.clone()).code,
        Code::RecoveryUnproven
    );
    let mistyped = clinic.refused(
        "practice.prove_recovery",
        json!({ "code": code.replacen(&code[..1], if code.starts_with('7') { "8" } else { "7" }, 1) }),
    );
    assert_eq!(
        (mistyped.code, mistyped.field.as_deref()),
        (Code::Invalid, Some("code")),
        "a slip of the finger is told as one"
    );
    clinic.ask("practice.prove_recovery", json!({ "code": code.to_lowercase() }));
    clinic.ask("patients.register", patient);
}

#[test]
fn after_a_restart_the_password_opens_a_practice_without_a_keychain() {
    let clinic = TestClinic::open().restart();
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(
        (state["stage"].as_str(), state["can_unlock"].as_bool()),
        (Some("shut"), Some(true))
    );
    assert_eq!(
        clinic
            .refused(
                "staff.sign_in",
                json!({ "sign_in": "amara", "password": "not the one at all" })
            )
            .code,
        Code::WrongPassword
    );
    clinic.sign_in();
    assert_eq!(clinic.ask("practice.state", Value::Null)["stage"], "open");
}

#[test]
fn a_working_keychain_opens_it_with_nobody_there_but_shows_nobody_anything() {
    let clinic = TestClinic::with_keychain().restart();
    assert_eq!(
        clinic.ask("practice.state", Value::Null)["stage"],
        "open",
        "so that reminders go out"
    );
    assert_eq!(clinic.refused("staff.list", Value::Null).code, Code::SignInNeeded);
}

#[test]
fn a_keychain_that_lost_the_key_is_an_error_that_the_printed_code_mends() {
    let clinic = TestClinic::with_keychain();
    lose_every_keychain_entry();
    let clinic = clinic.restart();
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(state["stage"], "shut", "never a fresh key, never an empty file");
    assert_eq!(state["problem"]["code"], "keychain");
    let new_password = "seven quiet walnut bridges";
    clinic.ask(
        "practice.recover",
        json!({ "code": clinic.recovery, "sign_in": "amara", "new_password": new_password }),
    );
    clinic.ask("staff.sign_in", json!({ "sign_in": "Amara", "password": new_password }));
    let clinic = clinic.restart();
    assert_eq!(
        clinic.ask("practice.state", Value::Null)["stage"],
        "open",
        "the PC has its key back"
    );
    assert_eq!(
        clinic
            .refused("staff.sign_in", json!({ "sign_in": "amara", "password": PASSWORD }))
            .code,
        Code::WrongPassword,
        "the old password is over"
    );
}

#[test]
fn a_new_kit_makes_the_lost_paper_worthless() {
    let clinic = TestClinic::open();
    let kit = clinic.ask("practice.renew_recovery", Value::Null);
    let new = kit["recovery"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect::<String>();
    let old = json!({ "code": clinic.recovery, "sign_in": "amara", "new_password": "seven quiet walnut bridges" });
    assert_eq!(clinic.refused("practice.recover", old).code, Code::WrongPassword);
    assert_eq!(
        clinic.ask("practice.state", Value::Null)["recovery_proven"],
        false,
        "it must be proven again"
    );
    clinic.ask("practice.prove_recovery", json!({ "code": new }));
}

#[test]
fn the_demo_opens_is_used_and_is_gone_in_one_click() {
    let clinic = TestClinic::bare(remembering_keychain);
    clinic.ask("practice.make_demo", json!({ "patients": 12, "years": 1, "seed": 7 }));
    assert_eq!(clinic.ask("practice.state", Value::Null)["demo"], true);
    clinic.ask(
        "patients.register",
        json!({ "record": keepwell_testkit::clinic::person("Grace", "Kim") }),
    );
    clinic.ask("practice.erase_demo", Value::Null);
    assert_eq!(clinic.ask("practice.state", Value::Null)["stage"], "none");
    assert!(!clinic.folder().exists(), "nothing of it stays");
    clinic.ask("practice.set_up", answers());
    assert_eq!(
        clinic.refused("practice.erase_demo", Value::Null).code,
        Code::NotAllowed,
        "a real practice is not a demo"
    );
}
