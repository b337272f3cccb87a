use super::desk::{Desk, with};
use crate::Code;
use serde_json::{Value, json};

#[test]
fn what_no_calendar_can_mean_is_refused_at_its_field() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let wish = |more| with(desk.wish(&grace, 0, "2026-11-23T14:00"), more);
    let shift = |more| desk.shift(&visit, more);
    let (nobody, long) = ("00000000000000000000000000000000", "x".repeat(1_000_000));
    let cases: Vec<(&str, Value, &str)> = vec![
        ("visits.book", wish(json!({ "starts": "0000-01-01T10:00" })), "starts"),
        ("visits.book", wish(json!({ "starts": "2026-11-23" })), "starts"),
        ("visits.book", wish(json!({ "starts": long })), "starts"),
        ("visits.book", wish(json!({ "starts": 5 })), "starts"),
        ("visits.book", wish(json!({ "fold": 2 })), "fold"),
        ("visits.book", wish(json!({ "minutes": 0 })), "minutes"),
        ("visits.book", wish(json!({ "minutes": 100_000 })), "minutes"),
        ("visits.book", wish(json!({ "minutes": -5 })), "minutes"),
        ("visits.book", wish(json!({ "minutes": 1e30 })), "minutes"),
        ("visits.book", wish(json!({ "note": long })), "note"),
        ("visits.book", wish(json!({ "note": "a\u{0}b" })), "note"),
        (
            "visits.book",
            wish(json!({ "patient": format!("pat_{nobody}") })),
            "patient",
        ),
        ("visits.book", wish(json!({ "patient": desk.providers[0] })), "patient"),
        (
            "visits.book",
            wish(json!({ "provider": format!("prv_{nobody}") })),
            "provider",
        ),
        (
            "visits.book",
            wish(json!({ "service": format!("svc_{nobody}") })),
            "service",
        ),
        ("visits.book", wish(json!({ "room": format!("rom_{nobody}") })), "room"),
        ("visits.book", wish(json!({ "room": "kitchen" })), "room"),
        (
            "visits.book",
            wish(json!({ "starts": "2026-11-23T10:00", "override": { "reason": long } })),
            "override.reason",
        ),
        ("visits.move", shift(json!({ "starts": "2026-13-01T10:00" })), "starts"),
        ("visits.move", shift(json!({ "minutes": 1 })), "minutes"),
        (
            "visits.move",
            shift(json!({ "provider": format!("prv_{nobody}") })),
            "provider",
        ),
        ("visits.edit", shift(json!({ "note": long })), "note"),
        ("visits.edit", shift(json!({ "buffer_after": 121 })), "buffer_after"),
        (
            "visits.edit",
            shift(json!({ "service": format!("svc_{nobody}") })),
            "service",
        ),
        (
            "visits.cancel",
            shift(json!({ "reason": long, "by": "patient" })),
            "reason",
        ),
        ("visits.cancel", shift(json!({ "reason": "", "by": "dog" })), "by"),
        ("visits.set_status", shift(json!({ "status": "asleep" })), "status"),
        (
            "visits.set_status",
            shift(json!({ "status": "confirmed", "at": 9_000_000_000_000_000_000_i64 })),
            "at",
        ),
        (
            "schedule.day",
            json!({ "date": "0000-01-01", "by": "provider" }),
            "date",
        ),
        ("schedule.day", json!({ "date": "2026-11-23", "by": "moon" }), "by"),
        ("schedule.week", json!({ "from": "2026-02-30" }), "from"),
        (
            "schedule.week",
            json!({ "from": "2026-11-23", "provider": format!("prv_{nobody}") }),
            "provider",
        ),
        ("schedule.month", json!({ "month": "2026-13" }), "month"),
        ("schedule.month", json!({ "month": "0000-01" }), "month"),
        (
            "schedule.agenda",
            json!({ "from": "2026-11-23", "until": "2026-11-22" }),
            "until",
        ),
        (
            "schedule.agenda",
            json!({ "from": "2026-11-23", "until": "2026-11-24", "limit": 0 }),
            "limit",
        ),
        (
            "schedule.agenda",
            json!({ "from": "2026-11-23", "until": "2026-11-24", "after": "'; DROP TABLE visit;--" }),
            "after",
        ),
        (
            "schedule.day_sheet",
            json!({ "date": "2026-11-23", "names": true, "provider": format!("prv_{nobody}") }),
            "provider",
        ),
        (
            "visits.openings",
            json!({ "service": desk.services[0], "from": "2026-11-23", "days": 0, "limit": 5 }),
            "days",
        ),
        (
            "visits.openings",
            json!({ "service": desk.services[0], "from": "2026-11-23", "days": 5, "limit": 100_000 }),
            "limit",
        ),
        (
            "visits.check",
            json!({ "provider": desk.providers[0], "service": desk.services[0], "starts": "2026-11-23T10:00", "minutes": 721 }),
            "minutes",
        ),
        (
            "providers.save",
            json!({ "name": "", "speciality": "", "overlap": "warn", "active": true }),
            "name",
        ),
        (
            "providers.save",
            json!({ "name": "Dr.\r\nBcc: x", "speciality": "", "overlap": "warn", "active": true }),
            "name",
        ),
        (
            "providers.save",
            json!({ "name": "Dr. X", "speciality": "", "overlap": "allow", "overlap_most": 0, "active": true }),
            "overlap_most",
        ),
        (
            "services.save",
            json!({ "name": "X", "minutes": 0, "buffer_before": 0, "buffer_after": 0, "price": 0, "preparation": "", "next_steps": "", "colour": "teal", "active": true, "performed_by": [] }),
            "minutes",
        ),
        (
            "services.save",
            json!({ "name": "X", "minutes": 30, "buffer_before": 0, "buffer_after": 0, "price": -1, "preparation": "", "next_steps": "", "colour": "teal", "active": true, "performed_by": [] }),
            "price",
        ),
        (
            "services.save",
            json!({ "name": "X", "minutes": 30, "buffer_before": 0, "buffer_after": 0, "price": 0, "preparation": "", "next_steps": "", "colour": "infrared", "active": true, "performed_by": [] }),
            "colour",
        ),
        (
            "time_off.add",
            json!({ "kind": "away", "starts": "2026-11-23T10:00", "ends": "2026-11-23T10:00", "label": "x" }),
            "ends",
        ),
        (
            "time_off.add",
            json!({ "provider": format!("prv_{nobody}"), "kind": "away", "starts": "2026-11-23T10:00", "ends": "2026-11-24T10:00", "label": "x" }),
            "provider",
        ),
        (
            "hours.save",
            json!({ "provider": format!("prv_{nobody}"), "spans": [] }),
            "provider",
        ),
        (
            "time_off.add",
            json!({ "kind": "away", "starts": "2026-11-23T10:00", "ends": "2036-11-23T10:00", "label": "x" }),
            "ends",
        ),
    ];
    for (command, input, field) in cases {
        let refusal = desk.refused(command, input.clone());
        let shown: String = input.to_string().chars().take(160).collect();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field)),
            "{command} {shown}: {}",
            refusal.message.chars().take(200).collect::<String>()
        );
        assert!(
            refusal.message.len() < 300,
            "{command}: a refusal does not repeat a megabyte"
        );
    }
    assert_eq!(desk.number("SELECT count(*) FROM visit"), 1, "nothing of it was booked");
}

#[test]
fn what_is_not_there_any_more_is_said_so() {
    let desk = Desk::open();
    let gone = json!({ "visit": "vis_00000000000000000000000000000000", "version": 1 });
    for (command, more) in [
        ("visits.get", Value::Null),
        ("visits.move", json!({ "minutes": 30 })),
        ("visits.cancel", json!({ "reason": "", "by": "clinic" })),
        ("visits.set_status", json!({ "status": "confirmed" })),
        ("tray.put", Value::Null),
    ] {
        let mut input = with(gone.clone(), more);
        if matches!(command, "visits.get" | "tray.put") {
            input.as_object_mut().unwrap().remove("version");
        }
        let refusal = desk.refused(command, input);
        assert_eq!(
            (refusal.code, refusal.message.as_str()),
            (Code::NotFound, "This visit is not there any more."),
            "{command}"
        );
    }
}

#[test]
fn a_clinic_without_a_known_zone_place_or_week_is_refused() {
    let desk = Desk::open();
    let clinic = |more| {
        with(
            json!({ "name": "Linden", "phone": "", "email": "", "address": "", "country": "US", "zone": "Europe/Berlin", "currency": "USD", "paper": "a4" }),
            more,
        )
    };
    for (more, field) in [
        (json!({ "zone": "Mars/Olympus" }), "zone"),
        (json!({ "zone": "../../etc/passwd" }), "zone"),
        (json!({ "zone": "" }), "zone"),
        (json!({ "zone": "z".repeat(1_000_000) }), "zone"),
        (json!({ "name": " " }), "name"),
        (json!({ "email": "not an address" }), "email"),
        (json!({ "country": "USA" }), "country"),
        (json!({ "currency": "$" }), "currency"),
        (json!({ "paper": "papyrus" }), "paper"),
    ] {
        let refusal = desk.refused("clinic.edit", clinic(more));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field)),
            "{}",
            refusal.message
        );
    }
    let location = desk.ask("locations.list", Value::Null)[0]["id"].clone();
    let span = |from: &str, until: &str| json!({ "weekday": 1, "from": from, "until": until, "location": location, "room": null });
    for (spans, field) in [
        (json!([span("09:00", "12:00"), span("11:00", "13:00")]), "spans"),
        (json!([span("12:00", "09:00")]), "spans.0.until"),
        (json!([span("9:00", "12:00")]), "spans.0.from"),
        (json!([span("09:00", "25:00")]), "spans.0.until"),
        (
            json!([with(span("09:00", "12:00"), json!({ "weekday": 8 }))]),
            "spans.0.weekday",
        ),
        (
            json!([with(
                span("09:00", "12:00"),
                json!({ "location": "loc_00000000000000000000000000000000" })
            )]),
            "spans.0.location",
        ),
    ] {
        let refusal = desk.refused("hours.save", json!({ "provider": desk.providers[0], "spans": spans }));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field)),
            "{}",
            refusal.message
        );
    }
    desk.ask(
        "hours.save",
        json!({ "provider": desk.providers[0], "spans": [span("00:00", "09:00"), span("09:00", "24:00")] }),
    );
    let only = json!({ "id": location, "name": "Main", "address": "", "active": false });
    assert_eq!(
        desk.refused("locations.save", only).field.as_deref(),
        Some("active"),
        "hours need somewhere to be"
    );
}

#[test]
fn a_first_week_nobody_can_work_is_refused_at_the_wizards_field() {
    let desk = Desk::open();
    let day =
        |from: &str, until: &str, lunch: Value| json!({ "weekday": 1, "from": from, "until": until, "lunch": lunch });
    let whole = json!({
        "week": [day("09:00", "17:00", json!(["12:00", "13:00"]))],
        "providers": [{ "name": "Dr. Okafor", "speciality": "" }],
        "services": [{ "name": "Consultation", "minutes": 30, "price": 0, "colour": "teal" }],
    });
    let service = |more| json!({ "services": [with(json!({ "name": "Consultation", "minutes": 30, "price": 0, "colour": "teal" }), more)] });
    for (more, field) in [
        (json!({ "providers": [] }), "day.providers"),
        (
            json!({ "providers": [{ "name": " ", "speciality": "" }] }),
            "day.providers.0.name",
        ),
        (json!({ "services": [] }), "day.services"),
        (service(json!({ "minutes": 100_000 })), "day.services.0.minutes"),
        (service(json!({ "price": -1 })), "day.services.0.price"),
        (service(json!({ "name": "x".repeat(1_000_000) })), "day.services.0.name"),
        (
            json!({ "week": [day("17:00", "09:00", Value::Null)] }),
            "day.week.0.until",
        ),
        (
            json!({ "week": [day("09:00", "17:00", json!(["16:00", "18:00"]))] }),
            "day.week.0.lunch",
        ),
        (
            json!({ "week": [day("09:00", "12:00", Value::Null), day("11:00", "13:00", Value::Null)] }),
            "day.week",
        ),
    ] {
        let input = serde_json::from_value(with(whole.clone(), more)).unwrap();
        let origin = crate::transact::Origin {
            actor: crate::transact::Actor::Setup,
            seat: "test",
            command: "test",
        };
        let refusal = desk
            .practice()
            .transact(&origin, |tx| crate::clinic::found(tx, &input))
            .unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field)),
            "{}",
            refusal.message
        );
    }
    assert_eq!(
        desk.number("SELECT count(*) FROM location"),
        1,
        "nothing of a refused week stays"
    );
}
