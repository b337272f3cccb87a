//! Pairing, and what the desk keeps at its relay: told in plain words, the same twice, moved to another.

use super::web::Web;
use keepwell_practice::relay;
use keepwell_practice::transact::{Actor, Origin};
use keepwell_protocol::id::{PageId, SlotId};
use keepwell_protocol::submission::SuggestionPage;
use keepwell_testkit::clinic::TestClinic;
use keepwell_testkit::relay::{TestRelay, Told};
use serde_json::{Value, json};

#[test]
fn a_clinic_is_paired_in_one_paste_and_again_in_the_same_one() {
    let clinic = TestClinic::with_keychain();
    let relay = TestRelay::sqlite(&clinic);
    assert_eq!(clinic.ask("relay.status", Value::Null)["paired"], false);

    let invitation = relay.invite().replace('#', "%23");
    let pasted = format!("  {}\n{} ", &invitation[..30], &invitation[30..]);
    let paired = clinic.ask("relay.pair", json!({ "invitation": pasted }));
    assert_eq!(paired["ok"], true, "{paired}");
    let steps: Vec<&str> = paired["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|step| step["step"].as_str())
        .collect();
    assert_eq!(steps, ["register", "publish", "slots", "fetch"]);
    let status = &paired["status"];
    assert_eq!(status["paired"], true);
    let link = status["link"].as_str().unwrap();
    assert_eq!(
        link,
        format!("http://{}/c/{}", relay.listens(), status["clinic"].as_str().unwrap())
    );
    for known in [
        "paired_at",
        "last_contact_at",
        "last_success_at",
        "published_at",
        "next_rotation_at",
    ] {
        assert!(status[known].is_i64(), "{known}: {status}");
    }

    let again = clinic.ask("relay.pair", json!({ "invitation": pasted }));
    assert_eq!(again["ok"], true, "the same paste is harmless: {again}");
    assert_eq!(again["status"]["link"], status["link"]);
    let anew = clinic.ask("relay.pair", json!({ "invitation": relay.invite() }));
    assert_eq!(anew["ok"], true, "a new invitation of the same relay: {anew}");

    let parted = clinic.ask("relay.unpair", Value::Null);
    assert_eq!(
        (&parted["paired"], &parted["clinic"]),
        (&json!(false), &status["clinic"]),
        "the clinic keeps its name"
    );
}

#[test]
fn what_keeps_a_pairing_from_working_is_told_in_plain_words() {
    let clinic = TestClinic::with_keychain();
    let mut relay = TestRelay::sqlite(&clinic);
    let refusal = clinic.refused("relay.pair", json!({ "invitation": "https://relay.example/" }));
    assert_eq!(refusal.field.as_deref(), Some("invitation"));
    assert!(refusal.message.contains("not an invitation"), "{}", refusal.message);
    let used = relay.invite();
    let first = TestClinic::with_keychain();
    first.clock.set(keepwell_testkit::clinic::at("2026-03-18T12:00:00Z"));
    assert_eq!(first.ask("relay.pair", json!({ "invitation": used }))["ok"], true);
    let taken = clinic.ask("relay.pair", json!({ "invitation": used }));
    assert_eq!(taken["ok"], false);
    let title = taken["steps"][0]["failure"]["title"].as_str().unwrap();
    assert_eq!(title, "This invitation does not work any more", "{taken}");

    let invitation = relay.invite();
    relay.stop();
    let down = clinic.ask("relay.pair", json!({ "invitation": invitation }));
    assert_eq!(down["steps"][0]["failure"]["title"], "The relay does not answer");
    assert_eq!(down["steps"][1]["skipped"], true, "{down}");
    assert_eq!(
        down["status"]["paired"], false,
        "nothing is kept of a pairing that did not work"
    );
    relay.start();
    clinic.clock.advance(3600);
    clinic.sign_in();
    assert_eq!(
        clinic.ask("relay.pair", json!({ "invitation": invitation }))["ok"],
        true,
        "the same paste works later"
    );
}

#[test]
fn a_demo_speaks_to_a_relay_on_this_computer_only() {
    let clinic = TestClinic::bare(keepwell_testkit::clinic::remembering_keychain);
    clinic.ask("practice.make_demo", json!({ "patients": 20, "years": 1, "seed": 1 }));
    let token = PageId::from_bytes([7; 16]);
    let refusal = clinic.refused(
        "relay.pair",
        json!({ "invitation": format!("https://relay.example/#pair={token}") }),
    );
    assert!(refusal.message.contains("demo"), "{}", refusal.message);
}

#[test]
fn a_page_for_one_patient_is_there_until_it_is_taken_away_and_moves_to_another_relay() {
    let mut web = Web::open();
    let (page, secret) = (PageId::from_bytes([5; 16]), [6; 16]);
    let content = SuggestionPage {
        v: 1,
        language: "en".into(),
        first_name: "Grace".into(),
        times: Vec::new(),
        note: "Which one suits?".into(),
        until: web.now() + 86_400,
    };
    let origin = Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: "test",
    };
    let practice = web.clinic.door.practice().unwrap();
    practice
        .transact(&origin, |tx| relay::put_page(tx, page, &secret, &content))
        .unwrap();
    web.look();
    assert_eq!(web.patient().page(page, &secret), Ok(content.clone()));
    assert_eq!(
        web.patient().page(page, &[7; 16]),
        Err(Told::OtherBytes),
        "without the secret it is noise"
    );

    let other = TestRelay::sqlite(&web.clinic);
    let first = std::mem::replace(&mut web.relay, other);
    web.relay.pair(&web.clinic);
    web.look();
    assert_eq!(
        web.patient().page(page, &secret),
        Ok(content),
        "the clinic moved, the letter's page came along"
    );
    drop(first);

    practice
        .transact(&origin, |tx| {
            relay::drop_page(tx, page)?;
            // Times that the relay never heard of are given back without a word.
            relay::free_slot(tx, SlotId::from_bytes([9; 16]))
        })
        .unwrap();
    web.look();
    assert_eq!(web.patient().page(page, &secret), Err(Told::Status(404)));
    assert_eq!(web.status()["failure"], Value::Null);
}
