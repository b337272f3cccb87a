//! Choosing, changing and resetting passwords and PINs.

use crate::door::Call;
use crate::ids::StaffId;
use crate::practice::Practice;
use crate::staff::sign_in::{count_wrong, refuse_while_locked};
use crate::staff::store::{self, StaffRow};
use crate::transact::Tx;
use crate::{Code, Refusal, Result};
use keepwell_keys::{Secret, password};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Choose a new password for oneself.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The present one.
    #[ts(type = "string")]
    pub present: Secret,
    /// The new one.
    #[ts(type = "string")]
    pub new: Secret,
}

/// Give a colleague a password they must change at the next sign-in.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// Whom.
    pub staff: StaffId,
    /// The password to tell them.
    #[ts(type = "string")]
    pub password: Secret,
}

/// Choose, change or drop one's PIN.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPin {
    /// The password, to prove who asks.
    #[ts(type = "string")]
    pub password: Secret,
    /// Four to eight digits; none drops it.
    #[ts(type = "string | null")]
    pub pin: Option<Secret>,
}

/// How strong would this be?
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskStrength {
    /// The password being typed.
    #[ts(type = "string")]
    pub password: Secret,
    /// The person's and the clinic's names: a password made of them is weak.
    pub about: Vec<String>,
}

/// How strong it is.
#[derive(Debug, Serialize, TS)]
pub struct Strength {
    /// 0 to 4 (zxcvbn).
    pub score: u8,
    /// Whether it is accepted.
    pub enough: bool,
    /// What would make it better, in one sentence.
    pub advice: String,
}

const SHORTEST: usize = 12;
const LONGEST: usize = 200;

/// Judges a password while it is typed.
pub fn strength(_: &Call<'_>, input: AskStrength) -> Result<Strength> {
    let about: Vec<&str> = input.about.iter().map(String::as_str).collect();
    Ok(judge(&input.password, &about))
}

fn judge(typed: &Secret, about: &[&str]) -> Strength {
    let text = typed.dangerously_expose();
    let length = text.chars().count();
    if length > LONGEST {
        return Strength {
            score: 0,
            enough: false,
            advice: format!("Use at most {LONGEST} characters."),
        };
    }
    // The estimate costs time that grows with length; a hundred characters tell all it can tell.
    let head: String = text.chars().take(100).collect();
    let estimate = zxcvbn::zxcvbn(&head, about);
    let score = u8::from(estimate.score());
    let advice = if length < SHORTEST {
        format!("Use at least {SHORTEST} characters; four unrelated words are easy to remember.")
    } else if score < 3 {
        estimate
            .feedback()
            .and_then(|f| f.suggestions().first().map(ToString::to_string))
            .unwrap_or_else(|| "Add another unrelated word.".into())
    } else {
        String::new()
    };
    Strength {
        score,
        enough: length >= SHORTEST && score >= 3,
        advice,
    }
}

/// Refuses a weak password, naming the field.
pub fn require_strong(typed: &Secret, about: &[&str], field: &str) -> Result<()> {
    let found = judge(typed, about);
    if found.enough {
        Ok(())
    } else {
        Err(Refusal::invalid(
            field,
            format!("This password is too easy to guess. {}", found.advice),
        ))
    }
}

/// Changes one's own password and its key slot.
pub fn change(call: &Call<'_>, input: ChangePassword) -> Result<()> {
    let practice = call.practice()?;
    let row = prove(
        call,
        practice,
        &input.present,
        Refusal::invalid("present", "This is not your present password."),
    )?;
    require_strong(&input.new, &[&row.name, &row.sign_in], "new")?;
    let verifier = password::verifier_make_with(&input.new, practice.ports().cost)?;
    call.transact(|tx| put_password(practice, tx, row.id, &row.sign_in, &input.new, &verifier, false))?;
    // Whoever knew the old one may sit at another seat.
    call.door().sessions.end_elsewhere(&call.caller().key, row.id);
    Ok(())
}

/// The account of the person at this seat, after they typed their password again. A wrong one counts like at the
/// sign-in: an unlocked screen is no place to guess it.
fn prove(call: &Call<'_>, practice: &Practice, typed: &Secret, wrong: Refusal) -> Result<StaffRow> {
    let _alone = call.door().alone();
    let row = practice.read(|on| store::by_id(on, call.staff()?))?;
    refuse_while_locked(practice, &row)?;
    if password::verifier_check(&row.password, typed)? {
        return Ok(row);
    }
    let counted = count_wrong(call, practice, &row)?;
    Err(if counted.code == Code::LockedOut {
        counted
    } else {
        wrong
    })
}

/// Gives a colleague a new password, ends their sessions.
pub fn reset(call: &Call<'_>, input: ResetPassword) -> Result<()> {
    let practice = call.practice()?;
    let (row, me) = practice.read(|on| Ok((store::by_id(on, input.staff)?, store::by_id(on, call.staff()?)?)))?;
    if row.role == "owner" && me.role != "owner" {
        return Err(Refusal::new(
            Code::NotAllowed,
            "Only an owner can give an owner a new password.",
        ));
    }
    require_strong(&input.password, &[&row.name, &row.sign_in], "password")?;
    let verifier = password::verifier_make_with(&input.password, practice.ports().cost)?;
    call.transact(|tx| put_password(practice, tx, row.id, &row.sign_in, &input.password, &verifier, true))?;
    call.door().sessions.end_all_of(row.id);
    Ok(())
}

/// Stores a password's verifier and makes its key slot, in that order: a slot without its account opens nothing new.
pub fn put_password(
    practice: &Practice,
    tx: &mut Tx<'_>,
    id: StaffId,
    sign_in: &str,
    typed: &Secret,
    verifier: &str,
    must_change: bool,
) -> Result<()> {
    store::set_password(tx.on(), id, verifier, must_change)?;
    tx.subject(id);
    tx.event(crate::events::Event::new("staff.password_changed"));
    practice.with_slots(|slots| {
        slots.add_password(sign_in, typed, &practice.key)?;
        slots.save()?;
        Ok(())
    })
}

/// Sets one's own PIN.
pub fn set_pin(call: &Call<'_>, input: SetPin) -> Result<()> {
    let practice = call.practice()?;
    let row = prove(
        call,
        practice,
        &input.password,
        Refusal::invalid("password", "This is not your password."),
    )?;
    let verifier = match &input.pin {
        None => None,
        Some(pin) => {
            let digits = pin.dangerously_expose();
            if !(4..=8).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(Refusal::invalid("pin", "A PIN is four to eight digits."));
            }
            let steps: Vec<i16> = digits
                .as_bytes()
                .windows(2)
                .map(|w| i16::from(w[1]) - i16::from(w[0]))
                .collect();
            if steps.iter().all(|s| *s == 0) || steps.iter().all(|s| *s == 1) || steps.iter().all(|s| *s == -1) {
                return Err(Refusal::invalid(
                    "pin",
                    "This PIN is the first one anybody would try. Choose another.",
                ));
            }
            Some(password::verifier_make_with(pin, practice.ports().cost)?)
        }
    };
    call.transact(|tx| {
        store::set_pin(tx.on(), row.id, verifier.as_deref())?;
        tx.subject(row.id);
        tx.event(crate::events::Event::new("staff.pin_changed"));
        Ok(())
    })
}

/// Gives an owner a new password after the recovery code fitted; answers whose.
pub fn recover_owner(
    practice: &Practice,
    origin: &crate::transact::Origin,
    sign_in: &str,
    new: &Secret,
) -> Result<StaffId> {
    let sign_in = crate::staff::sign_in::fold(sign_in);
    let row = practice
        .read(|on| store::by_sign_in(on, &sign_in))?
        .filter(|row| row.role == "owner" && row.active)
        .ok_or_else(|| Refusal::invalid("sign_in", "No owner of this practice signs in with this name."))?;
    require_strong(new, &[&row.name, &row.sign_in], "new_password")?;
    let verifier = password::verifier_make_with(new, practice.ports().cost)?;
    practice.transact(origin, |tx| {
        put_password(practice, tx, row.id, &row.sign_in, new, &verifier, false)
    })?;
    Ok(row.id)
}
