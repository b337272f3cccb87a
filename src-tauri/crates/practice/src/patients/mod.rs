//! Patients: register, find, edit, consents, timeline.

pub(crate) mod bulk;
mod clean;
mod consents;
mod contact;
mod duplicates;
mod edit;
mod fields;
mod find;
mod fold;
mod get;
mod keys;
mod likeness;
mod list;
mod nicknames;
mod photo;
mod preferences;
pub(crate) mod record;
mod register;
mod search;
mod set_consent;
mod set_preferences;
mod set_status;
mod store;
mod stored;
mod tags;
mod timeline;
mod told;
mod unregister;
mod values;
mod view;
mod visits;
mod who;

pub(crate) use consents::{ConsentChannel, ConsentPurpose, ConsentState, HowGiven, told_since};
pub use contact::{Contact, contact};
pub(crate) use duplicates::{FindDuplicates, LikelyDuplicate};
pub(crate) use edit::EditPatient;
pub(crate) use find::line_of;
pub(crate) use fold::words as folded_words;
pub(crate) use get::view as view_of;
pub use record::WhichPatient;
pub(crate) use register::register_on;
pub(crate) use set_consent::{ConsentAnswer, SetConsent};
pub(crate) use told::tell;
pub(crate) use unregister::{UnregisterPatient, erase_consents};
pub(crate) use values::{Phone, born as read_born, email as read_email, language as read_language};
pub use view::PatientLine;
pub(crate) use who::Names;

use crate::door::{Command, command};
use crate::transact::Done;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!(
        "patients.search",
        search::search,
        search::SearchPatients,
        Vec<search::PatientHit>,
        SeePatients,
        phi
    ),
    command!(
        "patients.get",
        get::get,
        WhichPatient,
        view::PatientView,
        SeePatients,
        phi
    ),
    command!(
        "patients.register",
        register::register,
        register::RegisterPatient,
        Done<view::PatientView>,
        EditPatients,
        phi
    ),
    command!(
        "patients.unregister",
        unregister::unregister,
        unregister::UnregisterPatient,
        (),
        EditPatients,
        phi
    ),
    command!(
        "patients.edit",
        edit::edit,
        edit::EditPatient,
        Done<view::PatientView>,
        EditPatients,
        phi
    ),
    command!(
        "patients.set_status",
        set_status::set_status,
        set_status::SetPatientStatus,
        Done<view::PatientView>,
        EditPatients,
        phi
    ),
    command!(
        "patients.duplicates",
        duplicates::duplicates,
        duplicates::FindDuplicates,
        Vec<duplicates::LikelyDuplicate>,
        SeePatients,
        phi
    ),
    command!(
        "patients.list",
        list::list,
        list::ListPatients,
        list::PatientPage,
        SeePatients,
        phi
    ),
    command!(
        "patients.timeline",
        timeline::timeline,
        timeline::ReadTimeline,
        timeline::Timeline,
        SeePatients,
        phi
    ),
    command!(
        "patients.consents",
        consents::consents,
        WhichPatient,
        consents::PatientConsents,
        SeePatients,
        phi
    ),
    command!(
        "patients.set_consent",
        set_consent::set_consent,
        set_consent::SetConsent,
        Done<consents::PatientConsents>,
        EditPatients,
        phi
    ),
    command!(
        "patients.set_preferences",
        set_preferences::set_preferences,
        set_preferences::SetPreferences,
        Done<consents::PatientConsents>,
        EditPatients,
        phi
    ),
    command!(
        "patients.set_photo",
        photo::set_photo,
        photo::SetPhoto,
        (),
        EditPatients,
        phi
    ),
    command!(
        "patients.photo",
        photo::photo,
        WhichPatient,
        photo::Photo,
        SeePatients,
        phi
    ),
    command!("patients.tags", tags::tags, (), Vec<tags::TagInUse>, SeePatients),
    command!(
        "custom_fields.list",
        fields::list,
        (),
        Vec<fields::CustomField>,
        SignedIn
    ),
    command!(
        "custom_fields.save",
        fields::save,
        fields::SaveCustomField,
        Vec<fields::CustomField>,
        ManageClinic
    ),
];

#[cfg(test)]
mod tests;
