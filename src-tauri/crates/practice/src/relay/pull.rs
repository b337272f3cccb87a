//! Fetch what waits, take each once, acknowledge with a signed receipt. What the relay says of its numbers is checked on the way.

use super::accept::{Delivered, Taken, accept, accept_again};
use super::speak::Speaker;
use super::{AlarmCode, alarm, inbox, store};
use crate::practice::Practice;
use crate::{Code, Refusal, Result};
use keepwell_protocol::inbox::{AckItem, InboxPage, Receipt};
use keepwell_protocol::signed::{Context, SigningKey, sign};
use keepwell_protocol::text;
use keepwell_relay_client::Failure;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

/// Most pages of the inbox in one go: the rhythm goes on after so many.
const PAGES: usize = 64;
/// Between two looks at everything because the relay counts more than it gave, seconds.
const APART: i64 = 3600;

/// What a pull brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Brought {
    /// New requests.
    pub requests: usize,
    /// Answers to suggested times.
    pub replies: usize,
}

/// What the line remembers from pull to pull.
#[derive(Debug, Default)]
pub struct Memory {
    /// The relay named a number that it did not deliver; the next look decides.
    missing_head: Option<u64>,
    /// When everything was last asked for again, Unix seconds.
    asked_all_at: Option<i64>,
    /// Whether what met a fault of our own was tried again since the program started.
    tried_faulty: bool,
}

/// Why a pull ended early.
#[derive(Debug)]
pub enum Ended {
    /// The relay did not answer as it should.
    Failed(Failure),
    /// This computer could not write it down.
    Refused(Refusal),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Refusal> for Ended {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Fetches, takes and acknowledges until nothing waits. What was brought before it ended early is counted in `brought`.
pub fn pull(
    practice: &Practice,
    speaker: &Speaker,
    memory: &mut Memory,
    stop: &AtomicBool,
    brought: &mut Brought,
) -> std::result::Result<(), Ended> {
    // What was written down before a crash is acknowledged before anything else: the relay's count is right then.
    ack(practice, speaker)?;
    retry_faulty(practice, memory, brought)?;
    for _ in 0..PAGES {
        if stop.load(Ordering::SeqCst) {
            return Ok(());
        }
        let linked = practice
            .read(store::linked)?
            .ok_or_else(|| Refusal::fault("unpaired in the middle of a pull"))?;
        let page = speaker.clinic(practice.now().as_second()).inbox(linked.cursor)?;
        if is_absurd(&page) {
            return Err(Ended::Failed(speaker.nonsense("numbers beyond all counting")));
        }
        practice.relay.say(|said| said.pending = Some(page.pending));
        if page.head < linked.head || page.head < linked.cursor {
            began_anew(practice, &page, AlarmCode::RolledBack)?;
            memory.asked_all_at = Some(practice.now().as_second());
            continue;
        }
        if page.items.is_empty() {
            if settled(practice, &linked, &page, memory)? {
                return Ok(());
            }
            continue;
        }
        memory.missing_head = None;
        take_page(practice, &linked, page, brought)?;
        ack(practice, speaker)?;
    }
    Ok(())
}

/// Numbers that would not fit into the file, or that no relay reaches by counting.
fn is_absurd(page: &InboxPage) -> bool {
    const MOST: u64 = 1 << 53;
    let named = page
        .items
        .iter()
        .map(|item| item.seq)
        .chain(page.gone.iter().map(|gone| gone.seq));
    named.chain([page.head, page.pending]).any(|number| number > MOST)
}

/// Takes a page, each submission by itself.
fn take_page(practice: &Practice, linked: &store::Linked, mut page: InboxPage, brought: &mut Brought) -> Result<()> {
    check_numbers(practice, linked, &page)?;
    // The cursor moves with each one: whatever order they came in, a crash in between must leave none behind it.
    page.items.sort_by_key(|item| item.seq);
    let last = page.items.iter().map(|item| item.seq).max().unwrap_or(linked.cursor);
    let (head, pending) = (page.head, page.pending);
    for item in page.items {
        let delivered = Delivered {
            sid: item.sid,
            seq: item.seq,
            received_at: item.received_at,
            slot: item.slot,
            // What is not even base 64 is kept as it came: it cannot be opened either.
            envelope: text::read_base64(&item.envelope).unwrap_or_else(|_| item.envelope.into_bytes()),
        };
        match accept(practice, &delivered)? {
            Taken::Request => brought.requests += 1,
            Taken::Reply => brought.replies += 1,
            Taken::Again | Taken::Poison => {}
        }
    }
    let cursor = last.max(linked.cursor);
    note(practice, cursor, head.max(linked.head), linked.floor, pending)
}

/// The relay's own words about its numbers. Every contradiction is an alarm; nothing that was delivered is left out because of one.
fn check_numbers(practice: &Practice, linked: &store::Linked, page: &InboxPage) -> Result<()> {
    let numbers: Vec<u64> = page.items.iter().map(|item| item.seq).collect();
    let disordered = numbers.windows(2).any(|pair| pair[0] >= pair[1])
        || numbers.iter().any(|seq| *seq <= linked.cursor || *seq > page.head);
    let accounted: HashSet<u64> = numbers
        .iter()
        .copied()
        .chain(page.gone.iter().map(|gone| gone.seq))
        .collect();
    let from = linked.cursor.max(linked.floor) + 1;
    let last = numbers.iter().copied().max().unwrap_or(0).min(page.head);
    // A relay that names absurd numbers must not keep us counting.
    let skipped = if last >= from {
        let expected = last - from + 1;
        let there = accounted.iter().filter(|seq| (from..=last).contains(*seq)).count();
        expected.saturating_sub(u64::try_from(there).unwrap_or(u64::MAX))
    } else {
        0
    };
    if !disordered && skipped == 0 && page.gone.is_empty() {
        return Ok(());
    }
    let now = practice.now().as_second();
    practice.transact(&super::origin("relay.numbers"), |tx| {
        if disordered {
            alarm::raise(tx, AlarmCode::Disordered, 1, &[])?;
        }
        if skipped > 0 {
            alarm::raise(tx, AlarmCode::Skipped, skipped, &[])?;
        }
        note_gone(tx, now, page)
    })
}

fn note_gone(tx: &mut crate::transact::Tx<'_>, now: i64, page: &InboxPage) -> Result<()> {
    let (mut expired, mut elsewhere) = (0, 0);
    for gone in &page.gone {
        let known = inbox::seen(tx.on(), gone.sid)?.is_some();
        match gone.why.as_str() {
            "acked" if !known => elsewhere += 1,
            "acked" => {}
            _ => expired += u64::from(inbox::write_expired(tx.on(), now, gone.sid, gone.seq)?),
        }
    }
    if elsewhere > 0 {
        alarm::raise(tx, AlarmCode::FetchedElsewhere, elsewhere, &[])?;
    }
    if expired > 0 {
        alarm::raise(tx, AlarmCode::Expired, expired, &[])?;
    }
    Ok(())
}

/// Nothing came. Answers whether that is the end of it, or everything has to be asked for again.
fn settled(practice: &Practice, linked: &store::Linked, page: &InboxPage, memory: &mut Memory) -> Result<bool> {
    let now = practice.now().as_second();
    if !page.gone.is_empty() {
        check_numbers(practice, linked, page)?;
        let told_up_to = page.gone.iter().map(|gone| gone.seq).max().unwrap_or(0).min(page.head);
        if (linked.cursor + 1..page.head).contains(&told_up_to) {
            // A long list of numbers that will never come is told in parts.
            note(
                practice,
                told_up_to,
                page.head.max(linked.head),
                linked.floor,
                page.pending,
            )?;
            return Ok(false);
        }
    }
    let unacked = practice.read(inbox::unacked)?;
    let lately = memory.asked_all_at.is_some_and(|at| (0..APART).contains(&(now - at)));
    if page.pending > unacked && !lately && linked.cursor > 0 {
        // It counts more than it gave: something lies below the number we asked from.
        memory.asked_all_at = Some(now);
        began_anew(practice, page, AlarmCode::Disordered)?;
        return Ok(false);
    }
    let gone_up_to = page.gone.iter().map(|gone| gone.seq).max().unwrap_or(0).min(page.head);
    let mut cursor = linked.cursor.max(gone_up_to);
    if page.head > cursor && page.pending <= unacked {
        // Two readings of a busy relay may differ by a moment; the same number missing twice is missing.
        if memory.missing_head == Some(page.head) {
            let from = cursor.max(linked.floor);
            if page.head > from {
                practice.transact(&super::origin("relay.numbers"), |tx| {
                    alarm::raise(tx, AlarmCode::Skipped, page.head - from, &[])
                })?;
            }
            cursor = page.head;
            memory.missing_head = None;
        } else {
            memory.missing_head = Some(page.head);
        }
    } else {
        memory.missing_head = None;
    }
    if (cursor, page.head, page.pending) != (linked.cursor, linked.head, linked.pending) {
        note(practice, cursor, page.head, linked.floor, page.pending)?;
    }
    Ok(true)
}

/// Everything is asked for again; what is here already is known by its id.
fn began_anew(practice: &Practice, page: &InboxPage, why: AlarmCode) -> Result<()> {
    practice.transact(&super::origin("relay.numbers"), |tx| {
        alarm::raise(tx, why, 1, &[])?;
        store::note_numbers(tx.on(), 0, page.head, page.head, page.pending)
    })
}

/// Numbers that are no change of the practice: no event, no entry in the audit log.
fn note(practice: &Practice, cursor: u64, head: u64, floor: u64, pending: u64) -> Result<()> {
    super::quietly(practice, |on| store::note_numbers(on, cursor, head, floor, pending))
}

/// Tells the relay what is written down here, so that it forgets the bytes and the patient's page says so.
fn ack(practice: &Practice, speaker: &Speaker) -> std::result::Result<(), Ended> {
    loop {
        let waiting = practice.read(inbox::to_ack)?;
        if waiting.is_empty() {
            return Ok(());
        }
        let items = waiting
            .iter()
            .map(|item| ack_item(&speaker.signing, item))
            .collect::<Result<Vec<_>>>()?;
        let now = practice.now().as_second();
        speaker.clinic(now).ack(items)?;
        let sids: Vec<_> = waiting.iter().map(|item| item.sid).collect();
        super::quietly(practice, |on| inbox::acked(on, now, &sids))?;
    }
}

fn ack_item(key: &SigningKey, item: &inbox::ToAck) -> Result<AckItem> {
    let receipt = match item.accepted_at {
        None => None,
        Some(accepted_at) => {
            let receipt = Receipt {
                sid: item.sid,
                sha256: text::write_hex(&item.sha256),
                accepted_at,
            };
            let bytes = serde_json::to_vec(&receipt).map_err(Refusal::fault)?;
            Some(sign(Context::Receipt, &bytes, key))
        }
    };
    Ok(AckItem { sid: item.sid, receipt })
}

/// What met a fault of our own is tried again once after each start: the program may have been mended.
fn retry_faulty(practice: &Practice, memory: &mut Memory, brought: &mut Brought) -> Result<()> {
    if std::mem::replace(&mut memory.tried_faulty, true) {
        return Ok(());
    }
    for delivered in practice.read(inbox::faulty)? {
        match accept_again(practice, &delivered)? {
            Some(Taken::Request) => brought.requests += 1,
            Some(Taken::Reply) => brought.replies += 1,
            _ => {}
        }
    }
    Ok(())
}

impl Ended {
    /// Whether this computer's disk is full.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.code == Code::DiskFull)
    }
}
