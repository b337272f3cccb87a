use super::*;
use crate::id::{FormId, PageId};
use crate::submission::{FilledForm, Reply};
use proptest::prelude::*;
use serde_json::json;

fn filled(files: &[Vec<u8>]) -> Submission {
    let entry = |file: &Vec<u8>| FileEntry {
        question: "photo".into(),
        name: "knee.jpg".into(),
        media_type: "image/jpeg".into(),
        length: u32::try_from(file.len()).unwrap(),
    };
    Submission::Form(FilledForm {
        form: FormId::from_bytes([1; 16]),
        version: 3,
        language: "en".into(),
        created_at: 1_770_000_000,
        answers: json!({ "name": { "given": "Grace", "family": "Kim" } })
            .as_object()
            .unwrap()
            .clone(),
        files: files.iter().map(entry).collect(),
        slot: None,
        source: String::new(),
    })
}

/// A plaintext with this JSON and these bytes behind it.
fn with(json: &str, behind: &[u8]) -> Vec<u8> {
    let length = u32::try_from(json.len()).unwrap().to_be_bytes();
    padding::pad(&[&length[..], json.as_bytes(), behind].concat()).unwrap()
}

#[test]
fn a_submission_comes_back_with_its_files() {
    let files = vec![vec![7; 5000], vec![], b"%PDF".to_vec()];
    let packed = pack(&filled(&files), &files).unwrap();
    assert_eq!(packed.len(), 16384);
    assert_eq!(unpack(&packed), Ok((filled(&files), files)));
    let reply = Submission::Reply(Reply {
        page: PageId::from_bytes([2; 16]),
        secret: "0".repeat(26),
        choice: Some(1),
        note: "Danke".into(),
        created_at: 5,
    });
    assert_eq!(unpack(&pack(&reply, &[]).unwrap()), Ok((reply.clone(), vec![])));
    assert_eq!(pack(&reply, &[vec![1]]), Err(SubmissionError::Lengths));
}

#[test]
fn nothing_hides_between_the_parts() {
    let json = serde_json::to_string(&filled(&[vec![7; 10]])).unwrap();
    assert!(unpack(&with(&json, &[7; 10])).is_ok());
    assert_eq!(unpack(&with(&json, &[7; 11])), Err(SubmissionError::Lengths));
    assert_eq!(unpack(&with(&json, &[7; 9])), Err(SubmissionError::Lengths));
    assert_eq!(unpack(&padding::pad(&[0, 0]).unwrap()), Err(SubmissionError::Lengths));
    assert_eq!(
        unpack(&padding::pad(&[255; 40]).unwrap()),
        Err(SubmissionError::Lengths)
    );
    let twice = json.replacen("\"given\"", "\"given\":\"Eve\",\"given\"", 1);
    assert_eq!(
        unpack(&with(&twice, &[7; 10])),
        Err(SubmissionError::Json(JsonError::TwiceTheKey))
    );
    let unknown = json.replacen("\"version\"", "\"admin\":true,\"version\"", 1);
    assert_eq!(
        unpack(&with(&unknown, &[7; 10])),
        Err(SubmissionError::Json(JsonError::Malformed))
    );
    let deep = format!("{{\"kind\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(
        unpack(&with(&deep, &[])),
        Err(SubmissionError::Json(JsonError::TooDeep))
    );
}

#[test]
fn limits_hold_when_packing_and_when_unpacking() {
    let six = vec![vec![1]; 6];
    assert_eq!(pack(&filled(&six), &six), Err(SubmissionError::TooManyFiles));
    let json = serde_json::to_string(&filled(&six)).unwrap();
    assert_eq!(unpack(&with(&json, &[1; 6])), Err(SubmissionError::TooManyFiles));
    let large = vec![vec![1; 8 << 20]];
    assert_eq!(pack(&filled(&large), &large), Err(SubmissionError::TooLarge));
    let spaces = format!("{}{}", " ".repeat(LARGEST_JSON), json);
    assert_eq!(unpack(&with(&spaces, &[1; 6])), Err(SubmissionError::TooLarge));
}

proptest! {
    #[test]
    fn any_bytes_at_all_are_refused_quietly(content in proptest::collection::vec(any::<u8>(), 0..5000)) {
        prop_assert!(unpack(&content).is_err());
        prop_assert!(unpack(&padding::pad(&content).unwrap()).is_err());
    }
}
