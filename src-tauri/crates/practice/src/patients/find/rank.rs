//! How well a name fits what was typed. Pure.

use crate::patients::find::Candidate;
use crate::patients::fold::FoldedName;
use crate::patients::search::WhyMatched;

/// How well somebody fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The record number.
    RecordNo,
    /// An e-mail address typed as one.
    Address,
    /// The whole name, every word complete, in the order it is said.
    Exact,
    /// The same, family name first.
    ExactTurned,
    /// A complete word or words of the name.
    Word,
    /// The same, family name first.
    WordTurned,
    /// The beginnings of the name's words, in the order the name is said.
    Prefix,
    /// The same, family name first.
    PrefixTurned,
    /// Digits, dates, the beginning of an address that may be a name.
    Other,
    /// The words in another order.
    AnyOrder,
    /// A nickname.
    Nickname,
    /// Nearly so: two letters swapped.
    Swapped,
    /// Nearly so: a letter more, fewer or another.
    Similar,
}

/// Somebody who was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Who.
    pub candidate: Candidate,
    /// How well.
    pub rank: Rank,
    /// How well the words fit once a nickname or a slip is allowed for.
    pub fitting: Rank,
    /// Why, for the screen.
    pub why: WhyMatched,
    /// The text that fits, where the name alone does not explain it.
    pub matched: String,
}

/// How a name fits typed words, each of which must begin a word of its own in the name; `None` if it does not.
pub fn fit(name: &FoldedName, typed: &[&str]) -> Option<Rank> {
    let words = name.all();
    let mut taken = Vec::with_capacity(typed.len());
    if !place(&words, typed, &mut taken) {
        return None;
    }
    let complete = taken.iter().zip(typed).all(|(at, word)| words[*at] == *word);
    let said = name.said.len();
    // Preferred names and joined words have no place in the order.
    let placed: Vec<usize> = taken.iter().copied().filter(|at| *at < said).collect();
    let family_first = |pair: &[usize]| pair[0] + 1 == said && pair[1] == 0;
    let said_so = placed.windows(2).all(|pair| pair[0] < pair[1]);
    let turned = placed.windows(2).all(|pair| pair[0] < pair[1] || family_first(pair));
    Some(match (complete, said_so, turned) {
        (true, true, _) if placed.len() == said => Rank::Exact,
        (true, _, true) if placed.len() == said => Rank::ExactTurned,
        (true, true, _) => Rank::Word,
        (true, _, true) => Rank::WordTurned,
        (false, true, _) => Rank::Prefix,
        (false, _, true) => Rank::PrefixTurned,
        (_, false, false) => Rank::AnyOrder,
    })
}

/// Puts each typed word on a word of the name that nobody has yet; complete words before beginnings.
fn place(words: &[&str], typed: &[&str], taken: &mut Vec<usize>) -> bool {
    let Some(word) = typed.get(taken.len()) else {
        return true;
    };
    for whole in [true, false] {
        for at in 0..words.len() {
            let fits = if whole {
                words[at] == *word
            } else {
                words[at].len() > word.len() && words[at].starts_with(word)
            };
            if fits && !taken.contains(&at) {
                taken.push(at);
                if place(words, typed, taken) {
                    return true;
                }
                taken.pop();
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patients::fold::NameParts;

    #[test]
    fn names_rank_by_how_much_of_them_was_typed_and_in_which_order() {
        let name = FoldedName::of(&NameParts {
            given: "Ana Maria",
            family: "Silva",
            preferred: "Mia",
            ..NameParts::default()
        });
        for (typed, rank) in [
            (vec!["ana", "maria", "silva"], Some(Rank::Exact)),
            (vec!["silva", "ana", "maria"], Some(Rank::ExactTurned)),
            (vec!["silva"], Some(Rank::Word)),
            (vec!["ana", "silva"], Some(Rank::Word)),
            (vec!["ana", "sil"], Some(Rank::Prefix)),
            (vec!["maria", "ana"], Some(Rank::AnyOrder)),
            (vec!["mia"], Some(Rank::Word)),
            (vec!["mia", "silva"], Some(Rank::Word)),
            (vec!["silva", "silva"], None),
            (vec!["anamar"], Some(Rank::Prefix)),
            (vec!["ana", "santos"], None),
        ] {
            assert_eq!(fit(&name, &typed), rank, "{typed:?}");
        }
    }

    #[test]
    fn a_short_word_does_not_take_the_place_a_longer_one_needs() {
        let name = FoldedName::of(&NameParts {
            given: "Mari",
            family: "Marino",
            ..NameParts::default()
        });
        assert!(
            fit(&name, &["mar", "marino"]).is_some() && fit(&name, &["mari", "mari"]).is_some(),
            "each typed word finds its own"
        );
        assert_eq!(fit(&name, &["marino", "marino"]), None);
    }
}
