//! How the practice opens on this PC, and what the owner may see and choose of it.

use keepwell_practice::Code;
use keepwell_testkit::clinic::{PASSWORD, TestClinic, answers, lose_every_keychain_entry, remembering_keychain};
use serde_json::{Value, json};

#[test]
fn the_owner_chooses_whether_this_pc_opens_by_itself() {
    let clinic = TestClinic::with_keychain();
    assert_eq!(clinic.ask("practice.keys", Value::Null)["opens_by_itself"], true);
    clinic.ask("practice.choose_start", json!({ "opens_by_itself": false }));
    let clinic = clinic.restart();
    assert_eq!(
        clinic.ask("practice.state", Value::Null)["stage"],
        "shut",
        "in Locked mode a person opens it"
    );
    clinic.sign_in();
    let keys = clinic.ask("practice.choose_start", json!({ "opens_by_itself": true }));
    assert_eq!(keys["opens_by_itself"], true);
    assert_eq!(
        clinic.restart().ask("practice.state", Value::Null)["stage"],
        "open",
        "the keychain has its key again"
    );
}

#[test]
fn a_pc_without_a_keychain_says_so_instead_of_promising() {
    let clinic = TestClinic::open();
    let keys = clinic.ask("practice.keys", Value::Null);
    assert_eq!(
        (keys["opens_by_itself"].as_bool(), keys["passwords"].as_u64()),
        (Some(false), Some(1))
    );
    assert!(keys["keychain_trouble"].is_string(), "why is told");
    assert_eq!(
        clinic
            .refused("practice.choose_start", json!({ "opens_by_itself": true }))
            .code,
        Code::Keychain
    );
}

#[test]
fn a_keychain_that_lost_its_entry_does_not_count_as_a_way_in() {
    let clinic = TestClinic::with_keychain();
    lose_every_keychain_entry();
    assert_eq!(
        clinic.ask("practice.keys", Value::Null)["opens_by_itself"],
        false,
        "a slot alone opens nothing"
    );
    let keys = clinic.ask("practice.choose_start", json!({ "opens_by_itself": true }));
    assert_eq!(keys["opens_by_itself"], true, "choosing it again mends it");
}

#[test]
fn only_the_owner_sees_and_chooses_the_keys() {
    let clinic = TestClinic::open();
    clinic.ask("staff.add", json!({ "name": "Robin Castell", "sign_in": "robin", "role": "clinic_admin", "password": "seven quiet walnut bridges" }));
    clinic.ask(
        "staff.sign_in",
        json!({ "sign_in": "robin", "password": "seven quiet walnut bridges" }),
    );
    assert_eq!(clinic.refused("practice.keys", Value::Null).code, Code::NotAllowed);
    assert_eq!(
        clinic
            .refused("practice.choose_start", json!({ "opens_by_itself": false }))
            .code,
        Code::NotAllowed
    );
}

#[test]
fn a_slip_in_the_recovery_code_points_at_its_group() {
    let clinic = TestClinic::open();
    let mut groups: Vec<String> = clinic.recovery.split('-').map(str::to_owned).collect();
    let other = if groups[4].starts_with('7') { "8" } else { "7" };
    groups[4].replace_range(..1, other);
    let refusal = clinic.refused("practice.prove_recovery", json!({ "code": groups.join("-") }));
    assert_eq!(refusal.field.as_deref(), Some("code"));
    assert_eq!(
        refusal.details,
        Some(json!({ "group": 5 })),
        "so that the screen can mark it"
    );
}

#[test]
fn the_demos_sign_in_page_names_its_people_and_a_real_ones_names_nobody() {
    let clinic = TestClinic::bare(remembering_keychain);
    clinic.ask("practice.make_demo", json!({ "patients": 5, "years": 0, "seed": 1 }));
    clinic.ask("staff.sign_out", Value::Null);
    let demo = clinic.ask("practice.state", Value::Null)["demo_people"].clone();
    let people = demo["people"].as_array().cloned().unwrap_or_default();
    assert!(!people.is_empty(), "somebody can be tried");
    for person in people {
        clinic.ask(
            "staff.sign_in",
            json!({ "sign_in": person["sign_in"], "password": demo["password"] }),
        );
    }
    clinic.ask("practice.erase_demo", Value::Null);
    clinic.ask("practice.set_up", answers());
    clinic.ask("staff.sign_out", Value::Null);
    let state = clinic.ask("practice.state", Value::Null);
    assert_eq!(state["demo_people"], Value::Null);
    assert!(!state.to_string().contains(PASSWORD), "and no password");
}

#[test]
fn an_owner_who_sees_patients_alone_signs_in_to_their_own_day() {
    let clinic = TestClinic::bare(keepwell_keys::Keychain::off);
    let mut input = answers();
    input["day"]["providers"] = json!([{ "name": "Amara Okafor", "speciality": "" }]);
    clinic.ask("practice.set_up", input);
    let me = clinic.ask("staff.me", Value::Null)["id"].clone();
    let providers = clinic.ask("providers.list", Value::Null);
    assert_eq!(providers[0]["staff"], me, "the calendar knows whose column it is");
}
