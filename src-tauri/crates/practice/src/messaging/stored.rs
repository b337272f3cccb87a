//! Stores a plain enum by its wire name. An unknown name in the file is damage, never a default.

/// Gives `$name` (an enum that serialises to a string) a form in the file: that very string.
macro_rules! stored_by_name {
    ($($name:ty),+) => {$(
        impl rusqlite::types::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                match serde_json::to_value(self) {
                    Ok(serde_json::Value::String(text)) => Ok(rusqlite::types::ToSqlOutput::from(text)),
                    other => Err(rusqlite::Error::ToSqlConversionFailure(format!("not a name: {other:?}").into())),
                }
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                let text = value.as_str()?;
                serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|e| rusqlite::types::FromSqlError::Other(Box::new(e)))
            }
        }
    )+};
}

stored_by_name!(
    crate::messaging::WhyCode,
    crate::messaging::outbox::MessageState,
    crate::messaging::outbox::RequestLetter,
    crate::automation::Anchor
);
