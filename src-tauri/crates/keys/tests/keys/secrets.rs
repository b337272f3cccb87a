//! Secrets do not leak through Debug, and typed codes are read kindly but strictly.

use keepwell_keys::{DataKey, KeyError, RecoveryCode, Secret};
use proptest::prelude::*;

const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn printed(code: &RecoveryCode) -> String {
    code.dangerously_expose_groups().concat()
}

fn group_told(typed: &str) -> Option<u8> {
    match RecoveryCode::parse(typed) {
        Err(KeyError::MistypedRecoveryCode { group }) => group,
        other => panic!("{typed}: expected a typing mistake, got {other:?}"),
    }
}

#[test]
fn debug_output_never_shows_a_secret() {
    let key = DataKey::make().unwrap();
    let code = RecoveryCode::make().unwrap();
    let shown = format!("{key:?} {code:?} {:?}", Secret::new("hunter2".into()));
    assert_eq!(shown, "DataKey(redacted) RecoveryCode(redacted) Secret(redacted)");
}

#[test]
fn data_keys_are_64_hex_characters_and_all_different() {
    let (a, b) = (DataKey::make().unwrap(), DataKey::make().unwrap());
    let hex = a.dangerously_expose_hex();
    assert_eq!(hex.len(), 64);
    assert!(hex.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c)));
    assert_ne!(*hex, *b.dangerously_expose_hex());
    assert_eq!(*hex, *a.duplicate().dangerously_expose_hex());
}

#[test]
fn passwords_come_in_through_json() {
    let secret: Secret = serde_json::from_str("\"pá55 wörd\"").unwrap();
    assert_eq!(secret.dangerously_expose(), "pá55 wörd");
}

#[test]
fn recovery_code_is_printed_as_seven_groups_of_four() {
    let code = RecoveryCode::make().unwrap();
    let groups = code.dangerously_expose_groups();
    assert_eq!(groups.len(), 7);
    assert!(
        groups
            .iter()
            .all(|g| g.len() == 4 && g.bytes().all(|c| ALPHABET.contains(&c)))
    );
}

#[test]
fn code_is_read_in_any_case_with_any_separators_and_look_alikes() {
    let code = loop {
        let code = RecoveryCode::make().unwrap();
        let text = printed(&code);
        if text.contains('0') && text.contains('1') {
            break code;
        }
    };
    let text = printed(&code);
    let dashed = code.dangerously_expose_groups().join(" – ");
    for typed in [
        text.to_lowercase(),
        dashed.clone(),
        format!("  {}\n", dashed.to_lowercase()),
        text.replace('0', "O").replace('1', "I"),
        text.replace('0', "o").replace('1', "l"),
    ] {
        assert_eq!(printed(&RecoveryCode::parse(&typed).expect(&typed)), text, "{typed}");
    }
}

#[test]
fn missing_and_extra_characters_are_counted() {
    let text = printed(&RecoveryCode::make().unwrap());
    for (typed, count) in [(text[1..].to_owned(), 27), (format!("{text}0"), 29), (String::new(), 0)] {
        match RecoveryCode::parse(&typed) {
            Err(KeyError::RecoveryCodeLength { found }) => assert_eq!(found, count),
            other => panic!("{typed}: {other:?}"),
        }
    }
}

#[test]
fn character_that_no_code_holds_names_its_group() {
    let text = printed(&RecoveryCode::make().unwrap());
    for (at, bad) in [(0, 'U'), (9, '*'), (27, 'é')] {
        let typed: String = text
            .chars()
            .enumerate()
            .map(|(i, c)| if i == at { bad } else { c })
            .collect();
        assert_eq!(group_told(&typed), Some((at / 4 + 1) as u8), "{typed}");
    }
}

proptest! {
    #[test]
    fn printed_code_reads_back(_seed in any::<u8>()) {
        let code = RecoveryCode::make().unwrap();
        prop_assert_eq!(printed(&RecoveryCode::parse(&printed(&code)).unwrap()), printed(&code));
    }

    #[test]
    fn one_wrong_character_is_always_noticed_and_its_group_named(at in 0usize..28, shift in 1usize..32) {
        let mut text = printed(&RecoveryCode::make().unwrap()).into_bytes();
        let old = ALPHABET.iter().position(|&a| a == text[at]).unwrap();
        text[at] = ALPHABET[(old + shift) % 32];
        prop_assert_eq!(group_told(std::str::from_utf8(&text).unwrap()), Some((at / 4 + 1) as u8));
    }

    #[test]
    fn two_wrong_characters_are_always_noticed(
        a in 0usize..28, b in 0usize..28, x in 1usize..32, y in 1usize..32,
    ) {
        prop_assume!(a != b);
        let mut text = printed(&RecoveryCode::make().unwrap()).into_bytes();
        for (at, shift) in [(a, x), (b, y)] {
            let old = ALPHABET.iter().position(|&c| c == text[at]).unwrap();
            text[at] = ALPHABET[(old + shift) % 32];
        }
        group_told(std::str::from_utf8(&text).unwrap());
    }

    #[test]
    fn swapped_characters_are_always_noticed(a in 0usize..28, b in 0usize..28) {
        let mut text = printed(&RecoveryCode::make().unwrap()).into_bytes();
        prop_assume!(text[a] != text[b]);
        text.swap(a, b);
        group_told(std::str::from_utf8(&text).unwrap());
    }

    #[test]
    fn anything_typed_is_answered_without_a_crash(typed in "\\PC*") {
        prop_assert!(RecoveryCode::parse(&typed).is_err());
    }
}
