//! One slot as it stands in the file, and the header that its seal covers.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::seal::{self, Key32};
use crate::{DataKey, KeyError};

/// The version this program writes, and the newest it reads.
pub(super) const VERSION: u32 = 1;
/// `alg` of slots that a symmetric key wraps.
pub(super) const XCHACHA: &str = "xchacha20poly1305";

/// A slot, or something in its place that this program keeps but does not understand: one bad
/// slot must not take the good ones with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Held {
    Slot(Box<Slot>),
    Unreadable(serde_json::Value),
}

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Device,
    Password,
    Recovery,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Password => "password",
            Self::Recovery => "recovery",
        }
    }
}

/// One way to open the practice. Binary fields are strict standard base64 with padding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub(super) v: u32,
    pub(super) practice_id: String,
    pub(super) slot_id: String,
    pub(super) kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) staff: Option<String>,
    pub(super) alg: String,
    pub(super) kdf: Kdf,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) nonce: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) public_key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) enc: Option<String>,
    pub(super) wrap: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) proof: Option<String>,
}

/// How the key of a slot is derived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kdf {
    pub(super) alg: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) m: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) t: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) p: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) salt: Option<String>,
}

impl Kdf {
    /// A derivation without parameters.
    pub(super) fn plain(alg: &str) -> Self {
        Self {
            alg: alg.to_owned(),
            m: None,
            t: None,
            p: None,
            salt: None,
        }
    }
}

impl Slot {
    /// A slot with everything but its seal.
    pub(super) fn blank(practice_id: &str, kind: Kind, alg: &str, kdf: Kdf) -> Result<Self, KeyError> {
        Ok(Self {
            v: VERSION,
            practice_id: practice_id.to_owned(),
            slot_id: seal::to_base64(&seal::random::<16>()?),
            kind: kind.name().to_owned(),
            staff: None,
            alg: alg.to_owned(),
            kdf,
            nonce: None,
            public_key: None,
            enc: None,
            wrap: String::new(),
            proof: None,
        })
    }

    pub(super) fn is(&self, kind: Kind) -> bool {
        self.kind == kind.name()
    }

    pub(super) fn is_for(&self, kind: Kind, staff: Option<&str>) -> bool {
        self.is(kind) && self.staff.as_deref() == staff
    }

    /// Refuses slots of another version, algorithm or practice before any key is derived.
    pub(super) fn expect(&self, practice_id: &str, alg: &str, kdf: &str) -> Result<(), KeyError> {
        if self.v > VERSION {
            return Err(KeyError::NewerSlotFile);
        }
        if self.v != VERSION || self.alg != alg || self.kdf.alg != kdf {
            return Err(KeyError::damaged(format!(
                "the {} lock names an unknown method",
                self.kind
            )));
        }
        if self.practice_id != practice_id {
            return Err(KeyError::damaged(format!(
                "the {} lock belongs to another practice",
                self.kind
            )));
        }
        Ok(())
    }

    /// The authenticated header: every field but `enc`, `wrap` and `proof`, in a fixed order. See
    /// `FORMAT.md`; frozen by `tests/keys/vectors/keyslots-v1.json`.
    pub(super) fn header(&self) -> Vec<u8> {
        let number = |n: Option<u32>| n.map(|n| n.to_string());
        let fields = [
            Some(self.v.to_string()),
            Some(self.practice_id.clone()),
            Some(self.slot_id.clone()),
            Some(self.kind.clone()),
            self.staff.clone(),
            Some(self.alg.clone()),
            Some(self.kdf.alg.clone()),
            number(self.kdf.m),
            number(self.kdf.t),
            number(self.kdf.p),
            self.kdf.salt.clone(),
            self.public_key.clone(),
            self.nonce.clone(),
        ];
        let mut header = b"keepwell keyslot".to_vec();
        for field in fields {
            match field {
                Some(text) => {
                    header.push(1);
                    header.extend_from_slice(&(text.len() as u64).to_be_bytes());
                    header.extend_from_slice(text.as_bytes());
                }
                None => header.push(0),
            }
        }
        header
    }

    /// Fills `nonce` and `wrap`.
    pub(super) fn wrap_under(&mut self, kek: &Key32, key: &DataKey) -> Result<(), KeyError> {
        let nonce = seal::random::<24>()?;
        self.nonce = Some(seal::to_base64(&nonce));
        self.wrap = seal::to_base64(&seal::wrap(kek, &nonce, &self.header(), key.bytes())?);
        Ok(())
    }

    /// `Ok(None)` when the key is another one or the slot was changed; the two cannot be told apart.
    pub(super) fn open_under(&self, kek: &Key32) -> Result<Option<DataKey>, KeyError> {
        let nonce = self.bytes::<24>("nonce", self.nonce.as_deref())?;
        let wrap = self.bytes::<48>("wrap", Some(&self.wrap))?;
        match seal::unwrap(kek, &nonce, &self.header(), wrap.as_slice()) {
            None => Ok(None),
            Some(plain) => DataKey::from_slice(&plain)
                .map(Some)
                .ok_or_else(|| self.damaged("wrap")),
        }
    }

    /// A base64 field of exactly `N` bytes.
    pub(super) fn bytes<const N: usize>(
        &self,
        field: &str,
        text: Option<&str>,
    ) -> Result<Zeroizing<[u8; N]>, KeyError> {
        text.and_then(seal::from_base64).ok_or_else(|| self.damaged(field))
    }

    pub(super) fn damaged(&self, field: &str) -> KeyError {
        KeyError::damaged(format!("the {} lock has an unreadable part ({field})", self.kind))
    }
}
