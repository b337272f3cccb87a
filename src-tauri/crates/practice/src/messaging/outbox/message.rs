//! A row of the outbox.

use super::MessageState;
use super::about::{About, ForRequest, ForVisit};
use crate::events::Event;
use crate::ids::{MessageId, TemplateId};
use crate::messaging::WhyCode;

/// A row of the outbox. `A` says what it is about, where that is known beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<A = About> {
    /// Which.
    pub id: MessageId,
    /// What it is about.
    pub about: A,
    /// `email`.
    pub channel: String,
    /// Where it stands.
    pub state: MessageState,
    /// Why.
    pub why: WhyCode,
    /// When it goes.
    pub due_at: i64,
    /// Of no use after this.
    pub latest_at: i64,
    /// When it was planned.
    pub planned_at: i64,
    /// How often it was tried.
    pub attempts: u32,
    /// The leader's number at the claim.
    pub fence: i64,
    /// Asked for by a person: 1; also in quiet hours and to a bounced address: 2.
    pub by_person: i64,
    /// Somebody has to look at it.
    pub needs_person: bool,
    /// The text that was sent …
    pub template: Option<TemplateId>,
    /// … in which version.
    pub template_version: Option<i64>,
    /// The address it was sent to.
    pub to_address: Option<String>,
    /// The letter's number.
    pub message_id: Option<String>,
    /// When the mail server took it.
    pub sent_at: Option<i64>,
}

/// The instants of a message that is planned, Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it goes.
    pub due_at: i64,
    /// Of no use after this.
    pub latest_at: i64,
    /// When it was planned.
    pub planned_at: i64,
}

impl<A> Message<A> {
    /// A message that was planned and nothing more: by e-mail, not tried yet.
    pub fn planned(about: A, state: MessageState, why: WhyCode, times: Times) -> Self {
        Self {
            id: MessageId::make(),
            about,
            channel: "email".into(),
            state,
            why,
            due_at: times.due_at,
            latest_at: times.latest_at,
            planned_at: times.planned_at,
            attempts: 0,
            fence: 0,
            by_person: 0,
            needs_person: false,
            template: None,
            template_version: None,
            to_address: None,
            message_id: None,
            sent_at: None,
        }
    }

    /// Not on its way and not final: a change of what it is about can still change it.
    pub fn is_open(&self) -> bool {
        matches!(
            self.state,
            MessageState::Scheduled | MessageState::Held | MessageState::Retry
        )
    }

    /// The reader got it, may have got it, or is just getting it.
    pub fn is_told(&self) -> bool {
        matches!(
            self.state,
            MessageState::Sent | MessageState::Uncertain | MessageState::Claimed | MessageState::Data
        )
    }

    /// The same message, known more loosely.
    fn loosely(self, about: impl FnOnce(A) -> About) -> Message {
        Message {
            id: self.id,
            about: about(self.about),
            channel: self.channel,
            state: self.state,
            why: self.why,
            due_at: self.due_at,
            latest_at: self.latest_at,
            planned_at: self.planned_at,
            attempts: self.attempts,
            fence: self.fence,
            by_person: self.by_person,
            needs_person: self.needs_person,
            template: self.template,
            template_version: self.template_version,
            to_address: self.to_address,
            message_id: self.message_id,
            sent_at: self.sent_at,
        }
    }
}

impl From<Message<ForVisit>> for Message {
    fn from(message: Message<ForVisit>) -> Self {
        message.loosely(About::Visit)
    }
}

impl From<Message<ForRequest>> for Message {
    fn from(message: Message<ForRequest>) -> Self {
        message.loosely(About::Request)
    }
}

impl Message {
    /// An event about this message and what it is about. `body` is an object.
    pub fn event(&self, kind: &'static str, body: serde_json::Value) -> Event {
        event_about(kind, self.id, &self.about, body)
    }
}

/// An event about a message of which no more is known than what it is about.
pub fn event_about(kind: &'static str, id: MessageId, about: &About, mut body: serde_json::Value) -> Event {
    body["message"] = serde_json::json!(id);
    let mut event = Event::new(kind).body(body);
    if let Some(patient) = about.patient() {
        event = event.patient(patient);
    }
    match about {
        About::Visit(of) => event.visit(of.visit),
        About::Request(of) => event.request(of.request),
    }
}
