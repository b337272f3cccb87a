//! Text that may stand in a header or a body: no line breaks, no control characters, no hidden direction marks.

/// Longest name or subject in characters. RFC 5322 knows no limit, but nobody reads further and some servers refuse.
const LONGEST_LINE: usize = 250;

/// One line for a header: control characters, line separators and invisible direction marks become a space, spaces
/// are joined, and what is too long is cut. Patients' names come from outside, so this is what keeps a name
/// from becoming a header of its own.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(LONGEST_LINE * 4));
    let mut length = 0;
    for word in text
        .split(|c: char| c.is_whitespace() || is_unwanted(c))
        .filter(|word| !word.is_empty())
    {
        let space = usize::from(length > 0);
        for c in std::iter::repeat_n(' ', space).chain(word.chars()) {
            if length == LONGEST_LINE {
                return line;
            }
            line.push(c);
            length += 1;
        }
    }
    line
}

/// Text for a body: every line ends as on the wire, tabs stay, every other control character goes.
///
/// The line ends are made here because lettre inserts missing ones in place, which for a text of many lines takes
/// minutes.
pub(super) fn body(text: &str) -> String {
    let mut body = String::with_capacity(text.len() + text.len() / 40);
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' => body.push_str("\r\n"),
            '\t' => body.push('\t'),
            c if c.is_control() => {}
            c => body.push(c),
        }
        after_return = c == '\r';
    }
    body
}

/// Characters that break a line or turn the direction of what follows.
fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
