use super::{Clinic, grace};
use serde_json::json;

fn clinic() -> Clinic {
    let clinic = Clinic::open();
    for (given, family, born, phone, email) in [
        (
            "Maria",
            "Silva",
            "1985-03-04",
            "(415) 555-2671",
            "maria.silva@example.com",
        ),
        (
            "Mariana",
            "Silveira",
            "1990-12-01",
            "(212) 555-0199",
            "mari@example.com",
        ),
        ("Silva", "Maria", "1961-07-07", "", ""),
        ("Łukasz", "Wiśniewski", "1979-11-30", "+48 512 345 678", ""),
        ("Мария", "Иванова", "2001-01-02", "+7 912 345-67-89", ""),
        ("William", "Hart", "1950-01-01", "+44 20 7946 0958", ""),
        ("Seán", "O'Brien", "1985-04-03", "", "sean_ob@example.org"),
        ("Anna", "van der Berg", "2015-02-01", "", ""),
        ("王", "小明", "1988-08-08", "", ""),
    ] {
        let phones = if phone.is_empty() {
            json!([])
        } else {
            json!([{ "number": phone }])
        };
        let emails = if email.is_empty() {
            json!([])
        } else {
            json!([{ "address": email }])
        };
        clinic.register(json!({ "given": given, "family": family, "born": born, "phones": phones, "emails": emails }));
    }
    clinic
}

#[test]
fn people_are_found_by_what_the_desk_types() {
    let clinic = clinic();
    for (typed, first) in [
        ("maria s", "Maria Silva"),
        ("MARIA SILVA", "Maria Silva"),
        ("silva maria", "Silva Maria"),
        ("sil mar", "Silva Maria"),
        ("mar sil", "Maria Silva"),
        ("mari silv", "Maria Silva"),
        ("maira silva", "Maria Silva"),
        ("maria slva", "Maria Silva"),
        ("maria sillva", "Maria Silva"),
        ("marix silva", "Maria Silva"),
        ("lukasz", "Łukasz Wiśniewski"),
        ("wisniewski l", "Łukasz Wiśniewski"),
        ("Wiśn", "Łukasz Wiśniewski"),
        ("mariia", "Мария Иванова"),
        ("иванова", "Мария Иванова"),
        ("bill hart", "William Hart"),
        ("hart billy", "William Hart"),
        ("obrien", "Seán O'Brien"),
        ("o brien", "Seán O'Brien"),
        ("o’brien sean", "Seán O'Brien"),
        ("van der berg", "Anna van der Berg"),
        ("vanderberg", "Anna van der Berg"),
        ("berg anna", "Anna van der Berg"),
        ("小明", "王 小明"),
        ("xiao ming wang", "王 小明"),
        ("4155552671", "Maria Silva"),
        ("2671", "Maria Silva"),
        ("(415) 555", "Maria Silva"),
        ("+1 415-555-2671", "Maria Silva"),
        ("020 7946 0958", "William Hart"),
        ("0044 20 7946", "William Hart"),
        ("silva 2671", "Maria Silva"),
        ("1985-03-04", "Maria Silva"),
        ("3/4/85", "Maria Silva"),
        ("4 mar 1985", "Maria Silva"),
        ("maria 1985", "Maria Silva"),
        ("maria 3/4/1985", "Maria Silva"),
        ("#3", "Silva Maria"),
        ("5", "Мария Иванова"),
        ("maria.s", "Maria Silva"),
        ("maria.silva@exam", "Maria Silva"),
        ("sean_ob", "Seán O'Brien"),
    ] {
        let found = clinic.found(typed);
        assert_eq!(
            found.first().map(String::as_str),
            Some(first),
            "“{typed}” found {found:?}"
        );
    }
    for nobody in [
        "xyzzy",
        "#99",
        "555-0000",
        "1899-01-01",
        "maria hart",
        "",
        "   ",
        "anna 2671",
    ] {
        assert!(
            clinic.found(nobody).is_empty(),
            "“{nobody}” found {:?}",
            clinic.found(nobody)
        );
    }
}

#[test]
fn better_fits_come_first_and_say_why() {
    let clinic = clinic();
    assert_eq!(
        clinic.found("maria"),
        ["Silva Maria", "Maria Silva", "Mariana Silveira", "Мария Иванова"],
        "complete words before beginnings, then by family name"
    );
    assert_eq!(
        clinic.found("maria silva")[..2],
        ["Maria Silva", "Silva Maria"],
        "the order in which it is said before the other"
    );
    let why = |typed: &str| clinic.ask("patients.search", json!({ "text": typed }))[0]["why"].clone();
    for (typed, expected) in [
        ("maria", "name"),
        ("bill hart", "nickname"),
        ("2671", "phone"),
        ("4 mar 1985", "born"),
        ("#1", "record_no"),
        ("maria.s", "email"),
        ("maira silva", "similar"),
    ] {
        assert_eq!(why(typed), expected, "{typed}");
    }
}

#[test]
fn a_preferred_name_and_ones_own_script_lead_to_the_patient() {
    let clinic = Clinic::open();
    clinic.register(grace());
    for typed in [
        "gracie",
        "gracie kim",
        "kim grac",
        "은지",
        "김은지",
        "eun ji kim",
        "eunji",
    ] {
        assert_eq!(clinic.found(typed), ["Grace Kim"], "{typed}");
    }
    let hit = clinic.ask("patients.search", json!({ "text": "gracie" }))[0].take();
    assert_eq!((&hit["why"], &hit["matched"]), (&json!("nickname"), &json!("Gracie")));
}

#[test]
fn those_who_still_come_stand_before_those_who_do_not() {
    let clinic = Clinic::open();
    for status in ["inactive", "active", "deceased"] {
        clinic.register(json!({ "given": "Ann", "family": "Lee", "status": status }));
    }
    let hits = clinic.ask("patients.search", json!({ "text": "ann lee" }));
    assert_eq!(hits[0]["patient"]["status"], "active");
    assert_eq!(hits.as_array().unwrap().len(), 3, "the others are found too");
}

#[test]
fn a_likely_duplicate_is_told_while_the_form_is_filled() {
    let clinic = clinic();
    let ask = |given: &str, family: &str, born: &str, phone: &str| {
        clinic.ask(
            "patients.duplicates",
            json!({ "given": given, "family": family, "born": born, "phones": [phone], "emails": [] }),
        )
    };
    let likely = ask("Marai", "Silva", "1985-03-04", "");
    assert_eq!(
        (&likely[0]["patient"]["given"], likely.as_array().unwrap().len()),
        (&json!("Maria"), 1),
        "{likely}"
    );
    assert!(
        likely[0]["reasons"]
            .as_array()
            .unwrap()
            .contains(&json!("same date of birth"))
    );
    assert_eq!(ask("Bill", "Hart", "1950-01-01", "")[0]["patient"]["given"], "William");
    assert_eq!(
        ask("Silva", "Maria", "1985-03-04", "")[0]["score"],
        90,
        "names in each other's field"
    );
    assert_eq!(
        ask("Pedro", "Silva", "2016-05-05", "(415) 555-2671"),
        json!([]),
        "a child on the mother's phone is no duplicate"
    );
    assert_eq!(ask("M", "", "19", "41"), json!([]), "half-typed values are passed over");
    let maria = clinic.ask("patients.search", json!({ "text": "#1" }))[0]["patient"]["id"].take();
    let itself = json!({ "given": "Maria", "family": "Silva", "born": "1985-03-04", "phones": [], "emails": [], "except": maria });
    let others = clinic.ask("patients.duplicates", itself);
    assert!(
        others
            .as_array()
            .unwrap()
            .iter()
            .all(|other| other["patient"]["id"] != maria),
        "nobody is a duplicate of themselves"
    );
}

#[test]
fn looking_is_written_down_with_who_was_seen() {
    let clinic = clinic();
    let maria = clinic.ask("patients.search", json!({ "text": "#1" }))[0]["patient"]["id"].take();
    let practice = clinic.door.practice().unwrap();
    practice.flush_audit();
    let seen: i64 = practice
        .read(|on| {
            Ok(on.query_row(
                "SELECT count(*) FROM audit WHERE command = 'patients.search' AND outcome = 'seen' AND subject = ?1",
                [maria.as_str().unwrap()],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(seen, 1, "the access log names the patient by id");
}
