//! Times on the web through their door, on a real SQLCipher file.

use crate::Code;
use crate::online::{Book, book_now, remember, slot};
use crate::schedule::tests::desk::{Desk, with};
use crate::transact::{Actor, Origin};
use jiff::Timestamp;
use keepwell_protocol::slots::Slot;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Saves: `services` by place with what differs from a plain offer, and the clinic's part.
fn save(desk: &Desk, clinic: Value, services: &[(usize, Value)]) -> Value {
    let plain = json!({ "offered": true, "providers": null, "lead_hours": 0, "days_ahead": 7, "weekdays": [], "window": null, "step": "half" });
    let services: Vec<Value> = services
        .iter()
        .map(|(at, more)| {
            with(
                with(plain.clone(), json!({ "service": desk.services[*at] })),
                more.clone(),
            )
        })
        .collect();
    let revision = desk.ask("online.settings", Value::Null)["revision"].clone();
    let clinic = with(
        json!({ "accepts_by_itself": false, "show_providers": true, "per_day": null }),
        clinic,
    );
    desk.ask(
        "online.save_settings",
        json!({ "revision": revision, "clinic": clinic, "services": services }),
    )
}

fn book(desk: &Desk) -> Book {
    let practice = desk.practice();
    practice.read(|on| book_now(on, practice.now())).unwrap()
}

/// The wall times of a day with one provider.
fn times<'b>(book: &'b Book, day: &str, provider: &str) -> Vec<&'b str> {
    book.slots
        .iter()
        .filter(|slot| slot.starts.starts_with(day) && slot.provider == provider)
        .map(|slot| &slot.starts[11..])
        .collect()
}

fn ids(book: &Book) -> BTreeSet<String> {
    book.slots.iter().map(|slot| slot.id.to_string()).collect()
}

#[test]
fn nothing_is_offered_until_somebody_offers_it() {
    let desk = Desk::open();
    assert_eq!(book(&desk), Book::default());
    let settings = desk.ask("online.settings", Value::Null);
    assert_eq!(
        settings["services"].as_array().unwrap().len(),
        2,
        "every active service has its line"
    );
    assert_eq!(settings["through"], json!([]), "and no open form takes times yet");
    let preview = desk.ask("online.preview", json!({ "with": null }));
    assert!(preview["why_none"].as_str().unwrap().contains("No service is offered"));
}

#[test]
fn what_is_offered_is_what_is_free_within_the_rules() {
    let desk = Desk::open();
    // Friday 20 November 2026, 08:00.
    save(
        &desk,
        json!({}),
        &[(
            0,
            json!({ "providers": [desk.providers[0]], "lead_hours": 3, "days_ahead": 4 }),
        )],
    );
    let now = book(&desk);
    assert_eq!(
        times(&now, "2026-11-20", "Dr. Okafor"),
        [
            "11:00", "11:30", "13:00", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00", "16:30"
        ],
        "three hours' notice, the lunch break and the end of the day"
    );
    assert!(times(&now, "2026-11-21", "Dr. Okafor").is_empty(), "Saturday is closed");
    assert_eq!(
        times(&now, "2026-11-24", "Dr. Okafor").len(),
        14,
        "the fourth day from today is the last"
    );
    assert!(times(&now, "2026-11-25", "Dr. Okafor").is_empty());
    assert!(
        now.slots
            .iter()
            .all(|slot| slot.provider == "Dr. Okafor" && slot.services == [desk.services[0].clone()])
    );
    assert!(now.slots.is_sorted_by_key(|slot| slot.starts_at));

    save(
        &desk,
        json!({ "show_providers": false }),
        &[(
            0,
            json!({ "weekdays": [1], "window": { "from": "13:30", "until": "15:00" }, "step": "third" }),
        )],
    );
    let now = book(&desk);
    assert_eq!(
        times(&now, "2026-11-23", ""),
        [
            "13:40", "13:40", "13:40", "14:00", "14:00", "14:00", "14:20", "14:20", "14:20"
        ],
        "Monday, between half past one and three, every twenty minutes, with all three, whose names are not said"
    );
    assert_eq!(now.slots.len(), 9, "and on no other day");
}

#[test]
fn a_visit_booked_at_the_desk_takes_its_times_out_of_the_next_book() {
    let desk = Desk::open();
    save(
        &desk,
        json!({}),
        &[(0, json!({ "providers": [desk.providers[0]], "step": "quarter" }))],
    );
    let before = book(&desk);
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let after = book(&desk);
    let gone: Vec<&str> = times(&before, "2026-11-23", "Dr. Okafor")
        .into_iter()
        .filter(|time| !times(&after, "2026-11-23", "Dr. Okafor").contains(time))
        .collect();
    assert_eq!(
        gone,
        ["09:45", "10:00", "10:15"],
        "all that would overlap it, and nothing else"
    );
    assert!(ids(&after).is_subset(&ids(&before)), "the others keep their ids");
    desk.ask(
        "visits.cancel",
        json!({ "visit": visit["id"], "version": visit["version"], "by": "clinic", "reason": "" }),
    );
    assert_eq!(
        ids(&book(&desk)),
        ids(&before),
        "called off, they are back under the same ids"
    );
}

#[test]
fn a_time_has_the_same_id_in_every_book_and_a_practice_of_its_own_makes_others() {
    let desk = Desk::open();
    save(&desk, json!({}), &[(0, json!({}))]);
    let first = book(&desk);
    desk.clock.set("2026-11-20T15:07:00Z".parse::<Timestamp>().unwrap());
    let later = book(&desk);
    assert!(
        later.slots.len() < first.slots.len() && ids(&later).is_subset(&ids(&first)),
        "time passes, ids stay"
    );
    let other = Desk::open();
    save(&other, json!({}), &[(0, json!({}))]);
    assert!(ids(&book(&other)).is_disjoint(&ids(&first)));
    let distinct: BTreeSet<String> = first.slots.iter().map(|slot| slot.id.to_string()).collect();
    assert_eq!(distinct.len(), first.slots.len(), "no two times share one");
}

/// Whether two times exclude each other at the relay.
fn exclude(a: &Slot, b: &Slot) -> bool {
    a.lane == b.lane && a.starts_at < b.until && b.starts_at < a.until
}

#[test]
fn whatever_two_patients_take_the_desk_could_book_both() {
    let desk = Desk::open();
    for (at, name, minutes, before, after) in [(0, "Consultation", 30, 0, 10), (1, "Physio", 60, 15, 5)] {
        desk.ask(
            "services.save",
            json!({ "id": desk.services[at], "name": name, "minutes": minutes, "buffer_before": before, "buffer_after": after, "price": 0, "preparation": "",
                "next_steps": "", "colour": "teal", "position": at, "active": true, "performed_by": [] }),
        );
    }
    save(
        &desk,
        json!({}),
        &[
            (0, json!({ "step": "quarter", "days_ahead": 3 })),
            (1, json!({ "step": "quarter", "days_ahead": 3 })),
        ],
    );
    let now = book(&desk);
    let busy = |slot: &Slot| {
        let (before, after) = if slot.minutes == 30 { (0, 10) } else { (15, 5) };
        (
            slot.starts_at - before * 60,
            slot.starts_at + i64::from(slot.minutes + after) * 60,
        )
    };
    let mut compatible = 0;
    for (at, a) in now.slots.iter().enumerate() {
        for b in now.slots.iter().skip(at + 1) {
            if a.provider == b.provider && !exclude(a, b) {
                compatible += 1;
                let ((a_from, a_until), (b_from, b_until)) = (busy(a), busy(b));
                assert!(a_until <= b_from || b_until <= a_from, "{} and {}", a.starts, b.starts);
            }
        }
    }
    assert!(compatible > 100, "{compatible} pairs can both be taken");
    let lengths: BTreeSet<u32> = now.slots.iter().map(|slot| slot.minutes).collect();
    assert_eq!(lengths.len(), 2, "two lengths at one time are two times");
}

#[test]
fn services_of_one_length_share_a_time() {
    let desk = Desk::open();
    desk.ask(
        "services.save",
        json!({ "id": desk.services[1], "name": "Physio", "minutes": 30, "buffer_before": 0, "buffer_after": 10, "price": 0, "preparation": "", "next_steps": "",
            "colour": "teal", "position": 1, "active": true, "performed_by": [desk.providers[0]] }),
    );
    save(&desk, json!({}), &[(0, json!({})), (1, json!({}))]);
    let now = book(&desk);
    let at = |provider: &str| {
        now.slots
            .iter()
            .find(|slot| slot.starts == "2026-11-23T09:00" && slot.provider == provider)
            .unwrap()
    };
    assert_eq!(
        at("Dr. Okafor").services,
        desk.services,
        "either can be had, from the one who performs both"
    );
    assert_eq!(
        at("Dr. Okafor").until,
        at("Dr. Okafor").starts_at + 40 * 60,
        "the longer rest is kept free"
    );
    assert_eq!(at("Dr. Brandt").services, desk.services[..1]);
}

#[test]
fn the_days_on_which_the_clocks_change_offer_every_real_hour_once() {
    // The night of 31 October to 1 November 2026: one o'clock comes twice. A clinic that works nights.
    let desk = Desk::in_zone("America/New_York", "2026-10-31T16:00:00Z");
    let night = json!([{ "weekday": 7, "from": "00:00", "until": "04:00", "location": desk.ask("locations.list", Value::Null)[0]["id"], "room": null }]);
    desk.ask("hours.save", json!({ "provider": desk.providers[0], "spans": night }));
    save(
        &desk,
        json!({}),
        &[(0, json!({ "providers": [desk.providers[0]], "days_ahead": 1 }))],
    );
    let now = book(&desk);
    assert_eq!(
        times(&now, "2026-11-01", "Dr. Okafor"),
        [
            "00:00", "00:30", "01:00", "01:30", "01:00", "01:30", "02:00", "02:30", "03:00", "03:30"
        ]
    );
    let instants: Vec<i64> = now.slots.iter().map(|slot| slot.starts_at).collect();
    assert!(
        instants.windows(2).all(|pair| pair[1] - pair[0] == 1800),
        "half an hour apart in real time"
    );
    let folds: Vec<u8> = now.meanings.iter().map(|slot| slot.fold).collect();
    assert_eq!(
        folds,
        [0, 0, 0, 0, 1, 1, 0, 0, 0, 0],
        "and the clinic knows which of the two was taken"
    );

    // 14 March 2027: two o'clock is skipped.
    desk.clock.set("2027-03-13T16:00:00Z".parse::<Timestamp>().unwrap());
    let now = book(&desk);
    assert_eq!(
        times(&now, "2027-03-14", "Dr. Okafor"),
        ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30"],
        "nobody is offered an hour that is not there"
    );
}

#[test]
fn what_an_id_meant_is_known_after_it_left_the_book() {
    let desk = Desk::open();
    save(&desk, json!({}), &[(0, json!({}))]);
    let first = book(&desk);
    let practice = desk.practice();
    let taken = first
        .meanings
        .iter()
        .find(|slot| slot.starts == "2026-11-23T09:00")
        .unwrap();
    assert_eq!(practice.read(|on| slot(on, taken.id)).unwrap(), None, "not offered yet");
    let origin = Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: "test",
    };
    practice.transact(&origin, |tx| remember(tx, &first)).unwrap();
    save(&desk, json!({}), &[(0, json!({ "offered": false }))]);
    assert_eq!(book(&desk), Book::default());
    assert_eq!(practice.read(|on| slot(on, taken.id)).unwrap().as_ref(), Some(taken));
    desk.clock.set("2027-04-01T13:00:00Z".parse::<Timestamp>().unwrap());
    practice.transact(&origin, |tx| remember(tx, &Book::default())).unwrap();
    assert_eq!(
        desk.number("SELECT count(*) FROM offered_slot"),
        0,
        "forgotten when no submission can name it any more"
    );
}

/// A request whose time was taken on the web, confirmed as `visit`; the relay counts it as long as `held`.
fn confirmed(desk: &Desk, visit: &Value, slot_day: &str, held: bool) {
    let hex = visit["id"].as_str().unwrap().trim_start_matches("vis_");
    desk.sql("INSERT OR IGNORE INTO request_form (no, sha256, json) VALUES (1, x'00', '{}')");
    desk.sql(&format!(
        "INSERT INTO request (id, sid, relay_seq, sha256, state, priority, received_at, arrived_at, changed_at, form_no, form_id, form_version, form_title,
            purpose, language, given, family, name_key, phone, email, search, service_name, preferred, preferred_words, reason, referral, source, flags,
            flag_count, file_count, matches, known, slot, slot_held, slot_starts, visit_id)
         VALUES (randomblob(16), hex(randomblob(8)), 1, x'00', 'confirmed', 1, 0, 0, 0, 1, '', 1, '', 'request', 'en', '', '', '', '', '', '', '', '{{}}', '', '', '',
            '', '[]', 0, 0, '[]', 0, 'S', {held}, '{slot_day}T09:00', x'{hex}')"
    ));
}

#[test]
fn a_cap_counts_what_the_relay_does_not_count_any_more() {
    let desk = Desk::open();
    save(&desk, json!({ "per_day": 3 }), &[(0, json!({}))]);
    assert_eq!(book(&desk).caps.get("2026-11-23"), Some(&3));
    assert_eq!(
        book(&desk).caps.get("2026-11-21"),
        None,
        "a day without times needs no cap"
    );
    let grace = desk.patient("Grace", "Kim");
    let kept = desk.book(&grace, 0, "2026-11-23T09:00");
    confirmed(&desk, &kept, "2026-11-23", true);
    assert_eq!(
        book(&desk).caps.get("2026-11-23"),
        Some(&3),
        "the relay counts this one itself"
    );
    let moved = desk.book(&grace, 1, "2026-11-23T11:00");
    confirmed(&desk, &moved, "2026-11-24", false);
    assert_eq!(
        book(&desk).caps.get("2026-11-23"),
        Some(&2),
        "this one gave its time back and came here"
    );
    desk.book(&grace, 2, "2026-11-23T14:00");
    assert_eq!(
        book(&desk).caps.get("2026-11-23"),
        Some(&2),
        "what the desk books by itself has no part in it"
    );
    let preview = desk.ask("online.preview", json!({ "with": null }));
    assert_eq!(
        (&preview["days"][3]["day"], &preview["days"][3]["left"]),
        (&json!("2026-11-23"), &json!(2))
    );
}

#[test]
fn a_preview_shows_what_is_typed_before_it_is_saved() {
    let desk = Desk::open();
    let with_them = json!({ "revision": 1, "clinic": { "accepts_by_itself": false, "show_providers": true, "per_day": null }, "services": [
        { "service": desk.services[0], "offered": true, "providers": [desk.providers[1]], "lead_hours": 0, "days_ahead": 30, "weekdays": [], "window": null, "step": "length" }
    ] });
    let preview = desk.ask("online.preview", json!({ "with": with_them }));
    assert_eq!(preview["days"].as_array().unwrap().len(), 14);
    assert_eq!(
        (&preview["days"][0]["day"], &preview["days"][0]["times"]),
        (&json!("2026-11-20"), &json!(14))
    );
    assert_eq!(preview["times"][0]["provider_name"], "Dr. Brandt");
    assert_eq!(preview["times"].as_array().unwrap().len(), 140, "ten working days");
    assert_eq!(book(&desk), Book::default(), "nothing is published by looking");
}

#[test]
fn settings_are_refused_where_no_clinic_can_mean_them_and_can_be_taken_back() {
    let desk = Desk::open();
    let done = save(
        &desk,
        json!({ "accepts_by_itself": true, "per_day": 5 }),
        &[(0, json!({}))],
    );
    assert!(desk.practice().read(crate::online::accepts_by_itself).unwrap());
    desk.ask("undo.run", json!({ "operation": done["undo"] }));
    assert!(!desk.practice().read(crate::online::accepts_by_itself).unwrap());
    assert_eq!(book(&desk), Book::default(), "taken back");

    let plain = json!({ "service": desk.services[0], "offered": true, "providers": null, "lead_hours": 0, "days_ahead": 7, "weekdays": [], "window": null, "step": "half" });
    let clinic = json!({ "accepts_by_itself": false, "show_providers": true, "per_day": null });
    let now = desk.ask("online.settings", Value::Null)["revision"].clone();
    for (field, wrong) in [
        ("days_ahead", json!(0)),
        ("lead_hours", json!(721)),
        ("weekdays", json!([8])),
        ("window", json!({ "from": "15:00", "until": "13:00" })),
        ("providers", json!([])),
        ("service", json!("svc_00000000000000000000000000000000")),
    ] {
        let mut service = plain.clone();
        service[field] = wrong;
        let refusal = desk.refused(
            "online.save_settings",
            json!({ "revision": now, "clinic": clinic, "services": [service] }),
        );
        assert_eq!(refusal.code, Code::Invalid, "{field}");
        assert!(
            refusal
                .field
                .as_ref()
                .unwrap()
                .starts_with(&format!("services.0.{field}")),
            "{refusal:?}"
        );
    }
    let stale = desk.refused(
        "online.save_settings",
        json!({ "revision": 1, "clinic": clinic, "services": [plain] }),
    );
    assert_eq!(stale.code, Code::Changed);
}
