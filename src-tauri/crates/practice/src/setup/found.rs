//! Found a practice: the answers of the wizard become keys, file, owner, clinic and reminder rules, or nothing at all.
//!
//! Everything is made in a folder beside the final one, which takes the final name only when it is whole: a power cut
//! in the middle leaves no half practice.

use crate::automation::{self, Tone};
use crate::clinic::{self, FoundClinic};
use crate::door::{Call, State};
use crate::ids::{ProviderId, StaffId};
use crate::ports::Ports;
use crate::practice::{Practice, Told};
use crate::staff::{self, AddStaff, Role};
use crate::store::disk;
use crate::transact::{Actor, Origin, Tx};
use crate::{Code, Refusal, Result, forms};
use jiff::tz::TimeZone;
use keepwell_keys::{DataKey, KeySlots, KeychainStatus, RecoveryCode, place};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use ts_rs::TS;

/// The clinic's card.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClinicCard {
    /// Its name.
    pub name: String,
    /// Its phone, as printed.
    pub phone: String,
    /// Its e-mail address; may be empty.
    pub email: String,
    /// Its postal address, lines.
    pub address: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA zone.
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// `a4` or `letter`.
    pub paper: String,
}

/// The five answers of the wizard.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// Who you are.
    pub clinic: ClinicCard,
    /// Hours, providers and services.
    pub day: FoundClinic,
    /// How reminders sound.
    pub tone: Tone,
    /// Who owns the practice; the role is always owner.
    pub owner: AddStaff,
    /// Whether a person must open the practice after each restart (Locked mode); otherwise this PC's keychain does.
    pub locked_mode: bool,
}

/// Founded. The code is shown once, printed, and typed back (`practice.prove_recovery`) before the first patient.
#[derive(Debug, Serialize, TS)]
pub struct SetUpDone {
    /// The recovery code, in groups of four.
    pub recovery: Vec<String>,
    /// Whether this PC opens the practice by itself after a restart.
    pub opens_by_itself: bool,
}

/// What `found` leaves behind.
pub struct Founded {
    /// The open practice.
    pub practice: Practice,
    /// The owner's account.
    pub owner: StaffId,
    /// The recovery code.
    pub recovery: RecoveryCode,
    /// Whether the keychain holds a key.
    pub opens_by_itself: bool,
}

/// Founds the practice of this PC and signs the owner in.
pub fn set_up(call: &Call<'_>, mut input: SetUp) -> Result<SetUpDone> {
    let door = call.door();
    let _alone = door.alone();
    refuse_second(call)?;
    input.owner.role = Role::Owner;
    let founded = found(
        door.folder(),
        door.ports(),
        door.told(),
        &input,
        false,
        |_, _, _| Ok(()),
    )?;
    let now = founded.practice.now();
    door.enter(State::Open(Arc::new(founded.practice)));
    door.sessions.begin(&call.caller().key, founded.owner, Role::Owner, now);
    Ok(SetUpDone {
        recovery: founded.recovery.dangerously_expose_groups().to_vec(),
        opens_by_itself: founded.opens_by_itself,
    })
}

/// A practice is founded where there is none, and nowhere else.
pub fn refuse_second(call: &Call<'_>) -> Result<()> {
    call.door().with_state(|state| match state {
        State::None => Ok(()),
        State::Shut { .. } | State::Open(_) => Err(Refusal::new(
            Code::Busy,
            "This computer already has a practice. A second one cannot take its place.",
        )),
    })
}

/// Founds a practice in `folder`; `more` adds to it in the same transaction.
pub fn found(
    folder: &Path,
    ports: &Ports,
    told: &Arc<Told>,
    input: &SetUp,
    demo: bool,
    more: impl FnOnce(&Practice, &mut Tx<'_>, StaffId) -> Result<()>,
) -> Result<Founded> {
    check_card(&input.clinic)?;
    place::check(folder).map_err(|refused| Refusal::new(Code::BadPlace, refused.to_string()))?;
    let staging = staging_folder(folder)?;
    let practice_id = uuid::Uuid::now_v7().simple().to_string();
    let (key, recovery) = (DataKey::make()?, RecoveryCode::make()?);
    let mut slots = KeySlots::create(&staging, &practice_id).with_cost(ports.cost);
    slots.add_recovery(&recovery, &key)?;
    slots.save()?;
    let owner = {
        let practice = Practice::found(&staging, key.duplicate(), ports.clone(), Arc::clone(told))?;
        let origin = Origin {
            actor: Actor::Setup,
            seat: "setup",
            command: "practice.set_up",
        };
        practice.transact(&origin, |tx| {
            insert_clinic(tx, &practice_id, &input.clinic, demo)?;
            let owner = staff::add_at_founding(&practice, tx, &input.owner)?;
            let made = clinic::found(tx, &input.day)?;
            link_owner(tx, input, owner.id, &made.providers)?;
            automation::found(tx, input.tone)?;
            forms::ship(tx)?;
            more(&practice, tx, owner.id)?;
            Ok(owner.id)
        })?
    };
    // The keychain last: an entry for a practice that never came to be would be litter nobody finds.
    let keychain = (ports.keychain)(&practice_id);
    let mut opens_by_itself = false;
    if !input.locked_mode && keychain.status() == KeychainStatus::Ready {
        let mut slots = KeySlots::load(&staging)?
            .ok_or_else(|| Refusal::fault("the key slots are gone"))?
            .with_cost(ports.cost);
        slots.add_device(&keychain, &key)?;
        slots.save()?;
        opens_by_itself = true;
    }
    if folder.exists() {
        std::fs::remove_dir(folder).map_err(|e| disk("use the folder of the practice", &e))?;
    }
    std::fs::rename(&staging, folder).map_err(|e| disk("put the new practice in its place", &e))?;
    let practice = Practice::open(folder, key, ports.clone(), Arc::clone(told))?;
    Ok(Founded {
        practice,
        owner,
        recovery,
        opens_by_itself,
    })
}

/// An owner who sees patients themselves signs in to their own day: the wizard names a clinic of one after its owner.
fn link_owner(tx: &Tx<'_>, input: &SetUp, owner: StaffId, providers: &[ProviderId]) -> Result<()> {
    let name = input.owner.name.trim();
    let same = input
        .day
        .providers
        .iter()
        .zip(providers)
        .find(|(provider, _)| provider.name.trim() == name);
    if let Some((_, provider)) = same {
        tx.on().execute(
            "UPDATE provider SET staff_id = ?2 WHERE id = ?1",
            params![provider, owner],
        )?;
    }
    Ok(())
}

/// A fresh folder beside the final one. One left over from a set-up that was cut short was never a practice.
fn staging_folder(folder: &Path) -> Result<PathBuf> {
    let name = folder
        .file_name()
        .ok_or_else(|| Refusal::new(Code::BadPlace, "The practice needs a folder of its own."))?;
    let mut staging = name.to_owned();
    staging.push(".being-made");
    let staging = folder.with_file_name(staging);
    if staging.exists() {
        std::fs::remove_dir_all(&staging).map_err(|e| disk("clear an unfinished set-up", &e))?;
    }
    std::fs::create_dir_all(&staging).map_err(|e| disk("make the folder of the practice", &e))?;
    Ok(staging)
}

fn insert_clinic(tx: &Tx<'_>, practice_id: &str, card: &ClinicCard, demo: bool) -> Result<()> {
    tx.on().execute(
        "INSERT INTO clinic (only, practice_id, name, phone, email, address, country, zone, currency, paper, demo, founded_at, recovery_proven_at)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            practice_id,
            card.name.trim(),
            card.phone.trim(),
            card.email.trim(),
            card.address.trim(),
            card.country,
            card.zone,
            card.currency,
            card.paper,
            demo,
            tx.now().as_second(),
            demo.then(|| tx.now().as_second())
        ],
    )?;
    Ok(())
}

/// Refuses a card that cannot be printed, dialled or reckoned with.
pub fn check_card(card: &ClinicCard) -> Result<()> {
    let line = |field: &str, text: &str, most: usize, needed: bool| {
        let count = text.trim().chars().count();
        if (needed && count == 0)
            || count > most
            || text
                .chars()
                .any(|c| c.is_control() && !(field == "clinic.address" && c == '\n'))
        {
            return Err(Refusal::invalid(
                field,
                if needed {
                    format!("Write 1 to {most} characters.")
                } else {
                    format!("Write at most {most} characters.")
                },
            ));
        }
        Ok(())
    };
    line("clinic.name", &card.name, 120, true)?;
    line("clinic.phone", &card.phone, 40, false)?;
    line("clinic.email", &card.email, 254, false)?;
    line("clinic.address", &card.address, 400, false)?;
    if !card.email.trim().is_empty() && !email_address::EmailAddress::is_valid(card.email.trim()) {
        return Err(Refusal::invalid("clinic.email", "This is not an e-mail address."));
    }
    if TimeZone::get(&card.zone).is_err() || card.zone.is_empty() {
        return Err(Refusal::invalid(
            "clinic.zone",
            "Keepwell does not know this time zone. Choose one from the list.",
        ));
    }
    if card.country.len() != 2 || !card.country.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(Refusal::invalid("clinic.country", "Choose a country from the list."));
    }
    if card.currency.len() != 3 || !card.currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(Refusal::invalid("clinic.currency", "Choose a currency from the list."));
    }
    if !matches!(card.paper.as_str(), "a4" | "letter") {
        return Err(Refusal::invalid("clinic.paper", "Choose A4 or Letter."));
    }
    Ok(())
}
