use super::{Delivered, Taken, accept};
use crate::relay::contact::{Todo, contact};
use crate::relay::pull::Memory;
use crate::relay::{free_slot, keys};
use crate::requests::tests::web::{Filled, Web, grace};
use crate::transact::Tx;
use keepwell_protocol::envelope::{Suite, seal};
use keepwell_protocol::id::{SlotId, SubmissionId};
use keepwell_protocol::submission::{ChosenSlot, FilledForm, Submission, pack};
use keepwell_protocol::text::sha256;
use rusqlite::params;
use serde_json::Value;
use std::sync::atomic::AtomicBool;

const SLOT: SlotId = SlotId::from_bytes([5; 16]);

/// A clinic with intake keys whose form is published; the form's hash.
fn open_for_patients() -> (Web, [u8; 32]) {
    let web = Web::open();
    let form = web.form();
    let bytes = serde_json::to_vec(&form).unwrap();
    let hash = sha256(&bytes);
    act(&web, |tx| {
        keys::keep(tx.on(), tx.now().as_second())?;
        tx.on().execute(
            "INSERT INTO form (id, slug, position, published, open, draft, revision, saved_at) VALUES (?1, 'visit', 1, 1, 1, '{}', 1, 0)",
            params![form.id.as_bytes()],
        )?;
        tx.on().execute(
            "INSERT INTO form_version (form_id, version, sha256, bytes, source, published_at, published_by) VALUES (?1, 1, ?2, ?3, '{}', 0, '')",
            params![form.id.as_bytes(), hash, bytes],
        )?;
        Ok(())
    });
    (web, hash)
}

fn act<T>(web: &Web, work: impl FnOnce(&mut Tx<'_>) -> crate::Result<T>) -> T {
    web.desk.practice().transact(&Web::origin(), work).unwrap()
}

/// Grace's request as the relay delivers it.
fn sealed(web: &Web, hash: [u8; 32], slot: Option<SlotId>) -> Delivered {
    let now = web.desk.practice().now().as_second();
    let Value::Object(answers) = grace(&web.desk.services[0]) else {
        panic!()
    };
    let arrived = web.arrived(Filled {
        answers,
        ..Filled::default()
    });
    let filled = FilledForm {
        created_at: now,
        slot: slot.map(|slot| ChosenSlot {
            slot,
            service: web.desk.services[0].clone(),
            starts_at: now + 86_400,
        }),
        ..arrived.filled
    };
    let (keys, clinic) = web
        .desk
        .practice()
        .read(|on| Ok((keys::current(on)?.unwrap().0, keys::clinic(on)?.unwrap())))
        .unwrap();
    let packed = pack(&Submission::Form(filled), &[]).unwrap();
    Delivered {
        sid: arrived.sid,
        seq: arrived.seq,
        received_at: now,
        slot,
        envelope: seal(clinic, keys.public(), Suite::XWing, arrived.sid, hash, &packed).unwrap(),
    }
}

fn noise(web: &Web) -> Delivered {
    let n = web.number();
    Delivered {
        sid: SubmissionId::from_bytes(n.to_be_bytes()),
        seq: u64::try_from(n).unwrap(),
        received_at: 0,
        slot: Some(SLOT),
        envelope: vec![1; 100],
    }
}

fn waiting_to_be_freed(web: &Web) -> i64 {
    web.desk.number("SELECT count(*) FROM relay_slot_free")
}

#[test]
fn noise_that_took_a_time_does_not_keep_it() {
    let (web, hash) = open_for_patients();
    assert_eq!(accept(&web.desk.practice(), &noise(&web)).unwrap(), Taken::Poison);
    assert_eq!(waiting_to_be_freed(&web), 1);
    web.desk.sql("DELETE FROM relay_slot_free");
    let grace = sealed(&web, hash, Some(SLOT));
    assert_eq!(accept(&web.desk.practice(), &grace).unwrap(), Taken::Request);
    assert_eq!(accept(&web.desk.practice(), &noise(&web)).unwrap(), Taken::Poison);
    assert_eq!(
        waiting_to_be_freed(&web),
        0,
        "a patient holds it: a relay cannot take it from them by noise"
    );
}

#[test]
fn a_time_freed_twice_is_not_freed_under_the_next_patient() {
    let (web, hash) = open_for_patients();
    // The relay heard it; its answer was lost.
    act(&web, |tx| free_slot(tx, SLOT));
    let grace = sealed(&web, hash, Some(SLOT));
    assert_eq!(accept(&web.desk.practice(), &grace).unwrap(), Taken::Request);
    assert_eq!(waiting_to_be_freed(&web), 0);
}

#[test]
fn whatever_is_refused_about_one_submission_does_not_stop_the_next() {
    let (web, hash) = open_for_patients();
    web.desk.sql("CREATE TRIGGER lost AFTER INSERT ON request WHEN NEW.relay_seq = 1 BEGIN UPDATE request SET id = randomblob(16) WHERE no = NEW.no; END");
    let first = sealed(&web, hash, None);
    assert_eq!(
        accept(&web.desk.practice(), &first).unwrap(),
        Taken::Poison,
        "kept aside, where staff see it"
    );
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM inbox WHERE why = 'fault' AND envelope IS NOT NULL"),
        1
    );
    let second = sealed(&web, hash, None);
    assert_eq!(accept(&web.desk.practice(), &second).unwrap(), Taken::Request);
}

#[test]
fn a_computer_in_the_wrong_year_deletes_no_keys() {
    let (web, _) = open_for_patients();
    web.desk.sql("UPDATE relay_link SET base_url = 'http://127.0.0.1:9'");
    act(&web, |tx| keys::rotate(tx.on(), tx.now().as_second()));
    web.desk.clock.advance(400 * 86_400);
    let todo = Todo {
        pull: true,
        ..Todo::default()
    };
    contact(
        &web.desk.practice(),
        &mut Memory::default(),
        todo,
        &AtomicBool::new(false),
    )
    .unwrap();
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM intake_key WHERE secret IS NOT NULL"),
        2,
        "no relay has said that it is so late"
    );
}
