//! The queue of a demo: what was written on the web in the last two days, and what staff did with it. Each is taken and
//! answered by the real rules, as of its own instant.

use crate::demo::chance::Chance;
use crate::demo::people::Person;
use crate::demo::pour::{Clinic, Crew};
use crate::demo::team;
use crate::demo::wishes::{self, Since, Wish};
use crate::ids::{RequestId, ServiceId, StaffId};
use crate::messaging::bulk::{TextInUse, pretend_sent, texts};
use crate::online::{self, OfferedSlot};
use crate::patients::bulk::PatientStatus;
use crate::requests::bulk::{self, Suggested};
use crate::requests::{self, Arrived, SuggestedView};
use crate::schedule::BookVisit;
use crate::transact::{Actor, Tx};
use crate::{Refusal, Result, forms};
use jiff::Timestamp;
use keepwell_protocol::form::{Form, QuestionKind};
use keepwell_protocol::id::{SlotId, SubmissionId};
use keepwell_protocol::submission::{ChosenSlot, FilledForm};
use serde_json::Value;
use std::collections::HashMap;

/// The services of the demo that are offered on the web: consultation, follow-up, physio.
const OFFERED: [usize; 3] = [0, 1, 3];

/// Writes them, and offers open times on the web.
pub fn write(tx: &mut Tx<'_>, clinic: &Clinic, crew: &Crew) -> Result<()> {
    online::offer(tx.on(), &OFFERED.map(|at| crew.founded.services[at]))?;
    let now = tx.now();
    let mut post = Post {
        chance: Chance::of(clinic.seed, "requests"),
        forms: open_forms(tx)?,
        free: online::book_now(tx.on(), now)?.meanings,
        texts: texts(tx.on())?,
        desk: crew.actors[team::DESK].parse().map_err(Refusal::fault)?,
        now: now.as_second(),
        clinic,
        crew,
    };
    let today = clinic.calendar.today;
    let days: Vec<String> = (today + 1..today + 10)
        .filter(|day| !team::hours(0, clinic.calendar.day(*day).weekday, 0).is_empty())
        .map(|day| clinic.calendar.day(day).text.clone())
        .collect();
    let known = known(clinic);
    let mut answered = known.first().copied();
    for (at, wish) in wishes::wishes(&known, &days).into_iter().enumerate() {
        let of = if wish.since == Since::Confirmed {
            answered.take()
        } else {
            None
        };
        post.write(tx, at, wish, of)?;
    }
    Ok(())
}

/// Two patients who have long been here and can be written to: grown-ups with a mailbox of their own.
fn known(clinic: &Clinic) -> Vec<&Person> {
    let long_ago = clinic.calendar.now - 30 * 86_400;
    let mut found: Vec<&Person> = clinic
        .people
        .iter()
        .filter(|person| {
            let record = &person.record;
            let shared = |address: &str| {
                let others = clinic.people.iter().filter(|other| other.id != person.id);
                others
                    .flat_map(|other| &other.record.emails)
                    .any(|other| other.address == address)
            };
            person.joined_at < long_ago
                && record.status == PatientStatus::Active
                && !record.phones.is_empty()
                && record
                    .emails
                    .first()
                    .is_some_and(|email| email.note.is_empty() && !shared(&email.address))
        })
        .take(2)
        .collect();
    if found.len() < 2 {
        found.clear();
    }
    found
}

fn open_forms(tx: &Tx<'_>) -> Result<Vec<([u8; 32], Form)>> {
    let mut open = Vec::new();
    for published in forms::published(tx.on())? {
        let form = serde_json::from_slice(&published.bytes).map_err(Refusal::fault)?;
        let mut hash = [0; 32];
        hash.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, &published.bytes).as_ref());
        open.push((hash, form));
    }
    Ok(open)
}

/// Takes and answers.
struct Post<'a> {
    chance: Chance,
    forms: Vec<([u8; 32], Form)>,
    /// Times that are free and offered, the earliest first.
    free: Vec<OfferedSlot>,
    texts: HashMap<String, TextInUse>,
    desk: StaffId,
    now: i64,
    clinic: &'a Clinic,
    crew: &'a Crew,
}

impl Post<'_> {
    fn write(&mut self, tx: &mut Tx<'_>, at: usize, wish: Wish, of: Option<&Person>) -> Result<()> {
        let received_at = self.now - wish.minutes_ago * 60;
        let since = wish.since;
        let service = wish.service.map(|service| self.crew.founded.services[service]);
        let slot = match service.filter(|_| wish.takes_a_time) {
            Some(service) => self.a_time(service, received_at),
            None => None,
        };
        let arrived = self.arrived(at, wish, received_at, service, slot.as_ref());
        let request = past(tx, received_at + 8, &Actor::Worker, |tx| {
            if let Some(slot) = &slot {
                online::remember_one(tx.on(), slot)?;
            }
            requests::take(tx, arrived)
        })?;
        let answered_at = (received_at + 95 * 60).min(self.now - 120);
        pretend_sent(tx.on(), answered_at, &self.texts)?;
        past(tx, answered_at, &Actor::Staff(self.desk), |tx| {
            self.answer(tx, request, since, service, slot, of)
        })?;
        pretend_sent(tx.on(), self.now, &self.texts)?;
        Ok(())
    }

    fn arrived(
        &mut self,
        at: usize,
        wish: Wish,
        received_at: i64,
        service: Option<ServiceId>,
        slot: Option<&OfferedSlot>,
    ) -> Arrived {
        let (hash, form) = self
            .forms
            .iter()
            .find(|(_, form)| form.purpose == wish.form)
            .unwrap_or(&self.forms[0])
            .clone();
        let mut answers = match wish.answers {
            Value::Object(answers) => answers,
            _ => serde_json::Map::new(),
        };
        let asked = form.sections.iter().flat_map(|section| &section.questions);
        let asks_service = asked
            .filter(|question| matches!(question.kind, QuestionKind::Service { .. }))
            .map(|question| question.id.clone());
        for question in asks_service {
            answers.extend(service.map(|service| (question, Value::from(service.to_string()))));
        }
        let mut sha256 = hash;
        sha256[..16].copy_from_slice(&self.chance.id(received_at));
        Arrived {
            sid: SubmissionId::from_bytes(self.chance.id(received_at)),
            seq: at as u64 + 1,
            sha256,
            received_at,
            filled: FilledForm {
                form: form.id,
                version: form.version,
                language: wish.language.into(),
                created_at: received_at,
                answers,
                files: Vec::new(),
                slot: slot.zip(service).map(|(slot, service)| ChosenSlot {
                    slot: slot.id,
                    service: service.to_string(),
                    starts_at: slot.starts_at,
                }),
                source: wish.page.into(),
            },
            form,
            files: Vec::new(),
            slot: slot.map(|slot| slot.id),
            flags: Vec::new(),
        }
    }

    /// A free time for `service`, under an id of the demo's own; nobody else gets it.
    fn a_time(&mut self, service: ServiceId, received_at: i64) -> Option<OfferedSlot> {
        let fits: Vec<usize> = (0..self.free.len())
            .filter(|at| self.free[*at].services.contains(&service))
            .take(30)
            .collect();
        let chosen = *fits.get(self.chance.index(fits.len()))?;
        let taken = self.free[chosen].clone();
        let ends_at = taken.starts_at + i64::from(taken.minutes) * 60;
        self.free.retain(|other| {
            other.provider != taken.provider
                || other.starts_at >= ends_at
                || other.starts_at + i64::from(other.minutes) * 60 <= taken.starts_at
        });
        Some(OfferedSlot {
            id: SlotId::from_bytes(self.chance.id(received_at)),
            ..taken
        })
    }

    fn answer(
        &mut self,
        tx: &mut Tx<'_>,
        request: RequestId,
        since: Since,
        service: Option<ServiceId>,
        slot: Option<OfferedSlot>,
        of: Option<&Person>,
    ) -> Result<()> {
        match (since, service) {
            (Since::Taken, _) => bulk::hand_to(tx, request, self.desk),
            (Since::Declined, _) => bulk::decline(tx, request, wishes::DECLINED),
            (Since::Suggested, Some(service)) => {
                bulk::hand_to(tx, request, self.desk)?;
                let mut times: Vec<SuggestedView> = Vec::new();
                for _ in 0..3 {
                    times.extend(self.a_time(service, self.now).map(|slot| self.suggested(slot)));
                }
                times.sort_by_key(|time| time.starts_at);
                let Some(last) = times.last().map(|time| time.starts_at) else {
                    return Ok(());
                };
                let until = (self.now + 2 * 86_400).min(last);
                let note = wishes::SUGGESTION.into();
                let (page, secret) = (self.chance.id(self.now), self.chance.id(self.now));
                bulk::suggest(
                    tx,
                    request,
                    Suggested {
                        service,
                        times,
                        note,
                        until,
                        page,
                        secret,
                    },
                )
            }
            (Since::Confirmed, Some(service)) => {
                let (Some(slot), Some(person)) = (slot, of) else {
                    return Ok(());
                };
                let visit = BookVisit {
                    patient: person.id,
                    provider: slot.provider,
                    service,
                    starts: slot.starts,
                    fold: Some(slot.fold),
                    minutes: Some(slot.minutes),
                    room: None,
                    note: None,
                    r#override: None,
                };
                let today = self.clinic.calendar.day(self.clinic.calendar.today).date;
                bulk::confirm(tx, request, visit, today).map(drop)
            }
            _ => Ok(()),
        }
    }

    fn suggested(&self, slot: OfferedSlot) -> SuggestedView {
        let column = self
            .crew
            .founded
            .providers
            .iter()
            .position(|provider| *provider == slot.provider);
        SuggestedView {
            provider: slot.provider,
            provider_name: column.map_or("", |column| team::DOCTORS[column].name).into(),
            starts: slot.starts,
            fold: slot.fold,
            starts_at: slot.starts_at,
            minutes: slot.minutes,
        }
    }
}

fn past<T>(tx: &mut Tx<'_>, at: i64, actor: &Actor, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    tx.in_the_past(Timestamp::from_second(at).map_err(Refusal::fault)?, actor, work)
}
