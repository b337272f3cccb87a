//! How the line is, for the settings and the health line.

use super::{Alarm, AlarmCode, PageCheck, RelayStatus, alarm, inbox, keys, store};
use crate::Result;
use crate::door::Call;
use crate::practice::Practice;

/// How the line is.
pub fn status(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    of(call.practice()?)
}

/// How the line of `practice` is: what the file says, and what the thread of this program knows better.
pub fn of(practice: &Practice) -> Result<RelayStatus> {
    let said = practice.relay.said();
    let possible = !(practice.ports().pages)().is_empty();
    practice.read(|on| {
        let linked = store::linked(on)?;
        let clinic = keys::clinic(on)?.map(|clinic| clinic.to_string()).unwrap_or_default();
        let key_since = keys::since(on)?;
        let mut alarms = alarm::open(on)?;
        if let Some(since) = said.disk_full_since {
            alarms.insert(0, disk_full(since));
        }
        let poison = u32::try_from(inbox::poison(on)?.len()).unwrap_or(u32::MAX);
        let mut status = RelayStatus {
            paired: false,
            address: String::new(),
            link: String::new(),
            clinic,
            paired_at: None,
            leads: said.leads,
            last_contact_at: None,
            last_success_at: None,
            failing_since: None,
            failure: None,
            pending: 0,
            published_at: None,
            slots_published_at: None,
            to_publish: false,
            key_since,
            next_rotation_at: key_since.map(|since| since + keys::KEY_DAYS * 86_400),
            alarms,
            page: PageCheck {
                checked_at: None,
                differs: Vec::new(),
                possible,
            },
            poison,
        };
        let Some(linked) = linked else { return Ok(status) };
        // Nothing said yet by this program: what was written last.
        let spoken = said.contact_at.is_some() || said.failing.is_some();
        let failing = if spoken { said.failing } else { linked.failing };
        status.paired = true;
        status.address = linked.address.url().to_owned();
        status.link = format!("{}/c/{}", linked.address.url(), status.clinic);
        status.paired_at = Some(linked.paired_at);
        status.last_contact_at = said.contact_at.max(linked.contact_at);
        status.last_success_at = said.success_at.max(linked.success_at);
        (status.failing_since, status.failure) = failing.unzip();
        status.pending = said.pending.unwrap_or(linked.pending);
        status.published_at = linked.bundle.at;
        status.slots_published_at = linked.slots.at;
        status.to_publish = linked.publish_wanted;
        status.page.checked_at = linked.page_checked_at;
        status.page.differs = linked.page_files;
        Ok(status)
    })
}

/// The one alarm that cannot be written down.
fn disk_full(since: i64) -> Alarm {
    Alarm {
        id: 0,
        code: AlarmCode::DiskFull,
        count: 1,
        names: Vec::new(),
        first_at: since,
        last_at: since,
        explanation: alarm::words(AlarmCode::DiskFull, 1, &[]),
    }
}
