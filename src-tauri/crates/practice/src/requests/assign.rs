//! Who looks after a request.

use crate::door::Call;
use crate::ids::{RequestId, StaffId};
use crate::requests::change::{self, Telling};
use crate::requests::store::{Row, Standing};
use crate::requests::{ManyChanged, RequestView, many, people};
use crate::transact::{Done, Tx};
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Hand a request to somebody.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssignRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// To whom; `null`: nobody.
    pub to: Option<StaffId>,
}

/// Hand many requests to somebody.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssignRequests {
    /// Which, 200 at most.
    pub requests: Vec<RequestId>,
    /// To whom; `null`: nobody.
    pub to: Option<StaffId>,
}

/// Hands a request to somebody.
pub fn assign(call: &Call<'_>, input: AssignRequest) -> Result<Done<RequestView>> {
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        let (now, telling) = handed(tx, &row, input.to)?;
        let label = match input.to {
            Some(_) => format!(
                "Handed {}'s request to {}",
                row.name(),
                people::name_of(tx.on(), input.to)?
            ),
            None => format!("Handed {}'s request to nobody", row.name()),
        };
        change::finish(tx, &row, &now, telling, &label)
    })
}

/// The request in the hands of `to`, and how that is told.
pub fn handed(tx: &Tx<'_>, row: &Row, to: Option<StaffId>) -> Result<(Standing, Telling)> {
    if let Some(to) = to
        && !people::all(tx.on())?.iter().any(|person| person.id == to)
    {
        return Err(Refusal::invalid(
            "to",
            "This person cannot look after requests. Choose somebody else.",
        ));
    }
    let mut now = row.standing.clone();
    now.assigned_to = to;
    let telling = Telling {
        kind: "request.assigned",
        more: json!({ "to": people::name_of(tx.on(), to)? }),
        letter: None,
    };
    Ok((now, telling))
}

/// Hands many requests to somebody.
pub fn assign_many(call: &Call<'_>, input: AssignRequests) -> Result<Done<ManyChanged>> {
    call.transact(|tx| {
        many::run(tx, &input.requests, "Handed", |tx, row| {
            let (now, telling) = handed(tx, row, input.to)?;
            change::write(tx, row, &now, telling)?;
            Ok(now)
        })
    })
}
