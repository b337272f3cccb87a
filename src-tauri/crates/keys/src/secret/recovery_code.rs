//! The printed recovery code.

use std::fmt;

use zeroize::Zeroizing;

use super::check::{self, DATA, Finding, SYMBOLS};
use crate::KeyError;
use crate::seal;

/// Crockford base32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;

/// 128 random bits, printed as 7 groups of 4 Crockford base32 characters (26 with data, 2 that
/// catch typing mistakes).
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

impl RecoveryCode {
    /// A new code from the system's random numbers.
    pub fn make() -> Result<Self, KeyError> {
        Ok(Self(Zeroizing::new(seal::random()?)))
    }

    /// Reads a typed code. Case, spaces and dashes do not matter, O is read as 0, I and L as 1.
    pub fn parse(typed: &str) -> Result<Self, KeyError> {
        let mut symbols = Zeroizing::new([0u8; SYMBOLS]);
        let mut found = 0;
        let mut unknown = None;
        for c in typed.chars().filter(|&c| !is_separator(c)) {
            if let Some(place) = symbols.get_mut(found) {
                match symbol(c) {
                    Some(value) => *place = value,
                    None => unknown = unknown.or(Some(found)),
                }
            }
            found += 1;
        }
        if found != SYMBOLS {
            return Err(KeyError::RecoveryCodeLength { found });
        }
        if let Some(at) = unknown {
            return Err(KeyError::MistypedRecoveryCode { group: group_of(at) });
        }
        match check::examine(&symbols) {
            Finding::Fits => {}
            Finding::OneWrong(at) => {
                return Err(KeyError::MistypedRecoveryCode { group: group_of(at) });
            }
            Finding::SeveralWrong => return Err(KeyError::MistypedRecoveryCode { group: None }),
        }
        let mut bytes = Zeroizing::new([0u8; 16]);
        let (mut pending, mut bits, mut next) = (0u32, 0u32, 0usize);
        for &symbol in symbols.iter().take(DATA) {
            pending = (pending << 5) | u32::from(symbol);
            bits += 5;
            if bits >= 8
                && let Some(byte) = bytes.get_mut(next)
            {
                bits -= 8;
                let [.., low] = (pending >> bits).to_be_bytes();
                *byte = low;
                next += 1;
            }
            pending &= (1 << bits) - 1;
        }
        // 26 symbols hold 130 bits; the last two are always zero in a code we made.
        if pending != 0 {
            return Err(KeyError::MistypedRecoveryCode { group: None });
        }
        Ok(Self(bytes))
    }

    /// The seven groups of four, to be printed once. Never log, store or send them.
    pub fn dangerously_expose_groups(&self) -> Zeroizing<Vec<String>> {
        let symbols = self.symbols();
        Zeroizing::new(
            symbols
                .chunks(GROUP)
                .map(|group| {
                    group
                        .iter()
                        .map(|&s| char::from(ALPHABET[usize::from(s & 31)]))
                        .collect()
                })
                .collect(),
        )
    }

    pub(crate) fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    fn symbols(&self) -> Zeroizing<[u8; SYMBOLS]> {
        let mut data = Zeroizing::new([0u8; DATA]);
        for (i, place) in data.iter_mut().enumerate() {
            for bit in i * 5..i * 5 + 5 {
                let byte = self.0.get(bit / 8).copied().unwrap_or(0);
                *place = (*place << 1) | ((byte >> (7 - bit % 8)) & 1);
            }
        }
        let mut symbols = Zeroizing::new([0u8; SYMBOLS]);
        symbols[..DATA].copy_from_slice(data.as_slice());
        symbols[DATA..].copy_from_slice(&check::check_symbols(&data));
        symbols
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(redacted)")
    }
}

/// Spaces, and the dashes that keyboards and word processors make of a hyphen.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '_')
}

fn symbol(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|&a| char::from(a) == c)?;
    u8::try_from(at).ok()
}

fn group_of(symbol: usize) -> Option<u8> {
    u8::try_from(symbol / GROUP + 1).ok()
}
