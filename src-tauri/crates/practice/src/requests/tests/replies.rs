use super::web::Web;
use crate::requests::ReplyTaken;
use crate::schedule::tests::desk::with;
use serde_json::{Value, json};

/// Times suggested to Grace: the request and the link in the letter.
fn suggested(web: &Web) -> (String, String) {
    let request = web.grace();
    let times = json!([
        { "provider": web.desk.providers[0], "starts": "2026-11-24T10:00" },
        { "provider": web.desk.providers[1], "starts": "2026-11-25T14:00" },
    ]);
    let done = web.desk.ask(
        "requests.suggest",
        with(web.this(&request), json!({ "times": times, "note": "Either is fine." })),
    );
    assert_eq!(done["value"]["state"], "suggested");
    assert!(done["told_at"].is_number(), "a letter goes");
    let link = done["value"]["suggestions"][0]["link"].as_str().unwrap().to_owned();
    (request, link)
}

fn flags(view: &Value) -> Vec<&str> {
    view["flags"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["flag"].as_str())
        .collect()
}

#[test]
fn a_time_the_patient_chooses_is_booked_and_the_page_goes() {
    let web = Web::open();
    let (request, link) = suggested(&web);
    assert!(link.starts_with("https://relay.example/c/"), "{link}");
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM relay_page WHERE body IS NOT NULL"),
        1
    );
    assert!(matches!(web.reply(&link, Some(1), "See you\r\nthen"), ReplyTaken::Taken(id) if id.to_string() == request));
    let view = web.get(&request);
    assert_eq!(
        (
            view["state"].as_str(),
            view["visit"]["starts"].as_str(),
            view["visit"]["provider"].as_str()
        ),
        (
            Some("confirmed"),
            Some("2026-11-25T14:00"),
            Some(web.desk.providers[1].as_str())
        )
    );
    assert_eq!(view["suggestions"][0]["replies"][0]["note"], "See you\nthen");
    assert_eq!(view["patient"]["given"], "Grace", "and she is registered");
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM relay_page WHERE body IS NOT NULL"),
        0
    );
    assert!(
        view["suggestions"][0]["link"].is_null(),
        "the link leads nowhere any more"
    );
}

#[test]
fn a_second_answer_is_kept_and_books_nothing() {
    let web = Web::open();
    let (request, link) = suggested(&web);
    web.reply(&link, Some(0), "");
    web.reply(&link, Some(1), "or rather this");
    let view = web.get(&request);
    assert_eq!(
        (view["state"].as_str(), flags(&view)),
        (Some("confirmed"), vec!["answered_again"])
    );
    assert_eq!(view["suggestions"][0]["replies"].as_array().unwrap().len(), 2);
    assert_eq!(web.desk.number("SELECT count(*) FROM visit"), 1);
}

#[test]
fn a_chosen_time_that_is_taken_meanwhile_comes_back_to_the_desk_as_urgent() {
    let web = Web::open();
    let (request, link) = suggested(&web);
    let peter = web.desk.patient("Peter", "Hale");
    web.desk.book(&peter, 0, "2026-11-24T10:00");
    web.reply(&link, Some(0), "");
    let view = web.get(&request);
    assert_eq!(
        (view["state"].as_str(), view["priority"].as_str(), flags(&view)),
        (Some("new"), Some("urgent"), vec!["chosen_time_taken"])
    );
    assert_eq!(
        view["flags"][0]["what"],
        "Dr. Okafor is with Peter Hale from 10:00 to 10:30."
    );
    assert_eq!(
        web.desk.number("SELECT count(*) FROM patient"),
        1,
        "nobody was registered"
    );
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM event WHERE kind = 'request.reply'"),
        1
    );
}

#[test]
fn none_suits_comes_back_with_the_patients_words() {
    let web = Web::open();
    let (request, link) = suggested(&web);
    web.reply(&link, None, "Only Fridays");
    let view = web.get(&request);
    assert_eq!(
        (view["state"].as_str(), flags(&view)),
        (Some("new"), vec!["none_suits"])
    );
    assert_eq!(view["suggestions"][0]["replies"][0]["note"], "Only Fridays");
    let again = web.desk.ask(
        "requests.suggest",
        with(
            web.this(&request),
            json!({ "times": [{ "provider": web.desk.providers[0], "starts": "2026-11-27T10:00" }] }),
        ),
    );
    assert_eq!(
        (
            again["value"]["suggestions"][0]["round"].as_i64(),
            flags(&again["value"]).len()
        ),
        (Some(2), 0)
    );
    web.reply(&link, Some(0), "");
    let view = web.get(&request);
    assert_eq!(
        flags(&view),
        ["answered_again"],
        "an answer to the first letter books nothing of it"
    );
    assert_eq!(web.desk.number("SELECT count(*) FROM visit"), 0);
}

#[test]
fn an_answer_after_its_time_is_flagged_and_books_nothing() {
    let web = Web::open();
    let (request, link) = suggested(&web);
    let until = web.get(&request)["suggestions"][0]["until"].as_i64().unwrap();
    web.desk.clock.set(jiff::Timestamp::from_second(until + 60).unwrap());
    web.reply(&link, Some(1), "");
    // Three days later the screen has locked.
    web.desk.ask(
        "staff.sign_in",
        json!({ "sign_in": "amara", "password": "four unrelated paper lanterns" }),
    );
    let view = web.get(&request);
    assert_eq!(
        (view["state"].as_str(), flags(&view)),
        (Some("new"), vec!["late_reply"])
    );
    assert_eq!(web.desk.number("SELECT count(*) FROM visit"), 0);
}

#[test]
fn who_does_not_know_the_secret_answers_nothing() {
    let web = Web::open();
    let (request, link) = suggested(&web);
    let (page, secret) = link.split_once('#').unwrap();
    let other = if secret.starts_with('0') { "1" } else { "0" };
    for wrong in [
        format!("{page}#{other}{}", &secret[1..]),
        format!("{page}#"),
        format!("{page}#{secret}{secret}"),
        format!("https://relay.example/c/x/s/00000000000000000000000000#{secret}"),
    ] {
        assert_eq!(web.reply(&wrong, Some(0), "x"), ReplyTaken::NotOurs, "{wrong}");
    }
    assert_eq!(web.get(&request)["state"], "suggested");
    assert_eq!(web.desk.number("SELECT count(*) FROM request_reply"), 0);
    assert_eq!(
        web.reply(&format!("{page}#{}", secret.to_lowercase()), Some(0), ""),
        web.reply(&link, Some(0), ""),
        "typed in small letters it is the same secret"
    );
}

#[test]
fn where_several_records_are_alike_the_desk_says_whose_it_is() {
    let web = Web::open();
    web.desk.ask(
        "patients.register",
        json!({ "record": { "given": "Grace", "family": "Kim", "born": "1985-03-04" } }),
    );
    let (request, link) = suggested(&web);
    web.reply(&link, Some(0), "");
    let view = web.get(&request);
    assert_eq!(
        (view["state"].as_str(), flags(&view)),
        (Some("new"), vec!["not_by_itself"])
    );
    let prepared = web.desk.ask("requests.prepare", json!({ "request": request }));
    assert_eq!(
        prepared["visit"]["starts"], "2026-11-24T10:00",
        "the time chosen stands in the sheet"
    );
}

#[test]
fn only_times_that_are_free_are_suggested_and_only_with_a_page_to_choose_on() {
    let web = Web::open();
    let request = web.grace();
    let peter = web.desk.patient("Peter", "Hale");
    web.desk.book(&peter, 0, "2026-11-24T10:00");
    let suggest = |times: Value| with(web.this(&request), json!({ "times": times }));
    let at = |starts: &str| json!([{ "provider": web.desk.providers[0], "starts": starts }]);
    for (times, field, says) in [
        (at("2026-11-24T10:15"), "times.0", "Dr. Okafor is with Peter Hale"),
        (at("2026-11-19T10:00"), "times.0", "passed"),
        (at("2026-11-24T03:00"), "times.0", "another time"),
        (json!([]), "times", "one to five"),
    ] {
        let refusal = web.desk.refused("requests.suggest", suggest(times));
        assert_eq!(refusal.field.as_deref(), Some(field), "{refusal:?}");
        assert!(refusal.message.contains(says), "{}", refusal.message);
    }
    web.desk.sql("UPDATE relay_link SET active = 0");
    let refusal = web.desk.refused("requests.suggest", suggest(at("2026-11-24T11:00")));
    assert!(
        refusal.message.contains("not connected to a relay"),
        "{}",
        refusal.message
    );
    let prepared = web.desk.ask("requests.prepare", json!({ "request": request }));
    assert_eq!(prepared["can_suggest"], false);
}

#[test]
fn a_suggestion_taken_back_takes_its_page_away() {
    let web = Web::open();
    let request = web.grace();
    let done = web.desk.ask(
        "requests.suggest",
        with(
            web.this(&request),
            json!({ "times": [{ "provider": web.desk.providers[0], "starts": "2026-11-24T10:00" }] }),
        ),
    );
    let link = done["value"]["suggestions"][0]["link"].as_str().unwrap().to_owned();
    web.undo(&done);
    assert_eq!(web.get(&request)["state"], "new");
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM relay_page WHERE body IS NOT NULL"),
        0
    );
    web.reply(&link, Some(0), "");
    assert_eq!(
        flags(&web.get(&request)),
        ["answered_again"],
        "who opened it before is heard all the same"
    );
    assert_eq!(web.desk.number("SELECT count(*) FROM visit"), 0);
}
