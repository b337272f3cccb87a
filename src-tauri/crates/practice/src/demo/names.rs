//! The names people are made up from, in eighteen languages (`names.txt`).

use crate::demo::chance::Chance;
use crate::{Refusal, Result};

/// A name, in Latin letters and in the script its bearer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// In Latin letters.
    pub latin: &'static str,
    /// In their own script; empty where that is Latin.
    pub own: &'static str,
}

/// The names of one language.
#[derive(Debug)]
pub struct Culture {
    /// BCP 47.
    pub language: &'static str,
    weight: u32,
    women: Vec<Name>,
    men: Vec<Name>,
    /// As men and as women bear it.
    families: Vec<(Name, Name)>,
}

/// Every language.
#[derive(Debug)]
pub struct Names {
    cultures: Vec<Culture>,
    weights: Vec<u32>,
}

impl Names {
    /// Reads the table this program carries.
    pub fn read() -> Result<Self> {
        let mut cultures: Vec<Culture> = Vec::new();
        for line in include_str!("names.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let mut words = line.split(' ');
            let kind = words.next().unwrap_or_default();
            if kind == "@" {
                let (Some(language), Some(Ok(weight))) = (words.next(), words.next().map(str::parse)) else {
                    return Err(broken(line));
                };
                cultures.push(Culture {
                    language,
                    weight,
                    women: Vec::new(),
                    men: Vec::new(),
                    families: Vec::new(),
                });
                continue;
            }
            let Some(culture) = cultures.last_mut() else {
                return Err(broken(line));
            };
            match kind {
                "f" => culture.women.extend(words.map(|word| name(word).0)),
                "m" => culture.men.extend(words.map(|word| name(word).0)),
                "n" => culture.families.extend(words.map(name)),
                _ => return Err(broken(line)),
            }
        }
        let weights = cultures.iter().map(|culture| culture.weight).collect();
        Ok(Self { cultures, weights })
    }

    /// The language of a family.
    pub fn culture(&self, chance: &mut Chance) -> &Culture {
        &self.cultures[chance.weighted(&self.weights)]
    }

    /// Every language.
    #[cfg(test)]
    pub fn cultures(&self) -> &[Culture] {
        &self.cultures
    }
}

impl Culture {
    /// A given name.
    pub fn given(&self, woman: bool, chance: &mut Chance) -> Name {
        let list = if woman { &self.women } else { &self.men };
        list[chance.index(list.len())]
    }

    /// A family name: as its men and as its women bear it.
    pub fn family(&self, chance: &mut Chance) -> (Name, Name) {
        self.families[chance.index(self.families.len())]
    }

    /// Family name and given name in the script its bearer writes, in the order they write them; empty for Latin.
    pub fn own_script(&self, given: Name, family: Name) -> String {
        match (given.own, self.language) {
            ("", _) => String::new(),
            (own, "zh" | "ko") => [family.own, own].concat(),
            (own, "ja") => [family.own, " ", own].concat(),
            (own, _) => [own, " ", family.own].concat(),
        }
    }
}

/// Reads `Latin|own`, each of which may have a feminine form after a slash.
fn name(word: &'static str) -> (Name, Name) {
    let (latin, own) = word.split_once('|').unwrap_or((word, ""));
    let forms = |text: &'static str| text.split_once('/').unwrap_or((text, text));
    let ((man, woman), (man_own, woman_own)) = (forms(latin), forms(own));
    (
        Name {
            latin: man,
            own: man_own,
        },
        Name {
            latin: woman,
            own: woman_own,
        },
    )
}

fn broken(line: &str) -> Refusal {
    Refusal::fault(format!("the demo's table of names: {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_women_men_and_families_and_writes_its_own_script() {
        let names = Names::read().unwrap();
        assert!(names.cultures().len() >= 12, "at least twelve languages");
        for culture in names.cultures() {
            let all = || {
                culture
                    .women
                    .iter()
                    .chain(&culture.men)
                    .chain(culture.families.iter().flat_map(|(man, woman)| [man, woman]))
            };
            assert!(
                culture.women.len() >= 5 && culture.men.len() >= 5 && culture.families.len() >= 5,
                "{}",
                culture.language
            );
            let own = all().next().is_some_and(|name| !name.own.is_empty());
            for name in all() {
                assert_eq!(
                    own,
                    !name.own.is_empty(),
                    "{}: either all names have an own script or none: {name:?}",
                    culture.language
                );
                assert!(!name.latin.is_empty() && !name.latin.contains('|'), "{name:?}");
            }
        }
    }
}
