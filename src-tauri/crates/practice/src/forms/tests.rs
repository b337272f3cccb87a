//! Forms through their door, on a real SQLCipher file.

use crate::Code;
use crate::forms::{by_hash, is_current, published};
use crate::schedule::tests::desk::Desk;
use keepwell_protocol::form::{Form, QuestionKind, design};
use keepwell_protocol::text::read_hex;
use serde_json::{Value, json};

/// The shipped form called `title` as the designer has it.
fn named(desk: &Desk, title: &str) -> Value {
    let list = desk.ask("forms.list", Value::Null);
    let line = list["forms"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["title"] == title)
        .unwrap_or_else(|| panic!("no {title}"));
    desk.ask("forms.get", json!({ "form": line["id"] }))
}

fn consultation(desk: &Desk) -> Value {
    named(desk, "Consultation request")
}

fn publish(desk: &Desk, form: &Value) -> Value {
    desk.ask(
        "forms.publish",
        json!({ "form": form["draft"]["id"], "revision": form["revision"] }),
    )
}

fn undo(desk: &Desk, done: &Value) {
    desk.ask("undo.run", json!({ "operation": done["undo"] }));
}

/// The ids of the services patients are offered by the one open form.
fn offered(desk: &Desk) -> Vec<String> {
    let open = desk.practice().read(published).unwrap();
    let form: Form = serde_json::from_slice(&open[0].bytes).unwrap();
    form.sections
        .into_iter()
        .flat_map(|section| section.questions)
        .find_map(|question| match question.kind {
            QuestionKind::Service { options } => Some(options.into_iter().map(|option| option.id).collect()),
            _ => None,
        })
        .unwrap()
}

#[test]
fn a_new_practice_has_three_forms_ready_to_publish_and_each_can_be() {
    let desk = Desk::open();
    let list = desk.ask("forms.list", Value::Null);
    let forms = list["forms"].as_array().unwrap();
    assert_eq!(forms.len(), 3);
    assert_eq!(
        list["shipped"].as_array().unwrap().len(),
        3,
        "and they can be made again"
    );
    for line in forms {
        assert_eq!(
            (&line["state"], &line["problems"]),
            (&json!("draft"), &json!(0)),
            "{line}"
        );
        assert_eq!(line["languages"], json!(["en", "es"]));
        let view = desk.ask("forms.get", json!({ "form": line["id"] }));
        assert_eq!(publish(&desk, &view)["value"]["line"]["state"], "open");
    }
    assert_eq!(desk.practice().read(published).unwrap().len(), 3);
}

#[test]
fn every_text_of_the_shipped_forms_is_there_in_both_languages() {
    fn texts(value: &Value, path: &str, missing: &mut Vec<String>) {
        match value {
            Value::Object(fields) if fields.contains_key("en") => {
                let spanish = fields.get("es").and_then(Value::as_str);
                missing.extend(spanish.is_none_or(str::is_empty).then(|| path.to_owned()));
            }
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| texts(value, &format!("{path}.{name}"), missing)),
            Value::Array(list) => {
                list.iter()
                    .enumerate()
                    .for_each(|(at, value)| texts(value, &format!("{path}.{at}"), missing));
            }
            _ => {}
        }
    }
    let mut missing = Vec::new();
    for key in ["consultation", "health_risk", "registration"] {
        let form = super::shipped::form(key).unwrap();
        assert_eq!(design::problems(&form), Vec::new(), "{key}");
        texts(&serde_json::to_value(&form).unwrap(), key, &mut missing);
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn the_health_risk_assessment_counts_as_findrisc_does() {
    let form = super::shipped::form("health_risk").unwrap();
    let scored = |answers: Value| {
        let answers = answers.as_object().unwrap().clone();
        let scored = keepwell_protocol::form::score::score(&form, &answers).unwrap();
        (scored.points, scored.band)
    };
    // Nothing raises the risk.
    let least = json!({ "age": "under_45", "sex": "female", "height": "h5", "weight_h5": "low", "waist_women": "low", "active": "yes",
        "vegetables": "daily", "pressure": false, "glucose": false, "family": "none" });
    assert_eq!(scored(least), (0.0, Some(0)));
    // Everything does: 26 points, the most there are.
    let most = json!({ "age": "over_64", "sex": "male", "height": "h7", "weight_h7": "high", "waist_men": "high", "active": "no",
        "vegetables": "not_daily", "pressure": true, "glucose": true, "family": "close" });
    assert_eq!(scored(most.clone()), (26.0, Some(4)));
    // Who is 52 with a wide waist, sits all day and has a mother with diabetes: 2 + 1 + 4 + 2 + 1 + 5.
    let rajesh = json!({ "age": "a45_54", "sex": "male", "height": "h6", "weight_h6": "middle", "waist_men": "high", "active": "no",
        "vegetables": "not_daily", "pressure": false, "glucose": false, "family": "close" });
    assert_eq!(scored(rajesh), (15.0, Some(3)), "high");
    // The weight of another height was answered before the height was put right: it does not count.
    let mut changed = most;
    changed["weight_h2"] = json!("high");
    assert_eq!(scored(changed).0, 26.0);
}

#[test]
fn who_saves_over_somebody_elses_save_is_told_and_nothing_is_lost() {
    let desk = Desk::open();
    let form = consultation(&desk);
    let save = |title: &str| {
        let mut draft = form["draft"].clone();
        draft["title"]["en"] = json!(title);
        json!({ "form": form["draft"]["id"], "revision": form["revision"], "draft": draft })
    };
    let first = desk.ask("forms.save", save("First"));
    assert_eq!(first["revision"], json!(form["revision"].as_u64().unwrap() + 1));
    let refusal = desk.refused("forms.save", save("Second"));
    assert_eq!(refusal.code, Code::Changed);
    assert_eq!(
        refusal.details.unwrap()["draft"]["title"]["en"],
        "First",
        "the other's version comes along"
    );
    let refusal = desk.refused(
        "forms.publish",
        json!({ "form": form["draft"]["id"], "revision": form["revision"] }),
    );
    assert_eq!(refusal.code, Code::Changed, "nobody publishes what they have not seen");
}

#[test]
fn a_draft_cannot_take_another_forms_name_or_number() {
    let desk = Desk::open();
    let form = consultation(&desk);
    let mut draft = form["draft"].clone();
    draft["id"] = json!("7ZZZZZZZZZZZZZZZZZZZZZZZZR");
    draft["version"] = json!(99);
    draft["v"] = json!(7);
    let saved = desk.ask(
        "forms.save",
        json!({ "form": form["draft"]["id"], "revision": form["revision"], "draft": draft }),
    );
    assert_eq!(
        saved["draft"], form["draft"],
        "id, v and version are Keepwell's to write"
    );
}

#[test]
fn what_was_published_is_kept_byte_for_byte_and_found_by_its_hash_for_ever() {
    let desk = Desk::open();
    let form = consultation(&desk);
    publish(&desk, &form);
    let first = desk.practice().read(published).unwrap().remove(0);
    let hash: [u8; 32] = read_hex(&first.entry.sha256).unwrap();
    assert_eq!(
        ring::digest::digest(&ring::digest::SHA256, &first.bytes).as_ref(),
        hash,
        "the address is the hash of the bytes"
    );
    let mut draft = form["draft"].clone();
    draft["title"]["en"] = json!("See us");
    let saved = desk.ask(
        "forms.save",
        json!({ "form": form["draft"]["id"], "revision": form["revision"], "draft": draft }),
    );
    assert_eq!(saved["line"]["changed"], true, "what patients see is still the old one");
    assert_eq!(desk.practice().read(published).unwrap()[0], first);

    let again = publish(&desk, &saved);
    assert_eq!(
        (&again["value"]["line"]["version"], &again["value"]["line"]["changed"]),
        (&json!(2), &json!(false))
    );
    let practice = desk.practice();
    let old = practice.read(|on| by_hash(on, &hash)).unwrap().expect("kept");
    assert_eq!((old.version, old.title["en"].as_str()), (1, "Consultation request"));
    assert!(
        !practice.read(|on| is_current(on, &hash)).unwrap(),
        "but no longer the one given out"
    );
    assert_eq!(
        practice.read(|on| by_hash(on, &[7; 32])).unwrap(),
        None,
        "a hash nobody published"
    );
    let same = publish(&desk, &desk.ask("forms.get", json!({ "form": form["draft"]["id"] })));
    assert_eq!(
        same["value"]["line"]["version"], 2,
        "publishing the same again makes no new version"
    );

    undo(&desk, &again);
    assert!(
        practice.read(|on| is_current(on, &hash)).unwrap(),
        "taken back: patients get the first one again"
    );
}

#[test]
fn a_form_with_problems_is_not_published_and_each_is_told() {
    let desk = Desk::open();
    let made = desk.ask(
        "forms.create",
        json!({ "from": { "from": "blank", "purpose": "request", "title": "Ask us", "language": "de" } }),
    );
    let form = &made["value"];
    assert_eq!(form["line"]["slug"], "ask-us");
    assert!(form["problems"].as_array().unwrap().len() >= 2, "{}", form["problems"]);
    assert_eq!(
        desk.ask("forms.check", json!({ "draft": form["draft"] })),
        form["problems"]
    );
    let refusal = desk.refused(
        "forms.publish",
        json!({ "form": form["draft"]["id"], "revision": form["revision"] }),
    );
    assert_eq!(refusal.code, Code::Invalid);
    assert_eq!(&refusal.details.unwrap(), &form["problems"]);
    undo(&desk, &made);
    assert_eq!(
        desk.ask("forms.list", Value::Null)["forms"].as_array().unwrap().len(),
        3,
        "made, and taken back"
    );
}

#[test]
fn service_questions_keep_in_step_with_the_clinics_services() {
    let desk = Desk::open();
    publish(&desk, &consultation(&desk));
    assert_eq!(
        offered(&desk),
        desk.services,
        "all active services, in the clinic's order"
    );
    let service = |active: bool| {
        json!({ "id": desk.services[1], "name": "Physiotherapy", "minutes": 60, "buffer_before": 0, "buffer_after": 0, "price": 8500, "preparation": "",
            "next_steps": "", "colour": "amber", "position": 1, "active": active, "performed_by": [] })
    };
    desk.ask("services.save", service(true));
    let view = consultation(&desk);
    assert_eq!(view["line"]["version"], 2, "the new name makes a new version by itself");
    assert_eq!(
        (&view["versions"][0]["published_by"], &view["line"]["changed"]),
        (&json!(""), &json!(false))
    );
    desk.ask("services.save", service(false));
    assert_eq!(
        offered(&desk),
        desk.services[..1],
        "what is not offered any more cannot be chosen"
    );
    desk.ask("services.save", service(false));
    assert_eq!(
        consultation(&desk)["line"]["version"],
        3,
        "nothing changed: no new version"
    );
}

#[test]
fn chosen_services_stay_chosen_and_a_question_left_with_none_is_told() {
    let desk = Desk::open();
    let form = consultation(&desk);
    let mut draft = form["draft"].clone();
    let options = json!([{ "id": desk.services[1], "label": { "en": "Old name", "es": "Fisioterapia" }, "points": 0 }]);
    let questions = draft["sections"][1]["questions"].as_array_mut().unwrap();
    let question = questions.iter_mut().find(|q| q["id"] == "service").unwrap();
    question["kind"]["options"] = options;
    let saved = desk.ask(
        "forms.save",
        json!({ "form": form["draft"]["id"], "revision": form["revision"], "draft": draft }),
    );
    publish(&desk, &saved);
    assert_eq!(offered(&desk), [desk.services[1].clone()]);
    let shown = &consultation(&desk)["published"]["sections"][1]["questions"];
    let shown = shown.as_array().unwrap().iter().find(|q| q["id"] == "service").unwrap();
    assert_eq!(
        shown["kind"]["options"][0]["label"],
        json!({ "en": "Physio", "es": "Fisioterapia" }),
        "called as the clinic calls it; the translation stays"
    );
    desk.sql("UPDATE service SET active = 0 WHERE name = 'Physio'");
    let refusal = desk.refused(
        "forms.publish",
        json!({ "form": form["draft"]["id"], "revision": saved["revision"] }),
    );
    assert!(refusal.message.contains("offers no service"), "{}", refusal.message);
}

#[test]
fn closing_opening_renaming_and_removing_can_each_be_taken_back() {
    let desk = Desk::open();
    let form = consultation(&desk);
    let id = json!({ "form": form["draft"]["id"] });
    assert_eq!(
        desk.refused("forms.reopen", id.clone()).code,
        Code::Invalid,
        "never published"
    );
    publish(&desk, &form);
    let open = || desk.practice().read(published).unwrap().len();

    let closed = desk.ask("forms.close", id.clone());
    assert_eq!((open(), &closed["value"]["line"]["state"]), (0, &json!("closed")));
    undo(&desk, &closed);
    assert_eq!(open(), 1);
    desk.ask("forms.close", id.clone());
    desk.ask("forms.reopen", id.clone());
    assert_eq!(open(), 1);

    assert_eq!(
        desk.refused("forms.remove", id.clone()).code,
        Code::Invalid,
        "what patients sent refers to it"
    );
    let copy = desk.ask(
        "forms.create",
        json!({ "from": { "from": "copy", "form": form["draft"]["id"] } }),
    );
    let copied = json!({ "form": copy["value"]["draft"]["id"] });
    let removed = desk.ask("forms.remove", copied.clone());
    assert_eq!(desk.refused("forms.get", copied.clone()).code, Code::NotFound);
    undo(&desk, &removed);
    assert_eq!(
        desk.ask("forms.get", copied.clone())["line"]["title"],
        "Consultation request (2)"
    );

    let taken = desk.refused(
        "forms.rename_link",
        json!({ "form": copied["form"], "slug": form["line"]["slug"] }),
    );
    assert_eq!((taken.code, taken.field.as_deref()), (Code::Invalid, Some("slug")));
    for wrong in ["x", "-a-", "new patients", "../etc", "ÄÖ"] {
        assert_eq!(
            desk.refused("forms.rename_link", json!({ "form": copied["form"], "slug": wrong }))
                .code,
            Code::Invalid,
            "{wrong}"
        );
    }
    let renamed = desk.ask(
        "forms.rename_link",
        json!({ "form": copied["form"], "slug": "New-Here" }),
    );
    assert_eq!(renamed["value"]["line"]["slug"], "new-here");
    undo(&desk, &renamed);
    assert_eq!(
        desk.ask("forms.get", copied)["line"]["slug"],
        copy["value"]["line"]["slug"]
    );
}

#[test]
fn an_undo_does_not_overrule_what_somebody_changed_since() {
    let desk = Desk::open();
    let form = consultation(&desk);
    publish(&desk, &form);
    let id = json!({ "form": form["draft"]["id"] });
    let closed = desk.ask("forms.close", id.clone());
    desk.ask("forms.rename_link", json!({ "form": id["form"], "slug": "elsewhere" }));
    let refusal = desk.refused("undo.run", json!({ "operation": closed["undo"] }));
    assert_eq!(refusal.code, Code::CannotUndo);
    let by_hand = desk.refused(
        "forms.put_back",
        json!({ "form": id["form"], "standing": { "published": 1, "open": true, "slug": "x", "removed": false },
            "instead_of": { "published": 1, "open": false, "slug": "elsewhere", "removed": false } }),
    );
    assert_eq!(by_hand.code, Code::NotAllowed, "only an undo puts back");
}

#[test]
fn patients_see_the_forms_in_the_clinics_order() {
    let desk = Desk::open();
    let ids = |list: &Value| -> Vec<Value> {
        list["forms"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["id"].clone())
            .collect()
    };
    let before = ids(&desk.ask("forms.list", Value::Null));
    let done = desk.ask("forms.order", json!({ "forms": [before[2]] }));
    assert_eq!(
        ids(&done["value"]),
        [before[2].clone(), before[0].clone(), before[1].clone()]
    );
    undo(&desk, &done);
    assert_eq!(ids(&desk.ask("forms.list", Value::Null)), before);
    assert_eq!(
        desk.refused("forms.order", json!({ "forms": [before[0], before[0]] }))
            .code,
        Code::Invalid
    );
}

#[test]
fn a_link_needs_a_relay_and_names_clinic_and_form() {
    let desk = Desk::open();
    let form = consultation(&desk);
    let id = json!({ "form": form["draft"]["id"] });
    assert_eq!(
        desk.refused("forms.link", id.clone()).code,
        Code::NotFound,
        "no relay yet"
    );
    desk.sql(
        "INSERT INTO relay_clinic (only, clinic, seed, made_at) VALUES (1, x'000102030405060708090a0b0c0d0e0f', x'00', 0);
         INSERT INTO relay_link (base_url, active, device_seed, paired_at) VALUES ('https://relay.example', 1, x'00', 0);",
    );
    assert_eq!(
        desk.refused("forms.link", id.clone()).code,
        Code::NotFound,
        "never published"
    );
    publish(&desk, &form);
    assert_eq!(
        desk.number("SELECT publish_wanted FROM relay_link"),
        1,
        "the relay is told soon"
    );
    let link = desk.ask("forms.link", id);
    let address = link["address"].as_str().unwrap();
    assert_eq!(
        address,
        "https://relay.example/c/000G40R40M30E209185GR38E1W/consultation-request"
    );
    assert_eq!(link["link"], format!("<a href=\"{address}\">Consultation request</a>"));
    if let Some(embed) = link["embed"].as_str() {
        assert!(
            embed.contains("integrity=\"sha384-") && embed.contains("data-form=\"consultation-request\""),
            "{embed}"
        );
    }
    let qr = link["qr"].as_array().unwrap();
    assert!(
        qr.len() >= 21 && qr.iter().all(|row| row.as_array().unwrap().len() == qr.len()),
        "a square"
    );
    let row = |at: usize| -> Vec<bool> {
        qr[at]
            .as_array()
            .unwrap()
            .iter()
            .take(7)
            .map(|m| m.as_bool().unwrap())
            .collect()
    };
    assert_eq!(
        (row(0), row(1)),
        (vec![true; 7], vec![true, false, false, false, false, false, true]),
        "the finder at its corner"
    );
}

#[test]
fn roles_that_answer_requests_look_at_forms_but_do_not_change_them() {
    let desk = Desk::open();
    desk.ask("staff.add", json!({ "name": "Dana Whitmore", "sign_in": "dana", "role": "front_desk", "password": "seven quiet harbours apart" }));
    desk.ask("staff.sign_out", Value::Null);
    let signed_in = desk.ask_maybe(
        "staff.sign_in",
        json!({ "sign_in": "dana", "password": "seven quiet harbours apart" }),
    );
    assert!(signed_in.is_ok(), "{signed_in:?}");
    let form = consultation(&desk);
    let refusal = desk.refused(
        "forms.publish",
        json!({ "form": form["draft"]["id"], "revision": form["revision"] }),
    );
    assert_eq!(refusal.code, Code::NotAllowed);
}
