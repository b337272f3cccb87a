//! Check characters over GF(32): a Reed-Solomon code with two of them.
//!
//! The 28 symbols c₀…c₂₇ satisfy Σ cᵢ = 0 and Σ cᵢ·αⁱ = 0 (α = 2 is primitive modulo x⁵+x²+1, order 31,
//! so all 28 positions have different weights). Any one or two wrong characters are always
//! noticed, swapped neighbours included, and a single wrong one is also located. It is used only
//! to *say* where the slip is; nothing is ever corrected silently.

const POLYNOMIAL: u8 = 0b10_0101;
/// Order of α.
const ORDER: usize = 31;

/// Symbols in a whole code, check symbols included.
pub(super) const SYMBOLS: usize = 28;
/// Symbols that carry data.
pub(super) const DATA: usize = 26;

/// What the check symbols say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    Fits,
    /// One symbol, counted from 0, explains everything.
    OneWrong(usize),
    /// More than one symbol is wrong.
    SeveralWrong,
}

fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 0b10_0000 != 0 {
            a ^= POLYNOMIAL;
        }
        b >>= 1;
    }
    product
}

fn power(exponent: usize) -> u8 {
    (0..exponent % ORDER).fold(1, |value, _| times(value, 2))
}

/// `x` with x·a = 1; every a ≠ 0 has a³¹ = 1, so the inverse is a³⁰.
fn inverse(a: u8) -> u8 {
    (0..ORDER - 1).fold(1, |value, _| times(value, a))
}

fn sums(symbols: &[u8]) -> (u8, u8) {
    symbols.iter().enumerate().fold((0, 0), |(plain, weighted), (i, &c)| {
        (plain ^ c, weighted ^ times(c, power(i)))
    })
}

/// The two check symbols that follow `data`.
pub(super) fn check_symbols(data: &[u8; DATA]) -> [u8; 2] {
    // x + y = plain and x·αᵐ + y·αⁿ = weighted, with m = 26 and n = 27.
    let (plain, weighted) = sums(data);
    let (m, n) = (power(DATA), power(DATA + 1));
    let y = times(weighted ^ times(plain, m), inverse(m ^ n));
    [plain ^ y, y]
}

/// Looks for mistakes.
pub(super) fn examine(symbols: &[u8; SYMBOLS]) -> Finding {
    match sums(symbols) {
        (0, 0) => Finding::Fits,
        (0, _) | (_, 0) => Finding::SeveralWrong,
        (plain, weighted) => {
            let weight = times(weighted, inverse(plain));
            (0..SYMBOLS)
                .find(|&i| power(i) == weight)
                .map_or(Finding::SeveralWrong, Finding::OneWrong)
        }
    }
}
