//! Ids: UUIDv7 (RFC 9562), 16 bytes in the file, prefixed text on the wire so that a wrong one is refused at the edge.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use std::cell::RefCell;
use uuid::Uuid;

/// Text that is not an id of the kind expected.
#[derive(Debug, thiserror::Error)]
#[error("not an id of the kind {0}_…")]
pub struct WrongId(&'static str);

thread_local! {
    static SEEDED: RefCell<Option<Seeded>> = const { RefCell::new(None) };
}

/// Where a demo's ids come from: the same seed and day give the same ids.
struct Seeded {
    chance: fastrand::Rng,
    milliseconds: u64,
}

/// Runs `work` with every id this thread makes drawn from `seed`, counting up from the instant `from`. For demos: ids are
/// no secrets, but two real practices must never share them.
pub(crate) fn from_seed<T>(seed: u64, from: Timestamp, work: impl FnOnce() -> T) -> T {
    struct Ends;
    impl Drop for Ends {
        fn drop(&mut self) {
            SEEDED.set(None);
        }
    }
    let milliseconds = from.as_millisecond().max(0).unsigned_abs();
    SEEDED.set(Some(Seeded {
        chance: fastrand::Rng::with_seed(seed),
        milliseconds,
    }));
    let _ends = Ends;
    work()
}

fn fresh() -> Uuid {
    SEEDED.with_borrow_mut(|seeded| match seeded {
        None => Uuid::now_v7(),
        Some(seeded) => {
            seeded.milliseconds += 1;
            let mut tail = [0; 10];
            seeded.chance.fill(&mut tail);
            uuid::Builder::from_unix_timestamp_millis(seeded.milliseconds, &tail).into_uuid()
        }
    })
}

/// Sixteen bytes for an id that another crate declares (forms); seeded in a demo like all others.
pub(crate) fn fresh_bytes() -> [u8; 16] {
    *fresh().as_bytes()
}

macro_rules! define_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, later in order than those made before it.
            pub fn make() -> Self {
                Self(fresh())
            }

            /// An id from fixed bytes: deterministic demo data and tests.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The bytes as stored.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = WrongId;
            fn from_str(text: &str) -> Result<Self, WrongId> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(|hex| Uuid::try_parse(hex).ok())
                    .map(Self)
                    .ok_or(WrongId($prefix))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                // Through a buffer on the stack: a day's view carries a thousand ids.
                let mut text = [0_u8; $prefix.len() + 1 + uuid::fmt::Simple::LENGTH];
                text[..$prefix.len()].copy_from_slice($prefix.as_bytes());
                text[$prefix.len()] = b'_';
                self.0.simple().encode_lower(&mut text[$prefix.len() + 1..]);
                s.serialize_str(std::str::from_utf8(&text).map_err(serde::ser::Error::custom)?)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String { "string".into() }
            fn inline(_: &ts_rs::Config) -> String { "string".into() }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let bytes = value.as_blob()?;
                Uuid::from_slice(bytes).map(Self).map_err(|e| FromSqlError::Other(Box::new(e)))
            }
        }

        impl From<$name> for Value {
            fn from(id: $name) -> Value {
                Value::Blob(id.0.as_bytes().to_vec())
            }
        }

        impl From<$name> for sea_query::Value {
            fn from(id: $name) -> sea_query::Value {
                sea_query::Value::from(id.0.as_bytes().to_vec())
            }
        }
    };
}

define_id!(/// A member of staff.
    StaffId, "stf");
define_id!(/// A provider: a column of the calendar.
    ProviderId, "prv");
define_id!(/// A place the clinic works at.
    LocationId, "loc");
define_id!(/// A room or a piece of equipment.
    RoomId, "rom");
define_id!(/// A service: what a visit is for.
    ServiceId, "svc");
define_id!(/// A patient.
    PatientId, "pat");
define_id!(/// A visit.
    VisitId, "vis");
define_id!(/// A span in which a provider, or the whole clinic, is away.
    TimeOffId, "off");
define_id!(/// A message: one row of the outbox.
    MessageId, "msg");
define_id!(/// A message template.
    TemplateId, "tpl");
define_id!(/// A reminder rule.
    RuleId, "rul");
define_id!(/// One action of a person that can be undone.
    OperationId, "opn");
define_id!(/// A request from the web.
    RequestId, "req");
define_id!(/// A file a patient sent with a request.
    RequestFileId, "rfl");
define_id!(/// A clinic-defined field of the patient's record.
    FieldId, "fld");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_ids_repeat_in_order_and_end_with_the_work() {
        let noon: Timestamp = "2026-03-18T12:00:00Z".parse().unwrap();
        let made = || from_seed(7, noon, || [VisitId::make(), VisitId::make()]);
        let [first, second] = made();
        assert_eq!(made(), [first, second], "the same seed makes the same ids");
        assert!(first < second, "later ids sort later");
        assert_ne!(VisitId::make(), VisitId::make(), "outside, no id is ever made twice");
    }

    #[test]
    fn an_id_survives_the_wire_and_another_kind_is_refused() {
        let id = PatientId::make();
        let text = serde_json::to_string(&id).unwrap();
        assert!(text.starts_with("\"pat_"), "the wire shows the kind");
        assert_eq!(serde_json::from_str::<PatientId>(&text).unwrap(), id);
        assert!(
            serde_json::from_str::<VisitId>(&text).is_err(),
            "a patient is not a visit"
        );
    }
}
