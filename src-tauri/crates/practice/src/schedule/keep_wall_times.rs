//! After the clinic's zone changed: visits stay at the wall time that was agreed; their instants are computed again.

use crate::Result;
use crate::automation::{self, VisitChange};
use crate::ids::VisitId;
use crate::schedule::place::Place;
use crate::schedule::status::VisitStatus;
use crate::schedule::store;
use crate::schedule::wall;
use crate::transact::Tx;
use jiff::tz::TimeZone;
use rusqlite::params;

/// Computes the instants of every visit from today's wall time on, in either zone. Answers how many changed; their
/// reminders are planned again, because they are due at other instants.
pub fn keep_wall_times(tx: &mut Tx<'_>, zone: &TimeZone, name: &str) -> Result<u32> {
    // The day before: between the farthest zones a wall time of yesterday may still lie ahead.
    let from = wall::text(zone.to_datetime(tx.now()).date().yesterday().map_err(crate::Refusal::fault)?.at(0, 0, 0, 0));
    let coming: Vec<VisitId> = {
        let mut statement = tx.on().prepare("SELECT id FROM visit WHERE day >= substr(?1, 1, 10) AND starts_at > ?2 AND withdrawn = 0")?;
        let rows = statement.query_map(params![from, tx.now().as_second()], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    let mut changed = 0;
    for id in coming {
        let state = store::load(tx.on(), id)?.state;
        let place = Place::of(&state, zone, name)?;
        tx.on()
            .prepare_cached("UPDATE visit SET zone = ?2, starts_at = ?3, ends_at = ?4, busy_from = ?5, busy_until = ?6 WHERE id = ?1")?
            .execute(params![id, name, place.starts_at(), place.ends_at(), place.busy_from(), place.busy_until()])?;
        changed += 1;
        if state.status != VisitStatus::Cancelled {
            automation::visit_changed(tx, id, VisitChange::Moved)?;
        }
    }
    Ok(changed)
}
