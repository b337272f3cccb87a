//! Opening a patient: the record, the first page of the timeline and the consents, as the panel asks for them.

use crate::desk::Desk;
use crate::figures::Row;
use crate::made::Volume;
use crate::raw::Raw;
use serde_json::json;

/// Everything that stands about one patient, by record number.
const PARTS: &[&str] = &[
    "SELECT p.*, d.* FROM patient p LEFT JOIN patient_detail d ON d.no = p.no WHERE p.no = ?1",
    "SELECT * FROM patient_phone WHERE no = ?1 ORDER BY position",
    "SELECT * FROM patient_email WHERE no = ?1 ORDER BY position",
    "SELECT * FROM patient_address WHERE no = ?1 ORDER BY position",
    "SELECT * FROM patient_policy WHERE no = ?1 ORDER BY position",
    "SELECT * FROM patient_emergency WHERE no = ?1 ORDER BY position",
    "SELECT * FROM patient_scheme WHERE no = ?1 ORDER BY position",
    "SELECT * FROM patient_tag WHERE no = ?1 ORDER BY position",
    "SELECT * FROM patient_field WHERE no = ?1",
    "SELECT 1 FROM patient_photo WHERE no = ?1",
    "SELECT * FROM patient_consent WHERE no = ?1 ORDER BY seq DESC",
    "SELECT * FROM patient_preference WHERE no = ?1 ORDER BY seq DESC",
];
const VISITS: &[&str] = &[
    "SELECT v.*, r.name, s.name FROM visit v JOIN provider r ON r.id = v.provider_id JOIN service s ON s.id = v.service_id
     WHERE v.id = (SELECT id FROM visit WHERE patient_id = ?1 AND starts_at >= ?2 AND status IN ('scheduled', 'confirmed', 'arrived', 'in_room') ORDER BY starts_at LIMIT 1)",
    "SELECT v.*, r.name, s.name FROM visit v JOIN provider r ON r.id = v.provider_id JOIN service s ON s.id = v.service_id
     WHERE v.id = (SELECT id FROM visit WHERE patient_id = ?1 AND starts_at < ?2 AND status IN ('completed', 'arrived', 'in_room') ORDER BY starts_at DESC LIMIT 1)",
];
const TIMELINE: &str =
    "SELECT seq, at, kind, actor, visit_id, body FROM event WHERE patient_id = ?1 ORDER BY seq DESC LIMIT 31";

/// Measures it.
pub fn panel(desk: &Desk, raw: &Raw, volume: &Volume) -> Row {
    let mut chance = fastrand::Rng::with_seed(5);
    let now = desk
        .today
        .to_zoned(jiff::tz::TimeZone::UTC)
        .expect("an instant")
        .timestamp()
        .as_second();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for at in 0..420 {
        let no = chance.u32(1..=volume.patients);
        let id: Vec<u8> = raw
            .on
            .query_row("SELECT id FROM patient WHERE no = ?1", [no], |row| row.get(0))
            .expect("a patient");
        let wire = format!(
            "pat_{}",
            id.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        );
        // The raw side goes first every other time: whoever is second finds the pages in the system's cache.
        let by_raw = || {
            raw.timed(|raw| {
                for sql in PARTS {
                    raw.rows(sql, [no]);
                }
                for sql in VISITS {
                    raw.rows(sql, rusqlite::params![id, now]);
                }
                raw.rows(TIMELINE, [&id]);
            })
        };
        let early = (at % 2 == 0).then(&by_raw);
        let took = [
            desk.timed("patients.get", &json!({ "patient": wire })).0,
            desk.timed("patients.timeline", &json!({ "patient": wire, "limit": 30 }))
                .0,
            desk.timed("patients.consents", &json!({ "patient": wire })).0,
        ];
        let took_raw = early.unwrap_or_else(by_raw);
        if at >= 20 {
            ours.push(took.iter().sum());
            bare.push(took_raw);
        }
    }
    desk.settle();
    Row::of_times(
        "patient_panel",
        &ours,
        &bare,
        "record, thirty entries of the timeline and consents: three calls; raw: the fifteen statements",
    )
}
