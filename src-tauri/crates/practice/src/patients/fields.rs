//! The clinic's own fields of the patient's record.

use crate::door::Call;
use crate::events::Event;
use crate::ids::FieldId;
use crate::patients::store;
use crate::patients::values::{NAME, line};
use crate::transact::stored_json;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of `choices`.
    Choice,
    /// Yes or no.
    YesNo,
}

/// One of the clinic's own fields.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CustomField {
    /// Which.
    pub id: FieldId,
    /// What the form calls it.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// What can be chosen, where `kind` is `choice`.
    pub choices: Vec<String>,
    /// Whether a record may be saved without it.
    pub required: bool,
    /// Whether forms show it; values already written stay.
    pub active: bool,
    /// Its place in the form, from 0.
    pub position: u32,
}

/// Add a field or change one.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveCustomField {
    /// Which; left out for a new one.
    #[ts(optional)]
    pub id: Option<FieldId>,
    /// What the form calls it.
    pub label: String,
    /// What it holds. Cannot change once a value is written.
    pub kind: FieldKind,
    /// What can be chosen, where `kind` is `choice`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Whether a record may be saved without it.
    #[serde(default)]
    pub required: bool,
    /// Whether forms show it.
    #[serde(default = "yes")]
    pub active: bool,
    /// Its place in the form, from 0.
    #[serde(default)]
    pub position: u32,
}

fn yes() -> bool {
    true
}

/// The most fields a clinic can add.
const MOST: usize = 100;

/// The clinic's own fields.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<CustomField>> {
    call.read(all)
}

/// The clinic's own fields, in the order of the form.
pub fn all(on: &Connection) -> Result<Vec<CustomField>> {
    let rows = store::all(
        on,
        "SELECT id, label, kind, choices, required, active, position FROM custom_field ORDER BY position, label",
        [],
        |row| {
            let field = CustomField {
                id: row.get("id")?,
                label: row.get("label")?,
                kind: row.get("kind")?,
                choices: Vec::new(),
                required: row.get("required")?,
                active: row.get("active")?,
                position: row.get("position")?,
            };
            Ok((field, row.get::<_, String>("choices")?))
        },
    )?;
    rows.into_iter()
        .map(|(field, choices)| {
            Ok(CustomField {
                choices: stored_json(&choices)?,
                ..field
            })
        })
        .collect()
}

/// Adds a field or changes one, and answers all of them. A field is never deleted: records hold its values.
pub fn save(call: &Call<'_>, input: SaveCustomField) -> Result<Vec<CustomField>> {
    let label = line("label", "The label", &input.label, NAME)?;
    if label.is_empty() {
        return Err(Refusal::invalid("label", "Write what the form calls this field."));
    }
    let choices = check_choices(&input)?;
    call.transact(|tx| {
        let fields = all(tx.on())?;
        if fields.iter().any(|field| Some(field.id) != input.id && field.label.to_lowercase() == label.to_lowercase()) {
            return Err(Refusal::invalid("label", "There is a field of this name already."));
        }
        if input.id.is_none() && fields.len() >= MOST {
            return Err(Refusal::invalid("label", format!("A clinic can have at most {MOST} fields of its own.")));
        }
        if let Some(id) = input.id {
            let before = fields.iter().find(|field| field.id == id).ok_or_else(|| Refusal::not_found("This field"))?;
            refuse_losing_values(tx.on(), before, input.kind, &choices)?;
        }
        let id = input.id.unwrap_or_else(FieldId::make);
        let choices = serde_json::to_string(&choices).map_err(Refusal::fault)?;
        tx.on().execute(
            "INSERT INTO custom_field (id, label, kind, choices, required, active, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET label = excluded.label, kind = excluded.kind, choices = excluded.choices, required = excluded.required,
                 active = excluded.active, position = excluded.position",
            params![id, label, input.kind, choices, input.required, input.active, input.position],
        )?;
        tx.subject(id);
        tx.event(Event::new("patients.fields_changed"));
        all(tx.on())
    })
}

fn check_choices(input: &SaveCustomField) -> Result<Vec<String>> {
    if input.kind != FieldKind::Choice {
        return Ok(Vec::new());
    }
    let mut choices: Vec<String> = Vec::new();
    for (at, choice) in input.choices.iter().enumerate() {
        let choice = line(&format!("choices.{at}"), "The choice", choice, NAME)?;
        if !choice.is_empty() && !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    if choices.is_empty() || choices.len() > 100 {
        return Err(Refusal::invalid("choices", "Write 1 to 100 choices."));
    }
    Ok(choices)
}

/// What is written in records stays readable: a kind is fixed once there are values, and a chosen choice cannot go.
fn refuse_losing_values(on: &Connection, before: &CustomField, kind: FieldKind, choices: &[String]) -> Result<()> {
    let used = |value: Option<&str>| -> Result<bool> {
        let found = match value {
            Some(value) => on
                .query_row(
                    "SELECT 1 FROM patient_field WHERE field_id = ?1 AND value = ?2 LIMIT 1",
                    params![before.id, value],
                    |_| Ok(()),
                )
                .optional()?,
            None => on
                .query_row(
                    "SELECT 1 FROM patient_field WHERE field_id = ?1 LIMIT 1",
                    [before.id],
                    |_| Ok(()),
                )
                .optional()?,
        };
        Ok(found.is_some())
    };
    if kind != before.kind && used(None)? {
        return Err(Refusal::invalid(
            "kind",
            "Records already hold values of this field, so its kind cannot change. Add a new field instead.",
        ));
    }
    for gone in before
        .choices
        .iter()
        .filter(|choice| kind == FieldKind::Choice && !choices.contains(choice))
    {
        if used(Some(gone))? {
            return Err(Refusal::invalid(
                "choices",
                format!("“{gone}” is chosen in some records and cannot be removed."),
            ));
        }
    }
    Ok(())
}
