//! Strangers' text made fit for lists, letters and records. Nothing is refused here: what a patient typed stands with the
//! answers as it came, this is the copy that is used.

use icu_normalizer::ComposingNormalizerBorrowed;
use keepwell_protocol::bundle::Text;

/// The longest name kept in a line, characters.
pub const NAME: usize = 100;
/// The longest other line, characters.
pub const LINE: usize = 200;
/// The longest text of several lines, characters.
pub const LINES: usize = 10_000;

/// What cannot be seen, or makes text read as something else than it is.
fn is_litter(c: char) -> bool {
    matches!(
        c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2060}' | '\u{feff}' | '\u{00ad}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}'
    ) || (c as u32 & 0xfffe) == 0xfffe
}

/// One line of at most `most` characters: breaks and other controls become a blank, blanks in a row one.
pub fn one_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    // Megabytes are cut before anything is done with them.
    for c in text.chars().filter(|c| !is_litter(*c)).take(most * 4) {
        if c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}') {
            if !line.ends_with(' ') && !line.is_empty() {
                line.push(' ');
            }
        } else {
            line.push(c);
        }
    }
    capped(line.trim_end(), most)
}

/// Several lines of at most `most` characters in all; other controls than breaks and tabs go.
pub fn several_lines(text: &str, most: usize) -> String {
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let kept: String = unix
        .chars()
        .filter(|c| !is_litter(*c) && (!c.is_control() || matches!(c, '\n' | '\t')))
        .take(most * 4)
        .collect();
    capped(kept.trim(), most)
}

fn capped(text: &str, most: usize) -> String {
    let text = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    if text.chars().count() <= most {
        return text.into_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}

/// A form's text in `language`, else in its first.
pub fn in_language<'t>(text: &'t Text, language: &str, first: &str) -> &'t str {
    let short = language.split('-').next().unwrap_or_default();
    [language, short, first]
        .into_iter()
        .find_map(|key| text.get(key))
        .or_else(|| text.values().next())
        .map(String::as_str)
        .unwrap_or_default()
}

/// A name to save a file under: the patient's own, without folders and what file systems stumble over, with the ending
/// its bytes call for.
pub fn file_name(text: &str, extension: &str) -> String {
    let base = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = one_line(base, 120);
    let stem = line.rsplit_once('.').map_or(line.as_str(), |(stem, _)| stem);
    let stem: String = stem
        .chars()
        .map(|c| {
            if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') {
                '_'
            } else {
                c
            }
        })
        .collect();
    let stem = stem.trim_matches(['.', ' ']);
    let short: String = stem.chars().take(80).collect();
    if short.is_empty() {
        format!("file.{extension}")
    } else {
        format!("{short}.{extension}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_break_and_no_direction_mark_survives_in_a_line() {
        assert_eq!(
            one_line("Ann\r\nBcc: all@example.com\u{202e}gnp", NAME),
            "Ann Bcc: all@example.comgnp"
        );
        assert_eq!(one_line(" \t Grace \u{0} Kim\u{2028}", NAME), "Grace Kim");
        assert_eq!(one_line(&"ü".repeat(500), 10).chars().count(), 10);
        assert_eq!(several_lines("a\r\nb\rc\u{7}", LINES), "a\nb\nc");
    }

    #[test]
    fn a_file_is_never_saved_into_another_folder_nor_as_a_program() {
        assert_eq!(file_name("../../etc/passwd", "pdf"), "passwd.pdf");
        assert_eq!(
            file_name("C:\\Users\\x\\insurance card.jpg.exe", "jpg"),
            "insurance card.jpg.jpg"
        );
        assert_eq!(file_name("....", "png"), "file.png");
        assert_eq!(file_name("a\u{202e}gpj.exe", "jpg"), "agpj.jpg");
        assert_eq!(file_name("", "pdf"), "file.pdf");
    }
}
