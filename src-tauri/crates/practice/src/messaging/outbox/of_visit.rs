//! What goes, went or does not go for one visit, also what is only going to be planned.

use super::store;
use super::view::{Viewer, name_of, obstacle_for};
use super::{MessageAbout, MessageActions, MessageState, MessageView, OfVisit, VisitMessages};
use crate::automation::{self, Anchor};
use crate::door::Call;
use crate::messaging::{WhyCode, mail};
use crate::{Result, clinic, patients, schedule};

/// Every message of the visit by time.
pub fn of_visit(call: &Call<'_>, input: OfVisit) -> Result<VisitMessages> {
    let now = call.practice()?.now().as_second();
    call.looks_at(input.visit);
    call.read(|on| {
        let visit = schedule::facts(on, input.visit)?;
        let contact = patients::contact(on, visit.patient)?;
        let rows = store::of_visit(on, visit.id)?;
        let mut viewer = Viewer::new(on, now)?;
        let mut messages = rows
            .iter()
            .map(|row| viewer.view(&row.clone().into(), Some(&visit)))
            .collect::<Result<Vec<_>>>()?;
        if !matches!(visit.status.as_str(), "completed" | "cancelled" | "no_show") {
            let quiet = automation::quiet_hours(on, &contact, &visit.zone)?;
            for rule in automation::rules(on)?
                .into_iter()
                .filter(|rule| rule.active && rule.anchor == Anchor::AfterCompleted)
            {
                let already = rows.iter().any(|row| row.about.rule == rule.id);
                let Some(planned) = automation::project(&rule, &visit, &quiet)?.filter(|_| !already) else {
                    continue;
                };
                messages.push(MessageView {
                    id: None,
                    about: MessageAbout::Visit {
                        visit: visit.id,
                        rule: rule.id,
                        starts_at: visit.starts_at,
                    },
                    patient: Some(visit.patient),
                    patient_name: name_of(&contact),
                    rule_name: rule.name,
                    template: None,
                    channel: rule.channel,
                    asks_to_confirm: rule.asks_to_confirm,
                    state: MessageState::Projected,
                    why: WhyCode::AfterCompletion.say(),
                    due_at: planned.due_at,
                    latest_at: planned.latest_at,
                    sent_at: None,
                    to: contact.email.clone(),
                    attempts: 0,
                    needs_person: false,
                    can: MessageActions {
                        hold: false,
                        release: false,
                        stop: false,
                        send_now: false,
                        resolve: false,
                    },
                });
            }
        }
        messages.sort_by_key(|message| message.due_at);
        let clinic = clinic::facts(on)?;
        let no_mail = !clinic.demo && mail::sender(on, &clinic)?.is_none();
        let obstacle = obstacle_for(&contact)
            .or(no_mail.then_some(WhyCode::MailNotSetUp))
            .map(WhyCode::say);
        Ok(VisitMessages { messages, obstacle })
    })
}
