//! A field that may be absent ("leave it"), `null` ("none") or a value: serde alone cannot tell the first two apart.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Present, whatever it holds.
pub fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// Writes what is there; absent fields are skipped by their declaration.
pub fn serialize<S: Serializer, T: Serialize>(value: &Option<Option<T>>, to: S) -> Result<S::Ok, S::Error> {
    value.as_ref().and_then(Option::as_ref).serialize(to)
}
