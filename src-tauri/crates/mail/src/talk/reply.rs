//! One answer of the server.

use std::io::{self, ErrorKind};

use super::line::Line;

/// One answer: its number and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// 200 to 599.
    pub(super) code: u16,
    /// The text of each line.
    pub(super) lines: Vec<String>,
}

impl Reply {
    /// Reads one answer, of one or several lines.
    pub(super) fn read(line: &mut Line) -> io::Result<Self> {
        let mut lines = Vec::new();
        let mut length = 0;
        let mut first = None;
        loop {
            let text = line.next_line(length)?;
            length += text.len() + 2;
            let (code, last, words) = split(&text).ok_or_else(unreadable)?;
            if *first.get_or_insert(code) != code {
                return Err(unreadable());
            }
            lines.push(words.to_owned());
            if last {
                return Ok(Self { code, lines });
            }
        }
    }

    /// All words on one line; an enhanced code repeated on every line is kept once.
    pub(super) fn text(&self) -> String {
        let repeated = self
            .lines
            .first()
            .and_then(|line| line.split_whitespace().next())
            .filter(|word| is_enhanced(word));
        let mut text = String::new();
        for (number, line) in self.lines.iter().enumerate() {
            let line = match repeated {
                Some(code) if number > 0 => line.strip_prefix(code).unwrap_or(line).trim_start(),
                Some(_) | None => line,
            };
            if number > 0 {
                text.push(' ');
            }
            text.push_str(line);
        }
        text
    }

    pub(super) fn is_positive(&self) -> bool {
        self.code < 400
    }
}

/// `250-SIZE 1` gives `(250, false, "SIZE 1")`; a bare `250` is a last line too (RFC 5321 §4.2).
fn split(line: &str) -> Option<(u16, bool, &str)> {
    let digits = line
        .get(..3)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let code: u16 = digits.parse().ok().filter(|code| (200..600).contains(code))?;
    match line.as_bytes().get(3) {
        None => Some((code, true, "")),
        Some(b' ') => Some((code, true, line.get(4..)?)),
        Some(b'-') => Some((code, false, line.get(4..)?)),
        Some(_) => None,
    }
}

fn is_enhanced(word: &str) -> bool {
    word.split('.').count() == 3
        && word
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn unreadable() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the answer is not an SMTP answer")
}
