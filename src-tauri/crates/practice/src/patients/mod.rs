//! Patients: register, find, edit, consents, timeline.

mod consents;
mod contact;
mod duplicates;
mod edit;
mod fields;
mod list;
mod photo;
mod record;
mod register;
mod search;
mod set_consent;
mod set_preferences;
mod set_status;
mod tags;
mod timeline;
mod unregister;
mod view;

pub use contact::{Contact, contact};
pub use record::WhichPatient;

use crate::door::{Call, Command, command};
use crate::transact::Done;
use crate::{Refusal, Result};

fn later<I, O>(_: &Call<'_>, _: I) -> Result<O> {
    Err(Refusal::fault("being written"))
}

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("patients.search", later::<search::SearchPatients, Vec<search::PatientHit>>, search::SearchPatients, Vec<search::PatientHit>, SeePatients, phi),
    command!("patients.get", later::<WhichPatient, view::PatientView>, WhichPatient, view::PatientView, SeePatients, phi),
    command!("patients.register", later::<register::RegisterPatient, Done<view::PatientView>>, register::RegisterPatient, Done<view::PatientView>, EditPatients, phi),
    command!("patients.unregister", later::<unregister::UnregisterPatient, ()>, unregister::UnregisterPatient, (), EditPatients, phi),
    command!("patients.edit", later::<edit::EditPatient, Done<view::PatientView>>, edit::EditPatient, Done<view::PatientView>, EditPatients, phi),
    command!("patients.set_status", later::<set_status::SetPatientStatus, Done<view::PatientView>>, set_status::SetPatientStatus, Done<view::PatientView>, EditPatients, phi),
    command!("patients.duplicates", later::<duplicates::FindDuplicates, Vec<duplicates::LikelyDuplicate>>, duplicates::FindDuplicates, Vec<duplicates::LikelyDuplicate>, SeePatients, phi),
    command!("patients.list", later::<list::ListPatients, list::PatientPage>, list::ListPatients, list::PatientPage, SeePatients, phi),
    command!("patients.timeline", later::<timeline::ReadTimeline, timeline::Timeline>, timeline::ReadTimeline, timeline::Timeline, SeePatients, phi),
    command!("patients.consents", later::<WhichPatient, consents::PatientConsents>, WhichPatient, consents::PatientConsents, SeePatients, phi),
    command!("patients.set_consent", later::<set_consent::SetConsent, Done<consents::PatientConsents>>, set_consent::SetConsent, Done<consents::PatientConsents>, EditPatients, phi),
    command!("patients.set_preferences", later::<set_preferences::SetPreferences, Done<consents::PatientConsents>>, set_preferences::SetPreferences, Done<consents::PatientConsents>, EditPatients, phi),
    command!("patients.set_photo", later::<photo::SetPhoto, ()>, photo::SetPhoto, (), EditPatients, phi),
    command!("patients.photo", later::<WhichPatient, photo::Photo>, WhichPatient, photo::Photo, SeePatients, phi),
    command!("patients.tags", later::<(), Vec<tags::TagInUse>>, (), Vec<tags::TagInUse>, SeePatients),
    command!("custom_fields.list", later::<(), Vec<fields::CustomField>>, (), Vec<fields::CustomField>, SignedIn),
    command!("custom_fields.save", later::<fields::SaveCustomField, Vec<fields::CustomField>>, fields::SaveCustomField, Vec<fields::CustomField>, ManageClinic),
];
