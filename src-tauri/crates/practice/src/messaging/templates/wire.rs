//! What the screens and Keepwell say to each other about templates.

use crate::ids::{TemplateId, VisitId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One template.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneTemplate {
    /// Which.
    pub template: TemplateId,
}

/// Every template, and what may stand in one.
#[derive(Debug, Serialize, TS)]
pub struct TemplateList {
    /// By key, then language.
    pub templates: Vec<TemplateView>,
    /// What may stand between `{{` and `}}`.
    pub variables: Vec<Variable>,
    /// The languages whose dates and times Keepwell can write.
    pub languages: Vec<Language>,
}

/// A language messages can be written in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Language {
    /// BCP 47: `en`.
    pub code: String,
    /// In its own words: `Deutsch`.
    pub name: String,
}

/// Something that may stand between `{{` and `}}`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Variable {
    /// `patient_first_name`.
    pub name: String,
    /// What it stands for.
    pub meaning: String,
    /// What it could read like.
    pub sample: String,
    /// Tells a bystander what the visit is for (service, preparation …): the shipped texts leave these out.
    pub reveals: bool,
    /// In which texts it has a value.
    pub place: VariablePlace,
}

/// In which texts a variable has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VariablePlace {
    /// In all.
    All,
    /// In those about a visit.
    Visit,
    /// In those about a request from the web.
    Request,
}

/// A template as it is now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TemplateView {
    /// Which.
    pub id: TemplateId,
    /// What rules call it: `reminder_24h`. The same key in several languages is one message.
    pub key: String,
    /// What people call it: "Reminder, the day before".
    pub name: String,
    /// BCP 47: `en`.
    pub language: String,
    /// `email` (later `sms`).
    pub channel: String,
    /// Subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML; empty: text only.
    pub html: String,
    /// Rises with every save.
    #[ts(type = "number")]
    pub version: i64,
    /// When it was saved, Unix seconds.
    #[ts(type = "number")]
    pub saved_at: i64,
    /// Whether rules may use it.
    pub active: bool,
    /// The names of the rules that send it; of a letter about a request, when it goes.
    pub used_by: Vec<String>,
}

/// Save a text. Every save is a new version; the ones before stay.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveTemplate {
    /// Which; absent for a new one (a further language, or a text of the clinic's own).
    #[serde(default)]
    #[ts(optional)]
    pub template: Option<TemplateId>,
    /// Key; only read for a new one.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// BCP 47; only read for a new one.
    pub language: String,
    /// Subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML; empty: text only.
    pub html: String,
    /// Whether rules may use it.
    pub active: bool,
    /// The version the form started from; another one in the file is refused with `changed`.
    #[ts(type = "number")]
    pub version: i64,
}

/// A place in a template that cannot stay as it is; a list of these is the `details` of a refused save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateProblem {
    /// `subject`, `text` or `html`.
    pub field: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// Show a text as a patient would read it. Saves nothing.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewTemplate {
    /// BCP 47.
    pub language: String,
    /// Subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML; empty: text only.
    pub html: String,
    /// With this visit's facts; absent: with an invented patient.
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<VisitId>,
}

/// A message as the patient reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Rendered {
    /// Subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML; show it only inside a sandboxed frame.
    pub html: Option<String>,
    /// Language it is written in.
    pub language: String,
    /// Address it goes to; `None` when there is none.
    pub to: Option<String>,
    /// Why this may not be what goes out ("No text in Spanish; the English one is used."); empty: nothing to say.
    pub notes: Vec<String>,
}

/// Send a text to an address of the clinic's own, with an invented patient.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TestTemplate {
    /// Which.
    pub template: TemplateId,
    /// Where to.
    pub to: String,
}

/// A text as it was.
#[derive(Debug, Serialize, TS)]
pub struct TemplateVersion {
    /// Number.
    #[ts(type = "number")]
    pub version: i64,
    /// When it was saved, Unix seconds.
    #[ts(type = "number")]
    pub saved_at: i64,
    /// Who saved it; `None`: shipped with Keepwell.
    pub saved_by: Option<String>,
    /// Subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Make an old version the newest.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreTemplate {
    /// Which.
    pub template: TemplateId,
    /// The version to take.
    #[ts(type = "number")]
    pub version: i64,
}
