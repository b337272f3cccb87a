//! Change a colleague's name, role or access.

use crate::door::Call;
use crate::ids::StaffId;
use crate::staff::add::person_name;
use crate::staff::{Role, StaffView, store};
use crate::{Code, Refusal, Result};
use serde::Deserialize;
use ts_rs::TS;

/// The account as it should be.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditStaff {
    /// Which.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Whether they may sign in.
    pub active: bool,
}

/// Changes the account. A changed role or lost access ends the person's sessions at once.
pub fn edit(call: &Call<'_>, input: EditStaff) -> Result<StaffView> {
    let practice = call.practice()?;
    let name = person_name(&input.name)?;
    let asks_as_owner = call.session().is_some_and(|s| s.role == Role::Owner);
    let (view, ends, lost) = call.transact(|tx| {
        let before = store::by_id(tx.on(), input.id)?;
        let was = Role::from_stored(&before.role)?;
        if (was == Role::Owner || input.role == Role::Owner) && !asks_as_owner {
            return Err(Refusal::new(
                Code::NotAllowed,
                "Only an owner can change an owner's account.",
            ));
        }
        if was == Role::Owner
            && (input.role != Role::Owner || !input.active)
            && store::other_owners(tx.on(), input.id)? == 0
        {
            return Err(
                Refusal::invalid("role", "The practice needs at least one owner who can sign in.")
                    .next("Make somebody else an owner first."),
            );
        }
        store::update_account(tx.on(), input.id, &name, input.role, input.active)?;
        tx.subject(input.id);
        tx.event(crate::events::Event::new("staff.edited"));
        let after = store::by_id(tx.on(), input.id)?;
        Ok((
            after.view()?,
            was != input.role || (before.active && !input.active),
            (before.active && !input.active).then_some(before.sign_in),
        ))
    })?;
    if ends {
        call.door().sessions.end_all_of(input.id);
    }
    if let Some(sign_in) = lost {
        // Their password must stop opening the file, not only the door. Whoever never signed in may have no slot.
        practice.with_slots(|slots| match slots.remove_password(&sign_in) {
            Err(keepwell_keys::KeyError::NoSuchSlot) => Ok(()),
            removed => {
                removed?;
                Ok(slots.save()?)
            }
        })?;
    }
    Ok(view)
}
