//! Requests from the web: what patients sent, who looks after it, what became of it (INT-3, INT-4).
//!
//! [`take`] writes down what arrived, [`confirm`] and its siblings are what staff do with it. Everything a patient typed is
//! kept as it came; what is used of it elsewhere (lists, letters, records) is a cleaned copy. What is not here: fetching
//! and opening (`relay`), what a form may ask (`forms`), the letters (`automation`, `messaging`).

mod answers;
mod arrived;
mod assign;
mod book;
pub(crate) mod bulk;
mod change;
mod confirm;
mod counts;
mod decline;
mod facts;
mod file;
mod get;
mod into_record;
mod link;
mod list;
mod look_over;
mod many;
mod matches;
mod note;
mod people;
mod permission;
mod prepare;
mod reply;
mod slot;
mod state;
mod store;
mod suggest;
mod take;
mod take_back;
mod text;
mod typed;
mod view;
mod wire;

pub use arrived::{Arrived, ArrivedReply, FileProblem, Flag};
pub use confirm::{TakeField, WhoIsIt};
pub use facts::{RequestFacts, SuggestionFacts, facts};
pub use look_over::LookedOver;
pub use reply::{ReplyTaken, take_reply};
pub(crate) use slot::left as slot_left;
pub use state::{RequestPriority, RequestState};
pub use take::take;
pub use wire::*;

use crate::door::{Command, command};
use crate::transact::Done;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!(
        "requests.list",
        list::list,
        list::ListRequests,
        list::RequestPage,
        SeeRequests,
        phi
    ),
    command!(
        "requests.counts",
        counts::counts,
        (),
        counts::RequestCounts,
        SeeRequests
    ),
    command!(
        "requests.people",
        people::people,
        (),
        Vec<people::RequestPerson>,
        SeeRequests
    ),
    command!("requests.get", get::get, WhichRequest, RequestView, SeeRequests, phi),
    command!(
        "requests.file",
        file::file,
        file::AskRequestFile,
        file::RequestFileBytes,
        SeeRequests,
        phi
    ),
    command!(
        "requests.assign",
        assign::assign,
        assign::AssignRequest,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.assign_many",
        assign::assign_many,
        assign::AssignRequests,
        Done<ManyChanged>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.set_priority",
        note::set_priority,
        note::SetRequestPriority,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.note",
        note::note,
        note::NoteRequest,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.prepare",
        prepare::prepare,
        prepare::PrepareRequest,
        prepare::PreparedRequest,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.confirm",
        confirm::confirm,
        confirm::ConfirmRequest,
        Done<ConfirmedRequest>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.accept",
        confirm::accept,
        confirm::AcceptRequest,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.suggest",
        suggest::suggest,
        suggest::SuggestTimes,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.decline",
        decline::decline,
        decline::DeclineRequest,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.decline_many",
        decline::decline_many,
        decline::DeclineRequests,
        Done<ManyChanged>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.close_many",
        decline::close_many,
        decline::CloseRequests,
        Done<ManyChanged>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.spam",
        decline::spam,
        ThisRequest,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.reopen",
        decline::reopen,
        ThisRequest,
        Done<RequestView>,
        AnswerRequests,
        phi
    ),
    command!(
        "requests.take_back",
        take_back::take_back,
        take_back::TakeBack,
        (),
        AnswerRequests,
        phi
    ),
];

#[cfg(test)]
pub(crate) mod tests;
