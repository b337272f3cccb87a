//! Folds names to what people type for them: no accents, no case, Latin letters (`Łukasz` → `lukasz`,
//! `Мария` → `mariia`, `O'Brien` → `obrien`). Pure.

/// The longest word kept, bytes: enough to tell names apart, short enough to bound every search.
const LONGEST: usize = 24;

/// The words of a text, folded.
pub fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        } else if is_apostrophe(c) {
            // O'Brien is one word.
        } else if let Some(latin) = deunicode::deunicode_char(c) {
            push_latin(&mut folded, latin);
        } else if c.is_alphanumeric() {
            // A script nobody has romanised for us: its own letters, in lower case, are still searchable.
            folded.extend(c.to_lowercase());
        }
    }
    folded.split_whitespace().map(cut).collect()
}

fn push_latin(folded: &mut String, latin: &str) {
    for l in latin.chars() {
        match l {
            l if l.is_ascii_alphanumeric() => folded.push(l.to_ascii_lowercase()),
            // Soft signs and glottal stops: `Ольга` is "Ol'ga" and typed "olga".
            '\'' | '`' => {}
            _ => folded.push(' '),
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' | '′')
}

fn cut(word: &str) -> String {
    let mut end = word.len().min(LONGEST);
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    word[..end].to_owned()
}

/// The parts of a name, as a record holds them.
#[derive(Debug, Clone, Copy, Default)]
pub struct NameParts<'a> {
    /// Given name.
    pub given: &'a str,
    /// Middle names.
    pub middle: &'a str,
    /// Family name.
    pub family: &'a str,
    /// What they like to be called.
    pub preferred: &'a str,
    /// The name in their own script.
    pub own_script: &'a str,
}

/// The folded words of a whole name.
#[derive(Debug, Clone, Default)]
pub struct FoldedName {
    /// Words in the order in which the name is said: given, middle, family.
    pub said: Vec<String>,
    /// Words it also goes by: preferred name, own script, and names of several words written as one (`vanderberg`).
    pub also: Vec<String>,
}

/// The most words of one name that are searchable.
const MOST_WORDS: usize = 8;

impl FoldedName {
    /// Folds a name.
    pub fn of(parts: &NameParts<'_>) -> Self {
        let mut name = Self::default();
        let mut joined = Vec::new();
        for part in [parts.given, parts.middle, parts.family] {
            let words = words(part);
            if words.len() > 1 {
                joined.push(cut(&words.concat()));
            }
            name.said.extend(words);
        }
        name.said.truncate(MOST_WORDS);
        let also = words(parts.preferred)
            .into_iter()
            .chain(words(parts.own_script))
            .chain(joined);
        for word in also {
            if name.said.len() + name.also.len() < MOST_WORDS
                && !name.said.contains(&word)
                && !name.also.contains(&word)
            {
                name.also.push(word);
            }
        }
        name
    }

    /// Every word, as often as it occurs.
    pub fn all(&self) -> Vec<&str> {
        self.said.iter().chain(&self.also).map(String::as_str).collect()
    }

    /// Every word, each once.
    pub fn distinct(&self) -> Vec<&str> {
        let mut words = self.all();
        words.sort_unstable();
        words.dedup();
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_what_is_typed_for_them() {
        for (name, folded) in [
            ("Łukasz", "lukasz"),
            ("Мария", "mariia"),
            ("Ольга", "olga"),
            ("O’Brien", "obrien"),
            ("Jean-Luc", "jean luc"),
            ("Müller", "muller"),
            ("Mu\u{308}ller", "muller"),
            ("Straße", "strasse"),
            ("Nguyễn Thị Ánh", "nguyen thi anh"),
            ("王小明", "wang xiao ming"),
            ("Ağaoğlu", "agaoglu"),
            ("Æthelred Øster", "aethelred oster"),
        ] {
            assert_eq!(words(name).join(" "), folded, "{name}");
        }
    }

    #[test]
    fn a_name_of_several_words_is_also_found_written_as_one() {
        let name = FoldedName::of(&NameParts {
            given: "Anne Marie",
            family: "van der Berg",
            preferred: "Annie",
            ..NameParts::default()
        });
        assert_eq!(name.said, ["anne", "marie", "van", "der", "berg"]);
        assert_eq!(name.also, ["annie", "annemarie", "vanderberg"]);
    }

    #[test]
    fn no_text_makes_folding_stop_or_grow_without_bound() {
        for text in [
            "",
            " ",
            "\u{0}",
            "🙂🙂",
            "\u{202e}abc",
            "ﷺ",
            "\u{10ffff}",
            &"ﷺ".repeat(100),
        ] {
            let name = FoldedName::of(&NameParts {
                given: text,
                own_script: text,
                ..NameParts::default()
            });
            assert!(
                name.distinct().len() <= MOST_WORDS && name.distinct().iter().all(|w| w.len() <= LONGEST),
                "{text:?}"
            );
        }
    }
}
