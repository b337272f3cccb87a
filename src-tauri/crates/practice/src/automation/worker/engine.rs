//! One look of the worker: what is due is sent, what is stale is said, and nothing happens twice.
//!
//! A look never sleeps and never waits but for the mail server, so a test or a simulation can call it as often as it
//! likes. The surprise: it sends nothing in the look in which the computer woke up. Clocks, networks and people
//! opening the lid all need a moment, and the visits are read again anyway.

use super::claim::{Claim, Errand, claim, set_aside};
use super::clock_watch::{ClockWatch, GAP, Verdict};
use super::finish::{Steps, Told, finish};
use super::leader::Leader;
use super::outside::Outside;
use super::{notice::Notices, origin};
use crate::automation::{CatchUp, ClockHold, plan, store};
use crate::ids::MessageId;
use crate::messaging::{mail, outbox};
use crate::practice::Practice;
use crate::{Code, Refusal, Result, clinic};
use keepwell_mail::Outcome;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Longest between two looks. Never a sleep until a deadline: some clocks stand still while the computer sleeps
/// (rust-lang/rust#79462), so the wall clock is read anew each time.
const LOOK: Duration = Duration::from_secs(20);
/// From waking up to the first letter.
const SETTLING: Duration = Duration::from_secs(5);
/// Letters a minute while making up for time asleep.
const PACE: usize = 30;
/// Due messages read at once.
const BATCH: u32 = 50;
/// Visits planned anew in one transaction.
const REPLANS: u32 = 100;
/// After mail failed as such, the next letter waits this long (by number of failures in a row), seconds.
const PAUSES: [u64; 4] = [20, 60, 120, 300];

/// The worker without its thread.
pub struct Engine {
    practice: Arc<Practice>,
    outside: Outside,
    watch: ClockWatch,
    leader: Option<Leader>,
    /// Looks to let pass before anything is sent.
    settle: u32,
    catch_up: Option<CatchUp>,
    /// When letters went out lately, by the clock nobody can set.
    lately: VecDeque<Duration>,
    /// Failures of mail as such in a row, and until when to leave it alone.
    mail_rests: Option<(usize, Duration)>,
    /// Outcomes the disk did not take yet.
    unwritten: Vec<(Box<Errand>, Outcome)>,
    notices: Notices,
    stop: Arc<AtomicBool>,
}

impl Engine {
    /// A worker for `practice` that has not looked yet.
    pub fn new(practice: Arc<Practice>, outside: Outside) -> Self {
        Self {
            practice,
            outside,
            watch: ClockWatch::default(),
            leader: None,
            settle: 0,
            catch_up: None,
            lately: VecDeque::new(),
            mail_rests: None,
            unwritten: Vec::new(),
            notices: Notices::default(),
            stop: Arc::default(),
        }
    }

    /// Ends after the step it is at once `stop` is true.
    pub fn stopped_by(mut self, stop: Arc<AtomicBool>) -> Self {
        self.stop = stop;
        self
    }

    fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// When to look again at the latest: soon after waking up, when the clocks and the network have settled.
    pub fn next_look(&self) -> Duration {
        if self.settle > 0 { SETTLING } else { LOOK }
    }

    /// One look.
    pub fn look(&mut self) -> Result<()> {
        let answer = self.steps();
        // Who may send may also speak to the relay; the line has a thread of its own.
        self.practice.relay.lead(self.leader.is_some());
        let now = self.practice.now().as_second();
        self.watch
            .worked(now, self.outside.clock.awake(), self.outside.clock.since_boot());
        self.practice.pulse.say(|said| {
            said.running_since.get_or_insert(now);
            said.last_look_at = Some(now);
            said.catch_up.clone_from(&self.catch_up);
            said.trouble = answer.as_ref().err().map(|refusal| refusal.message.clone());
        });
        self.notices.tell(&self.practice, now);
        answer
    }

    fn steps(&mut self) -> Result<()> {
        let now = self.practice.now().as_second();
        let confirmed = self.practice.pulse.said().clock_confirmed;
        let verdict = self.watch.look(
            now,
            self.outside.clock.awake(),
            self.outside.clock.since_boot(),
            confirmed,
        );
        if !self.lead(now)? {
            return Ok(());
        }
        self.write_outcomes()?;
        match verdict {
            Verdict::Steady => {}
            Verdict::WentBack => self.settle = 1,
            Verdict::Woke { from } => self.wake(from, now),
            Verdict::Hold { since, jumped } => {
                self.notices.clock_jumped();
                self.practice
                    .pulse
                    .say(|said| said.clock = Some(ClockHold { since, jumped }));
                return Ok(());
            }
        }
        self.practice
            .pulse
            .say(|said| (said.clock, said.clock_confirmed) = (None, false));
        if self.settle > 0 {
            self.settle -= 1;
            return Ok(());
        }
        self.plan_anew()?;
        self.send_due()
    }

    /// Whether this worker is the one that sends.
    fn lead(&mut self, now: i64) -> Result<bool> {
        if let Some(leader) = &mut self.leader
            && !leader.keep(&self.practice)?
        {
            self.leader = None;
        }
        if self.leader.is_none() {
            self.leader = Leader::try_become(&self.practice)?;
            let Some(leader) = &self.leader else {
                self.practice.pulse.say(|said| said.stands_by = true);
                return Ok(false);
            };
            self.practice.pulse.say(|said| said.stands_by = false);
            self.notices.need_person(leader.uncertain);
            if let Some(before) = leader.before.filter(|before| now - before > GAP) {
                self.wake(before, now);
                // The program just started: the computer is awake already.
                self.settle = 0;
            }
        }
        Ok(true)
    }

    /// The computer slept, was off, or its clock was set: from now on until nothing is left, go slowly and keep count.
    fn wake(&mut self, from: i64, now: i64) {
        self.settle = 1;
        let story = self.catch_up.get_or_insert(CatchUp {
            from,
            until: now,
            sent: 0,
            expired: 0,
            left: 0,
        });
        story.until = now;
    }

    fn plan_anew(&mut self) -> Result<()> {
        while self.practice.read(store::has_replans)? && !self.is_stopping() {
            let planned = self.practice.transact(&origin("worker.plan"), |tx| {
                for visit in store::take_replans(tx.on(), REPLANS)? {
                    plan::replan(tx, visit)?;
                }
                Ok(())
            });
            match planned {
                Err(refusal) if refusal.code == Code::Fault => self.plan_one_by_one()?,
                planned => planned?,
            }
        }
        Ok(())
    }

    /// One visit that cannot be planned must not keep the reminders of all others: it keeps the messages it has.
    fn plan_one_by_one(&self) -> Result<()> {
        for visit in self.practice.read(|on| store::replans(on, REPLANS))? {
            let planned = self.practice.transact(&origin("worker.plan"), |tx| {
                store::forget_replan(tx.on(), visit)?;
                plan::replan(tx, visit)
            });
            match planned {
                Err(refusal) if refusal.code == Code::Fault => {
                    tracing::error!(%visit, "a visit could not be planned anew");
                    self.practice
                        .transact(&origin("worker.plan"), |tx| store::forget_replan(tx.on(), visit))?;
                }
                planned => planned?,
            }
        }
        Ok(())
    }

    fn send_due(&mut self) -> Result<()> {
        let mut before = Vec::new();
        loop {
            let now = self.practice.now().as_second();
            let sendable = self.can_send()?;
            // While nothing can go, only what has become useless is looked at: each look at a message is a change.
            let due = self.practice.read(|on| {
                if sendable {
                    outbox::due(on, now, BATCH)
                } else {
                    outbox::stale(on, now, BATCH)
                }
            })?;
            if due.is_empty() {
                return if sendable { self.caught_up() } else { Ok(()) };
            }
            if due == before {
                return Ok(());
            }
            let (mut faulty, mut settled) = (Vec::new(), 0_usize);
            for id in &due {
                if self.is_stopping() || sendable && self.mail_rests() {
                    return Ok(());
                }
                if self.catch_up.is_some() && !self.within_pace() {
                    let left = self.practice.read(|on| outbox::due_count(on, now))?;
                    self.count(|story| story.left = u32::try_from(left).unwrap_or(u32::MAX));
                    return Ok(());
                }
                match self.one(*id) {
                    Ok(()) => settled += 1,
                    Err(refusal) if refusal.code == Code::Fault && self.unwritten.is_empty() => {
                        faulty.push((*id, refusal))
                    }
                    Err(refusal) => return Err(refusal),
                }
            }
            self.set_aside(faulty, settled)?;
            before = due;
        }
    }

    /// One message that cannot even be looked at must not keep all others: it waits for a person. If not one of them
    /// could be looked at, the fault is not theirs, and the next look tries again.
    fn set_aside(&mut self, faulty: Vec<(MessageId, Refusal)>, settled: usize) -> Result<()> {
        for (id, refusal) in faulty {
            if settled == 0 {
                return Err(refusal);
            }
            tracing::error!(message = %id, "a message could not be looked at and waits for a person");
            self.practice
                .transact(&origin("worker.set_aside"), |tx| set_aside(tx, id))?;
            self.notices.need_person(1);
        }
        Ok(())
    }

    fn can_send(&self) -> Result<bool> {
        if self.mail_rests() {
            return Ok(false);
        }
        self.practice.read(|on| {
            let clinic = clinic::facts(on)?;
            Ok(clinic.demo || mail::sender(on, &clinic)?.is_some())
        })
    }

    fn one(&mut self, id: MessageId) -> Result<()> {
        let Some(fence) = self.leader.as_ref().map(|leader| leader.fence) else {
            return Ok(());
        };
        let mail_works = !self.mail_rests();
        match self
            .practice
            .transact(&origin("worker.claim"), |tx| claim(tx, id, fence, mail_works))?
        {
            Claim::Gone | Claim::NoMail => {}
            Claim::Pretended => self.count(|story| story.sent += 1),
            Claim::Settled { needs_person, expired } => {
                self.notices.need_person(usize::from(needs_person));
                if expired {
                    self.count(|story| story.expired += 1);
                }
            }
            Claim::Send(errand) => {
                self.lately.push_back(self.outside.clock.awake());
                let outcome = self.outside.mailer.deliver(
                    &errand.server,
                    &errand.letter,
                    &mut Steps {
                        practice: &self.practice,
                        errand: &errand,
                        stop: &self.stop,
                    },
                );
                match finish(&self.practice, &errand, &outcome) {
                    Ok(told) => self.learn(told, &outcome),
                    Err(refusal) => {
                        // The letter's fate is known but not written: before anything else is sent, it must be.
                        self.unwritten.push((errand, outcome));
                        return Err(refusal);
                    }
                }
            }
        }
        Ok(())
    }

    fn learn(&mut self, told: Told, outcome: &Outcome) {
        if told.sent {
            self.mail_rests = None;
            self.count(|story| story.sent += 1);
        } else if told.mail_fails {
            let failures = self.mail_rests.map_or(0, |(failures, _)| failures) + 1;
            let pause = PAUSES[(failures - 1).min(PAUSES.len() - 1)];
            self.mail_rests = Some((failures, self.outside.clock.awake() + Duration::from_secs(pause)));
        }
        self.notices.need_person(usize::from(told.needs_person));
        if told.news && told.mail_fails {
            self.notices.mail_fails(outcome.failure());
        }
    }

    fn write_outcomes(&mut self) -> Result<()> {
        while let Some((errand, outcome)) = self.unwritten.pop() {
            match finish(&self.practice, &errand, &outcome) {
                Ok(told) => self.learn(told, &outcome),
                Err(refusal) => {
                    self.unwritten.push((errand, outcome));
                    return Err(refusal);
                }
            }
        }
        Ok(())
    }

    fn mail_rests(&self) -> bool {
        self.mail_rests
            .is_some_and(|(_, until)| self.outside.clock.awake() < until)
    }

    fn within_pace(&mut self) -> bool {
        let now = self.outside.clock.awake();
        while self
            .lately
            .front()
            .is_some_and(|at| now.saturating_sub(*at) >= Duration::from_secs(60))
        {
            self.lately.pop_front();
        }
        self.lately.len() < PACE
    }

    fn count(&mut self, note: impl FnOnce(&mut CatchUp)) {
        if let Some(story) = &mut self.catch_up {
            note(story);
        }
    }

    /// Nothing is due any more: the story of the catch-up is complete and is told once.
    fn caught_up(&mut self) -> Result<()> {
        let Some(mut story) = self.catch_up.take() else {
            return Ok(());
        };
        story.left = 0;
        if story.sent + story.expired > 0 {
            let body = serde_json::to_string(&story).map_err(Refusal::fault)?;
            self.practice.transact(&origin("worker.catch_up"), |tx| {
                store::put_setting(tx.on(), tx.now().as_second(), "reminders.catch_up", &body)?;
                tx.event(crate::events::Event::new("reminders.caught_up"));
                Ok(())
            })?;
            self.notices.caught_up(&story);
        }
        Ok(())
    }
}
