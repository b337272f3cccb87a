//! The first start and the key: the wizard, the recovery kit and its proof, opening a practice the PC cannot open by
//! itself, and the demo clinic.

mod demo;
mod found;
mod keys;
mod recovery;
mod state;

pub use found::{ClinicCard, SetUp, SetUpDone, found};
pub use recovery::Recover;
pub use state::{PracticeState, Stage};

use crate::door::{Command, command};

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("practice.state", state::state, (), PracticeState, Anyone),
    command!("practice.set_up", found::set_up, SetUp, SetUpDone, Anyone),
    command!(
        "practice.prove_recovery",
        recovery::prove,
        recovery::Prove,
        (),
        OwnPractice
    ),
    command!(
        "practice.renew_recovery",
        recovery::renew,
        (),
        recovery::RecoveryKit,
        OwnPractice
    ),
    command!("practice.recover", recovery::recover, Recover, (), Anyone),
    command!("practice.keys", keys::keys, (), keys::KeyState, OwnPractice),
    command!(
        "practice.choose_start",
        keys::choose_start,
        keys::ChooseStart,
        keys::KeyState,
        OwnPractice
    ),
    command!("practice.make_demo", demo::make, demo::MakeDemo, demo::DemoMade, Anyone),
    command!("practice.erase_demo", demo::erase, (), (), SignedIn),
];
