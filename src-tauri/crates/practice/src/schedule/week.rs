//! Seven days, of one provider or of all.

use crate::door::Call;
use crate::ids::ProviderId;
use crate::schedule::axis::{Axis, Frame};
use crate::schedule::backdrop::{Away, Backdrop, Open, when_anybody};
use crate::schedule::columns::{self, Person};
use crate::schedule::counts::Counts;
use crate::schedule::grid::{self, Which};
use crate::schedule::visit::DayVisit;
use crate::schedule::{mine, wall};
use crate::{Refusal, Result};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// Which week.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskWeek {
    /// The first of seven days, `YYYY-MM-DD`.
    pub from: String,
    /// Only this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
}

/// A week.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WeekView {
    /// The first day.
    pub from: String,
    /// The clinic's zone.
    pub zone: String,
    /// Whom it shows, in the order of the columns.
    pub providers: Vec<WeekProvider>,
    /// Seven days.
    pub days: Vec<WeekDay>,
}

/// Somebody the week shows.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WeekProvider {
    /// Which.
    pub id: ProviderId,
    /// Their name.
    pub name: String,
    /// The signed-in provider.
    pub mine: bool,
    /// How many visits they have in the week.
    pub visits: u32,
}

/// A day of the week.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WeekDay {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// 1 Monday … 7 Sunday.
    pub weekday: u8,
    /// The vertical axis.
    pub axis: Axis,
    /// Where now is on it, if it is today.
    pub now: Option<i32>,
    /// Working hours: the provider's, or when anybody works.
    pub open: Vec<Open>,
    /// Away and blocked times: the provider's, or of the whole clinic.
    pub away: Vec<Away>,
    /// The visits, by start; cancelled ones are left out.
    pub visits: Vec<DayVisit>,
    /// How many stand where.
    pub counts: Counts,
}

/// The week.
pub fn week(call: &Call<'_>, input: AskWeek) -> Result<WeekView> {
    let from = wall::parse_day("from", &input.from)?;
    let (zone, now) = (call.practice()?.zone(), call.practice()?.now());
    let zone_name = zone.iana_name().unwrap_or("UTC").to_owned();
    let staff = call.staff()?;
    call.looks_at(from);
    let frames: Vec<Frame> = from
        .series(1.day())
        .take(7)
        .map(|day| Frame::of(&zone, day))
        .collect::<Result<_>>()?;
    call.read(|on| {
        let people = columns::people(on)?;
        if let Some(provider) = input.provider
            && !people.iter().any(|person| person.id == provider)
        {
            return Err(Refusal::invalid(
                "provider",
                "This provider is not there any more. Choose another.",
            ));
        }
        let mine = mine::provider_of(on, staff)?;
        let visits = grid::visits(
            on,
            &zone,
            &frames,
            Which {
                provider: input.provider,
                cancelled: false,
            },
        )?;
        let until = frames.last().map_or(from, |frame| frame.day);
        let backdrop = Backdrop::read(on, from, until)?;
        let providers = shown(&people, &visits, input.provider, mine);
        let mut days = Vec::new();
        for (frame, visits) in frames.iter().zip(visits) {
            let open = backdrop.open(&zone, frame, |provider, _| {
                providers.iter().any(|shown| shown.id == provider)
            })?;
            days.push(WeekDay {
                date: frame.day.to_string(),
                weekday: frame.day.weekday().to_monday_one_offset().unsigned_abs(),
                axis: frame.axis(&zone)?,
                now: frame.now(now),
                open: when_anybody(open),
                away: backdrop.away(&zone, frame, input.provider)?,
                counts: grid::count(&visits),
                visits,
            });
        }
        Ok(WeekView {
            from: from.to_string(),
            zone: zone_name,
            providers,
            days,
        })
    })
}

/// The provider asked for, or everybody in use and whoever still has visits in the week.
fn shown(
    people: &[Person],
    visits: &[Vec<DayVisit>],
    only: Option<ProviderId>,
    mine: Option<ProviderId>,
) -> Vec<WeekProvider> {
    let mut of: HashMap<ProviderId, u32> = HashMap::new();
    for visit in visits.iter().flatten() {
        *of.entry(visit.provider).or_default() += 1;
    }
    people
        .iter()
        .filter(|person| only.map_or(person.active || of.contains_key(&person.id), |only| only == person.id))
        .map(|person| WeekProvider {
            id: person.id,
            name: person.name.clone(),
            mine: mine == Some(person.id),
            visits: of.get(&person.id).copied().unwrap_or(0),
        })
        .collect()
}
