//! What the desk opens and what it keeps aside: old keys, damaged seals, strange contents, answers that do not fit their form.

use super::hostile::{Liar, on_inbox};
use super::web::Web;
use keepwell_protocol::id::{PageId, SubmissionId};
use keepwell_protocol::padding::pad;
use keepwell_protocol::submission::Reply;
use keepwell_protocol::text::write_base64;
use keepwell_testkit::relay::{Sealed, Standing, fill};
use serde_json::{Value, json};

#[test]
fn keys_change_and_old_ones_open_for_ninety_days() {
    let liar = Liar::new();
    let mut web = Web::through(liar.clone(), Vec::new);
    let patient = web.patient();
    let soon = web.sealed(&patient, "Soon");
    let late = web.sealed(&patient, "Late");
    let never = web.sealed(&patient, "Never");
    web.clinic.ask("relay.rotate_keys", Value::Null);
    web.look();
    assert_ne!(
        web.patient().bundle.kid,
        patient.bundle.kid,
        "the new keys are published"
    );
    assert_eq!(patient.send(&soon), Ok(202));
    web.look();
    assert_eq!(
        web.flags("Soon"),
        Vec::<String>::new(),
        "a page that was open when the keys changed is nothing to be wary of"
    );

    web.pass(2 * 86_400);
    let patient = patient.left_open_until(web.now());
    assert_eq!(patient.send(&late), Ok(202));
    web.look();
    assert_eq!(web.flags("Late"), ["retired_key"]);

    // The desk is off for three months.
    web.pass(86 * 86_400);
    let patient = patient.left_open_until(web.now());
    assert_eq!(patient.send(&never), Ok(202));
    web.pass(5 * 86_400);
    // The relay keeps it back until the old private half is deleted.
    liar.lies(|ask, answer| {
        on_inbox(ask, answer, |page| {
            page.head -= u64::try_from(page.items.len()).unwrap();
            page.items.clear();
            page.pending = 0;
        })
    });
    web.look();
    liar.repents();
    web.look();
    assert_eq!(web.names(), ["Late Kim", "Soon Kim"]);
    let poison = web.clinic.ask("relay.unopened", Value::Null);
    assert_eq!(poison[0]["why"], "deleted_key", "{poison}");
    assert_ne!(
        patient.standing(&never),
        Ok(Standing::ClinicHasIt),
        "no receipt for what cannot be read"
    );
    web.pass(31 * 86_400);
    web.look();
    assert_eq!(
        web.clinic.ask("relay.unopened", Value::Null),
        json!([]),
        "its bytes are kept for 30 days"
    );
}

#[test]
fn every_flipped_byte_every_cut_and_every_foreign_seal_is_kept_aside_and_told() {
    let liar = Liar::new();
    let mut web = Web::through(liar.clone(), Vec::new);
    let other = Web::open();
    let patient = web.patient();
    let mut expected = Vec::new();
    type Change = Box<dyn Fn(&mut Vec<u8>) + Send>;
    let mut deliver = |web: &mut Web, change: Change, why: &str| {
        let sealed = web.sealed(&patient, "Bad");
        assert_eq!(patient.send(&sealed), Ok(202));
        liar.lies(move |ask, answer| {
            on_inbox(ask, answer, |page| {
                for item in &mut page.items {
                    let mut bytes = keepwell_protocol::text::read_base64(&item.envelope).unwrap();
                    change(&mut bytes);
                    item.envelope = write_base64(&bytes);
                }
            })
        });
        web.look();
        liar.repents();
        expected.insert(0, why.to_owned());
        web.pass(1);
    };
    // Magic, suite, key id, submission, form, encapsulated key, ciphertext, tag.
    for (at, why) in [
        (0, "not_an_envelope"),
        (4, "not_an_envelope"),
        (5, "unknown_key"),
        (13, "foreign_id"),
        (29, "broken_seal"),
        (61, "broken_seal"),
        (1300, "broken_seal"),
    ] {
        deliver(&mut web, Box::new(move |bytes| bytes[at] ^= 1), why);
    }
    deliver(
        &mut web,
        Box::new(|bytes| *bytes.last_mut().unwrap() ^= 0x80),
        "broken_seal",
    );
    for cut in [0, 1, 60, 61, 1000, 3000] {
        deliver(&mut web, Box::new(move |bytes| bytes.truncate(cut)), "not_an_envelope");
    }
    deliver(&mut web, Box::new(|bytes| bytes.push(0)), "not_an_envelope");
    deliver(&mut web, Box::new(|bytes| bytes.resize(9 << 20, 0)), "not_an_envelope");
    // Sealed to another clinic, under this one's number.
    let stranger = other.patient();
    deliver(
        &mut web,
        Box::new(move |bytes| {
            let sid = SubmissionId::from_bytes(bytes[13..29].try_into().unwrap());
            *bytes = stranger.seal_bytes(sid, [1; 32], &pad(b"x").unwrap());
        }),
        "unknown_key",
    );
    let poison = web.clinic.ask("relay.unopened", Value::Null);
    let got: Vec<&str> = poison
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["why"].as_str())
        .collect();
    assert_eq!(got, expected);
    assert!(web.names().is_empty(), "nothing of it became a request");
    let status = web.status();
    assert_eq!(status["alarms"][0]["code"], "cannot_open");
    assert_eq!(status["alarms"][0]["count"], expected.len());
    assert_eq!(
        status["pending"], 0,
        "each was acknowledged once, so that the relay forgets it"
    );
}

#[test]
fn what_is_sealed_right_and_made_wrong_is_kept_aside() {
    let mut web = Web::open();
    let patient = web.patient();
    let (_, hash) = web.form(&patient);
    let send = |web: &mut Web, form: [u8; 32], json: &[u8]| {
        let sid = SubmissionId::from_bytes(keepwell_protocol::random::bytes().unwrap());
        let mut content = u32::try_from(json.len()).unwrap().to_be_bytes().to_vec();
        content.extend_from_slice(json);
        let bytes = patient.seal_bytes(sid, form, &pad(&content).unwrap());
        assert_eq!(patient.send(&Sealed { sid, bytes, slot: None }), Ok(202));
        web.look();
        web.pass(1);
    };
    let deep = [b"[".repeat(10_000), b"]".repeat(10_000)].concat();
    send(&mut web, hash, &deep);
    send(&mut web, hash, b"not json");
    send(&mut web, hash, br#"{"kind":"form","surprise":1}"#);
    send(
        &mut web,
        hash,
        br#"{"kind":"reply","page":"00000000000000000000000000","secret":"","choice":null,"note":"","created_at":0}"#,
    );
    send(&mut web, [0; 32], br#"{"kind":"form","form":"00000000000000000000000000","version":1,"language":"en","created_at":0,"answers":{},"files":[],"slot":null,"source":""}"#);
    send(&mut web, [9; 32], br#"{"kind":"form","form":"00000000000000000000000000","version":1,"language":"en","created_at":0,"answers":{},"files":[],"slot":null,"source":""}"#);
    let reply = patient.seal_reply(Reply {
        page: PageId::from_bytes([5; 16]),
        secret: PageId::from_bytes([6; 16]).to_string(),
        choice: Some(0),
        note: "I never got a letter".into(),
        created_at: web.now(),
    });
    assert_eq!(patient.send(&reply), Ok(202));
    web.look();
    let poison = web.clinic.ask("relay.unopened", Value::Null);
    let got: Vec<&str> = poison
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["why"].as_str())
        .collect();
    assert_eq!(
        got,
        [
            "foreign_reply",
            "unknown_form",
            "unreadable",
            "unreadable",
            "unreadable",
            "unreadable",
            "unreadable"
        ]
    );
    assert!(web.names().is_empty());
    assert!(
        !serde_json::to_string(&poison).unwrap().contains("letter\":"),
        "nothing of what is in it"
    );
}

#[test]
fn what_does_not_fit_its_form_is_taken_and_marked_and_never_lost() {
    let mut web = Web::open();
    let patient = web.patient();
    let (form, hash) = web.form(&patient);
    let mut strange = fill(&form, "Strange", "Kim", web.now());
    strange
        .answers
        .insert("nobody_asked".into(), json!("<script>alert(1)</script>"));
    let old = fill(&form, "Old", "Kim", web.now() - 15 * 86_400);
    let mut other_version = fill(&form, "Version", "Kim", web.now());
    other_version.version += 1;
    for filled in [strange, old, other_version] {
        assert_eq!(patient.send(&patient.seal(hash, filled, &[])), Ok(202));
    }
    web.look();
    assert_eq!(web.names(), ["Old Kim", "Strange Kim", "Version Kim"]);
    assert_eq!(web.flags("Strange"), ["does_not_fit"]);
    assert_eq!(web.flags("Old"), ["old_submission"]);
    assert_eq!(web.flags("Version"), ["does_not_fit"]);
}
