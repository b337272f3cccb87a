//! The people who work here: accounts, roles, sign-in by password, quick switch by PIN, locking (SEC-1, SEC-2).
//!
//! A second factor and the editor of permissions come with their own issue; both hang on what is here.

mod add;
mod edit;
mod list;
mod lock;
mod password;
mod role;
mod sign_in;
mod store;
mod switch;

pub use add::{AddStaff, add_at_founding};
pub use lock::auto_lock_seconds;
pub use role::{Permission, Role, who_may};
pub use store::{Colleague, active, name_of};

use crate::door::{Command, command};
use crate::ids::StaffId;
use serde::Serialize;
use ts_rs::TS;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("staff.sign_in", sign_in::sign_in, sign_in::SignIn, SignedIn, Anyone),
    command!("staff.sign_out", lock::sign_out, (), (), Anyone),
    command!("staff.lock", lock::lock, (), (), Anyone),
    command!("staff.switch", switch::switch, switch::Switch, SignedIn, Anyone),
    command!("staff.board", switch::board, (), Vec<switch::Face>, Anyone),
    command!("staff.me", list::me, (), SignedIn, SignedIn),
    command!("staff.list", list::list, (), Vec<StaffView>, ManageStaff),
    command!("staff.add", add::add, AddStaff, StaffView, ManageStaff),
    command!("staff.edit", edit::edit, edit::EditStaff, StaffView, ManageStaff),
    command!(
        "staff.reset_password",
        password::reset,
        password::ResetPassword,
        (),
        ManageStaff
    ),
    command!(
        "staff.change_password",
        password::change,
        password::ChangePassword,
        (),
        SignedIn
    ),
    command!("staff.set_pin", password::set_pin, password::SetPin, (), SignedIn),
    command!(
        "staff.password_strength",
        password::strength,
        password::AskStrength,
        password::Strength,
        Anyone
    ),
    command!(
        "staff.set_auto_lock",
        lock::set_auto_lock,
        lock::AutoLock,
        lock::AutoLock,
        ManageClinic
    ),
    command!("staff.auto_lock", lock::get_auto_lock, (), lock::AutoLock, SignedIn),
];

/// An account, as the staff page shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StaffView {
    /// Which.
    pub id: StaffId,
    /// What they type to sign in.
    pub sign_in: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Whether they may sign in.
    pub active: bool,
    /// Whether they have a PIN for the quick switch.
    pub has_pin: bool,
    /// Whether they must choose a password of their own at the next sign-in.
    pub must_change_password: bool,
    /// Until when sign-in is locked after wrong tries, Unix seconds.
    #[ts(type = "number | null")]
    pub locked_until: Option<i64>,
}

/// Who sits here now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SignedIn {
    /// Which account.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The role in words.
    pub role_words: String,
    /// What the role includes: the screen hides what would be refused.
    pub may: Vec<Permission>,
    /// Whether they have a PIN.
    pub has_pin: bool,
    /// Whether a password of their own must be chosen first.
    pub must_change_password: bool,
    /// The screen locks after this many minutes without anybody.
    #[ts(type = "number")]
    pub auto_lock_minutes: i64,
}

/// Who `staff` is, for the screen.
pub fn describe(practice: &crate::Practice, staff: StaffId) -> crate::Result<SignedIn> {
    sign_in::signed_in(practice, &practice.read(|on| store::by_id(on, staff))?)
}

/// Everybody with an account, for whoever may show it.
pub fn everybody(practice: &crate::Practice) -> crate::Result<Vec<StaffView>> {
    practice.read(store::all)?.iter().map(store::StaffRow::view).collect()
}

pub use password::recover_owner;
