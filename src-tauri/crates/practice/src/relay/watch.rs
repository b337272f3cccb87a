//! Looks at the relay as a patient's browser does: no key, an ordinary user agent, at random times. What it serves must be what this
//! Keepwell ships and what this clinic signed. A relay that serves something else to patients has to serve it to everybody.

use super::pull::Ended;
use super::speak::Speaker;
use super::store::Linked;
use super::{AlarmCode, alarm, inbox, store};
use crate::practice::Practice;
use keepwell_protocol::bundle::Bundle;
use keepwell_protocol::inbox::Receipt;
use keepwell_protocol::signed::{Context, Signed};
use keepwell_protocol::slots::{SlotBook, SlotsView};
use keepwell_protocol::text::{sha256, write_hex};
use keepwell_relay_client::{Answer, Failure, FailureKind, visit};

/// Receipts older than this the relay may have forgotten, seconds.
const RECEIPT_KEPT: i64 = 20 * 86_400;

/// One look. Fails only if nobody answers.
pub fn watch(practice: &Practice, speaker: &Speaker, linked: &Linked) -> std::result::Result<(), Ended> {
    let differs = served_files(practice, speaker)?;
    let bundle = get(speaker, &format!("/v1/c/{}/bundle", speaker.clinic))?;
    let bundle_holds = linked.bundle.at.is_none() || bundle_holds(speaker, linked.bundle.served, &bundle);
    let slots = get(speaker, &format!("/v1/c/{}/slots", speaker.clinic))?;
    let slots_hold = linked.slots.at.is_none() || slots_hold(speaker, linked.slots.served, &slots);
    let now = practice.now().as_second();
    let receipt_holds = match practice.read(|on| inbox::newest_acked(on, now - RECEIPT_KEPT))? {
        None => true,
        Some((sid, hash)) => {
            let answer = get(speaker, &format!("/v1/c/{}/receipts/{sid}", speaker.clinic))?;
            let told = answer.json::<Signed>(&speaker.address).ok();
            told.and_then(|signed| signed.open(Context::Receipt, &speaker.signing.public()).ok())
                .and_then(|bytes| serde_json::from_slice::<Receipt>(&bytes).ok())
                .is_some_and(|receipt| receipt.sid == sid && receipt.sha256 == write_hex(&hash))
        }
    };
    practice.transact(&super::origin("relay.watch"), |tx| {
        let mut tell = |code, wrong: bool, names: &[String]| {
            if wrong {
                alarm::holds(tx, code, names)
            } else {
                alarm::end(tx, code)
            }
        };
        tell(AlarmCode::PageDiffers, !differs.is_empty(), &differs)?;
        tell(AlarmCode::BundleDiffers, !bundle_holds, &[])?;
        tell(AlarmCode::SlotsDiffer, !slots_hold, &[])?;
        tell(AlarmCode::ReceiptDiffers, !receipt_holds, &[])?;
        if !bundle_holds {
            store::want_publish(tx.on())?;
        }
        store::note_page(tx.on(), tx.now().as_second(), &differs)
    })?;
    Ok(())
}

/// An answer of whatever status; a relay that is down or answers "not now" shows nothing to anybody.
fn get(speaker: &Speaker, path: &str) -> std::result::Result<Answer, Failure> {
    let answer = visit(speaker.relay.as_ref(), &speaker.address, path)?;
    if answer.status == 429 || answer.status >= 500 {
        return Err(Failure {
            kind: FailureKind::Faulty { status: answer.status },
            host: speaker.address.host().to_owned(),
            detail: format!("status {}", answer.status),
        });
    }
    Ok(answer)
}

/// The names of the files that are not those this Keepwell ships.
fn served_files(practice: &Practice, speaker: &Speaker) -> std::result::Result<Vec<String>, Failure> {
    let mut differs = Vec::new();
    for (name, hash) in (practice.ports().pages)() {
        let path = if name == "index.html" {
            format!("/c/{}", speaker.clinic)
        } else {
            format!("/{name}")
        };
        let answer = get(speaker, &path)?;
        if answer.status != 200 || sha256(&answer.body) != hash {
            differs.push(name);
        }
    }
    Ok(differs)
}

/// Signed by this clinic and not older than what was published. A newer one is this clinic's too: another copy of the practice.
fn bundle_holds(speaker: &Speaker, serial: u64, answer: &Answer) -> bool {
    answer
        .json::<Signed>(&speaker.address)
        .ok()
        .and_then(|signed| signed.open(Context::Bundle, &speaker.signing.public()).ok())
        .and_then(|document| serde_json::from_slice::<Bundle>(&document).ok())
        .is_some_and(|bundle| bundle.serial >= serial && bundle.clinic == speaker.clinic)
}

fn slots_hold(speaker: &Speaker, serial: u64, answer: &Answer) -> bool {
    answer
        .json::<SlotsView>(&speaker.address)
        .ok()
        .and_then(|view| view.book.open(Context::Slots, &speaker.signing.public()).ok())
        .and_then(|document| serde_json::from_slice::<SlotBook>(&document).ok())
        .is_some_and(|book| book.serial >= serial && book.clinic == speaker.clinic)
}
