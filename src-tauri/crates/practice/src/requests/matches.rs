//! Who a request may be from: records and other requests that look like the same person's.

use crate::Result;
use crate::patients::{FindDuplicates, LikelyDuplicate};
use crate::requests::store::{self, Row, Sibling};
use crate::requests::{OtherRequest, RequestMatch};
use jiff::civil::Date;
use rusqlite::Connection;

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
    Ok(store::siblings(on, row)?.into_iter().map(other).collect())
}

fn other(found: Sibling) -> OtherRequest {
    let why = if found.by_email {
        "same e-mail"
    } else if found.by_phone {
        "same phone"
    } else {
        "same name"
    };
    OtherRequest {
        id: found.id,
        state: found.state,
        received_at: found.received_at,
        service: if found.service_name.is_empty() {
            found.form_title
        } else {
            found.service_name
        },
        why: why.into(),
    }
}
