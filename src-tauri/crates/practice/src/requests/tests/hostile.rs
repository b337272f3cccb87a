use super::web::{Filled, Web, grace};
use crate::requests::facts;
use serde_json::{Value, json};

/// What strangers type: the shared list, and strings of our own where it is missing.
fn strings() -> Vec<String> {
    let mut strings: Vec<String> = [
        "Ann\r\nBcc: everybody@example.com",
        "\u{202e}gpj.exe",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE request;--",
        "{{given}}",
        "\0",
        "%s%n",
        "\u{2028}",
        "ﷺ",
        "../../etc/passwd",
    ]
    .map(str::to_owned)
    .into();
    let shared = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../../shared/data/naughty-strings.json"
    );
    if let Ok(text) = std::fs::read_to_string(shared) {
        strings.extend(serde_json::from_str::<Vec<String>>(&text).unwrap());
    }
    strings.push("a".repeat(100_000));
    strings
}

fn is_one_line(text: &str) -> bool {
    !text.chars().any(|c| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    })
}

#[test]
fn whatever_is_typed_into_whatever_field_arrives_is_shown_and_stays_out_of_headers() {
    let web = Web::open();
    for text in strings() {
        let answers = json!({
            "name": { "given": text, "family": text }, "born": text, "phone": text, "email": text,
            "address": { "lines": text, "city": text, "region": text, "postcode": text, "country": text },
            "insurance": { "payer": text, "plan": text, "member_no": text, "group_no": text, "holder": text },
            "service": text, "times": { "days": [text], "times": [text], "note": text }, "reason": text, "heard": text,
            "pain": text, "photo": [text], "treat": text, "remind": text, "sign": { "typed": text }, "never_asked": text,
        });
        let Value::Object(answers) = answers else { panic!() };
        let mut arrived = web.arrived(Filled {
            answers: answers.clone(),
            ..Filled::default()
        });
        arrived.filled.source = text.clone();
        arrived.filled.language = text.clone();
        let request = web.take(arrived);
        let view = web.get(&request);
        for field in [
            "given",
            "family",
            "phone",
            "email",
            "service_name",
            "source",
            "referral",
            "language",
        ] {
            assert!(is_one_line(view[field].as_str().unwrap()), "{field} of {text:?}");
        }
        let line = &web.desk.ask("requests.list", json!({ "sort": "newest", "limit": 1 }))["requests"][0];
        assert!(is_one_line(line["name"].as_str().unwrap()));
        let facts = web
            .desk
            .practice()
            .read(|on| facts(on, request.parse().unwrap()))
            .unwrap();
        for text in [
            &facts.given,
            &facts.family,
            &facts.service,
            &facts.preferred,
            &facts.language,
        ] {
            assert!(is_one_line(text) && text.chars().count() <= 200);
        }
        assert!(
            facts
                .email
                .as_deref()
                .is_none_or(|email| is_one_line(email) && email.contains('@'))
        );
        // As sent, to the last character.
        let kept: String = web
            .desk
            .practice()
            .read(|on| {
                Ok(
                    on.query_row("SELECT json FROM request_answers ORDER BY no DESC LIMIT 1", [], |row| {
                        row.get(0)
                    })?,
                )
            })
            .unwrap();
        assert_eq!(serde_json::from_str::<Value>(&kept).unwrap(), Value::Object(answers));
        let prepared = web.desk.ask("requests.prepare", json!({ "request": request }));
        let record = &prepared["record"];
        assert!(is_one_line(record["given"].as_str().unwrap()) && is_one_line(record["source"].as_str().unwrap()));
        web.desk.ask_maybe("requests.list", json!({ "text": text })).unwrap();
    }
}

#[test]
fn a_line_break_in_a_name_never_reaches_a_letters_head() {
    let web = Web::open();
    let Value::Object(mut answers) = grace(&web.desk.services[0]) else {
        panic!()
    };
    answers.insert(
        "name".into(),
        json!({ "given": "Grace\r\nBcc: all@example.com", "family": "Kim\nX" }),
    );
    answers.insert("email".into(), json!("grace@example.com\r\nBcc: all@example.com"));
    let request = web.take(web.arrived(Filled {
        answers,
        ..Filled::default()
    }));
    let view = web.get(&request);
    assert_eq!(view["given"], "Grace Bcc: all@example.com");
    let facts = web
        .desk
        .practice()
        .read(|on| facts(on, request.parse().unwrap()))
        .unwrap();
    assert_eq!(
        facts.email, None,
        "an address with a line break is no address: no letter goes to it"
    );
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T10:00"));
    assert_eq!(
        done["value"]["visit"]["patient_name"],
        "Grace Bcc: all@example.com Kim X"
    );
    assert_eq!(done["value"]["visit"]["patient_email"], Value::Null);
}

#[test]
fn a_signature_stays_within_its_field() {
    let web = Web::open();
    let request = web.ask(json!({
        "sign": { "drawn": { "width": 320, "height": 120, "strokes": [[0, 0, 900, -5], vec![7; 30_000]] } }
    }));
    let view = web.get(&request);
    let signed = view["answers"][1]["answers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|a| a["question"] == "sign")
        .unwrap();
    let strokes = signed["signature"]["strokes"].as_array().unwrap();
    assert_eq!(strokes[0], json!([0, 0, 320, 0]));
    assert_eq!(strokes[1].as_array().unwrap().len(), 20_000 - 4);
}
