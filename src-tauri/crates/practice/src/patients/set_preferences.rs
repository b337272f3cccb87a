//! Takes down how a patient wants to be spoken to.

use crate::door::Call;
use crate::events::Event;
use crate::ids::PatientId;
use crate::patients::consents::{self, HowGiven, PatientConsents, Preferences};
use crate::patients::{preferences, store, values};
use crate::transact::Done;
use crate::{Code, Refusal, Result};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Put these preferences in place of those there are.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPreferences {
    /// Whose.
    pub patient: PatientId,
    /// All of them.
    pub preferences: Preferences,
    /// How the patient said so.
    pub how: HowGiven,
    /// Only if these are the preferences now: an undo must not overrule what the patient said since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instead_of: Option<Preferences>,
}

/// Takes preferences down.
pub fn set_preferences(call: &Call<'_>, input: SetPreferences) -> Result<Done<PatientConsents>> {
    let wanted = check(input.preferences)?;
    call.transact(|tx| {
        let head = store::head(tx.on(), input.patient)?;
        let record = store::record(tx.on(), head.no)?;
        let before = preferences::now(tx.on(), head.no, record.record())?;
        if input.instead_of.as_ref().is_some_and(|expected| *expected != before) {
            return Err(
                Refusal::new(Code::CannotUndo, "Somebody changed this again since.").next("Write down what holds now.")
            );
        }
        if before == wanted {
            return Ok(Done {
                value: consents::of(tx.on(), input.patient)?,
                undo: None,
                told_at: None,
            });
        }
        preferences::write(tx, head.no, &wanted, Some(input.how))?;
        store::set_manner(
            tx.on(),
            head.no,
            &wanted.language,
            wanted.contact_method,
            tx.now().as_second(),
        )?;
        tx.event(Event::new("patient.preferences_set").patient(input.patient));
        let back = SetPreferences {
            patient: input.patient,
            preferences: before,
            how: HowGiven::Correction,
            instead_of: Some(wanted),
        };
        let undo = tx.undo_with(
            &format!("Changed how {} is spoken to", record.record().spoken()),
            "patients.set_preferences",
            &back,
        )?;
        Ok(Done {
            value: consents::of(tx.on(), input.patient)?,
            undo,
            told_at: None,
        })
    })
}

fn check(preferences: Preferences) -> Result<Preferences> {
    let Preferences {
        language,
        contact_method,
        quiet_from,
        quiet_until,
        most_per_week,
        zone,
    } = preferences;
    let language = values::language("preferences.language", &language)?;
    let quiet_from = quiet_from
        .filter(|time| !time.is_empty())
        .map(|time| values::wall_time("preferences.quiet_from", &time))
        .transpose()?;
    let quiet_until = quiet_until
        .filter(|time| !time.is_empty())
        .map(|time| values::wall_time("preferences.quiet_until", &time))
        .transpose()?;
    match (&quiet_from, &quiet_until) {
        (Some(from), Some(until)) if from == until => {
            return Err(Refusal::invalid(
                "preferences.quiet_until",
                "Quiet hours that begin and end at the same time would never end.",
            ));
        }
        (Some(_), None) => {
            return Err(Refusal::invalid(
                "preferences.quiet_until",
                "Write when the quiet hours end.",
            ));
        }
        (None, Some(_)) => {
            return Err(Refusal::invalid(
                "preferences.quiet_from",
                "Write when the quiet hours begin.",
            ));
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
    if most_per_week.is_some_and(|most| !(1..=50).contains(&most)) {
        return Err(Refusal::invalid(
            "preferences.most_per_week",
            "Write a number from 1 to 50, or nothing for no limit. To send nothing at all, refuse the consent.",
        ));
    }
    let zone = zone.filter(|zone| !zone.is_empty());
    if zone
        .as_ref()
        .is_some_and(|zone| zone.len() > 64 || TimeZone::get(zone).is_err())
    {
        return Err(Refusal::invalid(
            "preferences.zone",
            "Keepwell does not know this time zone. Choose one from the list.",
        ));
    }
    Ok(Preferences {
        language,
        contact_method,
        quiet_from,
        quiet_until,
        most_per_week,
        zone,
    })
}
