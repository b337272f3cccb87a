//! Pairs the desk with a relay in one paste, and parts from it.

use super::contact::{Todo, contact};
use super::pull::Memory;
use super::speak::Speaker;
use super::{DismissAlarm, Pair, PairStep, PairStepKind, Paired, RelayStatus, alarm, keys, publish, status, store};
use crate::door::Call;
use crate::events::Event;
use crate::{Refusal, Result, clinic};
use keepwell_protocol::pairing::{Device, Register};
use keepwell_protocol::signed::{Context, SigningKey, sign};
use keepwell_protocol::text::sha256;
use keepwell_relay_client::{Explanation, Failure, FailureKind, Invitation, explain, register};
use std::sync::atomic::AtomicBool;

/// Pairs with the relay an invitation names. May be repeated with the same invitation, and with a new one from the same or another relay.
pub fn pair(call: &Call<'_>, input: Pair) -> Result<Paired> {
    let practice = call.practice()?;
    let invitation = Invitation::read(&input.invitation).map_err(|failure| {
        let told = explain(&failure);
        Refusal::invalid("invitation", [told.title, told.meaning].join(". ")).next(told.next)
    })?;
    if call.read(clinic::facts)?.demo && !invitation.address.is_loopback() {
        return Err(Refusal::invalid(
            "invitation",
            "This is a demo: it speaks to a relay on this very computer only, so that nothing of it reaches the internet.",
        )
        .next("Set up the clinic's own practice, or start a relay on this computer (`make relay`)."));
    }
    // The thread must not meet the line half changed.
    let alone = practice.relay.speak();
    let url = invitation.address.url().to_owned();
    let token_hash = sha256(invitation.token.as_bytes());
    let (signing, (device, issued_at)) = call.transact(|tx| {
        let now = tx.now().as_second();
        let signing = keys::signing_or_make(tx.on(), now)?;
        keys::keep(tx.on(), now)?;
        Ok((signing, store::candidate(tx.on(), &url, token_hash, now)?))
    })?;
    let known = introduce(call, &invitation, &signing, &device, issued_at);
    let mut steps = vec![step(PairStepKind::Register, known.as_ref().err())];
    if known.is_err() {
        steps.extend([PairStepKind::Publish, PairStepKind::Slots, PairStepKind::Fetch].map(skipped));
        drop(alone);
        return Ok(Paired {
            ok: false,
            steps,
            status: status::of(practice)?,
        });
    }
    call.transact(|tx| {
        store::activate(tx.on(), &url, &device, tx.now().as_second())?;
        tx.event(Event::new("relay.paired"));
        tx.event(Event::new(alarm::EVENT));
        Ok(())
    })?;
    practice.relay.say(|said| {
        said.contact_at = None;
        said.success_at = None;
        said.failing = None;
        said.pending = None;
    });
    steps.extend(first_contact(call)?);
    drop(alone);
    practice.relay.pull();
    Ok(Paired {
        ok: steps.iter().all(|step| step.failure.is_none() && !step.skipped),
        steps,
        status: status::of(practice)?,
    })
}

/// Makes this computer known to the relay.
fn introduce(
    call: &Call<'_>,
    invitation: &Invitation,
    signing: &SigningKey,
    device: &SigningKey,
    issued_at: i64,
) -> std::result::Result<(), Failure> {
    let failure = |detail: String| Failure {
        kind: FailureKind::NotARelay,
        host: invitation.address.host().to_owned(),
        detail,
    };
    let document = Device {
        clinic: signing.clinic(),
        signing_key: signing.public_text(),
        device_key: device.public_text(),
        issued_at,
    };
    let document = serde_json::to_vec(&document).map_err(|error| failure(error.to_string()))?;
    let practice = call.practice().map_err(|refusal| failure(refusal.message))?;
    register(
        practice.ports().relay.as_ref(),
        &invitation.address,
        &Register {
            invitation: invitation.token.to_string(),
            device: sign(Context::Device, &document, signing),
        },
    )
    // Before the relay knows this computer, "not signed" can only mean that the invitation lets nobody in.
    .map_err(|told| match told.kind {
        FailureKind::Refused { status, ref code } if code == "not_signed" => Failure {
            kind: FailureKind::Refused {
                status,
                code: "gone".into(),
            },
            ..told
        },
        _ => told,
    })
}

/// The steps after the relay knows this computer, each in plain words. The line tries again by itself what did not work.
fn first_contact(call: &Call<'_>) -> Result<Vec<PairStep>> {
    let practice = call.practice()?;
    let mut steps = Vec::new();
    let mut lost = false;
    for kind in [PairStepKind::Publish, PairStepKind::Slots, PairStepKind::Fetch] {
        if lost {
            steps.push(skipped(kind));
            continue;
        }
        let speaker = Speaker::of(practice)?.ok_or_else(|| Refusal::fault("paired, and no link"))?;
        let linked = call
            .read(store::linked)?
            .ok_or_else(|| Refusal::fault("paired, and no link"))?;
        let done = match kind {
            PairStepKind::Publish => publish::publish_bundle(practice, &speaker, &linked).map(drop),
            PairStepKind::Slots => publish::publish_slots(practice, &speaker, &linked).map(drop),
            PairStepKind::Register | PairStepKind::Fetch => {
                let todo = Todo {
                    pull: true,
                    ..Todo::default()
                };
                contact(practice, &mut Memory::default(), todo, &AtomicBool::new(false))
                    .map(drop)
                    .map_err(Into::into)
            }
        };
        match done {
            Ok(()) => steps.push(step(kind, None)),
            Err(super::pull::Ended::Failed(failure)) => {
                lost = !failure.had_contact();
                steps.push(step(kind, Some(&failure)));
            }
            Err(super::pull::Ended::Refused(refusal)) => steps.push(PairStep {
                step: kind,
                failure: Some(Explanation {
                    title: "This computer could not finish it".into(),
                    meaning: refusal.message,
                    next: refusal.next.unwrap_or_default(),
                }),
                skipped: false,
            }),
        }
    }
    // What the fetch met is in the line's own words.
    if let Some((_, failure)) = practice.relay.said().failing
        && let Some(step) = steps.last_mut().filter(|step| !step.skipped)
    {
        step.failure.get_or_insert(failure);
    }
    Ok(steps)
}

fn step(step: PairStepKind, failure: Option<&Failure>) -> PairStep {
    PairStep {
        step,
        failure: failure.map(explain),
        skipped: false,
    }
}

fn skipped(step: PairStepKind) -> PairStep {
    PairStep {
        step,
        failure: None,
        skipped: true,
    }
}

/// Parts from the relay: what waits is fetched, the public page is closed, this computer's key goes. If the relay cannot be reached,
/// it is parted from all the same. The clinic's own key stays, so that its links work again after the next pairing.
pub fn unpair(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    let practice = call.practice()?;
    let alone = practice.relay.speak();
    let todo = Todo {
        pull: true,
        ..Todo::default()
    };
    contact(practice, &mut Memory::default(), todo, &AtomicBool::new(false))?;
    if practice.relay.said().failing.is_none()
        && let Some(speaker) = Speaker::of(practice)?
        && let Err(super::pull::Ended::Failed(failure)) = publish::publish_closed(practice, &speaker)
    {
        tracing::warn!(kind = ?failure.kind, "parted from a relay that could not be told");
    }
    call.transact(|tx| {
        store::deactivate(tx.on())?;
        tx.event(Event::new("relay.unpaired"));
        tx.event(Event::new(alarm::EVENT));
        Ok(())
    })?;
    practice.relay.say(|said| {
        said.contact_at = None;
        said.success_at = None;
        said.failing = None;
        said.pending = None;
    });
    drop(alone);
    status::of(practice)
}

/// Looks at the relay now.
pub fn pull_now(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    let practice = call.practice()?;
    if call.read(store::base_url)?.is_none() {
        return Err(Refusal::invalid("", "The desk is not paired with a relay.")
            .next("Paste an invitation in Settings, Website."));
    }
    let said = practice.relay.said();
    if said.leads {
        // The line's own thread does it, and tells who sits here what came.
        practice.relay.look_now(PATIENCE);
    } else {
        let _alone = practice.relay.speak();
        let todo = Todo {
            pull: true,
            publish: true,
            ..Todo::default()
        };
        contact(practice, &mut Memory::default(), todo, &AtomicBool::new(false))?;
    }
    status::of(practice)
}

/// Somebody waits in front of the screen.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// New intake keys now; what is sealed to the old ones still opens for 90 days.
pub fn rotate_keys(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    call.transact(|tx| {
        keys::rotate(tx.on(), tx.now().as_second())?;
        store::want_publish(tx.on())?;
        tx.event(Event::new("relay.keys_rotated"));
        tx.event(Event::new(alarm::EVENT));
        Ok(())
    })?;
    call.practice()?.relay.changed();
    status::of(call.practice()?)
}

/// Takes note of an alarm.
pub fn dismiss_alarm(call: &Call<'_>, input: DismissAlarm) -> Result<RelayStatus> {
    call.transact(|tx| alarm::dismiss(tx, input.id))?;
    status::of(call.practice()?)
}
