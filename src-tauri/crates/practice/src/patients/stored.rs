//! How the choices of a record stand in the file: one word each. A word nobody knows is damage, never a default.

use crate::patients::consents::{ConsentChannel, ConsentPurpose, ConsentState, HowGiven};
use crate::patients::fields::FieldKind;
use crate::patients::record::{AddressKind, ContactMethod, PatientStatus, PhoneKind, Sex};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

macro_rules! stored {
    ($($kind:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        impl $kind {
            /// The word it is stored as.
            pub fn stored(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ToSql for $kind {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.stored().into())
            }
        }

        impl FromSql for $kind {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(FromSqlError::Other(concat!("a stored ", stringify!($kind), " nobody knows").into())),
                }
            }
        }
    )+};
}

stored! {
    Sex { Female = "female", Male = "male", Other = "other", Unknown = "unknown" }
    PatientStatus { Active = "active", Inactive = "inactive", Deceased = "deceased", Merged = "merged" }
    ContactMethod { Email = "email", Sms = "sms", Whatsapp = "whatsapp", Phone = "phone", Post = "post" }
    PhoneKind { Mobile = "mobile", Home = "home", Work = "work" }
    AddressKind { Home = "home", Work = "work", Post = "post" }
    FieldKind { Text = "text", Number = "number", Date = "date", Choice = "choice", YesNo = "yes_no" }
    ConsentChannel { Email = "email", Sms = "sms", Whatsapp = "whatsapp", Phone = "phone", Post = "post", Portal = "portal" }
    ConsentPurpose { Treatment = "treatment", Reminders = "reminders", Marketing = "marketing", Research = "research", DataSharing = "data_sharing" }
    ConsentState { NotAsked = "not_asked", Given = "given", Refused = "refused" }
    HowGiven { InPerson = "in_person", Phone = "phone", Paper = "paper", Web = "web", Correction = "correction" }
}
