//! Which characters a text may hold, the same in the browser and in the patient's record.

/// Marks that cannot be seen and change nothing a clinic means; the record drops them.
fn is_litter(c: char) -> bool {
    matches!(
        c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2060}' | '\u{feff}' | '\u{00ad}'
    )
}

/// What makes a text read as something else than it is, or cannot be text at all: controls, overrides of direction,
/// separators of lines that no keyboard has, tags, noncharacters.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// A blank, as both languages of the product understand it (JavaScript's own idea differs from Rust's in two characters).
fn is_blank_character(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether a text says nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| is_blank_character(c) || is_litter(c))
}

/// Whether a text may stand in one line.
pub(super) fn is_line(text: &str) -> bool {
    !text.chars().any(is_treacherous)
}

/// Whether a text may stand in several lines.
pub(super) fn is_lines(text: &str) -> bool {
    !text
        .chars()
        .any(|c| is_treacherous(c) && !matches!(c, '\n' | '\r' | '\t'))
}

/// A text without litter and without blanks at its ends.
pub(super) fn bare(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !is_litter(*c)).collect();
    kept.trim_matches(is_blank_character).to_owned()
}
