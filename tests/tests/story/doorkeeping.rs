//! The door itself: nobody gets past it, and everything leaves a trace.

use keepwell_practice::door::{Caller, commands};
use keepwell_practice::staff::{Permission, Role};
use keepwell_practice::{Code, audit};
use keepwell_testkit::clinic::TestClinic;
use serde_json::{Value, json};

#[test]
fn command_names_are_unique_and_read_concept_dot_verb() {
    let mut names: Vec<&str> = commands().map(|c| c.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "one name, one command");
    for name in names {
        let good = name.split_once('.').is_some_and(|(concept, verb)| {
            [concept, verb]
                .iter()
                .all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        });
        assert!(good, "{name}");
    }
}

#[test]
fn a_stranger_gets_nothing_but_the_state_and_the_ways_in() {
    let clinic = TestClinic::open();
    let stranger = Caller::browser("stranger", false);
    for command in commands().filter(|c| c.permission != Permission::Anyone) {
        let refusal = clinic
            .door
            .call(&stranger, command.name, json!({}))
            .expect_err(command.name);
        assert_eq!(refusal.code, Code::SignInNeeded, "{} answered a stranger", command.name);
    }
    let open: Vec<&str> = commands()
        .filter(|c| c.permission == Permission::Anyone)
        .map(|c| c.name)
        .collect();
    assert!(
        open.iter()
            .all(|name| name.starts_with("practice.") || name.starts_with("staff.")),
        "open to anybody: {open:?}"
    );
    assert!(
        commands()
            .filter(|c| c.permission == Permission::Anyone)
            .all(|c| !c.phi),
        "no patient data without a person"
    );
}

#[test]
fn every_command_is_closed_to_every_role_that_does_not_include_it() {
    let clinic = TestClinic::open();
    let password = "plenty of yellow umbrellas";
    for role in [
        Role::ClinicAdmin,
        Role::Provider,
        Role::ClinicalStaff,
        Role::FrontDesk,
        Role::Billing,
        Role::ReadOnly,
    ] {
        let seat = Caller::browser(role.stored(), false);
        clinic.ask(
            "staff.add",
            json!({ "name": role.words(), "sign_in": role.stored(), "role": role, "password": password }),
        );
        clinic
            .door
            .call(
                &seat,
                "staff.sign_in",
                json!({ "sign_in": role.stored(), "password": password }),
            )
            .unwrap();
        for command in commands().filter(|c| !role.may(c.permission)) {
            let refusal = clinic
                .door
                .call(&seat, command.name, json!({}))
                .expect_err(command.name);
            assert_eq!(refusal.code, Code::NotAllowed, "{} for {}", command.name, role.words());
        }
    }
}

#[test]
fn changes_and_refusals_are_in_the_audit_chain_and_the_chain_is_whole() {
    let clinic = TestClinic::open();
    clinic.ask("staff.set_auto_lock", json!({ "minutes": 5 }));
    clinic.ask(
        "staff.add",
        json!({ "name": "Rita", "sign_in": "rita", "role": "read_only", "password": "plenty of yellow umbrellas" }),
    );
    let seat = Caller::browser("r", false);
    clinic
        .door
        .call(
            &seat,
            "staff.sign_in",
            json!({ "sign_in": "rita", "password": "plenty of yellow umbrellas" }),
        )
        .unwrap();
    clinic.door.call(&seat, "staff.list", Value::Null).unwrap_err();
    let practice = clinic.door.practice().unwrap();
    practice.flush_audit();
    let rows: Vec<(String, String)> = practice
        .read(|on| {
            let mut statement = on.prepare("SELECT command, outcome FROM audit ORDER BY seq")?;
            let rows = statement
                .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
                .collect::<Result<_, _>>()?;
            Ok(rows)
        })
        .unwrap();
    assert!(
        rows.contains(&("staff.set_auto_lock".into(), "done".into())),
        "{rows:?}"
    );
    assert!(rows.contains(&("staff.list".into(), "not_allowed".into())), "{rows:?}");
    assert_eq!(practice.read(audit::first_break).unwrap(), None, "the chain is whole");
}

#[test]
fn rubbish_is_refused_with_a_code_and_never_a_fault() {
    let clinic = TestClinic::open();
    let deep = (0..200).fold(json!(1), |inner, _| json!([inner]));
    for command in commands().filter(|c| {
        !matches!(
            c.name,
            "practice.erase_demo" | "staff.sign_out" | "staff.lock" | "practice.renew_recovery"
        )
    }) {
        for rubbish in [
            json!("text"),
            json!(-1),
            json!([[]]),
            json!({ "\u{202e}": "x" }),
            deep.clone(),
            json!({ "id": "pat_00", "text": "x".repeat(100_000) }),
        ] {
            if let Err(refusal) = clinic.door.call(&clinic.desk, command.name, rubbish) {
                assert_ne!(refusal.code, Code::Fault, "{}: {}", command.name, refusal.message);
            }
        }
    }
}

#[test]
fn a_change_made_by_another_program_is_told_in_this_one() {
    let clinic = TestClinic::with_keychain();
    let told = clinic.door.subscribe();
    let other = keepwell_practice::door::Door::at(&clinic.folder(), clinic.ports());
    let cli = Caller::command_line();
    other
        .call(
            &cli,
            "staff.sign_in",
            json!({ "sign_in": "amara", "password": keepwell_testkit::clinic::PASSWORD }),
        )
        .unwrap();
    let made = other
        .call(
            &cli,
            "patients.register",
            json!({ "record": keepwell_testkit::clinic::person("Grace", "Kim") }),
        )
        .unwrap();
    let id = made["value"]["id"].as_str().unwrap().to_owned();
    let by = std::time::Instant::now() + std::time::Duration::from_secs(10);
    loop {
        let changed = told
            .recv_timeout(by.saturating_duration_since(std::time::Instant::now()))
            .expect("told within seconds");
        if changed.kinds.iter().any(|kind| kind == "patient.registered") {
            assert!(changed.ids.contains(&id), "{changed:?}");
            break;
        }
    }
    assert!(
        told.recv_timeout(std::time::Duration::from_millis(2500)).is_err(),
        "and told once"
    );
}
