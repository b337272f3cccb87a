//! Add a colleague.

use crate::door::Call;
use crate::ids::StaffId;
use crate::practice::Practice;
use crate::staff::password::{put_password, require_strong};
use crate::staff::sign_in::fold;
use crate::staff::store::{self, StaffRow};
use crate::staff::{Role, StaffView};
use crate::transact::Tx;
use crate::{Code, Refusal, Result};
use keepwell_keys::{Secret, password};
use serde::Deserialize;
use ts_rs::TS;

/// A new account.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddStaff {
    /// Their name.
    pub name: String,
    /// What they will type to sign in.
    pub sign_in: String,
    /// Their role.
    pub role: Role,
    /// The first password; they choose their own at the first sign-in.
    #[ts(type = "string")]
    pub password: Secret,
}

/// Adds the account.
pub fn add(call: &Call<'_>, input: AddStaff) -> Result<StaffView> {
    let practice = call.practice()?;
    if input.role == Role::Owner && !call.session().is_some_and(|s| s.role == Role::Owner) {
        return Err(Refusal::new(Code::NotAllowed, "Only an owner can add another owner."));
    }
    let checked = check(&input)?;
    let verifier = password::verifier_make_with(&input.password, practice.ports().cost)?;
    call.transact(|tx| insert(practice, tx, &checked, &input, &verifier, true))
}

/// Adds somebody while the practice is founded, with the password they chose themselves.
pub fn add_at_founding(practice: &Practice, tx: &mut Tx<'_>, input: &AddStaff) -> Result<StaffView> {
    let checked = check(input)?;
    let verifier = password::verifier_make_with(&input.password, practice.ports().cost)?;
    insert(practice, tx, &checked, input, &verifier, false)
}

struct Checked {
    name: String,
    sign_in: String,
}

fn check(input: &AddStaff) -> Result<Checked> {
    let name = person_name(&input.name)?;
    let sign_in = fold(&input.sign_in);
    let plain = sign_in
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@'));
    if sign_in.is_empty() || sign_in.chars().count() > 60 || !plain {
        return Err(Refusal::invalid(
            "sign_in",
            "A sign-in name is 1 to 60 letters, digits, dots or dashes, without spaces.",
        ));
    }
    require_strong(&input.password, &[&name, &sign_in], "password")?;
    Ok(Checked { name, sign_in })
}

/// A colleague's name, trimmed; control characters are refused because they would forge lines elsewhere.
pub fn person_name(typed: &str) -> Result<String> {
    let name = typed.trim();
    if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(Refusal::invalid("name", "A name is 1 to 100 characters on one line."));
    }
    Ok(name.to_owned())
}

fn insert(
    practice: &Practice,
    tx: &mut Tx<'_>,
    checked: &Checked,
    input: &AddStaff,
    verifier: &str,
    must_change: bool,
) -> Result<StaffView> {
    let row = StaffRow {
        id: StaffId::make(),
        sign_in: checked.sign_in.clone(),
        name: checked.name.clone(),
        role: input.role.stored().into(),
        password: verifier.into(),
        pin: None,
        active: true,
        must_change_password: must_change,
        wrong_tries: 0,
        locked_until: None,
    };
    store::insert(tx.on(), &row, tx.now().as_second())?;
    put_password(
        practice,
        tx,
        row.id,
        &row.sign_in,
        &input.password,
        verifier,
        must_change,
    )?;
    tx.event(crate::events::Event::new("staff.added"));
    row.view()
}
