//! Roles and what each may (SEC-1). One matrix, asked at the door only; the editor for it comes with its own issue.

use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The seven roles of the founding systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owns the practice: everything.
    Owner,
    /// Runs it: everything but the keys and the owner.
    ClinicAdmin,
    /// Sees patients.
    Provider,
    /// Clinical staff and health coaches.
    ClinicalStaff,
    /// The desk and the phone.
    FrontDesk,
    /// Bills and payments.
    Billing,
    /// Looks, changes nothing.
    ReadOnly,
}

/// What a command asks of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Nobody need be signed in (state, wizard, sign-in).
    Anyone,
    /// Any signed-in person.
    SignedIn,
    /// See patients and their timelines.
    SeePatients,
    /// Register and change patients.
    EditPatients,
    /// See the calendar.
    SeeSchedule,
    /// Book, move and cancel visits, set their status.
    EditSchedule,
    /// See messages and the outbox.
    SeeMessages,
    /// Hold, stop and send single messages.
    SendMessages,
    /// See requests from the web.
    SeeRequests,
    /// Confirm, decline and assign requests.
    AnswerRequests,
    /// Design and publish web forms and open times.
    ManageForms,
    /// Edit templates and reminder rules.
    ManageTemplates,
    /// Clinic, providers, rooms, services, hours, mail server.
    ManageClinic,
    /// Add and change staff.
    ManageStaff,
    /// Keys, recovery kit, erasing the demo.
    OwnPractice,
}

const ROLES: [Role; 7] = [
    Role::Owner,
    Role::ClinicAdmin,
    Role::Provider,
    Role::ClinicalStaff,
    Role::FrontDesk,
    Role::Billing,
    Role::ReadOnly,
];

impl Role {
    /// Whether the role includes `permission`.
    pub fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Owner => true,
            Self::ClinicAdmin => permission != P::OwnPractice,
            Self::Provider | Self::ClinicalStaff | Self::FrontDesk => {
                matches!(
                    permission,
                    P::Anyone
                        | P::SignedIn
                        | P::SeePatients
                        | P::EditPatients
                        | P::SeeSchedule
                        | P::EditSchedule
                        | P::SeeMessages
                        | P::SendMessages
                        | P::SeeRequests
                        | P::AnswerRequests
                )
            }
            Self::Billing => matches!(
                permission,
                P::Anyone
                    | P::SignedIn
                    | P::SeePatients
                    | P::EditPatients
                    | P::SeeSchedule
                    | P::SeeMessages
                    | P::SendMessages
                    | P::SeeRequests
            ),
            Self::ReadOnly => matches!(
                permission,
                P::Anyone | P::SignedIn | P::SeePatients | P::SeeSchedule | P::SeeMessages | P::SeeRequests
            ),
        }
    }

    /// The role in the clinic's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::ClinicAdmin => "clinic admin",
            Self::Provider => "provider",
            Self::ClinicalStaff => "clinical staff",
            Self::FrontDesk => "front desk",
            Self::Billing => "billing",
            Self::ReadOnly => "read only",
        }
    }

    /// The role as stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::ClinicAdmin => "clinic_admin",
            Self::Provider => "provider",
            Self::ClinicalStaff => "clinical_staff",
            Self::FrontDesk => "front_desk",
            Self::Billing => "billing",
            Self::ReadOnly => "read_only",
        }
    }

    /// Reads a stored role. An unknown one is damage, not "read only".
    pub fn from_stored(text: &str) -> Result<Self> {
        ROLES
            .into_iter()
            .find(|role| role.stored() == text)
            .ok_or_else(|| Refusal::fault("a staff row with an unknown role"))
    }
}

/// Who to ask for something one may not do: the least role that may.
pub fn who_may(permission: Permission) -> &'static str {
    match permission {
        Permission::OwnPractice => "the owner of the practice",
        Permission::ManageClinic | Permission::ManageStaff | Permission::ManageTemplates | Permission::ManageForms => {
            "a clinic admin"
        }
        _ => "the front desk or a clinic admin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_that_changes_the_clinic_is_closed_to_those_who_only_look() {
        use Permission as P;
        for permission in [
            P::EditPatients,
            P::EditSchedule,
            P::SendMessages,
            P::AnswerRequests,
            P::ManageForms,
            P::ManageTemplates,
            P::ManageClinic,
            P::ManageStaff,
            P::OwnPractice,
        ] {
            assert!(!Role::ReadOnly.may(permission), "{permission:?} changes something");
        }
        assert!(!Role::ClinicAdmin.may(P::OwnPractice), "the keys are the owner's");
        assert!(!Role::FrontDesk.may(P::ManageStaff), "the desk does not hand out roles");
    }

    #[test]
    fn a_stored_role_comes_back_and_an_unknown_one_is_damage() {
        for role in ROLES {
            assert_eq!(Role::from_stored(role.stored()).unwrap(), role);
        }
        assert!(Role::from_stored("superuser").is_err(), "never a silent default");
    }
}
