//! What could not be opened, for staff to look at: when, how large, why. Never what is in it.

use super::{Poison, PoisonReason, inbox};
use crate::Result;
use crate::door::Call;
use keepwell_relay_client::Explanation;

/// What could not be opened and is still kept (30 days), newest first.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<Poison>> {
    let kept = call.read(inbox::poison)?;
    Ok(kept
        .into_iter()
        .map(|kept| Poison {
            submission: kept.sid.to_string(),
            at: kept.at,
            size: kept.size,
            why: kept.why,
            explanation: words(kept.why),
        })
        .collect())
}

fn words(why: PoisonReason) -> Explanation {
    const CALL: &str = "Nothing to do here. If the patient calls, ask them to fill the form again.";
    let (title, meaning, next) = match why {
        PoisonReason::NotAnEnvelope => (
            "Not a sealed submission",
            "It is cut short, too large, or no submission at all.",
            CALL,
        ),
        PoisonReason::ForeignId => (
            "Delivered under another number",
            "The relay's number for it is not the one it was sealed with.",
            "Tell whoever runs the relay.",
        ),
        PoisonReason::UnknownKey => (
            "Sealed for somebody else",
            "It was not sealed with a key of this clinic: it belongs to another clinic, or to a practice that was set up anew.",
            "Tell whoever runs the relay.",
        ),
        PoisonReason::DeletedKey => (
            "Sealed with a key that is deleted",
            "It was made from a page more than 90 days old. The key for it was deleted on purpose, so that old submissions cannot be read by anybody.",
            CALL,
        ),
        PoisonReason::BrokenSeal => (
            "The seal is broken",
            "It was changed after the patient sealed it, or was sealed to another clinic with this clinic's key.",
            "Tell whoever runs the relay if it happens again.",
        ),
        PoisonReason::Unreadable => (
            "Not a submission",
            "The seal holds, but what is inside was not made by the clinic's page.",
            CALL,
        ),
        PoisonReason::UnknownForm => (
            "Answers a form that is not here",
            "This practice never published that form. After a backup was put back, the form may be in the newer copy.",
            CALL,
        ),
        PoisonReason::ForeignReply => (
            "Answers a letter this clinic did not write",
            "It says which suggested time suits, but belongs to no letter of this practice, or whoever made it has not read the letter.",
            CALL,
        ),
        PoisonReason::Fault => (
            "Keepwell had a fault with it",
            "It was opened, but a fault of Keepwell's own kept it from becoming a request. It is kept here and at the relay, and Keepwell tries again.",
            "Install the newest Keepwell. If it stays, send a report from Settings.",
        ),
    };
    Explanation {
        title: title.into(),
        meaning: meaning.into(),
        next: next.into(),
    }
}
