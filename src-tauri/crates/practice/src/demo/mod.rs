//! A practice to try things in: made up from a seed, the same every time, with believable days. It opens read-write,
//! sends nothing real ("pretend send"), and is erased in one click.
//!
//! First everything is thought out in memory, by pure functions of seed, size and today ([`people`], [`visits`],
//! [`course`]); then [`pour`] writes it through the concepts' own ways for many. What may surprise: the messages of the
//! past are planned by the real rules, so their times and reasons are what the product would have done.

mod away;
mod calendar;
mod chance;
mod course;
mod letters;
mod names;
mod people;
mod pour;
mod reach;
mod requests;
mod team;
#[cfg(test)]
mod tests;
mod timeline;
mod today;
mod visits;
mod wishes;

use crate::automation::Tone;
use crate::ids::{self, StaffId};
use crate::ports::Ports;
use crate::practice::{Practice, Told};
use crate::setup::{self, ClinicCard, SetUp};
use crate::staff::{AddStaff, Role};
use crate::{Refusal, Result};
use calendar::Calendar;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use keepwell_keys::{Cost, Secret};
use pour::{Clinic, Letters};
use std::path::Path;
use std::sync::Arc;
use visits::Demand;

/// The password of everybody in a demo.
pub const PASSWORD: &str = "demo clinic sends nothing";

/// What the owner of a demo types to sign in.
pub const OWNER: &str = "amara";

/// The zone of the demo's town.
const ZONE: &str = "America/New_York";
/// A small clinic uses Keepwell's messages since so many days.
const WRITES_SINCE: i64 = 75;

/// How large a demo.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Patients.
    pub patients: u32,
    /// Years of visits behind today.
    pub years: u32,
    /// Seed.
    pub seed: u64,
}

/// A demo that stands.
pub struct Made {
    /// The open practice.
    pub practice: Practice,
    /// Its owner.
    pub owner: StaffId,
    /// Sign-in names of the people who work there.
    pub sign_ins: Vec<String>,
}

/// Makes the demo practice in `folder`. The same size and seed on the same day make the same clinic.
pub fn make(folder: &Path, ports: &Ports, told: &Arc<Told>, size: &Size) -> Result<Made> {
    let clinic = think_out(ports.clock.now(), size)?;
    write(folder, ports, told, &clinic)
}

/// Makes a practice of an exact volume, for measuring: ten columns, every day full, as far back as it takes.
#[cfg(feature = "bench")]
pub fn make_volume(folder: &Path, ports: &Ports, told: &Arc<Told>, volume: &Volume) -> Result<Made> {
    let clinic = think_out_volume(ports.clock.now(), volume)?;
    write(folder, ports, told, &clinic)
}

/// How much there is to be.
#[cfg(feature = "bench")]
#[derive(Debug, Clone, Copy)]
pub struct Volume {
    /// Patients.
    pub patients: u32,
    /// Visits; three messages each.
    pub visits: usize,
    /// Seed.
    pub seed: u64,
}

fn think_out(now: Timestamp, size: &Size) -> Result<Clinic> {
    let patients = usize::try_from(size.patients).map_err(Refusal::fault)?;
    let columns = team::columns(patients);
    let calendar = calendar(now, size.years * 365)?;
    let people = people::people(&names::Names::read()?, size.seed, patients, &calendar);
    let plan = away::Plan::new(size.seed, columns, &calendar);
    // Three visits a year for everybody; a column sees about 2,600 in a full year.
    let before = (3.0 * patients as f64 / (2_600.0 * columns as f64)).clamp(0.06, 0.8);
    let lately = (patients as f64 / (columns as f64 * 175.0))
        .clamp(0.25, 0.82)
        .max(before);
    let mut visits = visits::visits(&people, size.seed, columns, &calendar, &plan, Demand { before, lately });
    today::tell(&mut visits, &calendar);
    Ok(Clinic {
        seed: size.seed,
        calendar,
        columns,
        plan,
        people,
        visits,
        letters: Letters::Lately(WRITES_SINCE),
    })
}

#[cfg(feature = "bench")]
fn think_out_volume(now: Timestamp, volume: &Volume) -> Result<Clinic> {
    let (seed, columns) = (volume.seed, 10);
    let patients = usize::try_from(volume.patients).map_err(Refusal::fault)?;
    let mut behind = u32::try_from(volume.visits / 90 + 10).map_err(Refusal::fault)?;
    loop {
        let calendar = calendar(now, behind)?;
        let people = people::people(&names::Names::read()?, seed, patients, &calendar);
        let plan = away::Plan::new(seed, columns, &calendar);
        let mut visits = visits::visits(
            &people,
            seed,
            columns,
            &calendar,
            &plan,
            Demand {
                before: 0.8,
                lately: 0.8,
            },
        );
        if visits.len() >= volume.visits {
            today::tell(&mut visits, &calendar);
            // The oldest go: the days around today are what is measured.
            visits.drain(..visits.len() - volume.visits);
            return Ok(Clinic {
                seed,
                calendar,
                columns,
                plan,
                people,
                visits,
                letters: Letters::ThreeEach,
            });
        }
        behind += behind / 10 + 10;
    }
}

fn calendar(now: Timestamp, behind: u32) -> Result<Calendar> {
    Calendar::new(now, &TimeZone::get(ZONE).map_err(Refusal::fault)?, behind)
}

fn write(folder: &Path, ports: &Ports, told: &Arc<Told>, clinic: &Clinic) -> Result<Made> {
    let input = SetUp {
        clinic: ClinicCard {
            name: "Keepwell Demo Clinic".into(),
            phone: "+1 484 555 0100".into(),
            email: "desk@demo.invalid".into(),
            address: "12 Linden Street\nAllentown, PA 18101".into(),
            country: "US".into(),
            zone: ZONE.into(),
            currency: "USD".into(),
            paper: "letter".into(),
        },
        day: team::founding(clinic.columns),
        tone: Tone::Warm,
        owner: AddStaff {
            name: "Amara Okafor".into(),
            sign_in: OWNER.into(),
            role: Role::Owner,
            password: Secret::new(PASSWORD.into()),
        },
        locked_mode: false,
    };
    // The password is printed in the manual: five times the usual work to check it would protect nothing.
    let quick = Ports {
        cost: Cost::WORTHLESS_BUT_QUICK,
        ..ports.clone()
    };
    let since = Timestamp::from_second(clinic.calendar.at(clinic.calendar.today, 0)).map_err(Refusal::fault)?;
    let founded = ids::from_seed(clinic.seed, since, || {
        setup::found(folder, &quick, told, &input, true, |practice, tx, owner| {
            pour::pour(practice, tx, owner, clinic)
        })
    })?;
    let (owner, key) = (founded.owner, founded.practice.key.duplicate());
    drop(founded);
    // Opened anew at the machine's real cost: whoever is added from now on may mean it.
    let practice = Practice::open(folder, key, ports.clone(), Arc::clone(told))?;
    Ok(Made {
        practice,
        owner,
        sign_ins: team::STAFF.iter().map(|colleague| colleague.sign_in.into()).collect(),
    })
}
