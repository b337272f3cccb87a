//! Every keystroke of somebody looking for a patient: names in both orders, phones, slips of the finger.

use crate::desk::Desk;
use crate::figures::Row;
use crate::made::Volume;
use crate::raw::Raw;
use serde_json::json;

/// The best single statement that answers the same question, where the words are spelt right.
const FIND: &str = "SELECT p.id, p.no, p.given, p.middle, p.family, p.preferred, p.own_script, p.born, p.phone_typed, p.email, p.status, p.changed_at,
    (SELECT starts_at FROM visit WHERE patient_id = p.id AND starts_at >= ?3 AND status IN ('scheduled', 'confirmed', 'arrived', 'in_room') ORDER BY starts_at LIMIT 1),
    (SELECT starts_at FROM visit WHERE patient_id = p.id AND starts_at < ?3 AND status IN ('completed', 'arrived', 'in_room') ORDER BY starts_at DESC LIMIT 1)
    FROM (SELECT DISTINCT no FROM patient_key WHERE key >= ?1 AND key < ?2 LIMIT 20) k JOIN patient p ON p.no = k.no";

/// People looked for.
const PEOPLE: u32 = 200;
/// Letters typed at most.
const LONGEST: usize = 14;

/// What is typed, and the key range that answers it.
struct Typing {
    typed: Vec<char>,
    kind: char,
    right: Vec<char>,
}

/// Measures it.
pub fn search(desk: &Desk, raw: &Raw, volume: &Volume) -> Row {
    let mut chance = fastrand::Rng::with_seed(2);
    let typings: Vec<Typing> = (0..PEOPLE).map(|_| typing(raw, volume, &mut chance)).collect();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for (at, typing) in typings.iter().enumerate() {
        for length in 1..=typing.typed.len().min(LONGEST) {
            let text: String = typing.typed[..length].iter().collect();
            let (took, _) = desk.timed("patients.search", &json!({ "text": text, "limit": 20 }));
            let from: String = std::iter::once(typing.kind)
                .chain(typing.right[..length].iter().copied())
                .collect();
            let until = format!("{from}\u{10ffff}");
            let took_raw = raw.timed(|raw| raw.rows(FIND, rusqlite::params![from, until, now(desk)]));
            // The first few people warm both sides up.
            if at >= 10 {
                ours.push(took);
                bare.push(took_raw);
            }
        }
    }
    desk.settle();
    Row::of_times(
        "search",
        &ours,
        &bare,
        "one keystroke; 60% names in either order, 20% phones, 20% with two letters swapped; raw: one range of the key table with the right spelling",
    )
}

fn now(desk: &Desk) -> i64 {
    desk.today
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_or(0, |zoned| zoned.timestamp().as_second())
}

fn typing(raw: &Raw, volume: &Volume, chance: &mut fastrand::Rng) -> Typing {
    loop {
        let no = chance.u32(1..=volume.patients);
        let cell = |sql| raw.text(sql, [no]).unwrap_or_default();
        let plain = |name: String| deunicode::deunicode(&name).to_lowercase();
        let (given, family) = (
            plain(cell("SELECT given FROM patient WHERE no = ?1")),
            plain(cell("SELECT family FROM patient WHERE no = ?1")),
        );
        if given.len() < 3 || family.len() < 3 {
            continue;
        }
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        return match chance.u32(0..10) {
            0..=2 => same('n', chars(&format!("{given} {family}"))),
            3..=5 => same('n', chars(&format!("{family} {given}"))),
            6 | 7 => {
                let digits: Vec<char> = cell("SELECT phone FROM patient WHERE no = ?1")
                    .chars()
                    .filter(char::is_ascii_digit)
                    .collect();
                if digits.len() < 10 {
                    continue;
                }
                same('p', digits[digits.len() - 10..].to_vec())
            }
            _ => {
                let right = chars(&format!("{family} {given}"));
                let mut typed = right.clone();
                typed.swap(1, 2);
                Typing {
                    typed,
                    kind: 'n',
                    right,
                }
            }
        };
    }
}

fn same(kind: char, typed: Vec<char>) -> Typing {
    Typing {
        right: typed.clone(),
        kind,
        typed,
    }
}
