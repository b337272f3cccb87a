//! Plaintexts, as somebody who has the public key might make them.

use super::{filled, reply};
use crate::text::write_hex;
use crate::vectors::{Part, Plaintext};

pub(super) fn plaintexts() -> Vec<Plaintext> {
    let json = filled().to_string();
    let file = "ffd8ffe0";
    let text = |text: &str, times| Part {
        hex: String::new(),
        text: text.into(),
        times,
    };
    let hex = |hex: &str| Part {
        hex: hex.into(),
        text: String::new(),
        times: 1,
    };
    let u32_hex = |number: usize| write_hex(&u32::try_from(number).unwrap().to_be_bytes());
    let case = |name: &str, parts: Vec<Part>, size: usize, refused: &str| Plaintext {
        name: name.into(),
        parts,
        size,
        refused: (!refused.is_empty()).then(|| refused.into()),
    };
    // `length` counts 4 + json + files.
    let framed = |name: &str, length: usize, json_length: usize, json: &str, file: &str, size: usize, refused: &str| {
        case(
            name,
            vec![
                hex(&u32_hex(length)),
                hex(&u32_hex(json_length)),
                text(json, 1),
                hex(file),
            ],
            size,
            refused,
        )
    };
    let n = json.len();
    let of_json =
        |name: &str, json: &str, refused: &str| framed(name, json.len() + 8, json.len(), json, file, 4096, refused);
    let deep = json.replacen(
        "\"pain\":7",
        &format!("\"pain\":{}{}", "[".repeat(30), "]".repeat(30)),
        1,
    );
    let deeper = json.replacen(
        "\"pain\":7",
        &format!("\"pain\":{}{}", "[".repeat(31), "]".repeat(31)),
        1,
    );
    vec![
        framed("as it should be", n + 8, n, &json, file, 4096, ""),
        framed("padded too far", n + 8, n, &json, file, 16384, "padding"),
        framed("no bucket", n + 8, n, &json, file, 4097, "padding"),
        framed(
            "with something behind the end",
            n + 8,
            n,
            &json,
            "ffd8ffe001",
            4096,
            "padding",
        ),
        case(
            "with something in the last byte",
            vec![
                hex(&u32_hex(n + 8)),
                hex(&u32_hex(n)),
                text(&json, 1),
                hex(file),
                text("\0", 4096 - n - 13),
                hex("01"),
            ],
            4096,
            "padding",
        ),
        framed("longer than it is", 4093, n, &json, file, 4096, "padding"),
        framed("longer than anything", 0xffff_ffff, n, &json, file, 4096, "padding"),
        framed("one byte longer", n + 9, n, &json, file, 4096, "lengths"),
        framed("empty", 0, 0, "", "", 4096, "lengths"),
        framed("too short for a length", 3, 0, "", "", 4096, "lengths"),
        framed("with JSON longer than all", n + 8, n + 5, &json, file, 4096, "lengths"),
        framed(
            "with JSON of any length",
            n + 8,
            0xffff_ffff,
            &json,
            file,
            4096,
            "lengths",
        ),
        framed("with JSON cut short", n + 8, n - 1, &json, file, 4096, "malformed"),
        framed(
            "with JSON that runs into the file",
            n + 8,
            n + 4,
            &json,
            file,
            4096,
            "malformed",
        ),
        of_json(
            "with a longer file than there is",
            &json.replacen("\"length\":4", "\"length\":5", 1),
            "lengths",
        ),
        of_json(
            "with a shorter file than there is",
            &json.replacen("\"length\":4", "\"length\":3", 1),
            "lengths",
        ),
        of_json("with a file nobody names", &reply().to_string(), "lengths"),
        of_json(
            "with a key twice",
            &json.replacen("\"given\"", "\"given\":\"Eve\",\"given\"", 1),
            "key_twice",
        ),
        of_json(
            "with a key twice in another spelling",
            &json.replacen("\"given\"", "\"g\\u0069ven\":\"Eve\",\"given\"", 1),
            "key_twice",
        ),
        of_json(
            "of two kinds",
            &json.replacen("\"kind\"", "\"kind\":\"reply\",\"kind\"", 1),
            "key_twice",
        ),
        of_json(
            "with something unknown",
            &json.replacen("\"version\"", "\"admin\":true,\"version\"", 1),
            "malformed",
        ),
        of_json(
            "of an unknown kind",
            &json.replacen("\"form\"", "\"order\"", 1),
            "malformed",
        ),
        of_json(
            "with something missing",
            &json.replacen("\"source\":\"https://praxis.example/termin\",", "", 1),
            "malformed",
        ),
        of_json("that is no JSON", &"x".repeat(20), "malformed"),
        of_json("with a byte order mark", &format!("\u{feff}{json}"), "malformed"),
        of_json("as deep as may be", &deep, ""),
        of_json("one too deep", &deeper, "too_deep"),
        case(
            "ten thousand deep",
            vec![
                hex(&u32_hex(20_004)),
                hex(&u32_hex(20_000)),
                text("[", 10_000),
                text("]", 10_000),
            ],
            65536,
            "too_deep",
        ),
        case(
            "ten thousand deep and never closed",
            vec![hex(&u32_hex(60_004)), hex(&u32_hex(60_000)), text("{\"a\":", 12_000)],
            65536,
            "too_deep",
        ),
        case(
            "with more text than may be",
            vec![
                hex(&u32_hex((1 << 20) + 1 + n + 8)),
                hex(&u32_hex((1 << 20) + 1 + n)),
                text(" ", (1 << 20) + 1),
                text(&json, 1),
                hex(file),
            ],
            4 << 20,
            "too_large",
        ),
        of_json(
            "with six files",
            &json.replacen(
                "\"files\":[",
                &format!(
                    "\"files\":[{}",
                    "{\"question\":\"photo\",\"name\":\"\",\"media_type\":\"image/png\",\"length\":0},".repeat(5)
                ),
                1,
            ),
            "too_many_files",
        ),
    ]
}
