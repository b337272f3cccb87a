//! JSON from outside, looked at before it is read: how deep it nests, and whether it says a thing twice.
//!
//! A key that stands twice is read one way by one program and another way by the next; nobody honest writes it.

use crate::limits::DEEPEST_JSON;
use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// Why JSON is not read. Says nothing of its content: it may be a patient's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Nested deeper than [`DEEPEST_JSON`].
    #[error("nested too deep")]
    TooDeep,
    /// A key stands twice in one object.
    #[error("a key stands twice")]
    TwiceTheKey,
    /// No JSON, or not the document that was expected.
    #[error("not the document that was expected")]
    Malformed,
}

/// Whether JSON nests deeper than [`DEEPEST_JSON`]. Counts brackets outside strings, without recursion, on any bytes.
pub fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => {
                depth += 1;
                if depth > DEEPEST_JSON {
                    return true;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Reads a document: not too deep, no key twice, nothing unknown in it (the types refuse that).
///
/// # Errors
/// See [`JsonError`].
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    if is_too_deep(bytes) {
        return Err(JsonError::TooDeep);
    }
    let mut twice = false;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let looked = Once { twice: &mut twice }
        .deserialize(&mut reader)
        .and_then(|()| reader.end());
    if twice {
        return Err(JsonError::TwiceTheKey);
    }
    looked.map_err(|_| JsonError::Malformed)?;
    serde_json::from_slice(bytes).map_err(|_| JsonError::Malformed)
}

/// Walks through a value and notes a key that stands twice in one object.
struct Once<'a> {
    twice: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Once { twice: self.twice })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if !seen.insert(key) {
                *self.twice = true;
            }
            entries.next_value_seed(Once { twice: self.twice })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn depth_is_counted_outside_strings() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(!is_too_deep(nested(32).as_bytes()));
        assert!(is_too_deep(nested(33).as_bytes()));
        assert_eq!(read::<Value>(nested(10_000).as_bytes()), Err(JsonError::TooDeep));
        let quoted = format!("[\"{}\\\"[\", 1]", "[{".repeat(50));
        assert!(!is_too_deep(quoted.as_bytes()));
        assert!(read::<Value>(quoted.as_bytes()).is_ok());
        assert!(!is_too_deep("[],".repeat(50).as_bytes()));
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_at_any_depth_and_in_any_spelling() {
        for twice in [r#"{"a":1,"a":1}"#, r#"[{"b":{"a":1,"c":2,"\u0061":3}}]"#] {
            assert_eq!(read::<Value>(twice.as_bytes()), Err(JsonError::TwiceTheKey), "{twice}");
        }
        assert!(read::<Value>(br#"{"a":{"a":[{"a":1},{"a":2}]}}"#).is_ok());
        for wrong in ["", "{", "[1] 2", "\"\\ud800\"", "{\"a\":1,}", "nul"] {
            assert_eq!(read::<Value>(wrong.as_bytes()), Err(JsonError::Malformed), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_at_all_are_read_or_refused_quietly(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read::<Value>(&bytes);
        }
    }
}
