//! Who a request may be from: records and other requests that look like the same person's.

use crate::Result;
use crate::ids::RequestId;
use crate::patients::{FindDuplicates, LikelyDuplicate};
use crate::requests::store::Row;
use crate::requests::{OtherRequest, RequestMatch, RequestState};
use jiff::civil::Date;
use rusqlite::{Connection, params};

/// Records that may be the same person's as of now, likeliest first.
pub fn find(on: &Connection, row: &Row, today: Date) -> Result<Vec<RequestMatch>> {
    let typed = FindDuplicates {
        given: row.given.clone(),
        family: row.family.clone(),
        born: row.born.clone(),
        phones: vec![row.phone.clone()],
        emails: vec![row.email.clone()],
        except: None,
    };
    Ok(typed.run(on, today)?.into_iter().map(shown).collect())
}

fn shown(found: LikelyDuplicate) -> RequestMatch {
    let LikelyDuplicate {
        patient,
        score,
        reasons,
        sure,
    } = found;
    RequestMatch {
        patient,
        score,
        sure,
        reasons,
    }
}

/// The one record that is surely the same person's; nobody where there is none, or more than one.
pub fn sure(matches: &[RequestMatch]) -> Option<&RequestMatch> {
    let mut all = matches.iter().filter(|found| found.sure);
    all.next().filter(|_| all.next().is_none())
}

/// Other requests of what seems the same person, newest first. Spam is nobody's.
pub fn others(on: &Connection, row: &Row) -> Result<Vec<OtherRequest>> {
    let mut statement = on.prepare_cached(
        "SELECT id, state, received_at, service_name, form_title, email_key = ?2 AS by_email, phone_e164 = ?3 AS by_phone FROM request
         WHERE (email_key = ?2 OR phone_e164 = ?3 OR (name_key = ?4 AND name_key <> '')) AND id <> ?1 AND state <> 'spam' ORDER BY received_at DESC, no DESC LIMIT 10",
    )?;
    let mut rows = statement.query(params![row.id, row.email_key, row.phone_e164, row.name_key])?;
    let mut found = Vec::new();
    while let Some(other) = rows.next()? {
        let service: String = other.get("service_name")?;
        let why = if other.get::<_, Option<bool>>("by_email")? == Some(true) {
            "same e-mail"
        } else if other.get::<_, Option<bool>>("by_phone")? == Some(true) {
            "same phone"
        } else {
            "same name"
        };
        found.push(OtherRequest {
            id: other.get::<_, RequestId>("id")?,
            state: RequestState::from_stored(&other.get::<_, String>("state")?)?,
            received_at: other.get("received_at")?,
            service: if service.is_empty() {
                other.get("form_title")?
            } else {
                service
            },
            why: why.into(),
        });
    }
    Ok(found)
}
