use super::desk::{Desk, with};
use serde_json::{Value, json};

fn names(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|row| row["patient_name"].as_str().unwrap())
        .collect()
}

#[test]
fn a_day_stands_side_by_side_with_hours_breaks_and_blocked_times_behind() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    desk.ask("time_off.add", json!({ "provider": desk.providers[2], "kind": "blocked", "starts": "2026-11-20T10:30", "ends": "2026-11-20T11:00", "label": "Team huddle" }));
    let first = desk.book(&grace, 0, "2026-11-20T10:00");
    let second = desk.ask(
        "visits.book",
        with(
            desk.wish(&peter, 1, "2026-11-20T09:30"),
            json!({ "note": "Wheelchair" }),
        ),
    )["value"]
        .clone();
    desk.ask(
        "visits.set_status",
        desk.shift(&first, json!({ "status": "confirmed" })),
    );
    let gone = desk.book(&peter, 2, "2026-11-20T14:00");
    desk.ask(
        "visits.cancel",
        desk.shift(&gone, json!({ "reason": "", "by": "clinic" })),
    );

    let day = desk.ask("schedule.day", json!({ "date": "2026-11-20", "by": "provider" }));
    assert_eq!(
        (day["axis"]["minutes"].as_i64(), day["now"].as_i64()),
        (Some(1440), Some(480)),
        "it is eight in the morning"
    );
    assert_eq!(
        names(&day["visits"]),
        ["Peter Hale", "Grace Kim"],
        "by start, without the cancelled one"
    );
    let drawn = &day["visits"][0];
    assert_eq!(
        (
            drawn["at"].as_i64(),
            drawn["ends"].as_str(),
            drawn["has_note"].as_bool(),
            drawn["first_visit"].as_bool()
        ),
        (Some(570), Some("10:00"), Some(true), Some(true))
    );
    assert_eq!(
        (
            drawn["service_name"].as_str(),
            drawn["colour"].as_str(),
            drawn["version"].as_i64()
        ),
        (Some("Consultation"), Some("teal"), second["version"].as_i64())
    );
    let columns = day["columns"].as_array().unwrap();
    let heads: Vec<&str> = columns.iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(heads, ["Dr. Okafor", "Dr. Brandt", "Priya Nair"]);
    let open: Vec<(i64, i64)> = columns[0]["open"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| (o["from"].as_i64().unwrap(), o["until"].as_i64().unwrap()))
        .collect();
    assert_eq!(open, [(540, 720), (780, 1020)], "lunch is the gap");
    let huddle = &columns[2]["away"][0];
    assert_eq!(
        (
            huddle["label"].as_str(),
            huddle["kind"].as_str(),
            huddle["from"].as_i64(),
            huddle["until"].as_i64()
        ),
        (Some("Team huddle"), Some("blocked"), Some(630), Some(660))
    );
    assert_eq!(
        (
            day["counts"]["all"].as_i64(),
            day["counts"]["confirmed"].as_i64(),
            day["counts"]["first_visits"].as_i64()
        ),
        (Some(2), Some(1), Some(2))
    );

    let with_cancelled = desk.ask(
        "schedule.day",
        json!({ "date": "2026-11-20", "by": "provider", "cancelled": true }),
    );
    assert_eq!(
        (
            with_cancelled["visits"].as_array().unwrap().len(),
            with_cancelled["counts"]["cancelled"].as_i64(),
            with_cancelled["columns"][2]["visits"].as_i64()
        ),
        (3, Some(1), Some(0))
    );
    let rooms = desk.ask("schedule.day", json!({ "date": "2026-11-20", "by": "room" }));
    assert_eq!(
        rooms["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (c["name"].as_str().unwrap(), c["visits"].as_i64().unwrap()))
            .collect::<Vec<_>>(),
        [("Room 1", 1), ("Room 2", 1), ("Room 3", 0)]
    );
    assert_eq!(
        rooms["columns"][0]["open"].as_array().unwrap().len(),
        2,
        "a room is open when somebody works in it"
    );
}

#[test]
fn a_provider_who_signs_in_has_their_own_column_first_and_alone_on_demand() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    desk.book(&grace, 0, "2026-11-20T10:00");
    desk.book(&grace, 1, "2026-11-20T14:00");
    assert_eq!(
        desk.ask("schedule.mine", json!(null))["provider"],
        json!(null),
        "the owner is no provider yet"
    );
    let me = desk.ask("staff.me", json!(null))["id"].clone();
    desk.ask("providers.save", json!({ "id": desk.providers[1], "name": "Dr. Brandt", "speciality": "", "staff": me, "overlap": "warn", "active": true }));
    assert_eq!(
        desk.ask("schedule.mine", json!(null))["provider"],
        json!(desk.providers[1])
    );
    let day = desk.ask("schedule.day", json!({ "date": "2026-11-20", "by": "provider" }));
    assert_eq!(
        (day["columns"][0]["name"].as_str(), day["columns"][0]["mine"].as_bool()),
        (Some("Dr. Brandt"), Some(true))
    );
    let mine = desk.ask(
        "schedule.day",
        json!({ "date": "2026-11-20", "by": "provider", "only_mine": true }),
    );
    assert_eq!(
        (
            mine["columns"].as_array().unwrap().len(),
            mine["visits"].as_array().unwrap().len()
        ),
        (1, 1)
    );
}

#[test]
fn a_provider_who_left_keeps_a_column_on_days_with_visits_of_theirs() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    desk.book(&grace, 1, "2026-11-23T14:00");
    desk.ask(
        "providers.save",
        json!({ "id": desk.providers[1], "name": "Dr. Brandt", "speciality": "", "overlap": "warn", "active": false }),
    );
    let columns = |date: &str| {
        desk.ask("schedule.day", json!({ "date": date, "by": "provider" }))["columns"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(
        (columns("2026-11-23"), columns("2026-11-24")),
        (3, 2),
        "nothing that is booked disappears"
    );
    assert_eq!(
        desk.ask("providers.list", json!(null))[2]["upcoming"],
        1,
        "and the list says what is left to move"
    );
}

#[test]
fn a_week_and_a_month_show_the_same_visits() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    for (day, place, clock) in [(23, 0, "09:00"), (23, 1, "10:00"), (24, 0, "11:00"), (27, 2, "16:00")] {
        desk.book(&grace, place, &format!("2026-11-{day}T{clock}"));
    }
    for minute in 0..6 {
        desk.book(
            &desk.patient("Many", &format!("No{minute}")),
            0,
            &format!("2026-11-25T{:02}:00", [9, 10, 11, 13, 14, 15][minute]),
        );
    }
    desk.ask(
        "time_off.add",
        json!({ "kind": "away", "starts": "2026-11-26T00:00", "ends": "2026-11-27T00:00", "label": "Thanksgiving" }),
    );
    let week = desk.ask("schedule.week", json!({ "from": "2026-11-23" }));
    let counts: Vec<i64> = week["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["counts"]["all"].as_i64().unwrap())
        .collect();
    assert_eq!(counts, [2, 1, 6, 0, 1, 0, 0]);
    assert_eq!(
        week["days"][0]["open"].as_array().unwrap().len(),
        2,
        "when anybody works"
    );
    assert_eq!(week["days"][3]["away"][0]["label"], "Thanksgiving");
    let one = desk.ask(
        "schedule.week",
        json!({ "from": "2026-11-23", "provider": desk.providers[0] }),
    );
    assert_eq!(
        (
            one["providers"].as_array().unwrap().len(),
            one["providers"][0]["visits"].as_i64()
        ),
        (1, Some(8))
    );

    let month = desk.ask("schedule.month", json!({ "month": "2026-11" }));
    let days = month["days"].as_array().unwrap();
    assert_eq!(
        (
            days.first().unwrap()["date"].as_str(),
            days.last().unwrap()["date"].as_str()
        ),
        (Some("2026-10-26"), Some("2026-12-06")),
        "six days around it fill any grid"
    );
    let of = |date: &str| days.iter().find(|d| d["date"] == date).unwrap();
    assert_eq!(
        (
            of("2026-11-25")["visits"].as_i64(),
            of("2026-11-25")["first"].as_array().unwrap().len()
        ),
        (Some(6), 4),
        "all are counted, a few travel"
    );
    assert_eq!(
        (
            of("2026-11-25")["booked_minutes"].as_i64(),
            of("2026-11-25")["open_minutes"].as_i64()
        ),
        (Some(180), Some(3 * 7 * 60))
    );
    assert_eq!(
        (
            of("2026-11-26")["closed"].as_str(),
            of("2026-11-26")["open_minutes"].as_i64()
        ),
        (Some("Thanksgiving"), Some(0))
    );
    assert_eq!(
        of("2026-11-23")["first"][0],
        json!({ "id": of("2026-11-23")["first"][0]["id"], "clock": "09:00", "patient_name": "Grace Kim", "colour": "teal", "status": "scheduled" })
    );
}

#[test]
fn the_list_pages_forwards_and_back_without_losing_a_line() {
    let desk = Desk::open();
    let mut all = Vec::new();
    for n in 0..14 {
        let patient = desk.patient("P", &n.to_string());
        all.push(format!("P {n}"));
        desk.book(
            &patient,
            0,
            &format!("2026-11-{}T{:02}:00", 23 + n / 7, [9, 10, 11, 13, 14, 15, 16][n % 7]),
        );
    }
    let ask = |more| {
        desk.ask(
            "schedule.agenda",
            with(json!({ "from": "2026-11-20", "until": "2026-12-31", "limit": 4 }), more),
        )
    };
    let (mut read, mut page) = (Vec::new(), ask(json!({})));
    assert_eq!(page["previous"], json!(null), "nothing is before the first page");
    loop {
        read.extend(names(&page["rows"]).into_iter().map(str::to_owned));
        if page["next"].is_null() {
            break;
        }
        page = ask(json!({ "after": page["next"] }));
    }
    assert_eq!(read, all, "every line once, in order");
    let back = ask(json!({ "before": page["previous"] }));
    assert_eq!(names(&back["rows"]), ["P 8", "P 9", "P 10", "P 11"]);
    assert!(back["next"].is_string() && back["previous"].is_string());
    let none = ask(json!({ "status": ["completed"] }));
    assert_eq!((none["rows"].clone(), none["next"].clone()), (json!([]), json!(null)));
    assert_eq!(ask(json!({ "provider": desk.providers[1] }))["rows"], json!([]));
}

#[test]
fn a_patients_visits_are_parted_into_coming_and_past() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    desk.book(&grace, 0, "2026-11-19T10:00");
    desk.book(&grace, 0, "2026-11-24T10:00");
    desk.book(&grace, 1, "2026-11-23T10:00");
    let off = desk.book(&grace, 1, "2026-11-25T10:00");
    desk.ask(
        "visits.cancel",
        desk.shift(&off, json!({ "reason": "", "by": "patient" })),
    );
    let visits = desk.ask("visits.of_patient", json!({ "patient": grace }));
    let starts = |list: &Value| {
        list.as_array()
            .unwrap()
            .iter()
            .map(|v| v["starts"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(starts(&visits["coming"]), ["2026-11-23T10:00", "2026-11-24T10:00"]);
    assert_eq!(
        starts(&visits["past"]),
        ["2026-11-25T10:00", "2026-11-19T10:00"],
        "a cancelled one will not come"
    );
}

#[test]
fn the_next_openings_are_truly_free() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    desk.book(&grace, 0, "2026-11-20T09:00");
    desk.ask(
        "time_off.add",
        json!({ "kind": "away", "starts": "2026-11-20T12:00", "ends": "2026-11-23T10:00", "label": "Move" }),
    );
    let ask = |more| {
        desk.ask(
            "visits.openings",
            with(
                json!({ "service": desk.services[0], "from": "2026-11-20", "days": 14, "limit": 12 }),
                more,
            ),
        )
    };
    let mine = ask(json!({ "provider": desk.providers[0] }));
    let starts: Vec<&str> = mine
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["starts"].as_str().unwrap())
        .collect();
    assert_eq!(
        starts[..6],
        [
            "2026-11-20T09:30",
            "2026-11-20T10:00",
            "2026-11-20T10:30",
            "2026-11-20T11:00",
            "2026-11-20T11:30",
            "2026-11-23T10:00"
        ]
    );
    for opening in ask(json!({})).as_array().unwrap() {
        let checked = desk.ask("visits.check", json!({ "patient": peter, "provider": opening["provider"], "service": desk.services[0], "starts": opening["starts"] }));
        assert_eq!(
            (checked["verdict"].as_str(), &checked["room"]),
            (Some("free"), &opening["room"]),
            "{opening}"
        );
    }
    desk.ask("services.save", json!({ "id": desk.services[1], "name": "Physio", "minutes": 60, "buffer_before": 0, "buffer_after": 0, "price": 0, "preparation": "", "next_steps": "", "colour": "amber", "active": true, "performed_by": [desk.providers[1]] }));
    let physio = ask(json!({ "service": desk.services[1] }));
    assert!(
        physio
            .as_array()
            .unwrap()
            .iter()
            .all(|o| o["provider"] == json!(desk.providers[1])),
        "only those who perform it"
    );
    assert_eq!(
        ask(json!({ "from": "2026-11-20T10:10", "limit": 1, "provider": desk.providers[0] }))[0]["starts"],
        "2026-11-20T10:10",
        "from a minute on"
    );
}

#[test]
fn the_day_sheet_prints_with_names_and_hangs_without() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    desk.ask(
        "visits.book",
        with(
            desk.wish(&grace, 0, "2026-11-20T10:00"),
            json!({ "note": "Wheelchair" }),
        ),
    );
    desk.ask("time_off.add", json!({ "provider": desk.providers[0], "kind": "blocked", "starts": "2026-11-20T09:00", "ends": "2026-11-20T09:30", "label": "Team huddle" }));
    let sheet = desk.ask("schedule.day_sheet", json!({ "date": "2026-11-20", "names": true }));
    assert_eq!(
        (
            sheet["sheets"].as_array().unwrap().len(),
            sheet["paper"].as_str(),
            sheet["printed"].as_str()
        ),
        (3, Some("letter"), Some("2026-11-20T08:00")),
        "a sheet for everybody who works"
    );
    let okafor = &sheet["sheets"][0];
    assert_eq!(okafor["hours"], json!(["09:00–12:00", "13:00–17:00"]));
    assert_eq!(
        (
            okafor["rows"][0]["what"].as_str(),
            okafor["rows"][1]["patient_name"].as_str()
        ),
        (Some("Team huddle"), Some("Grace Kim")),
        "in the order of the day"
    );
    assert_eq!(
        (okafor["rows"][1]["phone"].as_str(), okafor["rows"][1]["note"].as_str()),
        (Some("+14845550100"), Some("Wheelchair"))
    );
    let hanging = desk.ask(
        "schedule.day_sheet",
        json!({ "date": "2026-11-20", "names": false, "provider": desk.providers[0] }),
    );
    let text = hanging.to_string();
    for private in ["Grace", "Kim", "+1484", "1980", "Wheelchair"] {
        assert!(!text.contains(private), "{private} must not hang on the wall");
    }
    assert_eq!(
        hanging["sheets"][0]["rows"][1]["patient_no"], 1,
        "the record number tells the staff who it is"
    );
}
