//! The clinic itself: its facts, providers, rooms, services, hours and time off.
//!
//! Nothing here is deleted, only made inactive, because old visits keep pointing at it; time off alone can go. What a
//! changed service or week does not do: move a visit that was agreed.

pub(crate) mod bulk;
mod colour;
mod edit;
mod facts;
mod found;
mod get;
pub mod hours;
mod locations;
pub mod providers;
mod rooms;
pub mod services;
pub(crate) mod text;
pub mod time_off;

pub use colour::Colour;
pub use edit::zone;
pub use facts::{ClinicFacts, facts};
pub use found::{FoundClinic, Founded, NewProvider, NewService, OpenDay, found};
pub use get::{ClinicView, Paper, view};

use crate::door::{Command, command};
use crate::transact::Done;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("clinic.get", get::get, (), ClinicView, SignedIn),
    command!(
        "clinic.edit",
        edit::edit,
        edit::EditClinic,
        edit::ClinicEdited,
        ManageClinic
    ),
    command!(
        "providers.list",
        providers::list,
        (),
        Vec<providers::ProviderView>,
        SignedIn
    ),
    command!(
        "providers.save",
        providers::save,
        providers::SaveProvider,
        providers::ProviderView,
        ManageClinic
    ),
    command!("rooms.list", rooms::list, (), Vec<rooms::RoomView>, SignedIn),
    command!(
        "rooms.save",
        rooms::save,
        rooms::SaveRoom,
        rooms::RoomView,
        ManageClinic
    ),
    command!(
        "locations.list",
        locations::list,
        (),
        Vec<locations::LocationView>,
        SignedIn
    ),
    command!(
        "locations.save",
        locations::save,
        locations::SaveLocation,
        locations::LocationView,
        ManageClinic
    ),
    command!(
        "services.list",
        services::list,
        (),
        Vec<services::ServiceView>,
        SignedIn
    ),
    command!(
        "services.save",
        services::save,
        services::SaveService,
        services::ServiceView,
        ManageClinic
    ),
    command!("hours.get", hours::get, hours::AskHours, hours::Hours, SignedIn),
    command!(
        "hours.save",
        hours::save,
        hours::SaveHours,
        Done<hours::Hours>,
        ManageClinic
    ),
    command!(
        "time_off.list",
        time_off::list,
        time_off::AskTimeOff,
        Vec<time_off::TimeOffView>,
        SignedIn
    ),
    command!(
        "time_off.add",
        time_off::add,
        time_off::AddTimeOff,
        Done<time_off::TimeOffView>,
        EditSchedule
    ),
    command!(
        "time_off.remove",
        time_off::remove,
        time_off::RemoveTimeOff,
        Done<time_off::TimeOffView>,
        EditSchedule
    ),
];
