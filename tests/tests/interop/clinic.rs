//! The clinic's side: its keys, and what it asks of the patient's side.

use super::made_up::Dice;
use super::patient::Patient;
use keepwell_protocol::bundle::{About, Bundle};
use keepwell_protocol::envelope::{self, Header, Suite};
use keepwell_protocol::id::{ClinicId, PageId, SubmissionId, write};
use keepwell_protocol::inbox::Receipt;
use keepwell_protocol::keys::IntakeKeys;
use keepwell_protocol::page;
use keepwell_protocol::signed::{Context, Signed, SigningKey, sign};
use keepwell_protocol::slots::{SlotBook, SlotsView};
use keepwell_protocol::submission::{Submission, pack, unpack};
use keepwell_protocol::text::{read_base64, sha256, write_base64, write_hex};
use keepwell_protocol::work::Work;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

const NOW: i64 = 1_770_000_000;
/// Little work: what is tried here is that both count alike.
const BITS: u8 = 6;

/// What the patient's side says; the word it refused with.
type Answer = Result<Value, String>;

/// What the patient's side was asked to seal.
struct Sent {
    submission: Submission,
    files: Vec<Vec<u8>>,
    form: [u8; 32],
}

pub struct Clinic {
    signing: SigningKey,
    intake: IntakeKeys,
    id: ClinicId,
}

impl Clinic {
    pub fn new() -> Self {
        let signing = SigningKey::generate().expect("randomness");
        Self {
            id: signing.clinic(),
            signing,
            intake: IntakeKeys::generate().expect("randomness"),
        }
    }

    fn bundle(&self, suites: Vec<u8>, dice: &mut Dice) -> Bundle {
        Bundle {
            v: 1,
            clinic: self.id,
            signing_key: self.signing.public_text(),
            kid: self.intake.public().kid_text(),
            suites,
            xwing: self.intake.public().xwing_text(),
            x25519: self.intake.public().x25519_text(),
            forms: vec![],
            serial: dice.roll(1 << 53),
            issued_at: NOW,
            not_after: NOW,
            about: About {
                name: dice.text(30),
                phone: String::new(),
                address: dice.text(30),
                zone: "Europe/Berlin".into(),
                country: "DE".into(),
            },
        }
    }

    fn signed(&self, context: Context, document: &impl serde::Serialize) -> Signed {
        sign(context, &serde_json::to_vec(document).expect("JSON"), &self.signing)
    }

    /// Form hash of a submission: a reply has none.
    fn form(submission: &Submission, dice: &mut Dice) -> [u8; 32] {
        match submission {
            Submission::Form(_) => dice.bytes(),
            Submission::Reply(_) => [0; 32],
        }
    }

    /// The browser checks a bundle, seals and works; the clinic opens. Answers what went wrong.
    pub fn patient_seals(&self, patient: &mut Patient, suite: Suite, some: usize, dice: &mut Dice) -> Vec<String> {
        let mut sent = Vec::new();
        let mut questions = Vec::new();
        for _ in 0..some {
            let (submission, files) = dice.submission();
            let form = Self::form(&submission, dice);
            let bundle = self.signed(
                Context::Bundle,
                &self.bundle(vec![suite.byte(), 3 - suite.byte()], dice),
            );
            questions.push(json!({
                "do": "seal", "clinic": self.id, "now": NOW, "bundle": serde_json::to_string(&bundle).expect("JSON"),
                "form": (form != [0; 32]).then(|| write_hex(&form)), "submission": submission,
                "files": files.iter().map(|file| write_base64(file)).collect::<Vec<_>>(), "bits": BITS,
            }));
            sent.push(Sent {
                submission,
                files,
                form,
            });
        }
        let check = |(answer, sent): (Answer, Sent)| {
            let answer = answer?;
            let envelope =
                read_base64(answer["envelope"].as_str().unwrap_or("?")).map_err(|error| error.to_string())?;
            let header = Header::read(&envelope).map_err(|error| error.to_string())?;
            let padded = envelope::open(&self.intake, self.id, &envelope).map_err(|error| error.to_string())?;
            let opened = unpack(&padded).map_err(|error| error.to_string())?;
            let work: Work = answer["work"]
                .as_str()
                .unwrap_or("?")
                .parse()
                .map_err(|_| "not work".to_owned())?;
            let right = opened == (sent.submission, sent.files)
                && (header.suite, header.form) == (suite, sent.form)
                && answer["sid"] == json!(header.sid)
                && answer["sha256"] == write_hex(&sha256(&envelope))
                && work.is_of_these_days(NOW)
                && work.is_enough(BITS, self.id, &envelope);
            if right {
                Ok(())
            } else {
                Err("opened, and not what was sealed".to_owned())
            }
        };
        failures(
            "the patient seals",
            patient.ask(&questions).into_iter().zip(sent).map(check),
        )
    }

    /// Rust seals; the browser's code opens with the clinic's keys.
    pub fn clinic_seals(&self, patient: &mut Patient, suite: Suite, some: usize, dice: &mut Dice) -> Vec<String> {
        let mut sent = Vec::new();
        let mut questions = Vec::new();
        for _ in 0..some {
            let (submission, files) = dice.submission();
            let (sid, envelope) = self.seal(&submission, &files, suite, dice);
            questions.push(self.opening("open", &envelope));
            sent.push(json!({
                "sid": sid, "submission": submission, "files": files.iter().map(|file| write_base64(file)).collect::<Vec<_>>(),
            }));
        }
        failures(
            "the clinic seals",
            patient.ask(&questions).into_iter().zip(sent).map(same),
        )
    }

    fn seal(
        &self,
        submission: &Submission,
        files: &[Vec<u8>],
        suite: Suite,
        dice: &mut Dice,
    ) -> (SubmissionId, Vec<u8>) {
        let sid = SubmissionId::from_bytes(dice.bytes());
        let form = Self::form(submission, dice);
        let padded = pack(submission, files).expect("it fits");
        (
            sid,
            envelope::seal(self.id, self.intake.public(), suite, sid, form, &padded).expect("it seals"),
        )
    }

    fn opening(&self, what: &str, envelope: &[u8]) -> Value {
        json!({
            "do": what, "clinic": self.id, "kid": self.intake.public().kid_text(),
            "secret": write_base64(&*self.intake.to_stored_bytes()), "envelope": write_base64(envelope),
        })
    }

    /// Receipts, times and pages signed and sealed in Rust; the browser takes them, and refuses them for something else.
    pub fn clinic_signs(&self, patient: &mut Patient, some: usize, dice: &mut Dice) -> Vec<String> {
        let bundle = json!(self.bundle(vec![2], dice));
        let (mut questions, mut expected) = (Vec::new(), Vec::new());
        for n in 0..some {
            let receipt = Receipt {
                sid: SubmissionId::from_bytes(dice.bytes()),
                sha256: write_hex(&dice.bytes::<32>()),
                accepted_at: NOW,
            };
            let body = serde_json::to_string(&self.signed(Context::Receipt, &receipt)).expect("JSON");
            questions.push(json!({ "do": "receipt", "bundle": bundle, "sid": receipt.sid, "sha256": receipt.sha256, "body": body }));
            expected.push(Ok(json!(receipt)));
            questions.push(json!({ "do": "receipt", "bundle": bundle, "sid": write(dice.bytes()), "sha256": receipt.sha256, "body": body }));
            expected.push(Err("\"other_bytes\"".to_owned()));

            let (id, secret, page) = (PageId::from_bytes(dice.bytes()), dice.bytes(), dice.page());
            let sealed = page::seal(id, &secret, &page).expect("it fits");
            let body = write_base64(&sealed);
            questions.push(json!({ "do": "page", "page": id, "secret": write(secret), "body": body }));
            expected.push(Ok(json!(page)));
            questions.push(json!({ "do": "page", "page": id, "secret": write(dice.bytes()), "body": body }));
            expected.push(Err("\"does_not_open\"".to_owned()));

            if n % 10 == 0 {
                let slots: Vec<_> = (0..6).map(|n| dice.slot(NOW + 600 * n)).collect();
                let (free, unavailable) = (json!(slots[2..]), vec![slots[1].id]);
                let book = SlotBook {
                    v: 1,
                    clinic: self.id,
                    serial: 1,
                    not_after: NOW,
                    slots,
                    caps: BTreeMap::from([("2026-02-02".into(), 3)]),
                };
                let view = SlotsView {
                    book: self.signed(Context::Slots, &book),
                    unavailable,
                };
                questions.push(json!({ "do": "slots", "bundle": bundle, "now": NOW, "body": serde_json::to_string(&view).expect("JSON") }));
                // The first begins now, the second is taken.
                expected.push(Ok(free));
            }
        }
        let check = |(answer, wanted): (Answer, Answer)| {
            if answer == wanted {
                Ok(())
            } else {
                Err(format!("{answer:?} instead of {wanted:?}"))
            }
        };
        failures(
            "the clinic signs",
            patient.ask(&questions).into_iter().zip(expected).map(check),
        )
    }

    /// Flips one bit of each byte, or of one in `every`, of a fresh envelope and asks both sides to open it: how many were tried, how many opened.
    pub fn flip(&self, patient: &mut Patient, suite: Suite, every: usize, dice: &mut Dice) -> (u64, u64) {
        let (submission, files) = loop {
            let made = dice.submission();
            if pack(&made.0, &made.1).expect("it fits").len() == 4096 {
                break made;
            }
        };
        let (_, envelope) = self.seal(&submission, &files, suite, dice);
        let flips: Vec<(usize, u8)> = (0..envelope.len())
            .step_by(every)
            .map(|place| (place, 1 << dice.roll(8)))
            .collect();
        let mut accepted = 0;
        for (place, bits) in &flips {
            let mut changed = envelope.clone();
            changed[*place] ^= bits;
            accepted += u64::from(envelope::open(&self.intake, self.id, &changed).is_ok());
        }
        let mut question = self.opening("flip", &envelope);
        question["places"] = json!(flips);
        let answer = patient
            .ask(&[question])
            .remove(0)
            .expect("every one is refused with a word");
        let tried = 2 * flips.len();
        (tried as u64, accepted + answer.as_u64().expect("a number"))
    }
}

fn same((answer, wanted): (Answer, Value)) -> Result<(), String> {
    if answer? == wanted {
        Ok(())
    } else {
        Err("opened, and not what was sealed".to_owned())
    }
}

fn failures(what: &str, results: impl Iterator<Item = Result<(), String>>) -> Vec<String> {
    results
        .filter_map(Result::err)
        .map(|error| format!("{what}: {error}"))
        .collect()
}

pub fn write_figures(row: &Value) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/figures.jsonl");
    let mut file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(path)
        .expect("target can be written");
    writeln!(file, "{row}").expect("target can be written");
}
