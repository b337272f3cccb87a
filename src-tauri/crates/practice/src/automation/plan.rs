//! Fills the outbox: what is to be said about a visit as it is now, reconciled with what stands there already.
//!
//! One function for every change, because the outbox is a consequence of the visit and not of the way it came about:
//! whatever order bookings, moves, cancellations and undos arrive in, the same visit ends with the same messages.

use crate::Result;
use crate::automation::quiet::Quiet;
use crate::automation::rules::{self, Planned, Rule};
use crate::automation::{Anchor, VisitChange, store};
use crate::ids::VisitId;
use crate::messaging::WhyCode;
use crate::messaging::outbox::{self, ForVisit, Message, MessageState, Times};
use crate::patients::{self, Contact};
use crate::schedule::{self, VisitFacts};
use crate::transact::Tx;
use jiff::tz::TimeZone;
use rusqlite::Connection;

/// Plans, replans or drops the messages of a visit, in the transaction that changed it. Answers when the patient is
/// told of the change (Unix seconds), if they are.
pub fn visit_changed(tx: &mut Tx<'_>, visit: VisitId, change: VisitChange) -> Result<Option<i64>> {
    let (on, now) = (tx.on(), tx.now().as_second());
    if change == VisitChange::Withdrawn {
        outbox::forget_unsent(on, visit)?;
        for mut left in outbox::of_visit(on, visit)?.into_iter().filter(Message::is_open) {
            suppress(on, now, &mut left, WhyCode::Withdrawn)?;
        }
        return Ok(None);
    }
    let facts = schedule::facts(on, visit)?;
    let contact = patients::contact(on, facts.patient)?;
    let notice = Planner::new(on, now, &facts, &contact)?.run(Some(change))?;
    Ok(notice.filter(|_| outbox::obstacle_for(&contact).is_none()))
}

/// Plans a visit anew because a rule, the quiet hours or its zone's rules changed.
pub fn replan(tx: &Tx<'_>, visit: VisitId) -> Result<()> {
    let on = tx.on();
    let facts = match schedule::facts(on, visit) {
        Ok(facts) => facts,
        // The visit was undone since it was noted down: nothing to plan.
        Err(refusal) if refusal.code == crate::Code::NotFound => return Ok(()),
        Err(refusal) => return Err(refusal),
    };
    let contact = patients::contact(on, facts.patient)?;
    Planner::new(on, tx.now().as_second(), &facts, &contact)?.run(None)?;
    Ok(())
}

/// Whether the patient was told anything about the visit: a message left, may have left, or is just leaving.
pub fn was_told(on: &Connection, visit: VisitId) -> Result<bool> {
    Ok(outbox::of_visit(on, visit)?.iter().any(Message::is_told))
}

/// The quiet hours of a patient: their own, else the clinic's, in their own zone, else the visit's.
pub fn quiet_hours(on: &Connection, contact: &Contact, visit_zone: &str) -> Result<Quiet> {
    let settings = store::settings(on)?;
    let (from, until) = contact
        .quiet
        .clone()
        .unwrap_or((settings.quiet_from, settings.quiet_until));
    let zone = TimeZone::get(contact.zone.as_deref().unwrap_or(visit_zone)).map_err(crate::Refusal::fault)?;
    Quiet::new(&from, &until, zone)
}

/// The quiet hours of the clinic, in its own zone.
pub fn quiet_hours_of(on: &Connection, zone: &str) -> Result<Quiet> {
    let settings = store::settings(on)?;
    let zone = TimeZone::get(zone).map_err(crate::Refusal::fault)?;
    Quiet::new(&settings.quiet_from, &settings.quiet_until, zone)
}

struct Planner<'a> {
    on: &'a Connection,
    now: i64,
    visit: &'a VisitFacts,
    quiet: Quiet,
    rules: Vec<Rule>,
    /// Every message of the visit, of this time of it and of earlier ones.
    there: Vec<Message<ForVisit>>,
    /// How often a cancellation the patient knew of was taken back.
    round: i64,
}

impl<'a> Planner<'a> {
    fn new(on: &'a Connection, now: i64, visit: &'a VisitFacts, contact: &Contact) -> Result<Self> {
        let there = outbox::of_visit(on, visit.id)?;
        let round = there
            .iter()
            .filter(|m| m.about.revision == visit.revision)
            .map(|m| m.about.round)
            .max()
            .unwrap_or(0);
        Ok(Self {
            on,
            now,
            visit,
            quiet: quiet_hours(on, contact, &visit.zone)?,
            rules: store::rules(on)?,
            there,
            round,
        })
    }

    /// Answers when a notice of the change goes, if one does.
    fn run(mut self, change: Option<VisitChange>) -> Result<Option<i64>> {
        let mut notice = self.notice(change);
        if change == Some(VisitChange::Restored)
            && self
                .there
                .iter()
                .any(|m| self.is_here(m) && self.is(m, Anchor::Cancelled) && m.is_told())
        {
            // The patient was told that the visit is off; everything about it is said anew.
            self.round += 1;
            notice = Some(Anchor::Booked);
        }
        self.drop_earlier_times(change == Some(VisitChange::Moved) && notice.is_none())?;
        let mut told_at = None;
        for rule in &self.rules {
            if matches!(rule.anchor, Anchor::BeforeStart | Anchor::AfterCompleted) {
                self.timed(rule)?;
            } else if let Some(at) = self.said(rule, notice)? {
                told_at = Some(at);
            }
        }
        Ok(told_at)
    }

    /// Which notice the change calls for.
    fn notice(&self, change: Option<VisitChange>) -> Option<Anchor> {
        // The confirmation of the booking still waits in its grace: the patient knows of nothing yet.
        let knows_nothing = !self.there.iter().any(Message::is_told)
            && self.there.iter().any(|m| m.is_open() && self.is(m, Anchor::Booked));
        match change? {
            VisitChange::Booked => Some(Anchor::Booked),
            VisitChange::Cancelled => (!knows_nothing).then_some(Anchor::Cancelled),
            // The revision did not rise: the clinic's zone changed and the agreed wall time stayed.
            VisitChange::Moved if self.there.iter().any(|m| self.is_here(m)) || self.visit.revision == 1 => None,
            VisitChange::Moved if knows_nothing => Some(Anchor::Booked),
            VisitChange::Moved => {
                (self.last_known() != Some((self.visit.starts_at, self.visit.provider))).then_some(Anchor::Moved)
            }
            VisitChange::Restored | VisitChange::StatusSet | VisitChange::Withdrawn => None,
        }
    }

    /// The time and provider the patient knows: of the last notice that left, else of the first plan.
    fn last_known(&self) -> Option<(i64, crate::ids::ProviderId)> {
        let notices = || {
            self.there
                .iter()
                .filter(|m| !self.is_here(m) && (self.is(m, Anchor::Booked) || self.is(m, Anchor::Moved)))
        };
        let told = notices()
            .filter(|m| m.is_told())
            .max_by_key(|m| (m.about.revision, m.about.round));
        let first = || {
            self.there
                .iter()
                .filter(|m| !self.is_here(m))
                .min_by_key(|m| (m.about.revision, m.about.round))
        };
        told.or_else(first).map(|m| (m.about.starts_at, m.about.provider))
    }

    /// Messages of an earlier time of the visit do not go.
    fn drop_earlier_times(&self, moved_back: bool) -> Result<()> {
        for message in self.there.iter().filter(|m| m.is_open() && !self.is_here(m)) {
            let why = match message.about.revision == self.visit.revision {
                true => WhyCode::CancellationTakenBack,
                false if moved_back && self.is(message, Anchor::Moved) => WhyCode::MovedBack,
                false => WhyCode::Moved,
            };
            suppress(self.on, self.now, &mut message.clone(), why)?;
        }
        Ok(())
    }

    /// A message whose time hangs on the visit itself.
    fn timed(&self, rule: &Rule) -> Result<()> {
        let there = self.row_of(rule);
        let planned_at = there.map_or(self.now, |m| m.planned_at);
        let planned = if rule.active {
            rules::plan(rule, self.visit, &self.quiet, planned_at)?
        } else {
            None
        };
        match (there, planned) {
            (None, None) => Ok(()),
            (None, Some(planned)) if planned.goes && self.was_sent(rule) => self.insert(
                rule,
                Planned {
                    goes: false,
                    why: WhyCode::AlreadySent,
                    ..planned
                },
            ),
            (None, Some(planned)) => self.insert(rule, planned),
            (Some(message), planned) => self.reconcile(rule, message, planned),
        }
    }

    /// A notice: planned once, when its change happens. Answers when it goes, if this change called for it.
    fn said(&self, rule: &Rule, notice: Option<Anchor>) -> Result<Option<i64>> {
        let called_for = notice == Some(rule.anchor);
        let Some(message) = self.row_of(rule) else {
            let Some(planned) = (called_for && rule.active)
                .then(|| rules::plan(rule, self.visit, &self.quiet, self.now))
                .transpose()?
                .flatten()
            else {
                return Ok(None);
            };
            self.insert(rule, planned)?;
            return Ok(planned.goes.then_some(planned.due_at));
        };
        let taken_back = matches!(message.why, WhyCode::Cancelled | WhyCode::CancellationTakenBack)
            && message.state == MessageState::Suppressed;
        let planned_at = if taken_back { self.now } else { message.planned_at };
        let planned = if rule.active {
            rules::plan(rule, self.visit, &self.quiet, planned_at)?
        } else {
            None
        };
        match planned {
            Some(planned) if planned.goes && message.is_open() => Ok(None),
            // What was called off is called for again: a cancellation taken back, or cancelled once more.
            Some(planned) if planned.goes && taken_back && (called_for || rule.anchor != Anchor::Cancelled) => {
                self.write(message, planned)?;
                Ok(Some(planned.due_at))
            }
            Some(planned) if planned.goes => Ok(None),
            planned => self.reconcile(rule, message, planned).map(|()| None),
        }
    }

    fn reconcile(&self, rule: &Rule, message: &Message<ForVisit>, planned: Option<Planned>) -> Result<()> {
        let no = planned.map_or(
            if rule.active {
                WhyCode::CompletionTakenBack
            } else {
                WhyCode::RuleOff
            },
            |p| p.why,
        );
        let goes = planned.filter(|p| p.goes);
        match (message.state, goes) {
            (MessageState::Scheduled, Some(planned)) if message.by_person == 0 => {
                // What is due already stays due since then.
                let due_at = if planned.due_at > self.now {
                    planned.due_at
                } else {
                    message.due_at.min(self.now)
                };
                self.write(message, Planned { due_at, ..planned })
            }
            (MessageState::Scheduled | MessageState::Held | MessageState::Retry, None)
                if message.by_person == 0 || calls_off(no) =>
            {
                suppress(self.on, self.now, &mut message.clone(), no)
            }
            (MessageState::Suppressed, Some(planned))
                if calls_off(message.why) || (planned.due_at > self.now && message.why != WhyCode::StoppedByPerson) =>
            {
                // Called off when its own time came, and on again now: now is its time, if it is still of use.
                self.write(
                    message,
                    Planned {
                        due_at: planned.due_at.max(self.now),
                        ..planned
                    },
                )
            }
            (MessageState::Suppressed, None)
                if message.why != no
                    && (calls_off(message.why) || calls_off(no))
                    && message.why != WhyCode::StoppedByPerson =>
            {
                suppress(self.on, self.now, &mut message.clone(), no)
            }
            _ => Ok(()),
        }
    }

    fn write(&self, message: &Message<ForVisit>, planned: Planned) -> Result<()> {
        let state = if planned.goes {
            MessageState::Scheduled
        } else {
            MessageState::Suppressed
        };
        let about = ForVisit {
            starts_at: self.visit.starts_at,
            provider: self.visit.provider,
            ..message.about.clone()
        };
        let wanted = Message {
            about,
            state,
            why: planned.why,
            due_at: planned.due_at,
            latest_at: planned.latest_at,
            needs_person: false,
            ..message.clone()
        };
        if wanted == *message {
            Ok(())
        } else {
            outbox::decide(self.on, self.now, &wanted)
        }
    }

    fn insert(&self, rule: &Rule, planned: Planned) -> Result<()> {
        let about = ForVisit {
            visit: self.visit.id,
            revision: self.visit.revision,
            round: self.round,
            rule: rule.id,
            patient: self.visit.patient,
            starts_at: self.visit.starts_at,
            provider: self.visit.provider,
        };
        let state = if planned.goes {
            MessageState::Scheduled
        } else {
            MessageState::Suppressed
        };
        let times = Times {
            due_at: planned.due_at,
            latest_at: planned.latest_at,
            planned_at: self.now,
        };
        let message = Message {
            channel: rule.channel.clone(),
            ..Message::planned(about, state, planned.why, times)
        };
        outbox::insert(self.on, &message)
    }

    /// Whether the patient got this rule's message for this very time (after a completed visit: at all).
    fn was_sent(&self, rule: &Rule) -> bool {
        self.there.iter().any(|m| {
            m.about.rule == rule.id
                && m.is_told()
                && (rule.anchor == Anchor::AfterCompleted || m.about.starts_at == self.visit.starts_at)
        })
    }

    fn row_of(&self, rule: &Rule) -> Option<&Message<ForVisit>> {
        self.there
            .iter()
            .find(|m| self.is_here(m) && m.about.rule == rule.id && m.channel == rule.channel)
    }

    fn is_here(&self, message: &Message<ForVisit>) -> bool {
        message.about.revision == self.visit.revision && message.about.round == self.round
    }

    fn is(&self, message: &Message<ForVisit>, anchor: Anchor) -> bool {
        self.rules
            .iter()
            .any(|rule| rule.id == message.about.rule && rule.anchor == anchor)
    }
}

/// Reasons that come from the visit's own state, and so end with it.
fn calls_off(why: WhyCode) -> bool {
    matches!(
        why,
        WhyCode::Cancelled
            | WhyCode::CancellationTakenBack
            | WhyCode::Confirmed
            | WhyCode::Arrived
            | WhyCode::NoShow
            | WhyCode::CompletionTakenBack
            | WhyCode::RuleOff
            | WhyCode::Withdrawn
    )
}

/// Takes a message off the list of those that go. One on its way at this moment is caught by the worker, which looks
/// at the visit once more before the first byte of the letter.
fn suppress(on: &Connection, now: i64, message: &mut Message<ForVisit>, why: WhyCode) -> Result<()> {
    message.state = MessageState::Suppressed;
    message.why = why;
    message.needs_person = false;
    outbox::decide(on, now, message)
}
