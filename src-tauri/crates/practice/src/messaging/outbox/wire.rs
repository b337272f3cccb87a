//! What the screens and Keepwell say to each other about messages.

use super::about::RequestLetter;
use crate::ids::{MessageId, PatientId, RequestId, RuleId, TemplateId, VisitId};
use crate::messaging::Why;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Not in the outbox yet: what will be planned when the visit is completed.
    Projected,
    /// Waits for its time.
    Scheduled,
    /// A person holds it.
    Held,
    /// Being sent: nothing has left this computer yet.
    Claimed,
    /// Being sent: the letter is going out.
    Data,
    /// The mail server took it.
    Sent,
    /// The mail server was busy or away; tried again by itself.
    Retry,
    /// Refused for good, or not deliverable in time.
    Failed,
    /// The connection broke at the last moment: probably delivered, never sent again by itself.
    Uncertain,
    /// Its time was over before it could go.
    Expired,
    /// It does not go, for a reason.
    Suppressed,
}

impl MessageState {
    /// As it stands in the file and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Projected => "projected",
            Self::Scheduled => "scheduled",
            Self::Held => "held",
            Self::Claimed => "claimed",
            Self::Data => "data",
            Self::Sent => "sent",
            Self::Retry => "retry",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
            Self::Expired => "expired",
            Self::Suppressed => "suppressed",
        }
    }
}

/// What a person may do with a message now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct MessageActions {
    /// `messages.hold`.
    pub hold: bool,
    /// `messages.release`.
    pub release: bool,
    /// `messages.stop`.
    pub stop: bool,
    /// `messages.send_now`.
    pub send_now: bool,
    /// `outbox.resolve`.
    pub resolve: bool,
}

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MessageAbout {
    /// A visit.
    Visit {
        /// Which.
        visit: VisitId,
        /// By which rule.
        rule: RuleId,
        /// Its start when this message was planned, Unix seconds.
        #[ts(type = "number")]
        starts_at: i64,
    },
    /// A request from the web.
    Request {
        /// Which.
        request: RequestId,
        /// Which letter: the key of its text.
        letter: RequestLetter,
    },
}

/// A message, sent or to be sent.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MessageView {
    /// Which; `None` while only projected.
    pub id: Option<MessageId>,
    /// What it is about.
    pub about: MessageAbout,
    /// To which patient; `None`: whoever sent the request is not a patient yet.
    pub patient: Option<PatientId>,
    /// The patient's name, or the name given with the request.
    pub patient_name: String,
    /// The name of its rule ("Reminder, the day before"), or which letter about a request it is.
    pub rule_name: String,
    /// Which text was sent; `None` until then.
    pub template: Option<TemplateId>,
    /// `email` (later `sms`).
    pub channel: String,
    /// Whether it asks the patient to confirm.
    pub asks_to_confirm: bool,
    /// Where it stands.
    pub state: MessageState,
    /// Why it stands there, and why then.
    pub why: Why,
    /// When it goes, went or would have gone, Unix seconds.
    #[ts(type = "number")]
    pub due_at: i64,
    /// After this it is of no use any more, Unix seconds.
    #[ts(type = "number")]
    pub latest_at: i64,
    /// When the mail server took it, Unix seconds.
    #[ts(type = "number | null")]
    pub sent_at: Option<i64>,
    /// The address it went to, or would go to now.
    pub to: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// Somebody has to look at it.
    pub needs_person: bool,
    /// What a person may do now.
    pub can: MessageActions,
}

/// One message.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneMessage {
    /// Which.
    pub message: MessageId,
}

/// One try to send a message.
#[derive(Debug, Serialize, TS)]
pub struct AttemptView {
    /// From 1.
    pub number: u32,
    /// When it began, Unix seconds.
    #[ts(type = "number")]
    pub started_at: i64,
    /// `accepted`, `pretended`, `try_later`, `refused`, `uncertain`, `stopped`, `interrupted`, `running`.
    pub outcome: String,
    /// Where in the conversation it ended, and the server's own words; no names, no addresses.
    pub detail: String,
}

/// A message with its tries.
#[derive(Debug, Serialize, TS)]
pub struct MessageDetail {
    /// The message.
    pub message: MessageView,
    /// Its tries, oldest first.
    pub attempts: Vec<AttemptView>,
}

/// The messages of a visit.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfVisit {
    /// Which visit.
    pub visit: VisitId,
}

/// What goes, went or does not go for a visit.
#[derive(Debug, Serialize, TS)]
pub struct VisitMessages {
    /// By time. Those of earlier times of this visit come with their reason (`moved`).
    pub messages: Vec<MessageView>,
    /// Why nothing at all can go at present (no mail server, no address, no consent); `None`: all is well.
    pub obstacle: Option<Why>,
}

/// Show a message as the patient reads it.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewMessage {
    /// A message of the outbox …
    #[serde(default)]
    #[ts(optional)]
    pub message: Option<MessageId>,
    /// … or a visit …
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<VisitId>,
    /// … and a rule.
    #[serde(default)]
    #[ts(optional)]
    pub rule: Option<RuleId>,
}

/// Send a message now, through the outbox like any other.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SendNow {
    /// Which.
    pub message: MessageId,
    /// Also in the patient's quiet hours, and to an address that bounced twice. Without it such a send is refused
    /// with the reason, so that the screen can ask.
    #[serde(default)]
    pub anyway: bool,
}

/// Which part of the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutboxPart {
    /// Everything, newest due first.
    All,
    /// What somebody has to look at.
    NeedsPerson,
    /// What will go, next first.
    Waiting,
    /// What went, newest first.
    Sent,
    /// What does not go, newest first.
    NotSent,
}

/// A page of the outbox.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListOutbox {
    /// Which part.
    pub part: OutboxPart,
    /// Only this patient's.
    #[serde(default)]
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// Only those in this state, within the part: what is held among what waits.
    #[serde(default)]
    #[ts(optional)]
    pub state: Option<MessageState>,
    /// Where the page before ended (`next`); absent: the first page.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
    /// How many at most, 1 to 200; absent: 50.
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A page of the outbox.
#[derive(Debug, Serialize, TS)]
pub struct OutboxPage {
    /// The messages.
    pub messages: Vec<MessageView>,
    /// Where the next page starts; `None`: this was the last.
    pub next: Option<String>,
}

/// What a person knows of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// It arrived.
    Arrived,
    /// Send it again; the patient may get it twice.
    SendAgain,
    /// Seen; nothing more to do (the patient was called, say).
    Noted,
}

/// Decide about an uncertain, failed or expired message.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    /// Which.
    pub message: MessageId,
    /// What is known.
    pub resolution: Resolution,
}
