//! Messages of the visits, planned by the real rules: those whose time has come went, mostly, and the others wait.

use crate::Result;
use crate::automation::{self, Anchor, Planned, Quiet, Rule};
use crate::demo::calendar::Calendar;
use crate::demo::chance::Chance;
use crate::demo::course::{End, Standing, Step};
use crate::ids::MessageId;
use crate::messaging::WhyCode;
use crate::messaging::bulk::{Past, TextInUse, Tried};
use crate::messaging::outbox::{ForVisit, Message, MessageState, Times};
use crate::schedule::{VisitFacts, VisitStatus};
use jiff::tz::TimeZone;
use rusqlite::Connection;
use std::collections::HashMap;

/// The rules and the clinic's quiet hours, read once.
pub struct Planning {
    rules: Vec<Rule>,
    quiet: Quiet,
}

impl Planning {
    /// Reads them.
    pub fn of(on: &Connection, zone: &TimeZone) -> Result<Self> {
        let settings = automation::settings_of(on)?;
        Ok(Self {
            rules: automation::rules(on)?,
            quiet: Quiet::new(&settings.quiet_from, &settings.quiet_until, zone.clone())?,
        })
    }

    fn plan(&self, at: usize, visit: &VisitFacts, planned_at: i64) -> Result<Option<Planned>> {
        automation::plan_rule(&self.rules[at], visit, &self.quiet, planned_at)
    }
}

/// Makes messages.
pub struct Post<'a> {
    chance: Chance,
    ids: Chance,
    calendar: &'a Calendar,
    planning: Planning,
    texts: HashMap<String, TextInUse>,
    /// Only these rules, by their place; all without.
    only: Option<Vec<usize>>,
}

/// The visit a message is about.
pub struct About<'a> {
    /// As rules see it; its status is filled in here.
    pub visit: VisitFacts,
    /// Where it stands.
    pub standing: &'a Standing,
    /// How it ends.
    pub end: End,
    /// First e-mail address of the patient.
    pub email: Option<&'a str>,
    /// They do not want reminders.
    pub refuses: bool,
}

impl<'a> Post<'a> {
    /// Messages by the rules of `planning` with the texts there are.
    pub fn new(seed: u64, calendar: &'a Calendar, planning: Planning, texts: HashMap<String, TextInUse>) -> Self {
        Self {
            chance: Chance::of(seed, "letters"),
            ids: Chance::of(seed, "letters' ids"),
            calendar,
            planning,
            texts,
            only: None,
        }
    }

    #[cfg(feature = "bench")]
    /// Keeps three messages a visit: the confirmation and two reminders.
    pub fn three_each(mut self) -> Self {
        let of = |anchor| {
            self.planning
                .rules
                .iter()
                .enumerate()
                .filter(move |(_, rule)| rule.anchor == anchor)
                .map(|(at, _)| at)
        };
        self.only = Some(
            of(Anchor::Booked)
                .take(1)
                .chain(of(Anchor::BeforeStart).skip(1).take(2))
                .collect(),
        );
        self
    }

    /// The messages of a visit.
    pub fn write(&mut self, about: &mut About<'_>) -> Result<Vec<Past>> {
        let mut written = Vec::new();
        for at in 0..self.planning.rules.len() {
            if self.only.as_ref().is_some_and(|only| !only.contains(&at)) {
                continue;
            }
            if let Some((planned_at, decided_at, planned)) = self.plan(at, about)? {
                let past = self.fate(at, about, planned_at, decided_at, planned);
                written.push(past);
            }
        }
        Ok(written)
    }

    /// When a message was planned, when that was last decided anew, and what was decided.
    fn plan(&self, at: usize, about: &mut About<'_>) -> Result<Option<(i64, i64, Planned)>> {
        let now = self.calendar.now;
        let booked_at = about.visit.booked_at;
        let rule = &self.planning.rules[at];
        let as_of = |about: &mut About<'_>, moment: i64| {
            let reached = about
                .standing
                .steps
                .iter()
                .rev()
                .find(|step| step.at <= moment)
                .copied();
            let Step { at, to } = reached.unwrap_or(Step {
                at: booked_at,
                to: VisitStatus::Scheduled,
            });
            to.stored().clone_into(&mut about.visit.status);
            about.visit.status_at = at;
            at
        };
        let (planned_at, decided_at) = match rule.anchor {
            Anchor::Moved => return Ok(None),
            Anchor::Booked => (booked_at, as_of(about, booked_at)),
            Anchor::Cancelled => match about.end {
                End::Cancelled { at, .. } if at <= now => (at, as_of(about, at)),
                _ => return Ok(None),
            },
            Anchor::AfterCompleted if about.standing.status != VisitStatus::Completed => return Ok(None),
            Anchor::AfterCompleted => (about.standing.status_at, as_of(about, now)),
            Anchor::BeforeStart => {
                as_of(about, booked_at);
                let Some(first) = self.planning.plan(at, &about.visit, booked_at)? else {
                    return Ok(None);
                };
                if !first.goes {
                    return Ok(Some((booked_at, booked_at, first)));
                }
                (booked_at, as_of(about, first.due_at.min(now)))
            }
        };
        Ok(self
            .planning
            .plan(at, &about.visit, planned_at)?
            .map(|planned| (planned_at, decided_at.max(planned_at), planned)))
    }

    /// What became of a planned message up to now.
    fn fate(&mut self, at: usize, about: &About<'_>, planned_at: i64, decided_at: i64, planned: Planned) -> Past {
        let now = self.calendar.now;
        let rule = &self.planning.rules[at];
        let mut past = Past {
            message: blank(
                rule,
                about,
                planned_at,
                planned,
                MessageId::from_bytes(self.ids.id(planned_at)),
            ),
            changed_at: decided_at,
            tried: None,
        };
        if !planned.goes || planned.due_at > now {
            past.changed_at = past.changed_at.min(now);
            return past;
        }
        let at = (planned.due_at + self.chance.between(2, 50)).min(now);
        past.changed_at = at;
        // What is older, somebody has looked at.
        let recent = now - at < 36 * 3600;
        let message = &mut past.message;
        let mut not_sent = |state, why| (message.state, message.why) = (state, why);
        let Some(address) = about.email else {
            not_sent(MessageState::Suppressed, WhyCode::NoAddress);
            return past;
        };
        if about.refuses {
            not_sent(MessageState::Suppressed, WhyCode::NoConsent);
            return past;
        }
        let tried = match self.chance.between(0, 999) {
            0..=5 => {
                not_sent(MessageState::Expired, WhyCode::ComputerAsleep);
                return past;
            }
            6..=9 => {
                not_sent(MessageState::Expired, WhyCode::MailDown);
                return past;
            }
            10..=17 => {
                not_sent(MessageState::Failed, WhyCode::Refused);
                message.needs_person = recent;
                Tried {
                    outcome: "refused",
                    detail: "recipient: 550 5.1.1 No such mailbox here",
                }
            }
            18..=21 => {
                not_sent(MessageState::Uncertain, WhyCode::ProbablyDelivered);
                message.needs_person = recent;
                Tried {
                    outcome: "uncertain",
                    detail: "body: the connection broke after the last byte of the letter",
                }
            }
            _ => {
                // A demo sends nothing, also in its past.
                not_sent(MessageState::Sent, WhyCode::Pretended);
                message.sent_at = Some(at);
                Tried {
                    outcome: "pretended",
                    detail: "a demo practice: nothing left this computer",
                }
            }
        };
        message.attempts = 1;
        message.to_address = Some(address.to_owned());
        if let Some(text) = self.texts.get(&rule.template) {
            message.template = Some(text.template);
            message.template_version = Some(text.version);
        }
        past.tried = Some((at, tried));
        past
    }
}

fn blank(rule: &Rule, about: &About<'_>, planned_at: i64, planned: Planned, id: MessageId) -> Message<ForVisit> {
    let state = if planned.goes {
        MessageState::Scheduled
    } else {
        MessageState::Suppressed
    };
    let of = ForVisit {
        visit: about.visit.id,
        revision: about.visit.revision,
        round: 0,
        rule: rule.id,
        patient: about.visit.patient,
        starts_at: about.visit.starts_at,
        provider: about.visit.provider,
    };
    let times = Times {
        due_at: planned.due_at,
        latest_at: planned.latest_at,
        planned_at,
    };
    Message {
        id,
        channel: rule.channel.clone(),
        ..Message::planned(of, state, planned.why, times)
    }
}
