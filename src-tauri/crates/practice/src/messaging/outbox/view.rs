//! A message as the screen shows it: the row, and what would happen to it now.

use super::store::Message;
use super::{MessageActions, MessageState, MessageView};
use crate::Result;
use crate::automation::{self, Anchor, Rule};
use crate::ids::{PatientId, RuleId};
use crate::messaging::WhyCode;
use crate::patients::{self, Contact};
use crate::schedule::VisitFacts;
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

/// Draws messages, reading each patient and each rule once.
pub struct Viewer<'a> {
    on: &'a Connection,
    now: i64,
    rules: HashMap<RuleId, Rule>,
    contacts: HashMap<PatientId, Contact>,
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
        })
    }

    /// One message. `visit` decides what a person may do; without it the row alone does (the lists).
    pub fn view(&mut self, message: &Message, visit: Option<&VisitFacts>) -> Result<MessageView> {
        let contact = match self.contacts.get(&message.patient) {
            Some(contact) => contact.clone(),
            None => {
                let contact = patients::contact(self.on, message.patient)?;
                self.contacts.insert(message.patient, contact.clone());
                contact
            }
        };
        let rule = match self.rules.get(&message.rule) {
            Some(rule) => rule.clone(),
            None => automation::rule(self.on, message.rule)?,
        };
        let mut state = message.state;
        let mut why = message.why;
        let bounced = contact
            .email
            .as_deref()
            .map_or(Ok(0), |to| super::bounces(self.on, to))?
            >= 2;
        let blocked = obstacle_for(&contact).or(bounced.then_some(WhyCode::AddressBounced));
        if let (MessageState::Scheduled | MessageState::Retry, Some(obstacle)) = (state, blocked)
            && message.by_person < 2
        {
            // What the worker would find when its time comes; shown now, so that somebody can still add the address.
            (state, why) = (MessageState::Suppressed, obstacle);
        }
        Ok(MessageView {
            id: Some(message.id),
            visit: message.visit,
            patient: message.patient,
            patient_name: format!("{} {}", contact.given, contact.family).trim().to_owned(),
            visit_starts_at: message.starts_at,
            rule: rule.id,
            rule_name: rule.name.clone(),
            template: message.template,
            channel: message.channel.clone(),
            asks_to_confirm: rule.asks_to_confirm,
            state,
            why: why.say(),
            due_at: message.due_at,
            latest_at: message.latest_at,
            sent_at: message.sent_at,
            to: message.to_address.clone().or_else(|| contact.email.clone()),
            attempts: message.attempts,
            needs_person: message.needs_person,
            can: MessageActions {
                hold: matches!(message.state, MessageState::Scheduled | MessageState::Retry),
                release: message.state == MessageState::Held || message.why == WhyCode::StoppedByPerson,
                stop: message.is_open(),
                send_now: self.may_send(message, &rule, visit)
                    && !matches!(
                        blocked,
                        Some(WhyCode::PatientInactive | WhyCode::NoAddress | WhyCode::NoConsent)
                    ),
                resolve: message.needs_person,
            },
        })
    }

    fn may_send(&self, message: &Message, rule: &Rule, visit: Option<&VisitFacts>) -> bool {
        let fits = visit.is_none_or(|visit| {
            visit.revision == message.revision
                && matches!(automation::called_off(rule, visit), None | Some(WhyCode::Confirmed))
        });
        let in_time = rule.anchor == Anchor::AfterCompleted || self.now < message.starts_at;
        let state = match message.state {
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
        };
        state && fits && in_time
    }
}
