//! Who sits at the desk: passwords, PINs, locks and roles.

use keepwell_practice::Code;
use keepwell_practice::door::Caller;
use keepwell_testkit::clinic::{PASSWORD, TestClinic};
use serde_json::{Value, json};

const DANAS: &str = "plenty of yellow umbrellas";

fn with_dana(role: &str) -> TestClinic {
    let clinic = TestClinic::open();
    clinic.ask(
        "staff.add",
        json!({ "name": "Dana Reyes", "sign_in": "dana", "role": role, "password": DANAS }),
    );
    clinic
}

fn sign_in(clinic: &TestClinic, name: &str, password: &str) -> Value {
    clinic.ask("staff.sign_in", json!({ "sign_in": name, "password": password }))
}

#[test]
fn five_wrong_passwords_make_the_account_wait_and_time_lets_it_go() {
    let clinic = with_dana("front_desk");
    let wrong = json!({ "sign_in": "dana", "password": "guessing guessing guessing" });
    for _ in 0..4 {
        assert_eq!(clinic.refused("staff.sign_in", wrong.clone()).code, Code::WrongPassword);
    }
    assert_eq!(clinic.refused("staff.sign_in", wrong).code, Code::LockedOut);
    let right = json!({ "sign_in": "dana", "password": DANAS });
    assert_eq!(
        clinic.refused("staff.sign_in", right.clone()).code,
        Code::LockedOut,
        "even the right one waits"
    );
    clinic.clock.advance(61);
    clinic.ask("staff.sign_in", right);
}

#[test]
fn an_unknown_name_is_told_the_same_as_a_wrong_password() {
    let clinic = with_dana("front_desk");
    let unknown = clinic.refused("staff.sign_in", json!({ "sign_in": "nobody", "password": DANAS }));
    let wrong = clinic.refused(
        "staff.sign_in",
        json!({ "sign_in": "dana", "password": "guessing guessing guessing" }),
    );
    assert_eq!(
        (unknown.code, unknown.message),
        (wrong.code, wrong.message),
        "the answer does not tell which names exist"
    );
}

#[test]
fn an_empty_seat_locks_itself_and_live_updates_do_not_keep_it_open() {
    let clinic = TestClinic::open();
    clinic.clock.advance(9 * 60);
    clinic.ask("staff.list", Value::Null);
    clinic.clock.advance(6 * 60);
    let passive = Caller::window("main", true);
    clinic
        .door
        .call(&passive, "staff.list", Value::Null)
        .expect("six minutes since the last touch");
    clinic.clock.advance(5 * 60);
    assert_eq!(
        clinic.refused("staff.list", Value::Null).code,
        Code::Locked,
        "eleven minutes since anybody touched it"
    );
    assert_eq!(clinic.ask("practice.state", Value::Null)["locked"], true);
}

#[test]
fn a_pin_switches_only_where_the_password_was_typed_today() {
    let clinic = with_dana("front_desk");
    let dana = sign_in(&clinic, "dana", DANAS);
    clinic.ask("staff.set_pin", json!({ "password": DANAS, "pin": "4071" }));
    sign_in(&clinic, "amara", PASSWORD);
    let switch = json!({ "staff": dana["id"], "pin": "4071" });
    assert_eq!(clinic.ask("staff.switch", switch.clone())["name"], "Dana Reyes");
    let elsewhere = Caller::browser("another seat", false);
    assert_eq!(
        clinic
            .door
            .call(&elsewhere, "staff.switch", switch.clone())
            .unwrap_err()
            .code,
        Code::WrongPassword,
        "never signed in there"
    );
    clinic.clock.advance(12 * 3600 + 1);
    assert_eq!(
        clinic.refused("staff.switch", switch).code,
        Code::WrongPassword,
        "a day old password opens no PIN"
    );
}

#[test]
fn five_wrong_pins_ask_for_the_password_again() {
    let clinic = with_dana("front_desk");
    let dana = sign_in(&clinic, "dana", DANAS);
    clinic.ask("staff.set_pin", json!({ "password": DANAS, "pin": "4071" }));
    clinic.ask("staff.lock", Value::Null);
    for _ in 0..5 {
        assert_eq!(
            clinic
                .refused("staff.switch", json!({ "staff": dana["id"], "pin": "9999" }))
                .code,
            Code::WrongPassword
        );
    }
    clinic.clock.advance(3601);
    assert_eq!(
        clinic
            .refused("staff.switch", json!({ "staff": dana["id"], "pin": "4071" }))
            .code,
        Code::WrongPassword,
        "the PIN is spent"
    );
    sign_in(&clinic, "dana", DANAS);
}

#[test]
fn the_first_pin_anybody_would_try_is_refused() {
    let clinic = TestClinic::open();
    for pin in ["1234", "0000", "9876", "123", "12a4", "123456789"] {
        let refusal = clinic.refused("staff.set_pin", json!({ "password": PASSWORD, "pin": pin }));
        assert_eq!(refusal.field.as_deref(), Some("pin"), "{pin}");
    }
}

#[test]
fn losing_the_account_ends_the_session_at_once_and_the_password_opens_nothing() {
    let clinic = with_dana("front_desk");
    let amaras_seat = Caller::browser("office", false);
    let dana = sign_in(&clinic, "dana", DANAS);
    clinic
        .door
        .call(
            &amaras_seat,
            "staff.sign_in",
            json!({ "sign_in": "amara", "password": PASSWORD }),
        )
        .unwrap();
    let edit = json!({ "id": dana["id"], "name": "Dana Reyes", "role": "front_desk", "active": false });
    clinic.door.call(&amaras_seat, "staff.edit", edit).unwrap();
    assert_eq!(clinic.refused("staff.me", Value::Null).code, Code::SignInNeeded);
    let clinic = clinic.restart();
    assert_eq!(
        clinic
            .refused("staff.sign_in", json!({ "sign_in": "dana", "password": DANAS }))
            .code,
        Code::WrongPassword
    );
    assert_eq!(
        clinic.ask("practice.state", Value::Null)["stage"],
        "shut",
        "her slot is gone from the file too"
    );
}

#[test]
fn the_last_owner_can_neither_leave_nor_be_demoted() {
    let clinic = TestClinic::open();
    let me = clinic.ask("staff.me", Value::Null);
    for (role, active) in [("front_desk", true), ("owner", false)] {
        let refusal = clinic.refused(
            "staff.edit",
            json!({ "id": me["id"], "name": "Amara Okafor", "role": role, "active": active }),
        );
        assert_eq!(refusal.code, Code::Invalid);
    }
}

#[test]
fn a_clinic_admin_cannot_make_or_take_over_an_owner() {
    let clinic = with_dana("clinic_admin");
    let amara = clinic.ask("staff.me", Value::Null);
    sign_in(&clinic, "dana", DANAS);
    let owner = json!({ "name": "X", "sign_in": "x", "role": "owner", "password": "many patient copper kettles" });
    assert_eq!(clinic.refused("staff.add", owner).code, Code::NotAllowed);
    assert_eq!(
        clinic
            .refused(
                "staff.reset_password",
                json!({ "staff": amara["id"], "password": "many patient copper kettles" })
            )
            .code,
        Code::NotAllowed
    );
    assert_eq!(
        clinic.refused("practice.renew_recovery", Value::Null).code,
        Code::NotAllowed,
        "the keys are the owner's"
    );
}
