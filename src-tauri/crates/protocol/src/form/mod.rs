//! A form as the clinic designs it, the patient's browser draws it and the clinic checks its answers.
//!
//! One JSON document, published byte for byte. Texts are by language; everything a patient reads is text, never markup.

mod answer;
mod characters;
pub mod check;
pub mod conditions;
pub mod design;
mod judge;
pub mod score;
#[cfg(test)]
mod tests;
pub mod values;

use crate::bundle::Text;
use crate::id::FormId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// 1.
    pub v: u32,
    /// Which form …
    pub id: FormId,
    /// … in which version; rises with every publication.
    pub version: u32,
    /// What becomes of the answers.
    pub purpose: Purpose,
    /// BCP 47; the first is the one every text has.
    pub languages: Vec<String>,
    /// Title.
    pub title: Text,
    /// Above the first question; may be empty.
    pub intro: Text,
    /// On the receipt; may be empty.
    pub thanks: Text,
    /// Steps: one at a time on a phone.
    pub sections: Vec<Section>,
    /// How the answers are scored, if they are.
    pub score: Option<Score>,
    /// Whether the patient may take an open slot with it.
    pub slots: bool,
}

/// What becomes of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A wish for a visit.
    Request,
    /// A new patient's record.
    Registration,
    /// Questions about health, possibly scored.
    Questionnaire,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// `a`–`z`, `0`–`9`, `_`; unique in the form.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// Below it; may be empty.
    pub text: Text,
    /// Shown only then.
    pub when: Option<Condition>,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// `a`–`z`, `0`–`9`, `_`; unique in the form; the key of its answer.
    pub id: String,
    /// What is asked, and how it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub label: Text,
    /// Below it; may be empty.
    pub hint: Text,
    /// Has to be answered while it is shown.
    pub required: bool,
    /// Shown only then. An answer to a question that is not shown is not sent, and not taken.
    pub when: Option<Condition>,
    /// Which field of the patient's record or of the request it fills.
    pub fills: Option<Fills>,
}

/// How a question is answered. The comment of each says what its answer is in JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum QuestionKind {
    /// String, one line, at most `most` characters (1–500).
    ShortText {
        /// Most characters.
        most: u32,
    },
    /// String, at most `most` characters (1–10,000).
    LongText {
        /// Most characters.
        most: u32,
    },
    /// Number.
    Number {
        /// Least.
        min: Option<f64>,
        /// Most.
        max: Option<f64>,
        /// Whole numbers only.
        whole: bool,
        /// `kg`, `mmol/L`; may be empty.
        unit: Text,
    },
    /// `true` or `false`.
    YesNo {
        /// What "yes" adds to the score.
        points: f64,
    },
    /// The option's id; with `other`, or `{"other": "text"}` (at most 200 characters).
    Choice {
        /// To choose from.
        options: Vec<Choice>,
        /// Whether something else may be written.
        other: bool,
    },
    /// List of option ids, each once; with `other`, one may be `{"other": "text"}`.
    Choices {
        /// To choose from.
        options: Vec<Choice>,
        /// Whether something else may be written.
        other: bool,
        /// At most so many; `None`: all.
        most: Option<u32>,
    },
    /// Whole number from `from` to `to`.
    Scale {
        /// Left end.
        from: i32,
        /// Right end, at most 10 further.
        to: i32,
        /// At the left end; may be empty.
        low: Text,
        /// At the right end; may be empty.
        high: Text,
    },
    /// `YYYY-MM-DD`.
    Date {
        /// Whether it lies in the past, the future or either.
        lies: Lies,
    },
    /// `{"days": ["YYYY-MM-DD", …], "times": ["morning" | "midday" | "afternoon" | "evening", …], "note": "text"}`: up to three days; may be empty lists.
    PreferredTimes,
    /// `{"given": "", "family": ""}`, each at most 100 characters; `given` not empty.
    Name,
    /// String: a phone as typed; must be a valid number in the clinic's country or with `+`.
    Phone,
    /// String: an e-mail address.
    Email,
    /// `{"lines": "", "city": "", "region": "", "postcode": "", "country": ""}`, each at most 200 characters.
    Address,
    /// The option's id: one of the clinic's services.
    Service {
        /// To choose from; `id` is the service's wire id (`svc_…`).
        options: Vec<Choice>,
    },
    /// `{"payer": "", "plan": "", "member_no": "", "group_no": "", "holder": ""}`, each at most 200 characters.
    Insurance,
    /// `true` (agreed) or `false`.
    Consent {
        /// The text agreed to.
        text: Text,
        /// Its version: a number the clinic raises when the text changes.
        version: u32,
        /// What it means to the record.
        meaning: ConsentMeaning,
    },
    /// `{"typed": "Grace Kim"}` or `{"drawn": {"width": 320, "height": 120, "strokes": [[x, y, x, y, …], …]}}` (whole numbers, at most 20,000 in all).
    Signature,
    /// List of indexes into the submission's files.
    Upload {
        /// At most so many, 1–5.
        most: u32,
        /// Whether a PDF is welcome as well as pictures.
        pdf: bool,
    },
    /// No answer: text between questions.
    Note,
}

/// Past, future, either; today counts as both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Lies {
    /// Either.
    Anywhere,
    /// Today or before.
    Past,
    /// Today or later.
    Future,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// `a`–`z`, `0`–`9`, `_`; unique in the question.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// What it adds to the score.
    pub points: f64,
}

/// What agreeing means to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentMeaning {
    /// Kept with the submission only.
    Kept,
    /// Treatment (PAT-7).
    Treatment,
    /// Reminders by e-mail, known to be unencrypted.
    RemindersEmail,
    /// Reminders by text message.
    RemindersSms,
    /// News and offers by e-mail.
    MarketingEmail,
    /// Sharing data with others who treat the patient.
    DataSharing,
}

/// What an answer fills. In the record, an answer never overwrites: staff choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fills {
    /// Given and family name (`Name`).
    Name,
    /// Date of birth (`Date`).
    Born,
    /// Sex at birth (`Choice` with ids `female` `male` `other` `unknown`).
    Sex,
    /// Mobile phone (`Phone`).
    Phone,
    /// E-mail (`Email`).
    Email,
    /// Home address (`Address`).
    Address,
    /// First insurance policy (`Insurance`).
    Insurance,
    /// Emergency contact's name (`ShortText`).
    EmergencyName,
    /// Emergency contact's phone (`Phone`).
    EmergencyPhone,
    /// The wished service (`Service`).
    Service,
    /// Preferred times (`PreferredTimes`).
    Times,
    /// Why the patient comes (`LongText`).
    Reason,
    /// How the patient heard of the clinic (`ShortText`, `Choice`).
    Referral,
}

/// When something is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// All of the tests, or any of them.
    pub all: bool,
    /// At least one. Each names a question that stands earlier in the form.
    pub tests: Vec<Test>,
}

/// One test of an earlier answer. An unanswered or hidden question fails every test but `empty`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The earlier question.
    pub question: String,
    /// What has to hold.
    pub is: Is,
}

/// What has to hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Is {
    /// Answered.
    Filled,
    /// Not answered.
    Empty,
    /// Yes, or agreed.
    Yes,
    /// No, or not agreed.
    No,
    /// One of these options is chosen.
    AnyOf {
        /// Option ids.
        options: Vec<String>,
    },
    /// The number (or scale) lies in this range, ends included.
    Between {
        /// Least.
        min: Option<f64>,
        /// Most.
        max: Option<f64>,
    },
}

/// How answers are scored: the points of what was chosen, of yes, and the value of scales, added up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Bands by rising `from`; the last one whose `from` is reached counts.
    pub bands: Vec<Band>,
    /// Whether the patient sees the band on the receipt.
    pub shown: bool,
}

/// One band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// From this score on.
    pub from: f64,
    /// What it is called.
    pub label: Text,
    /// How it is shown to staff.
    pub tone: Tone,
    /// Raises the request's priority.
    pub urgent: bool,
}

/// How a band is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BandTone")]
pub enum Tone {
    /// Nothing to do.
    Good,
    /// Worth a look.
    Wait,
    /// Needs a person.
    Bad,
}

/// What is wrong with an answer; the page words it in the patient's language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// At which question.
    pub question: String,
    /// What.
    pub code: ProblemCode,
}

/// What can be wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// Has to be answered.
    Missing,
    /// Longer than allowed.
    TooLong,
    /// Below the least.
    TooSmall,
    /// Above the most.
    TooLarge,
    /// A fraction where whole numbers are asked.
    NotWhole,
    /// No such option.
    NoSuchOption,
    /// More than may be chosen, or files than welcome.
    TooMany,
    /// Not a day of the calendar.
    NotADay,
    /// In the past where it has to be in the future.
    InThePast,
    /// In the future where it has to be in the past.
    InTheFuture,
    /// Not a phone number.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Has to be agreed to.
    NotAgreed,
    /// A file of another kind than it says, or than welcome.
    WrongFile,
    /// Not the kind of answer this question has.
    WrongKind,
    /// Answers a question that is not asked.
    NotAsked,
}
