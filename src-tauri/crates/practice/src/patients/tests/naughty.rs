use super::Clinic;
use crate::Code;
use icu_normalizer::ComposingNormalizerBorrowed;
use serde_json::json;

/// Strings of our own, so that the test tests something where the shared file is missing.
fn strings() -> Vec<String> {
    let mut strings: Vec<String> = [
        "",
        " ",
        "null",
        "undefined",
        "0",
        "-1",
        "1e309",
        "NaN",
        "\0",
        "a\0b",
        "\u{7f}",
        "\u{202e}gnirts",
        "\u{2066}a\u{2069}",
        "\u{feff}Ann",
        "e\u{301}",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L",
        "'; DROP TABLE patient;--",
        "\" OR 1=1",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "%s%n",
        "../../etc/passwd",
        "💩",
        "👨‍👩‍👧‍👦",
        "ﷺ",
        "İstanbul",
        "ß",
        "ʼ",
        "\u{10ffff}",
        "\u{fffd}",
        "\u{e000}",
        "\r\n",
        "Ann\tMarie",
        "ا\u{200c}ب",
        "ᚠᛇᚻ",
        "0000-01-01",
        "#1",
        "a@b",
        "%",
        "_",
        "*",
        "^",
        "\\",
        "“”",
        "--",
        "。",
        "١٢٣",
    ]
    .map(str::to_owned)
    .to_vec();
    strings.push("a".repeat(1 << 20));
    strings.push("e\u{301}".repeat(100));
    strings.push("\u{200b}".repeat(50_000));
    let shared = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../../shared/data/naughty-strings.json"
    );
    if let Ok(text) = std::fs::read_to_string(shared) {
        let more: Vec<String> = serde_json::from_str(&text).unwrap();
        assert!(more.len() > 500, "the shared list is whole");
        strings.extend(more);
    }
    strings
}

/// What a line of text is kept as.
fn kept(text: &str) -> String {
    let litter = |c: char| {
        matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2060}' | '\u{feff}' | '\u{00ad}'
        )
    };
    let without: String = text.trim().chars().filter(|c| !litter(*c)).collect();
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(without.trim())
        .into_owned()
}

#[test]
fn every_nasty_string_is_kept_whole_or_refused_in_every_field() {
    let clinic = Clinic::open();
    let (mut kept_whole, mut refused) = (0, 0);
    for text in strings() {
        let record = json!({
            "given": text, "family": "Safe", "middle": text, "preferred": text, "own_script": text, "gender": text, "pronouns": text, "source": text,
            "tags": if text.is_empty() { json!([]) } else { json!([text]) },
        });
        match clinic.try_ask("patients.register", json!({ "record": record })) {
            Ok(done) => {
                let id = done["value"]["id"].clone();
                let read = clinic.ask("patients.get", json!({ "patient": id }));
                for field in [
                    "given",
                    "middle",
                    "preferred",
                    "own_script",
                    "gender",
                    "pronouns",
                    "source",
                ] {
                    assert_eq!(read["record"][field], kept(&text), "{field} of {text:?}");
                }
                let found = clinic.ask(
                    "patients.search",
                    json!({ "text": format!("#{}", done["value"]["no"]) }),
                );
                assert_eq!(found[0]["patient"]["id"], id, "found by number, whatever the name");
                kept_whole += 1;
            }
            Err(refusal) => {
                assert_eq!(
                    refusal.code,
                    Code::Invalid,
                    "{text:?} is told, never a fault: {}",
                    refusal.message
                );
                assert!(refusal.field.is_some(), "and where");
                refused += 1;
            }
        }
        // No text typed into a search box stops anything either, nor into the fields with a form of their own.
        clinic.ask("patients.search", json!({ "text": text }));
        clinic.ask("patients.list", json!({ "text": text, "tag": text }));
        clinic.ask(
            "patients.duplicates",
            json!({ "given": text, "family": text, "born": text, "phones": [text], "emails": [text] }),
        );
        for (field, value) in [
            ("born", json!(text)),
            ("phones", json!([{ "number": text }])),
            ("emails", json!([{ "address": text }])),
            ("addresses", json!([{ "lines": [text], "city": text, "country": text }])),
            ("language", json!(text)),
            ("note", json!(text)),
        ] {
            if let Err(refusal) = clinic.try_ask(
                "patients.register",
                json!({ "record": { "given": "Safe", field: value } }),
            ) {
                assert_eq!(refusal.code, Code::Invalid, "{field} of {text:?}: {}", refusal.message);
            }
        }
    }
    assert!(
        kept_whole > 20 && refused > 5,
        "both ways were walked: {kept_whole} kept, {refused} refused"
    );
}
