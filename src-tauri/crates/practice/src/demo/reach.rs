//! Phones and e-mail addresses that reach nobody: ranges set aside for fiction, and domains nobody can own.
//!
//! North America: 555-0100 to 555-0199 in every area code (NANPA). United Kingdom: Ofcom's numbers for drama. Australia:
//! ACMA's numbers for creative works. E-mail: example.com and .invalid (RFC 2606).

use crate::demo::chance::Chance;

/// Area codes around the demo clinic first, then further away: a small demo looks local.
const AREAS: &[u32] = &[
    484, 610, 215, 267, 717, 570, 856, 908, 732, 609, 201, 973, 212, 718, 646, 914, 516, 631, 845, 518, 203, 860, 401,
    617, 508, 413, 603, 802, 207, 302, 410, 301, 443, 202, 703, 804, 757, 540, 304, 412, 724, 814, 330, 216, 440, 419,
    614, 513, 937, 313, 248, 517, 616, 317, 219, 812, 502, 859, 615, 901, 704, 919, 336, 803, 843, 404, 770, 706, 912,
    904, 407, 305, 813, 850, 205, 334, 601, 504, 225, 501, 314, 816, 913, 402, 515, 319, 612, 651, 414, 608, 312, 773,
    708, 815, 217, 309, 214, 972, 817, 512, 210, 713, 281, 915, 405, 918, 303, 719, 505, 602, 480, 520, 702, 801, 208,
    406, 503, 541, 206, 253, 509, 415, 510, 408, 916, 209, 559, 805, 310, 213, 714, 619, 858,
];

/// Prefix and how many digits follow, all of them free for drama.
const ELSEWHERE: &[(&str, usize)] = &[
    ("+44 20 7946 0", 3),
    ("+44 7700 900", 3),
    ("+44 161 496 0", 3),
    ("+44 121 496 0", 3),
    ("+44 131 496 0", 3),
    ("+44 117 496 0", 3),
    ("+61 2 5550 ", 4),
    ("+61 3 5550 ", 4),
    ("+61 7 7010 ", 4),
];

/// The phone of the household numbered `household`, written as people write it. Households near each other in number
/// never share one; in a very large demo numbers come round again, as there are only so many.
pub fn phone(household: usize, chance: &mut Chance) -> String {
    if chance.percent(92) {
        let area = AREAS[(household / 100) % AREAS.len()];
        let line = 100 + household % 100;
        return match chance.between(0, 4) {
            0 => format!("({area}) 555-0{line}"),
            1 => format!("{area}.555.0{line}"),
            2 => format!("+1 {area} 555 0{line}"),
            _ => format!("{area}-555-0{line}"),
        };
    }
    let (prefix, digits) = ELSEWHERE[household % ELSEWHERE.len()];
    let spread = 10_usize.pow(u32::try_from(digits).unwrap_or(3));
    format!("{prefix}{:0digits$}", (household / ELSEWHERE.len() * 7) % spread)
}

/// An e-mail address made of a name: letters and dots only, numbered apart from the others of that name.
pub fn email(given: &str, family: &str, number: usize, chance: &mut Chance) -> String {
    let plain = |name: &str| {
        deunicode::deunicode(name)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase()
    };
    let (given, family) = (plain(given), plain(family));
    let tail = if number == 0 { String::new() } else { number.to_string() };
    let domain = if chance.percent(85) {
        "example.com"
    } else {
        "mail.invalid"
    };
    match chance.between(0, 3) {
        0 => format!("{}{family}{tail}@{domain}", given.get(..1).unwrap_or("x")),
        1 => format!("{given}{tail}@{domain}"),
        _ => format!("{given}.{family}{tail}@{domain}"),
    }
}
