//! Are the reminders all right? Cheap: the foot of every window asks again and again.

use crate::automation::{Health, HealthState, pulse::Said, store};
use crate::door::Call;
use crate::messaging::{mail, outbox};
use crate::practice::Practice;
use crate::{Result, clinic};
use keepwell_mail::explain;

/// A thread that has not looked for so long is not well, seconds.
const SILENT: i64 = 150;
/// How long the story of a catch-up is told, seconds.
const STORY: i64 = 24 * 3600;

/// How the reminders are.
pub fn health(call: &Call<'_>, (): ()) -> Result<Health> {
    health_of(call.practice()?)
}

/// A person says that the computer's clock is right after it jumped.
pub fn confirm_clock(call: &Call<'_>, (): ()) -> Result<Health> {
    let practice = call.practice()?;
    call.transact(|_| Ok(()))?;
    practice.pulse.say(|said| {
        said.clock_confirmed = said.clock.is_some();
        said.clock = None;
    });
    practice.pulse.ring();
    health_of(practice)
}

/// How the reminders of `practice` are, for its host as well: the tray says it too.
pub fn health_of(practice: &Practice) -> Result<Health> {
    let now = practice.now().as_second();
    let said = practice.pulse.said();
    practice.read(|on| {
        let clinic = clinic::facts(on)?;
        let status = mail::status(on)?;
        let set_up = clinic.demo || mail::sender(on, &clinic)?.is_some();
        let (waiting, retrying, needs_person) = outbox::counts(on)?;
        let catch_up = match &said.catch_up {
            Some(running) => Some(running.clone()),
            None => store::setting(on, "reminders.catch_up")?
                .map(|body| crate::transact::stored_json(&body))
                .transpose()?,
        };
        let mut health = Health {
            state: HealthState::Good,
            words: String::new(),
            why: String::new(),
            next: String::new(),
            next_due_at: outbox::next_due(on)?,
            running_since: said.running_since,
            last_look_at: said.last_look_at,
            waiting,
            retrying,
            needs_person,
            mail_problem: status.failure.as_ref().map(explain),
            catch_up: catch_up.filter(|story: &crate::automation::CatchUp| {
                now - story.until < STORY && story.sent + story.expired + story.left > 0
            }),
            clock: said.clock.clone(),
            pretends: clinic.demo,
        };
        let (state, words, why, next) = judge(&health, &said, set_up, now);
        (health.state, health.words, health.why, health.next) = (state, words.into(), why, next.into());
        Ok(health)
    })
}

/// The worst thing first: what a person must do, then what waits, then that all is well.
fn judge(health: &Health, said: &Said, set_up: bool, now: i64) -> (HealthState, &'static str, String, &'static str) {
    use HealthState::{Bad, Good, Wait};
    if health.clock.is_some() {
        return (Bad, "Reminders wait: is the clock right?", "This computer's clock jumped ahead, and nothing else shows that the time is right. Sending waits, so that nobody is reminded on the wrong day.".into(), "Look at the date and time of this computer. If they are right, say so here.");
    }
    if said.stands_by {
        return (
            Good,
            "Reminders are sent by another Keepwell",
            "Another Keepwell on this computer has this practice open and sends its reminders.".into(),
            "",
        );
    }
    if let Some(trouble) = &said.trouble {
        return (
            Bad,
            "Reminders cannot be sent",
            trouble.clone(),
            "If it stays so, restart Keepwell.",
        );
    }
    match (said.running_since, said.last_look_at) {
        (None, _) => {
            return (
                Bad,
                "Reminders do not run",
                "The part of Keepwell that sends reminders is not running.".into(),
                "Restart Keepwell.",
            );
        }
        (Some(_), Some(at)) if now - at > SILENT => {
            return (
                Bad,
                "Reminders stand still",
                "The part of Keepwell that sends reminders has not looked for some minutes.".into(),
                "If it stays so, restart Keepwell.",
            );
        }
        _ => {}
    }
    if !set_up {
        return (
            Wait,
            "E-mail is not set up",
            "Reminders are planned but cannot be sent before a mail server is set up.".into(),
            "Set up e-mail under Settings.",
        );
    }
    if let Some(problem) = &health.mail_problem {
        return (
            Bad,
            "E-mail does not work",
            format!("{}. {}", problem.title, problem.meaning),
            "Look at Settings, E-mail.",
        );
    }
    if health.needs_person > 0 {
        let why = if health.needs_person == 1 {
            "One message needs a look.".into()
        } else {
            format!("{} messages need a look.", health.needs_person)
        };
        return (Bad, "Some messages need a look", why, "Open the outbox.");
    }
    if health.retrying > 0 {
        return (
            Wait,
            "Some messages are tried again",
            "The mail server was busy or away. Keepwell tries again by itself.".into(),
            "",
        );
    }
    if health.pretends {
        return (
            Good,
            "Reminders pretend (demo)",
            "This is a demo practice: nothing leaves the computer.".into(),
            "",
        );
    }
    (
        Good,
        "Reminders healthy",
        "Every message that was due has been sent.".into(),
        "",
    )
}
