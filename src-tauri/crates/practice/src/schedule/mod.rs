//! The calendar: booking, moving, the flow of the day.
//!
//! Wall time and zone are what was agreed with the patient; instants are derived. What decides whether a visit may be
//! somewhere is decided once, in the write transaction that puts it there (`rules`), whoever asks. What is not here:
//! what the patient is told (`automation`), and series and waitlists, which come with their own issues.

mod agenda;
pub(crate) mod asked;
mod axis;
mod backdrop;
mod book;
pub(crate) mod bulk;
mod cancel;
mod change;
mod check;
mod columns;
mod counts;
mod day;
mod day_sheet;
mod edit;
mod facts;
pub(crate) mod free;
mod get;
mod grid;
mod keep_wall_times;
mod mine;
mod month;
mod move_to;
mod of_patient;
mod openings;
mod place;
mod put_back;
mod restore;
mod rules;
mod set_status;
pub(crate) mod state;
pub(crate) mod status;
mod store;
#[cfg(test)]
pub(crate) mod tests;
mod tray;
mod view;
pub(crate) mod visit;
pub(crate) mod wall;
mod week;
mod withdraw;

pub(crate) use book::{BookVisit, Booking};
pub(crate) use check::CheckVisit;
pub use facts::{VisitFacts, facts};
pub use keep_wall_times::follow_the_zone;
pub(crate) use keep_wall_times::keep_wall_times;
pub(crate) use openings::AskOpenings;
pub use openings::Opening;
pub(crate) use rules::Verdict;
pub use status::VisitStatus;
pub(crate) use store::erase_withdrawn;
pub(crate) use view::one as view_of;
pub use visit::{VisitLine, VisitView};
pub(crate) use withdraw::WithdrawVisit;

use crate::door::{Command, command};
use crate::transact::Done;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("schedule.day", day::day, day::AskDay, day::DayView, SeeSchedule, phi),
    command!(
        "schedule.week",
        week::week,
        week::AskWeek,
        week::WeekView,
        SeeSchedule,
        phi
    ),
    command!(
        "schedule.month",
        month::month,
        month::AskMonth,
        month::MonthView,
        SeeSchedule,
        phi
    ),
    command!(
        "schedule.agenda",
        agenda::agenda,
        agenda::AskAgenda,
        agenda::AgendaPage,
        SeeSchedule,
        phi
    ),
    command!(
        "schedule.day_sheet",
        day_sheet::day_sheet,
        day_sheet::AskDaySheet,
        day_sheet::DaySheet,
        SeeSchedule,
        phi
    ),
    command!("schedule.mine", mine::mine, (), mine::Mine, SignedIn),
    command!("visits.get", get::get, visit::AskVisit, VisitView, SeeSchedule, phi),
    command!(
        "visits.of_patient",
        of_patient::of_patient,
        of_patient::AskPatientVisits,
        of_patient::PatientVisits,
        SeeSchedule,
        phi
    ),
    command!(
        "visits.check",
        check::check,
        check::CheckVisit,
        check::Checked,
        SeeSchedule,
        phi
    ),
    command!(
        "visits.openings",
        openings::openings,
        openings::AskOpenings,
        Vec<openings::Opening>,
        SeeSchedule
    ),
    command!(
        "visits.book",
        book::book,
        book::BookVisit,
        Done<VisitView>,
        EditSchedule,
        phi
    ),
    command!(
        "visits.move",
        move_to::move_to,
        move_to::MoveVisit,
        Done<VisitView>,
        EditSchedule,
        phi
    ),
    command!(
        "visits.set_status",
        set_status::set_status,
        set_status::SetStatus,
        Done<VisitView>,
        EditSchedule,
        phi
    ),
    command!(
        "visits.cancel",
        cancel::cancel,
        cancel::CancelVisit,
        Done<VisitView>,
        EditSchedule,
        phi
    ),
    command!(
        "visits.restore",
        restore::restore,
        restore::RestoreVisit,
        Done<VisitView>,
        EditSchedule,
        phi
    ),
    command!(
        "visits.edit",
        edit::edit,
        edit::EditVisit,
        Done<VisitView>,
        EditSchedule,
        phi
    ),
    command!(
        "visits.put_back",
        put_back::put_back,
        put_back::PutBack,
        VisitView,
        EditSchedule,
        phi
    ),
    command!(
        "visits.withdraw",
        withdraw::withdraw,
        withdraw::WithdrawVisit,
        (),
        EditSchedule,
        phi
    ),
    command!("tray.list", tray::list, (), Vec<tray::TrayEntry>, SeeSchedule, phi),
    command!(
        "tray.put",
        tray::put,
        visit::AskVisit,
        Done<tray::TrayEntry>,
        EditSchedule,
        phi
    ),
    command!("tray.take", tray::take, visit::AskVisit, Done<()>, EditSchedule, phi),
];
