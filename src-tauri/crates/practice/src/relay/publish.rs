//! What the public sees, signed: keys, clinic card and forms (the bundle), and the open times (the slot book).

use super::keys;
use super::pull::Ended;
use super::speak::Speaker;
use super::store::{self, Document, Linked};
use crate::events::Event;
use crate::practice::Practice;
use crate::{Refusal, Result, clinic, forms, online};
use keepwell_protocol::bundle::{About, Bundle, FormEntry};
use keepwell_protocol::signed::{Context, Signed, sign};
use keepwell_protocol::slots::{SlotBook, SlotsView};
use keepwell_protocol::text::{read_hex, sha256};
use keepwell_relay_client::{Failure, Put, visit};
use serde::Serialize;
use std::collections::BTreeMap;

const HOUR: i64 = 3600;
/// Published again after so long even if nothing changed, so that what the relay shows never runs out while this computer is on.
const AGAIN: i64 = 6 * HOUR;
/// How long a bundle counts: longer than a month, so that a form stays open while the clinic is on holiday.
const BUNDLE_COUNTS: i64 = 35 * 24 * HOUR;
/// How long open times count: a clinic whose computer is away for longer offers none.
const SLOTS_COUNT: i64 = 36 * HOUR;
/// A form is given again after so long: a relay may have been put back from a backup.
const FORM_AGAIN: i64 = 24 * HOUR;

/// The bundle's changing part: everything but serial and times.
fn bundle(on: &rusqlite::Connection, speaker: &Speaker, entries: Vec<FormEntry>) -> Result<Bundle> {
    let clinic = clinic::facts(on)?;
    let (intake, _) = keys::current(on)?.ok_or_else(|| Refusal::fault("a link without intake keys"))?;
    let public = intake.public();
    Ok(Bundle {
        v: 1,
        clinic: speaker.clinic,
        signing_key: speaker.signing.public_text(),
        kid: public.kid_text(),
        suites: vec![2, 1],
        xwing: public.xwing_text(),
        x25519: public.x25519_text(),
        forms: entries,
        serial: 0,
        issued_at: 0,
        not_after: 0,
        about: About {
            name: clinic.name,
            phone: clinic.phone,
            address: clinic.address,
            zone: clinic.zone,
            country: clinic.country,
        },
    })
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(Refusal::fault)
}

/// Publishes keys, clinic card and forms, if they changed, are asked for, or are six hours old. Answers whether it did.
pub fn publish_bundle(practice: &Practice, speaker: &Speaker, linked: &Linked) -> std::result::Result<bool, Ended> {
    let now = practice.now().as_second();
    let (content, published) = practice.read(|on| {
        let published = forms::published(on)?;
        let entries = published.iter().map(|form| form.entry.clone()).collect();
        Ok((bundle(on, speaker, entries)?, published))
    })?;
    let hash = sha256(&json(&content)?);
    let fresh = linked.bundle.at.is_some_and(|at| (0..AGAIN).contains(&(now - at)));
    if linked.bundle.hash == Some(hash) && fresh && !linked.publish_wanted {
        return Ok(false);
    }
    put_forms(practice, speaker, &published, now)?;
    let made = |serial| {
        json(&Bundle {
            serial,
            issued_at: now,
            not_after: now + BUNDLE_COUNTS,
            ..content.clone()
        })
    };
    let serial = match put(practice, speaker, Document::Bundle, &made) {
        // The relay was put back from a backup and has not all the forms: it gets them again.
        Err(Ended::Failed(failure)) if failure.code() == Some("no_such_form") => {
            super::quietly(practice, |on| store::forms_lost(on, speaker.address.url()))?;
            put_forms(practice, speaker, &published, now)?;
            put(practice, speaker, Document::Bundle, &made)?
        }
        answer => answer?,
    };
    practice.transact(&super::origin("relay.publish"), |tx| {
        store::published(tx.on(), Document::Bundle, serial, hash, tx.now().as_second())?;
        if linked.bundle.hash != Some(hash) {
            tx.event(Event::new(super::alarm::EVENT));
        }
        Ok(())
    })?;
    Ok(true)
}

fn put_forms(
    practice: &Practice,
    speaker: &Speaker,
    published: &[forms::PublishedForm],
    now: i64,
) -> std::result::Result<(), Ended> {
    let url = speaker.address.url();
    for form in published {
        let hash: [u8; 32] = read_hex(&form.entry.sha256).map_err(Refusal::fault)?;
        let put_at = practice.read(|on| store::form_put_at(on, url, hash))?;
        if put_at.is_some_and(|at| (0..FORM_AGAIN).contains(&(now - at))) {
            continue;
        }
        speaker
            .clinic(practice.now().as_second())
            .put_form(&form.entry.sha256, &form.bytes)?;
        super::quietly(practice, |on| store::forms_put(on, url, &[hash], now))?;
    }
    Ok(())
}

/// Publishes the open times, if they changed or are six hours old. Answers whether it did.
pub fn publish_slots(practice: &Practice, speaker: &Speaker, linked: &Linked) -> std::result::Result<bool, Ended> {
    let at = practice.now();
    let now = at.as_second();
    let book = practice.read(|on| online::book_now(on, at))?;
    let hash = sha256(&json(&(&book.slots, &book.caps))?);
    let fresh = linked.slots.at.is_some_and(|at| (0..AGAIN).contains(&(now - at)));
    if linked.slots.hash == Some(hash) && fresh {
        return Ok(false);
    }
    // Before it leaves: a patient may take a time the moment the relay has it.
    practice.transact(&super::origin("relay.publish"), |tx| online::remember(tx, &book))?;
    let made = |serial| {
        json(&SlotBook {
            v: 1,
            clinic: speaker.clinic,
            serial,
            not_after: now + SLOTS_COUNT,
            slots: book.slots.clone(),
            caps: book.caps.clone(),
        })
    };
    let serial = put(practice, speaker, Document::Slots, &made)?;
    super::quietly(practice, |on| store::published(on, Document::Slots, serial, hash, now))?;
    Ok(true)
}

/// Closed: no form, no time. For a clinic that leaves the relay.
pub fn publish_closed(practice: &Practice, speaker: &Speaker) -> std::result::Result<(), Ended> {
    let now = practice.now().as_second();
    let content = practice.read(|on| bundle(on, speaker, Vec::new()))?;
    put(practice, speaker, Document::Bundle, &|serial| {
        json(&Bundle {
            serial,
            issued_at: now,
            not_after: now + BUNDLE_COUNTS,
            ..content.clone()
        })
    })?;
    put(practice, speaker, Document::Slots, &|serial| {
        json(&SlotBook {
            v: 1,
            clinic: speaker.clinic,
            serial,
            not_after: now + SLOTS_COUNT,
            slots: Vec::new(),
            caps: BTreeMap::new(),
        })
    })
    .map(drop)
}

/// Signs and puts a document. If the relay has one with a higher serial (this practice was put back from a backup), it is asked which,
/// and the next one is higher.
fn put(
    practice: &Practice,
    speaker: &Speaker,
    what: Document,
    made: &dyn Fn(u64) -> Result<Vec<u8>>,
) -> std::result::Result<u64, Ended> {
    let mut at_least = 0;
    for _ in 0..2 {
        let now = practice.now().as_second();
        let mut serial = 0;
        super::quietly(practice, |on| {
            serial = store::next_serial(on, what, at_least, now)?;
            Ok(())
        })?;
        let voice = speaker.clinic(now);
        let answer = match what {
            Document::Bundle => voice.put_bundle(&sign(Context::Bundle, &made(serial)?, &speaker.signing))?,
            Document::Slots => voice.put_slots(&sign(Context::Slots, &made(serial)?, &speaker.signing))?,
        };
        match answer {
            Put::Done => return Ok(serial),
            Put::Stale => at_least = served_serial(speaker, what)? + 1,
        }
    }
    Err(Ended::Failed(
        speaker.nonsense("the serial of a publication is never high enough"),
    ))
}

/// The serial the relay has; only what this clinic signed counts.
fn served_serial(speaker: &Speaker, what: Document) -> std::result::Result<u64, Failure> {
    let nonsense = || speaker.nonsense("a signed document that does not hold");
    let path = match what {
        Document::Bundle => format!("/v1/c/{}/bundle", speaker.clinic),
        Document::Slots => format!("/v1/c/{}/slots", speaker.clinic),
    };
    let answer = visit(speaker.relay.as_ref(), &speaker.address, &path)?.good(&speaker.address)?;
    let key = speaker.signing.public();
    match what {
        Document::Bundle => {
            let signed: Signed = answer.json(&speaker.address)?;
            let document = signed.open(Context::Bundle, &key).map_err(|_| nonsense())?;
            let bundle: Bundle = serde_json::from_slice(&document).map_err(|_| nonsense())?;
            Ok(bundle.serial)
        }
        Document::Slots => {
            let view: SlotsView = answer.json(&speaker.address)?;
            let document = view.book.open(Context::Slots, &key).map_err(|_| nonsense())?;
            let book: SlotBook = serde_json::from_slice(&document).map_err(|_| nonsense())?;
            Ok(book.serial)
        }
    }
}

/// Uploads pages for one patient, takes others away, gives times back. Answers whether there was anything.
pub fn tell_waiting(practice: &Practice, speaker: &Speaker) -> std::result::Result<(), Ended> {
    let now = practice.now().as_second();
    for waiting in practice.read(store::waiting_pages)? {
        let voice = speaker.clinic(practice.now().as_second());
        match &waiting.body {
            // One that ran out while it waited is of no use to anybody.
            Some(_) if waiting.until <= now => {}
            Some(body) => match voice.put_page(waiting.page, waiting.until, body) {
                // One page the relay will never take must not keep all others waiting.
                Err(failure) if matches!(failure.code(), Some("malformed" | "too_large")) => {
                    tracing::error!(page = %waiting.page, detail = %failure.detail, "the relay does not take a page");
                }
                answer => answer?,
            },
            None => voice.drop_page(waiting.page)?,
        }
        super::quietly(practice, |on| store::page_told(on, &waiting, now))?;
    }
    let slots = practice.read(store::slots_to_free)?;
    if !slots.is_empty() {
        speaker.clinic(practice.now().as_second()).free_slots(slots.clone())?;
        super::quietly(practice, |on| store::slots_freed(on, &slots))?;
    }
    Ok(())
}
