//! The colours of services on the calendar: six the palette has in both themes.

use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A service's colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Green-blue.
    Teal,
    /// Blue.
    Blue,
    /// Purple.
    Violet,
    /// Orange.
    Amber,
    /// Pink.
    Rose,
    /// Grey.
    Slate,
}

impl Colour {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Blue => "blue",
            Self::Violet => "violet",
            Self::Amber => "amber",
            Self::Rose => "rose",
            Self::Slate => "slate",
        }
    }

    /// Reads a stored colour; an unknown one is damage.
    pub fn from_stored(text: &str) -> Result<Self> {
        [
            Self::Teal,
            Self::Blue,
            Self::Violet,
            Self::Amber,
            Self::Rose,
            Self::Slate,
        ]
        .into_iter()
        .find(|c| c.stored() == text)
        .ok_or_else(|| Refusal::fault("a service with an unknown colour"))
    }
}
