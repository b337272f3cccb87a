//! Forms as they go through the door.

use keepwell_protocol::bundle::Text;
use keepwell_protocol::form::design::DesignProblem;
use keepwell_protocol::form::{Choice, Form, Purpose};
use keepwell_protocol::id::FormId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether patients can fill a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    /// Never published.
    Draft,
    /// Published and open.
    Open,
    /// Published once, now closed: its link says so.
    Closed,
}

/// Every form of the clinic, and what a new one can begin with.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FormList {
    /// In the clinic's order.
    pub forms: Vec<FormLine>,
    /// The forms Keepwell brings along: `forms.create {from: {from: "shipped", key}}`.
    pub shipped: Vec<ShippedForm>,
    /// Whether the practice has a relay: without one nothing reaches patients.
    pub linked: bool,
}

/// One form in the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FormLine {
    /// Which.
    pub id: FormId,
    /// Its title in its first language.
    pub title: String,
    /// What becomes of the answers.
    pub purpose: Purpose,
    /// Whether patients can fill it.
    pub state: FormState,
    /// The published version; absent before the first.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// When that was published, Unix seconds.
    #[ts(optional, type = "number")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<i64>,
    /// The draft differs from what patients see.
    pub changed: bool,
    /// How many things keep the draft from being published.
    pub problems: u32,
    /// How many questions it asks.
    pub questions: u32,
    /// BCP 47, the first is the one every text has.
    pub languages: Vec<String>,
    /// The word in its link.
    pub slug: String,
    /// When the draft was last saved, Unix seconds.
    #[ts(type = "number")]
    pub saved_at: i64,
}

/// A form Keepwell brings along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ShippedForm {
    /// `consultation`, `health_risk`, `registration`.
    pub key: String,
    /// Its title in English.
    pub title: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// The languages it is written in.
    pub languages: Vec<String>,
}

/// Which form.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneForm {
    /// Which.
    pub form: FormId,
}

/// A form on the designer's table.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FormView {
    /// How it stands in the list.
    pub line: FormLine,
    /// The draft. A service question without options asks for all of the clinic's services.
    pub draft: Form,
    /// Rises with every save: send it back with the next one.
    pub revision: u32,
    /// What keeps the draft from being published.
    pub problems: Vec<DesignProblem>,
    /// What patients see; absent before the first publication.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Form>,
    /// Every version ever published, the newest first.
    pub versions: Vec<FormVersionView>,
    /// The clinic's active services as choices, for service questions and the preview.
    pub services: Vec<Choice>,
}

/// A published version. It is kept for ever: submissions name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormVersionView {
    /// Its number.
    pub version: u32,
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub published_at: i64,
    /// By whom; empty: by itself, because the clinic's services changed.
    pub published_by: String,
}

/// Make a form.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreateForm {
    /// From what.
    pub from: FormSource,
}

/// What a new form begins as.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum FormSource {
    /// One section with nothing in it.
    Blank {
        /// What becomes of the answers.
        purpose: Purpose,
        /// Its title.
        title: String,
        /// Its first language, BCP 47.
        language: String,
    },
    /// A form Keepwell brings along.
    Shipped {
        /// Which ([`ShippedForm::key`]).
        key: String,
    },
    /// A copy of a form's draft.
    Copy {
        /// Which.
        form: FormId,
    },
}

/// Save a draft.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveForm {
    /// Which.
    pub form: FormId,
    /// The revision that was changed; another one now is refused (`changed`) with the present form in `details`.
    pub revision: u32,
    /// The form as it should be. Its `id`, `v` and `version` are Keepwell's to write.
    pub draft: Form,
}

/// Look for problems without saving.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckForm {
    /// The form as it stands on the screen.
    pub draft: Form,
}

/// Publish the draft.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PublishForm {
    /// Which.
    pub form: FormId,
    /// The revision on the screen: nobody publishes what they have not seen.
    pub revision: u32,
}

/// Give a form another word in its link.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RenameLink {
    /// Which.
    pub form: FormId,
    /// `a`–`z`, `0`–`9`, `-`; 2 to 60. The old link stops working.
    pub slug: String,
}

/// Put the forms into an order.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderForms {
    /// Every form, first to last; those left out follow in their present order.
    pub forms: Vec<FormId>,
}

/// How patients come to a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FormLink {
    /// The public address.
    pub address: String,
    /// HTML for the clinic's own site: the form in the page; absent where this build carries no patient page.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embed: Option<String>,
    /// HTML for the clinic's own site: a plain link, works everywhere.
    pub link: String,
    /// The address as a QR code: rows of modules, dark is true. A quiet zone of four modules has to be left around it.
    pub qr: Vec<Vec<bool>>,
    /// Whether the form is open: a link to a closed one says so to patients.
    pub open: bool,
}

/// Where a form stands, as an undo puts it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormStanding {
    /// Which version patients see.
    pub published: Option<u32>,
    /// Whether it is open.
    pub open: bool,
    /// The word in its link.
    pub slug: String,
    /// Whether it was thrown away.
    pub removed: bool,
}

/// Put a form back to where it stood. Only an undo does.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PutFormBack {
    /// Which.
    pub form: FormId,
    /// Where it shall stand.
    pub standing: FormStanding,
    /// Only if it stands there now: an undo must not overrule what somebody changed since.
    pub instead_of: FormStanding,
}

/// A form's title in its first language, or the best there is.
pub(crate) fn in_base(form: &Form, text: &Text) -> String {
    form.languages
        .first()
        .and_then(|language| text.get(language))
        .or_else(|| text.values().find(|t| !t.trim().is_empty()))
        .cloned()
        .unwrap_or_default()
}
