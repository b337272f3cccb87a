//! A message as the screen shows it: the row, and what would happen to it now.

use super::about::{About, ForRequest, ForVisit};
use super::message::Message;
use super::{MessageAbout, MessageActions, MessageState, MessageView};
use crate::automation::{self, Anchor, Rule};
use crate::ids::{PatientId, RequestId, RuleId};
use crate::messaging::WhyCode;
use crate::patients::{self, Contact};
use crate::requests::{self, RequestFacts};
use crate::schedule::VisitFacts;
use crate::{Code, Result};
use rusqlite::Connection;
use std::collections::HashMap;

/// Why nothing can go to this patient by e-mail; `None`: it can.
pub fn obstacle_for(contact: &Contact) -> Option<WhyCode> {
    if contact.status != "active" {
        return Some(WhyCode::PatientInactive);
    }
    if contact.email.as_deref().is_none_or(|address| address.trim().is_empty()) {
        return Some(WhyCode::NoAddress);
    }
    (!contact.reminders_by_email).then_some(WhyCode::NoConsent)
}

/// Draws messages, reading each patient, request and rule once.
pub struct Viewer<'a> {
    on: &'a Connection,
    now: i64,
    rules: HashMap<RuleId, Rule>,
    contacts: HashMap<PatientId, Contact>,
    requests: HashMap<RequestId, Option<RequestFacts>>,
}

/// What a view needs of what the message is about.
struct Seen {
    about: MessageAbout,
    patient: Option<PatientId>,
    name: String,
    email: Option<String>,
    title: String,
    asks_to_confirm: bool,
    /// Why it cannot go by e-mail now.
    blocked: Option<WhyCode>,
    /// Whether what it is about still calls for it.
    fits: bool,
}

impl<'a> Viewer<'a> {
    /// A viewer on a snapshot.
    pub fn new(on: &'a Connection, now: i64) -> Result<Self> {
        let rules = automation::rules(on)?.into_iter().map(|rule| (rule.id, rule)).collect();
        Ok(Self {
            on,
            now,
            rules,
            contacts: HashMap::new(),
            requests: HashMap::new(),
        })
    }

    /// One message. `visit` decides what a person may do; without it the row alone does (the lists).
    pub fn view(&mut self, message: &Message, visit: Option<&VisitFacts>) -> Result<MessageView> {
        let mut seen = match &message.about {
            About::Visit(of) => self.of_visit(of, visit)?,
            About::Request(of) => self.of_request(of)?,
        };
        let bounced = seen.email.as_deref().map_or(Ok(0), |to| super::bounces(self.on, to))? >= 2;
        seen.blocked = seen.blocked.or(bounced.then_some(WhyCode::AddressBounced));
        let mut state = message.state;
        let mut why = message.why;
        if let (MessageState::Scheduled | MessageState::Retry, Some(obstacle)) = (state, seen.blocked)
            && message.by_person < 2
        {
            // What the worker would find when its time comes; shown now, so that somebody can still add the address.
            (state, why) = (MessageState::Suppressed, obstacle);
        }
        let can = MessageActions {
            hold: matches!(message.state, MessageState::Scheduled | MessageState::Retry),
            release: message.state == MessageState::Held || message.why == WhyCode::StoppedByPerson,
            stop: message.is_open(),
            send_now: seen.fits && may_be_sent(message) && matches!(seen.blocked, None | Some(WhyCode::AddressBounced)),
            resolve: message.needs_person,
        };
        Ok(MessageView {
            id: Some(message.id),
            about: seen.about,
            patient: seen.patient,
            patient_name: seen.name,
            rule_name: seen.title,
            template: message.template,
            channel: message.channel.clone(),
            asks_to_confirm: seen.asks_to_confirm,
            state,
            why: why.say(),
            due_at: message.due_at,
            latest_at: message.latest_at,
            sent_at: message.sent_at,
            to: message.to_address.clone().or(seen.email),
            attempts: message.attempts,
            needs_person: message.needs_person,
            can,
        })
    }

    fn of_visit(&mut self, of: &ForVisit, visit: Option<&VisitFacts>) -> Result<Seen> {
        let contact = self.contact(of.patient)?;
        let rule = match self.rules.get(&of.rule) {
            Some(rule) => rule.clone(),
            None => automation::rule(self.on, of.rule)?,
        };
        let called_for = visit.is_none_or(|visit| {
            visit.revision == of.revision
                && matches!(automation::called_off(&rule, visit), None | Some(WhyCode::Confirmed))
        });
        Ok(Seen {
            about: MessageAbout::Visit {
                visit: of.visit,
                rule: rule.id,
                starts_at: of.starts_at,
            },
            patient: Some(of.patient),
            name: name_of(&contact),
            email: contact.email.clone(),
            title: rule.name,
            asks_to_confirm: rule.asks_to_confirm,
            blocked: obstacle_for(&contact),
            fits: called_for && (rule.anchor == Anchor::AfterCompleted || self.now < of.starts_at),
        })
    }

    fn of_request(&mut self, of: &ForRequest) -> Result<Seen> {
        let facts = self.request(of.request)?;
        let name = match (&facts, of.patient) {
            (Some(facts), _) => format!("{} {}", facts.given, facts.family).trim().to_owned(),
            (None, Some(patient)) => name_of(&self.contact(patient)?),
            (None, None) => "A request that was erased".to_owned(),
        };
        let email = facts.as_ref().and_then(|facts| facts.email.clone());
        Ok(Seen {
            about: MessageAbout::Request {
                request: of.request,
                letter: of.letter,
            },
            patient: of.patient,
            name,
            title: of.letter.name().to_owned(),
            asks_to_confirm: false,
            blocked: email.is_none().then_some(WhyCode::NoAddressGiven),
            fits: facts.is_some_and(|facts| automation::letter_off(of, &facts, self.now).is_none()),
            email,
        })
    }

    fn contact(&mut self, patient: PatientId) -> Result<Contact> {
        if let Some(contact) = self.contacts.get(&patient) {
            return Ok(contact.clone());
        }
        let contact = patients::contact(self.on, patient)?;
        self.contacts.insert(patient, contact.clone());
        Ok(contact)
    }

    /// `None`: the request is gone; what was said about it stays.
    fn request(&mut self, request: RequestId) -> Result<Option<RequestFacts>> {
        if let Some(facts) = self.requests.get(&request) {
            return Ok(facts.clone());
        }
        let facts = match requests::facts(self.on, request) {
            Ok(facts) => Some(facts),
            Err(refusal) if refusal.code == Code::NotFound => None,
            Err(refusal) => return Err(refusal),
        };
        self.requests.insert(request, facts.clone());
        Ok(facts)
    }
}

/// As the lists name a patient.
pub fn name_of(contact: &Contact) -> String {
    format!("{} {}", contact.given, contact.family).trim().to_owned()
}

/// Whether where it stands allows that a person sends it.
fn may_be_sent(message: &Message) -> bool {
    match message.state {
        MessageState::Scheduled
        | MessageState::Held
        | MessageState::Retry
        | MessageState::Expired
        | MessageState::Failed => true,
        MessageState::Suppressed => !matches!(
            message.why,
            WhyCode::Moved
                | WhyCode::MovedBack
                | WhyCode::Cancelled
                | WhyCode::CancellationTakenBack
                | WhyCode::Withdrawn
                | WhyCode::Arrived
                | WhyCode::NoShow
                | WhyCode::CompletionTakenBack
        ),
        _ => false,
    }
}
