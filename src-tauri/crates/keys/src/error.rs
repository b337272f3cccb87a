//! Everything that can go wrong with keys, in words a clinic can act on.

/// Why a key could not be made, kept or opened.
///
/// The message says what happened, what it means and what to do next; [`KeyError::code`] is the
/// stable name for programs.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The typed password does not open this staff member's slot.
    #[error("That password is not right. Nothing was opened. Check Caps Lock and try again, or use the recovery code.")]
    WrongPassword,
    /// A well-formed recovery code of some other practice, or an older code since replaced.
    #[error(
        "That recovery code does not belong to this practice. It may be an older printout: look for the newest recovery kit and try again."
    )]
    WrongRecoveryCode,
    /// The check characters do not fit; `group` (1 to 7) is where the slip most likely is.
    #[error("{}", mistyped(*.group))]
    MistypedRecoveryCode {
        /// The group of four, counted from 1, or `None` when it cannot be told.
        group: Option<u8>,
    },
    /// Too few or too many characters; `found` counts those that are not spaces or dashes.
    #[error(
        "A recovery code has 28 characters in 7 groups of 4; {found} were typed. Compare it with the printed kit and type it again."
    )]
    RecoveryCodeLength {
        /// Characters typed, without spaces and dashes.
        found: usize,
    },
    /// There is no slot of the kind (or for the person) that was asked for.
    #[error(
        "This way of opening the practice has not been set up here. Use a password of someone who has one, or the recovery code."
    )]
    NoSuchSlot,
    /// This computer has no keychain, or none is running.
    #[error(
        "This computer's keychain is not available ({why}). The records are safe. Open the practice with a password or the recovery code."
    )]
    KeychainMissing {
        /// What the system said.
        why: String,
    },
    /// The keychain is there but closed.
    #[error(
        "This computer's keychain is locked ({why}). The records are safe. Unlock it by signing in to this computer again, or open the practice with a password."
    )]
    KeychainLocked {
        /// What the system said.
        why: String,
    },
    /// The keychain works, but the entry for this practice is no longer in it.
    #[error(
        "This computer's keychain no longer holds the key of this practice; this can happen after a Windows password reset or a change of desktop. The records are safe. Open the practice with a password or the recovery code, then turn on opening with this computer again."
    )]
    KeychainEntryGone,
    /// The keychain holds an entry, but it does not open the slot: an old profile was restored.
    #[error(
        "The key in this computer's keychain does not fit this practice; an older copy of the keychain or of the practice folder may have been restored. The records are safe. Open the practice with a password or the recovery code, then turn on opening with this computer again."
    )]
    KeychainEntryWrong,
    /// The keychain did not answer in time, often because it is asking for its own password.
    #[error(
        "This computer's keychain did not answer in {seconds} seconds. It may be asking for its own password in another window. Answer it and try again, or open the practice with a password."
    )]
    KeychainTimedOut {
        /// How long we waited.
        seconds: u64,
    },
    /// The keychain answered with an error that is neither of the above.
    #[error(
        "This computer's keychain refused ({why}). The records are safe. Open the practice with a password or the recovery code."
    )]
    KeychainFailed {
        /// What the system said.
        why: String,
    },
    /// `keyslots.json`, or the slot in it, is cut short, changed or not ours.
    #[error(
        "The file with the locks of this practice (keyslots.json) is damaged: {what}. Do not delete it. Try another way of opening, or put the file back from the newest backup."
    )]
    SlotFileDamaged {
        /// Which part, without any secret.
        what: String,
    },
    /// Written by a newer version of the program.
    #[error(
        "The locks of this practice were written by a newer version of Keepwell. Nothing was changed. Install the newest version on this computer."
    )]
    NewerSlotFile,
    /// Removing it would leave the practice without any way to open.
    #[error(
        "This is the last way to open the practice, so it was kept. Set up another password or a new recovery code first."
    )]
    LastSlot,
    /// A new slot file would replace one that is already there.
    #[error(
        "There is already a practice in this folder, so no new one was made. Open the practice that is there, or choose another folder."
    )]
    AlreadySetUp,
    /// The slot that was just made did not open again, so it was not kept.
    #[error(
        "A new lock was made but did not open when it was tried, so it was thrown away and nothing changed. Try again; if it happens twice, this computer's memory may be faulty."
    )]
    NotVerified,
    /// Argon2 cost outside the accepted range, or out of memory.
    #[error("This computer could not do the password calculation ({why}). Close other programs and try again.")]
    Derivation {
        /// What failed.
        why: String,
    },
    /// The system's random numbers failed.
    #[error("This computer could not make random numbers, so no key was made. Restart the computer and try again.")]
    NoRandomness,
    /// A file could not be read or written.
    #[error(
        "The file with the locks of this practice (keyslots.json) could not be {action}: {source}. Check that the disk is not full and that this user may write to the folder."
    )]
    Io {
        /// "read" or "written".
        action: &'static str,
        /// The system's error.
        source: std::io::Error,
    },
}

impl KeyError {
    /// Stable snake_case name, for the command border, logs and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong_password",
            Self::WrongRecoveryCode => "wrong_recovery_code",
            Self::MistypedRecoveryCode { .. } => "mistyped_recovery_code",
            Self::RecoveryCodeLength { .. } => "recovery_code_length",
            Self::NoSuchSlot => "no_such_slot",
            Self::KeychainMissing { .. } => "keychain_missing",
            Self::KeychainLocked { .. } => "keychain_locked",
            Self::KeychainEntryGone => "keychain_entry_gone",
            Self::KeychainEntryWrong => "keychain_entry_wrong",
            Self::KeychainTimedOut { .. } => "keychain_timed_out",
            Self::KeychainFailed { .. } => "keychain_failed",
            Self::SlotFileDamaged { .. } => "slot_file_damaged",
            Self::NewerSlotFile => "newer_slot_file",
            Self::LastSlot => "last_slot",
            Self::AlreadySetUp => "already_set_up",
            Self::NotVerified => "slot_not_verified",
            Self::Derivation { .. } => "derivation_failed",
            Self::NoRandomness => "no_randomness",
            Self::Io { .. } => "slot_file_io",
        }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::SlotFileDamaged { what: what.into() }
    }
}

fn mistyped(group: Option<u8>) -> String {
    match group {
        Some(group) => format!(
            "There is a typing mistake in the recovery code, most likely in group {group} of 7. Compare that group with the printed kit and type it again."
        ),
        None => "There is a typing mistake in the recovery code. Compare every group with the printed kit and type it again.".to_owned(),
    }
}
