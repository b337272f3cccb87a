//! The server's own words, fit to be stored and shown: one line, short, without anybody's address or password.

/// Longest text kept, in characters.
const LONGEST: usize = 300;

/// What must not appear in a server's words once they are kept: servers like to repeat what they were sent.
#[derive(Default)]
pub(crate) struct Redact {
    hidden: Vec<zeroize::Zeroizing<String>>,
}

impl Redact {
    /// Hides this text wherever a server repeats it. Texts shorter than three characters would only tear words apart.
    pub(crate) fn hide(&mut self, text: &str) {
        if text.chars().count() >= 3 {
            self.hidden.push(zeroize::Zeroizing::new(text.to_owned()));
        }
    }

    /// One short line without addresses and without the hidden texts.
    pub(crate) fn line(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for hidden in &self.hidden {
            text = replace_ignoring_case(&text, hidden);
        }
        let words = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .map(|word| if word.contains('@') { "…" } else { word });
        let mut line = String::new();
        for word in words {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            if line.chars().count() > LONGEST {
                return line.chars().take(LONGEST).chain(['…']).collect();
            }
        }
        line
    }
}

/// ASCII case only: that is all a mail server changes when it repeats an address.
fn replace_ignoring_case(text: &str, hidden: &str) -> String {
    let (lower, wanted) = (text.to_ascii_lowercase(), hidden.to_ascii_lowercase());
    let mut result = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(at) = lower[rest..].find(&wanted) {
        result.push_str(&text[rest..rest + at]);
        result.push('…');
        rest += at + wanted.len();
    }
    result.push_str(&text[rest..]);
    result
}
