//! Writes a made-up clinic into the file of a practice being founded, each concept through its own door for many.

use crate::clinic::{self, Founded};
use crate::demo::calendar::Calendar;
use crate::demo::chance::Chance;
use crate::demo::course::{self, End, Standing};
use crate::demo::letters::{About, Planning, Post};
use crate::demo::people::Person;
use crate::demo::team::{self, DOCTORS, SERVICES, STAFF};
use crate::demo::timeline::{Happened, What, write_timeline};
use crate::demo::visits::Visit;
use crate::demo::{PASSWORD, ZONE, away, requests};
use crate::forms;
use crate::ids::{RoomId, StaffId, TimeOffId, VisitId};
use crate::messaging;
use crate::patients::bulk::{
    Answer, ConsentChannel, ConsentPurpose, ConsentState, HowGiven, NewPatient, answer, register_many,
};
use crate::practice::Practice;
use crate::schedule::bulk::{PastVisit, VisitState, put};
use crate::schedule::{VisitFacts, VisitStatus};
use crate::staff::{self, AddStaff, Role};
use crate::transact::Tx;
use crate::{Refusal, Result};
use jiff::tz::TimeZone;
use keepwell_keys::Secret;
use std::borrow::Cow;

/// Everything there is to pour.
pub struct Clinic {
    /// Seed.
    pub seed: u64,
    /// The days.
    pub calendar: Calendar,
    /// Columns of the calendar.
    pub columns: usize,
    /// Absences.
    pub plan: away::Plan,
    /// Patients, by the time they were registered.
    pub people: Vec<Person>,
    /// Visits, by day, column and start.
    pub visits: Vec<Visit>,
    /// Which messages.
    pub letters: Letters,
}

/// Which messages a demo has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// All of the rules, for visits booked in the last so many days: before, this clinic wrote none.
    Lately(i64),
    /// Three for every visit.
    #[cfg(feature = "bench")]
    ThreeEach,
}

/// The people who work there, as stored.
pub struct Crew {
    /// Accounts as events name them, in the order of [`STAFF`].
    pub actors: Vec<String>,
    /// Columns, rooms, services.
    pub founded: Founded,
}

/// Patients written at once: what the keys of so many cost in memory is little.
const AT_ONCE: usize = 5_000;

/// Writes all of it, inside the transaction that founds the practice.
pub fn pour(practice: &Practice, tx: &mut Tx<'_>, owner: StaffId, clinic: &Clinic) -> Result<()> {
    // Every index is written in many places; what does not fit is encrypted and written more than once.
    let kib = (8_000 + 12 * clinic.people.len() + 2 * clinic.visits.len()).min(1_500_000);
    tx.on()
        .pragma_update(None, "cache_size", -i64::try_from(kib).unwrap_or(8_000))?;
    let crew = crew(practice, tx, owner, clinic)?;
    furnish(tx, clinic, &crew)?;
    forms::publish_all(tx, STAFF[0].name)?;
    register(tx, clinic, &crew)?;
    let ids = visit_ids(clinic);
    let mut happened = write_visits(tx, clinic, &crew, &ids)?;
    write_letters(tx, clinic, &crew, &ids, &mut happened)?;
    write_timeline(tx, clinic, &crew, &ids, happened)?;
    match clinic.letters {
        Letters::Lately(_) => requests::write(tx, clinic, &crew),
        // A measured practice has exactly the visits and messages asked for.
        #[cfg(feature = "bench")]
        Letters::ThreeEach => Ok(()),
    }
}

fn crew(practice: &Practice, tx: &mut Tx<'_>, owner: StaffId, clinic: &Clinic) -> Result<Crew> {
    let mut ids = vec![owner];
    for colleague in STAFF.iter().filter(|colleague| colleague.role != Role::Owner) {
        let account = AddStaff {
            name: colleague.name.into(),
            sign_in: colleague.sign_in.into(),
            role: colleague.role,
            password: Secret::new(PASSWORD.into()),
        };
        ids.push(staff::add_at_founding(practice, tx, &account)?.id);
    }
    let founded = clinic::bulk::founded(tx.on())?;
    for (colleague, id) in STAFF.iter().zip(&ids) {
        if let Some(column) = colleague.column.filter(|column| *column < clinic.columns) {
            clinic::bulk::tie(tx.on(), founded.providers[column], *id)?;
        }
    }
    Ok(Crew {
        actors: ids.iter().map(ToString::to_string).collect(),
        founded,
    })
}

fn furnish(tx: &Tx<'_>, clinic: &Clinic, crew: &Crew) -> Result<()> {
    let on = tx.on();
    let mut ids = Chance::of(clinic.seed, "furniture's ids");
    for (at, service) in SERVICES.iter().enumerate() {
        let performed_by: Vec<_> = (0..clinic.columns)
            .filter(|column| DOCTORS[*column].services[at] > 0)
            .map(|column| crew.founded.providers[column])
            .collect();
        clinic::bulk::detail(
            on,
            &clinic::bulk::ServiceDetail {
                service: crew.founded.services[at],
                before: service.before,
                after: service.after,
                preparation: service.preparation,
                next_steps: service.next_steps,
                performed_by: &performed_by,
            },
        )?;
    }
    let today = clinic.calendar.day(clinic.calendar.today).weekday;
    for (column, provider) in crew.founded.providers.iter().enumerate() {
        let mut week = Vec::new();
        for weekday in 1..=7 {
            week.extend(
                team::hours(column, weekday, today)
                    .iter()
                    .map(|(from, until)| clinic::hours::Span {
                        weekday,
                        from: team::clock(*from),
                        until: team::clock(*until),
                        location: crew.founded.location,
                        room: None,
                    }),
            );
        }
        clinic::hours::write(on, *provider, &week)?;
    }
    let now = clinic.calendar.now;
    clinic::bulk::equipment(
        on,
        RoomId::from_bytes(ids.id(now)),
        crew.founded.location,
        "Ultrasound",
        u32::try_from(crew.founded.rooms.len()).map_err(Refusal::fault)?,
    )?;
    for away in &clinic.plan.all {
        let wall = |(day, minute): (usize, i64)| clinic.calendar.wall(day, minute);
        let span = (wall(away.from), wall(away.until));
        let provider = away.column.map(|column| crew.founded.providers[column]);
        clinic::bulk::away(
            on,
            TimeOffId::from_bytes(ids.id(now)),
            provider,
            away.kind,
            (&span.0, &span.1),
            away.label,
        )?;
    }
    Ok(())
}

fn register(tx: &mut Tx<'_>, clinic: &Clinic, crew: &Crew) -> Result<()> {
    let today = clinic.calendar.day(clinic.calendar.today).date;
    for people in clinic.people.chunks(AT_ONCE) {
        let new = people
            .iter()
            .map(|p| NewPatient {
                id: p.id,
                created_at: p.joined_at,
                record: p.record.clone(),
            })
            .collect();
        let numbers = register_many(tx, today, new)?;
        for (person, no) in people.iter().zip(numbers) {
            let said = |purpose, state| Answer {
                no,
                channel: ConsentChannel::Email,
                purpose,
                state,
                at: person.joined_at + 120,
                actor: &crew.actors[team::DESK],
                how: HowGiven::InPerson,
            };
            let reminders = if person.refuses_reminders {
                ConsentState::Refused
            } else {
                ConsentState::Given
            };
            answer(tx.on(), &said(ConsentPurpose::Reminders, reminders))?;
            if person.wants_news {
                answer(tx.on(), &said(ConsentPurpose::Marketing, ConsentState::Given))?;
            }
        }
    }
    Ok(())
}

/// Ids in the order of the bookings, as if they had been made then.
fn visit_ids(clinic: &Clinic) -> Vec<VisitId> {
    let mut chance = Chance::of(clinic.seed, "visits' ids");
    clinic
        .visits
        .iter()
        .map(|visit| VisitId::from_bytes(chance.id(visit.booked_at)))
        .collect()
}

pub fn standing_of(visit: &Visit, calendar: &Calendar) -> Standing {
    course::standing(
        &visit.course,
        visit.booked_at,
        visit.starts_at(calendar),
        visit.minutes(),
        calendar.now,
    )
}

fn write_visits(tx: &Tx<'_>, clinic: &Clinic, crew: &Crew, ids: &[VisitId]) -> Result<Vec<Happened>> {
    let calendar = &clinic.calendar;
    let mut chance = Chance::of(clinic.seed, "notes");
    let mut happened = Vec::new();
    for (at, visit) in clinic.visits.iter().enumerate() {
        let service = &SERVICES[visit.service];
        let standing = standing_of(visit, calendar);
        let of = u32::try_from(at).map_err(Refusal::fault)?;
        happened.push(Happened {
            at: visit.booked_at,
            of,
            what: What::Booked,
        });
        let mut from = VisitStatus::Scheduled;
        for step in &standing.steps {
            happened.push(Happened {
                at: step.at,
                of,
                what: What::Status { from, to: step.to },
            });
            from = step.to;
        }
        let before = standing
            .steps
            .iter()
            .rev()
            .nth(1)
            .map_or(VisitStatus::Scheduled, |step| step.to);
        let (off, why) = match visit.course.end {
            End::Cancelled { by, why, .. } if standing.status == VisitStatus::Cancelled => (Some(by), why),
            _ => (None, ""),
        };
        let whole = |minutes: i64| u32::try_from(minutes).map_err(Refusal::fault);
        let state = VisitState {
            provider: crew.founded.providers[visit.column],
            service: crew.founded.services[visit.service],
            room: Some(crew.founded.rooms[visit.column]),
            starts: calendar.wall(visit.day, visit.start),
            fold: 0,
            minutes: whole(service.minutes)?,
            buffer_before: whole(service.before)?,
            buffer_after: whole(service.after)?,
            status: standing.status,
            status_at: standing.status_at,
            times: standing.times,
            cancelled_at: off.map(|_| standing.status_at),
            cancelled_by: off,
            status_before: off.map(|_| before),
            reason: why.into(),
            note: note(&mut chance).into(),
            overridden: None,
            in_tray: false,
        };
        let version = 1 + i64::try_from(standing.steps.len()).map_err(Refusal::fault)?;
        put(
            tx.on(),
            &PastVisit {
                id: ids[at],
                patient: clinic.people[visit.patient].id,
                state,
                zone: ZONE,
                starts_at: visit.starts_at(calendar),
                booked_at: visit.booked_at,
                booked_by: &crew.actors[team::DESK],
                version,
            },
        )?;
    }
    Ok(happened)
}

fn note(chance: &mut Chance) -> Cow<'static, str> {
    const NOTES: &[&str] = &[
        "Asked to be called if an earlier slot opens.",
        "Brings last year's scans.",
        "First time with us, needs the parking code.",
        "Comes with her daughter.",
        "Wants to talk about the new exercises.",
        "Please have the form ready to sign.",
    ];
    if chance.percent(8) {
        chance.pick(NOTES).into()
    } else {
        "".into()
    }
}

fn write_letters(
    tx: &Tx<'_>,
    clinic: &Clinic,
    crew: &Crew,
    ids: &[VisitId],
    happened: &mut Vec<Happened>,
) -> Result<()> {
    let calendar = &clinic.calendar;
    let zone = TimeZone::get(ZONE).map_err(Refusal::fault)?;
    let post = Post::new(
        clinic.seed,
        calendar,
        Planning::of(tx.on(), &zone)?,
        messaging::bulk::texts(tx.on())?,
    );
    let (mut post, since) = match clinic.letters {
        Letters::Lately(days) => (post, calendar.now - days * 86_400),
        #[cfg(feature = "bench")]
        Letters::ThreeEach => (post.three_each(), i64::MIN),
    };
    // In the order of the bookings: then messages come in the order of their ids.
    let mut order: Vec<usize> = (0..clinic.visits.len())
        .filter(|at| clinic.visits[*at].booked_at >= since)
        .collect();
    order.sort_by_key(|at| (clinic.visits[*at].booked_at, *at));
    for at in order {
        let visit = &clinic.visits[at];
        let person = &clinic.people[visit.patient];
        let standing = standing_of(visit, calendar);
        let mut about = About {
            visit: facts(clinic, crew, visit, ids[at]),
            standing: &standing,
            end: visit.course.end,
            email: person.record.emails.first().map(|email| email.address.as_str()),
            refuses: person.refuses_reminders,
        };
        for past in post.write(&mut about)? {
            messaging::bulk::put(tx.on(), &past)?;
            if let Some(what) = What::of_message(&past) {
                happened.push(Happened {
                    at: past.changed_at,
                    of: u32::try_from(at).map_err(Refusal::fault)?,
                    what,
                });
            }
        }
    }
    Ok(())
}

/// The visit as rules see it; texts are none of their business.
fn facts(clinic: &Clinic, crew: &Crew, visit: &Visit, id: VisitId) -> VisitFacts {
    VisitFacts {
        id,
        patient: clinic.people[visit.patient].id,
        provider: crew.founded.providers[visit.column],
        provider_name: String::new(),
        service: crew.founded.services[visit.service],
        service_name: String::new(),
        price: 0,
        preparation: String::new(),
        next_steps: String::new(),
        starts: clinic.calendar.wall(visit.day, visit.start),
        zone: ZONE.into(),
        starts_at: visit.starts_at(&clinic.calendar),
        ends_at: visit.ends_at(&clinic.calendar),
        minutes: visit.minutes(),
        status: String::new(),
        status_at: 0,
        revision: 1,
        booked_at: visit.booked_at,
    }
}
