use super::super::check::{Text, place_of, problems};
use super::super::render::fill;
use super::super::variables::{self, samples};
use super::super::words::Words;
use super::*;

#[test]
fn every_shipped_text_can_be_sent_and_reveals_nothing() {
    for shipped in all() {
        let values = samples(&Words::of(shipped.language, "US").unwrap());
        for (subject, text) in [shipped.warm, shipped.formal] {
            let text = Text {
                subject: subject.into(),
                text: whole(text),
                html: String::new(),
            };
            assert_eq!(problems(&text, Some(place_of(shipped.key))), vec![], "{}", shipped.key);
            let filled = fill(&text, &values).unwrap();
            assert!(
                !filled.text.contains(['{', '}', '@']),
                "{}: {}",
                shipped.key,
                filled.text
            );
            assert!(filled.text.contains("Grace"), "{} speaks to the patient", shipped.key);
            for revealing in variables::list().into_iter().filter(|v| v.reveals) {
                // What the clinic itself wrote on the service's card is meant for the patient.
                let written_by_clinic = [
                    "preparation_instructions",
                    "preparation_checklist",
                    "next_steps_instructions",
                    "decline_note",
                    "suggestion_note",
                ]
                .contains(&revealing.name.as_str());
                assert!(
                    written_by_clinic
                        || !text.text.contains(&revealing.name) && !text.subject.contains(&revealing.name),
                    "{} reveals {}",
                    shipped.key,
                    revealing.name
                );
            }
        }
    }
}

#[test]
fn without_phone_address_and_instructions_the_letters_still_read_well() {
    let mut values = samples(&Words::english());
    for (name, value) in &mut values {
        if ![
            "patient_first_name",
            "practice_name",
            "appointment_date",
            "appointment_time",
            "suggested_times",
            "suggestion_link",
            "suggestion_until",
        ]
        .contains(name)
        {
            value.clear();
        }
    }
    for shipped in all() {
        let filled = fill(
            &Text {
                subject: shipped.warm.0.into(),
                text: whole(shipped.warm.1),
                html: String::new(),
            },
            &values,
        )
        .unwrap();
        assert!(
            !filled.text.contains("\n\n\n") && !filled.text.contains("  ") && !filled.text.contains(": \n"),
            "{}:\n{}",
            shipped.key,
            filled.text
        );
    }
}

#[test]
fn a_request_without_a_name_fit_for_print_gets_a_letter_that_reads_well() {
    for shipped in requests::LETTERS {
        let mut values = samples(&Words::of(shipped.language, "US").unwrap());
        values.insert("patient_first_name", String::new());
        for (subject, text) in [shipped.warm, shipped.formal] {
            let text = Text {
                subject: subject.into(),
                text: whole(text),
                html: String::new(),
            };
            let first = fill(&text, &values).unwrap().text.lines().next().unwrap().to_owned();
            assert!(
                !first.contains(" ,") && !first.contains(" :"),
                "{}: {first}",
                shipped.key
            );
        }
    }
}

#[test]
fn texts_that_came_later_are_put_beside_those_of_a_practice_founded_before_once_and_in_its_tone() {
    let mut db = Connection::open_in_memory().unwrap();
    crate::store::migrate(&mut db).unwrap();
    ship_missing(&db).unwrap();
    let count = |db: &Connection| {
        db.query_row("SELECT count(*) FROM template", [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(count(&db), 0, "nothing is founded yet");
    for shipped in english::VISITS {
        put(&db, 1_700_000_000, Tone::Formal, shipped).unwrap();
    }
    db.execute("UPDATE template_version SET text = 'Our own words' WHERE template_id = (SELECT id FROM template WHERE key = 'thanks')", [])
        .unwrap();
    for _ in 0..2 {
        ship_missing(&db).unwrap();
        assert_eq!(count(&db), all().count() as i64, "all, and each once");
    }
    let text = |key: &str, language: &str| -> String {
        db.query_row(
            "SELECT v.text FROM template t JOIN template_version v ON v.template_id = t.id WHERE t.key = ?1 AND t.language = ?2",
            [key, language],
            |row| row.get(0),
        )
        .unwrap()
    };
    assert_eq!(text("thanks", "en"), "Our own words", "what is there stays");
    assert!(
        text("request_received", "en").starts_with("Dear"),
        "in the tone the clinic chose"
    );
    assert!(text("booked", "es").contains("Fecha: {{appointment_date}}"));
}
