//! Messages to patients: the outbox, what stands in it and why, templates, and the mail server.
//!
//! Nothing is sent except by a row of the outbox with a unique key: (visit, revision, round, rule, channel), or for a
//! letter about a request (request, letter, round, channel). Who fills the outbox is `automation::{plan, about_requests}`; who empties it is `automation::worker`.

pub(crate) mod bulk;
pub mod calendar;
pub mod mail;
pub mod outbox;
mod stored;
pub mod templates;
mod why;

pub use why::{Why, WhyCode};

use crate::door::{Command, command};

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!(
        "visits.messages",
        outbox::visits_messages,
        outbox::OfVisit,
        outbox::VisitMessages,
        SeeMessages,
        phi
    ),
    command!(
        "messages.get",
        outbox::get,
        outbox::OneMessage,
        outbox::MessageDetail,
        SeeMessages,
        phi
    ),
    command!(
        "messages.preview",
        outbox::preview,
        outbox::PreviewMessage,
        templates::Rendered,
        SeeMessages,
        phi
    ),
    command!(
        "messages.hold",
        outbox::hold,
        outbox::OneMessage,
        crate::transact::Done<outbox::MessageView>,
        SendMessages,
        phi
    ),
    command!(
        "messages.release",
        outbox::release,
        outbox::OneMessage,
        outbox::MessageView,
        SendMessages,
        phi
    ),
    command!(
        "messages.stop",
        outbox::stop,
        outbox::OneMessage,
        crate::transact::Done<outbox::MessageView>,
        SendMessages,
        phi
    ),
    command!(
        "messages.send_now",
        outbox::send_now,
        outbox::SendNow,
        outbox::MessageView,
        SendMessages,
        phi
    ),
    command!(
        "outbox.list",
        outbox::list,
        outbox::ListOutbox,
        outbox::OutboxPage,
        SeeMessages,
        phi
    ),
    command!(
        "outbox.resolve",
        outbox::resolve,
        outbox::Resolve,
        outbox::MessageView,
        SendMessages,
        phi
    ),
    command!(
        "templates.list",
        templates::list,
        (),
        templates::TemplateList,
        SeeMessages
    ),
    command!(
        "templates.get",
        templates::get,
        templates::OneTemplate,
        templates::TemplateView,
        SeeMessages
    ),
    command!(
        "templates.save",
        templates::save,
        templates::SaveTemplate,
        templates::TemplateView,
        ManageTemplates
    ),
    command!(
        "templates.preview",
        templates::preview,
        templates::PreviewTemplate,
        templates::Rendered,
        SeeMessages,
        phi
    ),
    command!(
        "templates.test_send",
        templates::test_send,
        templates::TestTemplate,
        mail::TestSent,
        ManageTemplates
    ),
    command!(
        "templates.versions",
        templates::versions,
        templates::OneTemplate,
        Vec<templates::TemplateVersion>,
        SeeMessages
    ),
    command!(
        "templates.restore",
        templates::restore,
        templates::RestoreTemplate,
        templates::TemplateView,
        ManageTemplates
    ),
    command!("mail.get", mail::get, (), mail::MailSettings, SeeMessages),
    command!(
        "mail.suggest",
        mail::suggest,
        mail::SuggestMail,
        mail::MailSuggestion,
        ManageClinic
    ),
    command!(
        "mail.save",
        mail::save,
        mail::SaveMail,
        mail::MailSettings,
        ManageClinic
    ),
    command!(
        "mail.check",
        mail::check,
        mail::CheckMail,
        mail::MailCheck,
        ManageClinic
    ),
    command!(
        "mail.test_send",
        mail::test_send,
        mail::TestMail,
        mail::TestSent,
        ManageClinic
    ),
];
