//! The forms Keepwell brings along, in English and Spanish: consultation request, health risk assessment, new-patient
//! registration (after the founding systems' intake and §6.1's risk assessment).
//!
//! The health risk assessment asks the eight questions of FINDRISC and counts by its published score: Lindström J,
//! Tuomilehto J. "The diabetes risk score: a practical tool to predict type 2 diabetes risk." Diabetes Care 2003;26:725–731,
//! with the age and family questions of the revised form of the Finnish Diabetes Association. Bands over ten years:
//! below 7 about 1 in 100, 7–11 about 1 in 25, 12–14 about 1 in 6, 15–20 about 1 in 3, above 20 about 1 in 2. It estimates; it
//! diagnoses nothing.

use super::{ShippedForm, create, publish, store};
use crate::transact::{Tx, stored_json};
use crate::{Refusal, Result};
use keepwell_protocol::form::Form;

struct Shipped {
    key: &'static str,
    about: &'static str,
    body: &'static str,
}

const SHIPPED: &[Shipped] = &[
    Shipped {
        key: "consultation",
        about: "A wish for a visit: who, what for, when, and how to answer. Open times can be taken with it.",
        body: include_str!("consultation.json"),
    },
    Shipped {
        key: "health_risk",
        about: "Eight questions that estimate the risk of type 2 diabetes (FINDRISC), and how to be called back.",
        body: include_str!("health_risk.json"),
    },
    Shipped {
        key: "registration",
        about: "Everything a new patient's record needs: contacts, insurance with the card, history, consents, signature.",
        body: include_str!("registration.json"),
    },
];

/// What can be chosen from.
pub fn offered() -> Vec<ShippedForm> {
    SHIPPED
        .iter()
        .filter_map(|shipped| {
            let form = form(shipped.key).ok()?;
            Some(ShippedForm {
                key: shipped.key.into(),
                title: super::in_base(&form, &form.title),
                about: shipped.about.into(),
                languages: form.languages,
            })
        })
        .collect()
}

/// A shipped form.
pub fn form(key: &str) -> Result<Form> {
    let shipped = SHIPPED
        .iter()
        .find(|shipped| shipped.key == key)
        .ok_or_else(|| Refusal::invalid("from.key", "Keepwell brings no form of this name along."))?;
    stored_json(shipped.body)
}

/// Puts the shipped forms into a practice being founded, as drafts ready to publish.
pub fn ship(tx: &mut Tx<'_>) -> Result<()> {
    for shipped in SHIPPED {
        create::add(tx, form(shipped.key)?)?;
    }
    Ok(())
}

/// Publishes every draft of a demo: its forms stand open, as in a clinic that has used Keepwell for a while.
pub(crate) fn publish_all(tx: &mut Tx<'_>, by: &str) -> Result<()> {
    for row in store::all(tx.on())? {
        publish::put_out(tx, row.id, by)?;
    }
    Ok(())
}
