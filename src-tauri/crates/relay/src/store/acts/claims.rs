//! Who has which time. Called with the clinic locked: two patients never look at the same moment.

use crate::answer::Refusal;
use crate::store::{Fault, Tx, values};
use keepwell_protocol::id::SlotId;

/// What stands in place of an address once a time is taken: holds of one household are counted, visits are not linked.
const NOBODY: [u8; 16] = [0; 16];

/// Who asks for a time.
pub struct Claimant<'a> {
    /// Of which clinic.
    pub clinic: &'a [u8; 16],
    /// Which time.
    pub slot: SlotId,
    /// SHA-256 of the browser's token: who has it, has the hold.
    pub token: [u8; 32],
    /// HMAC of the address.
    pub address: [u8; 16],
    /// Now.
    pub now: i64,
}

/// Gives the slot to the claimant: held until `held_until`, or taken for good (`None`). Answers until when it is held.
pub async fn claim(
    tx: &mut Tx<'_>,
    who: &Claimant<'_>,
    held_until: Option<i64>,
) -> Result<Result<Option<i64>, Refusal>, Fault> {
    let (clinic, slot) = (who.clinic, who.slot.as_bytes());
    let claim = tx
        .row(
            "SELECT token, held_until FROM claim WHERE clinic = $1 AND slot = $2",
            values![clinic, slot],
        )
        .await?;
    if let Some(mut claim) = claim {
        let held = claim.maybe_int(1)?;
        let mine = claim.bytes(0)? == who.token;
        match held {
            Some(until) if until <= who.now => {
                tx.change(
                    "DELETE FROM claim WHERE clinic = $1 AND slot = $2",
                    values![clinic, slot],
                )
                .await?;
            }
            // Its own hold: the same answer again, or the slot at last, even if the book has changed meanwhile.
            Some(until) if mine => {
                if held_until.is_none() {
                    let kept = tx
                        .change(
                            "UPDATE claim SET held_until = NULL, address = $3 WHERE clinic = $1 AND slot = $2",
                            values![clinic, slot, &NOBODY],
                        )
                        .await?;
                    // None: another relay, whose clock is ahead, cleared the hold away a moment ago. Then it is asked for anew.
                    if kept > 0 {
                        return Ok(Ok(None));
                    }
                } else {
                    return Ok(Ok(Some(until)));
                }
            }
            _ => return Ok(Err(Refusal::taken())),
        }
    }
    let offered = tx
        .row(
            "SELECT lane, starts_at, until, day, cap FROM slot
             WHERE clinic = $1 AND id = $2 AND not_after > $3 AND starts_at > $3",
            values![clinic, slot, who.now],
        )
        .await?;
    let Some(mut offered) = offered else {
        return Ok(Err(Refusal::no_such_slot()));
    };
    let (lane, starts_at, until) = (offered.bytes(0)?, offered.int(1)?, offered.int(2)?);
    let (day, cap) = (offered.text(3)?, offered.maybe_int(4)?);
    let in_the_way = tx
        .row(
            "SELECT COUNT(*) FROM claim WHERE clinic = $1 AND lane = $2 AND starts_at < $4 AND until > $3
             AND (held_until IS NULL OR held_until > $5)",
            values![clinic, &*lane, starts_at, until, who.now],
        )
        .await?;
    if in_the_way.map_or(Ok(0), |row| row.int(0))? > 0 {
        return Ok(Err(Refusal::taken()));
    }
    if let Some(cap) = cap {
        let that_day = tx
            .row(
                "SELECT COUNT(*) FROM claim WHERE clinic = $1 AND day = $2 AND (held_until IS NULL OR held_until > $3)",
                values![clinic, &*day, who.now],
            )
            .await?;
        if that_day.map_or(Ok(0), |row| row.int(0))? >= cap {
            return Ok(Err(Refusal::taken()));
        }
    }
    let address = if held_until.is_some() { &who.address } else { &NOBODY };
    tx.change(
        "INSERT INTO claim (clinic, slot, lane, starts_at, until, day, token, address, held_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            clinic, slot, &*lane, starts_at, until, &*day, &who.token, address, held_until
        ],
    )
    .await?;
    Ok(Ok(held_until))
}
