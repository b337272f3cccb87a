//! Proof of work: a moment of the patient's computer for each submission, hours for who wants to flood a clinic.
//!
//! SHA-256(`"cis-pow/1|" clinic-text "|" YYYY-MM-DD "|" SHA-256(bytes) "|" nonce u64 big endian`) begins with N zero bits.
//! The day is in UTC, so that work is not saved up; yesterday's and tomorrow's count, so that clocks may be wrong.

use crate::id::{ClinicId, SlotId};
use crate::text::sha256;
use std::fmt;
use std::str::FromStr;

/// What the header `x-keepwell-work` says: `YYYY-MM-DD.nonce`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Found by trying.
    pub nonce: u64,
}

/// Text that says no work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day and a nonce")]
pub struct WrongWork;

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.day, self.nonce)
    }
}

impl FromStr for Work {
    type Err = WrongWork;

    fn from_str(text: &str) -> Result<Self, WrongWork> {
        let (day, digits) = text.split_once('.').ok_or(WrongWork)?;
        let nonce: u64 = digits.parse().map_err(|_| WrongWork)?;
        let work = Self {
            day: day.to_owned(),
            nonce,
        };
        let is_day = day.len() == 10
            && day.bytes().enumerate().all(|(at, byte)| {
                if at == 4 || at == 7 {
                    byte == b'-'
                } else {
                    byte.is_ascii_digit()
                }
            });
        // One spelling: no plus sign, no leading zeros.
        if is_day && work.to_string() == text {
            Ok(work)
        } else {
            Err(WrongWork)
        }
    }
}

impl Work {
    /// Whether the day is that of `now` (Unix seconds, UTC) or next to it.
    pub fn is_of_these_days(&self, now: i64) -> bool {
        [-1, 0, 1]
            .iter()
            .any(|days| day_of(now.saturating_add(days * 86_400)) == self.day)
    }

    /// Whether it is enough for these bytes: an envelope, or [`for_hold`].
    pub fn is_enough(&self, bits: u8, clinic: ClinicId, bytes: &[u8]) -> bool {
        is_enough(bits, clinic, &self.day, bytes, self.nonce)
    }
}

/// What stands before the nonce.
fn front(clinic: ClinicId, day: &str, bytes: &[u8]) -> Vec<u8> {
    [
        &b"cis-pow/1|"[..],
        clinic.to_string().as_bytes(),
        b"|",
        day.as_bytes(),
        b"|",
        &sha256(bytes),
        b"|",
    ]
    .concat()
}

fn zero_bits(front: &[u8], nonce: u64) -> u32 {
    let hash = sha256(&[front, &nonce.to_be_bytes()].concat());
    let mut bits = 0;
    for byte in hash {
        bits += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    bits
}

/// Whether the hash begins with `bits` zero bits.
pub fn is_enough(bits: u8, clinic: ClinicId, day: &str, bytes: &[u8], nonce: u64) -> bool {
    zero_bits(&front(clinic, day, bytes), nonce) >= u32::from(bits)
}

/// Tries until it is enough: about 2^`bits` hashes.
pub fn find(bits: u8, clinic: ClinicId, day: &str, bytes: &[u8]) -> Work {
    let front = front(clinic, day, bytes);
    let mut nonce = 0_u64;
    while zero_bits(&front, nonce) < u32::from(bits) {
        nonce = nonce.wrapping_add(1);
    }
    Work {
        day: day.to_owned(),
        nonce,
    }
}

/// What the work of a hold on a slot is done over: `slot 16 | token 16`.
pub fn for_hold(slot: SlotId, token: &[u8; 16]) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(slot.as_bytes());
    bytes[16..].copy_from_slice(token);
    bytes
}

/// The day of an instant (Unix seconds) in UTC, `YYYY-MM-DD`; the calendar of the years 0 to 9999.
pub fn day_of(unix: i64) -> String {
    // Days since 0000-03-01, in eras of 400 years: a year that begins in March has its odd day last.
    let days = unix.div_euclid(86_400) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year_of_era + next)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLINIC: ClinicId = ClinicId::from_bytes([4; 16]);

    #[test]
    fn work_counts_for_its_clinic_day_and_bytes_only() {
        let work = find(12, CLINIC, "2026-03-14", b"envelope");
        assert!(work.is_enough(12, CLINIC, b"envelope"));
        assert!(!work.is_enough(40, CLINIC, b"envelope"));
        assert!(!work.is_enough(12, ClinicId::from_bytes([5; 16]), b"envelope"));
        assert!(!work.is_enough(12, CLINIC, b"another"));
        assert!(!is_enough(12, CLINIC, "2026-03-15", b"envelope", work.nonce));
        assert_eq!(work.to_string().parse(), Ok(work));
        for wrong in [
            "",
            "2026-03-14",
            "2026-03-14.",
            "2026-03-14.+1",
            "2026-03-14.01",
            "2026-3-14.1",
            "2026-03-1é.1",
            "2026-03-14.18446744073709551616",
        ] {
            assert_eq!(wrong.parse::<Work>(), Err(WrongWork), "{wrong}");
        }
    }

    #[test]
    fn days_follow_the_calendar() {
        for (unix, day) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_767_225_599, "2025-12-31"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(day_of(unix), day);
        }
        let work = Work {
            day: "2026-03-01".into(),
            nonce: 0,
        };
        for (now, counts) in [
            (1_772_236_800, true),
            (1_772_236_799, false),
            (1_772_495_999, true),
            (1_772_496_000, false),
        ] {
            assert_eq!(work.is_of_these_days(now), counts, "{}", day_of(now));
        }
        // No clock shows these, and nothing falls over.
        let _ = (work.is_of_these_days(i64::MAX), work.is_of_these_days(i64::MIN));
    }
}
