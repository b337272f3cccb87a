//! Takes down what a patient agreed to.

use crate::door::Call;
use crate::events::Event;
use crate::ids::PatientId;
use crate::patients::consents::{
    self, ConsentChannel, ConsentPurpose, ConsentState, HowGiven, PatientConsents, state_of,
};
use crate::patients::store;
use crate::patients::values::{self, LINE};
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// What the patient said, in one go.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetConsent {
    /// Who said it.
    pub patient: PatientId,
    /// The answers.
    pub answers: Vec<ConsentAnswer>,
    /// How they were given.
    pub how: HowGiven,
    /// What staff note about it.
    #[serde(default)]
    pub note: String,
    /// Only if nothing was taken down after this answer: an undo must not overrule what the patient said since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub only_after: Option<i64>,
}

/// One answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConsentAnswer {
    /// By what way.
    pub channel: ConsentChannel,
    /// For what.
    pub purpose: ConsentPurpose,
    /// What the patient said.
    pub state: ConsentState,
}

/// Takes answers down. An answer that changes nothing is still an answer: it was asked again, and is dated.
pub fn set_consent(call: &Call<'_>, input: SetConsent) -> Result<Done<PatientConsents>> {
    call.transact(|tx| {
        let back = input.run(tx)?;
        let name = store::record(tx.on(), store::head(tx.on(), input.patient)?.no)?
            .record()
            .spoken();
        let undo = tx.undo_with(
            &format!("Took down what {name} agreed to"),
            "patients.set_consent",
            &back,
        )?;
        Ok(Done {
            value: consents::of(tx.on(), input.patient)?,
            undo,
            told_at: None,
        })
    })
}

impl SetConsent {
    /// Takes answers down inside a running transaction; answers what takes them back.
    pub fn run(&self, tx: &mut Tx<'_>) -> Result<Self> {
        if self.answers.is_empty() || self.answers.len() > 30 {
            return Err(Refusal::invalid("answers", "Choose what the patient answered."));
        }
        let note = values::line("note", "The note", &self.note, LINE)?;
        let head = store::head(tx.on(), self.patient)?;
        if self.only_after.is_some() && self.only_after != consents::newest(tx.on(), head.no)? {
            return Err(Refusal::new(
                Code::CannotUndo,
                "Something else was taken down for this patient since.",
            )
            .next("Take down what holds now."));
        }
        let mut before = Vec::with_capacity(self.answers.len());
        for (at, answer) in self.answers.iter().enumerate() {
            let ConsentAnswer {
                channel,
                purpose,
                state,
            } = *answer;
            if self.answers[..at]
                .iter()
                .any(|other| other.channel == channel && other.purpose == purpose)
            {
                return Err(Refusal::invalid(
                    format!("answers.{at}"),
                    "The same question is answered twice.",
                ));
            }
            before.push(ConsentAnswer {
                channel,
                purpose,
                state: state_of(tx.on(), head.no, channel, purpose)?,
            });
            tx.on()
                .prepare_cached("INSERT INTO patient_consent (no, channel, purpose, state, at, actor, how, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
                .execute(params![head.no, channel, purpose, state, tx.now().as_second(), tx.actor().to_string(), self.how, note])?;
        }
        tx.event(
            Event::new("patient.consent_set")
                .patient(self.patient)
                .body(json!({ "how": self.how, "answers": self.answers })),
        );
        Ok(Self {
            patient: self.patient,
            answers: before,
            how: HowGiven::Correction,
            note: String::new(),
            only_after: consents::newest(tx.on(), head.no)?,
        })
    }
}
