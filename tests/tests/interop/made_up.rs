//! Submissions nobody has thought of.

use keepwell_protocol::id::{FormId, LaneId, PageId, SlotId, write};
use keepwell_protocol::submission::{
    ChosenSlot, FileEntry, FilledForm, Reply, Submission, SuggestedTime, SuggestionPage,
};
use serde_json::{Map, Value, json};

/// Numbers that are different every time but can be asked for again.
pub struct Dice(pub u64);

/// Letters that have broken somebody's parser before.
const LETTERS: [&str; 24] = [
    "a",
    "Z",
    "0",
    " ",
    "\"",
    "\\",
    "/",
    "\n",
    "\t",
    "\u{1}",
    "\u{7f}",
    "é",
    "ß",
    "Ω",
    "ж",
    "中",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "🤕",
    "👩‍⚕️",
    "\u{10ffff}",
    "<script>",
];

impl Dice {
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    pub fn below(&mut self, below: usize) -> usize {
        usize::try_from(self.roll(below as u64)).unwrap()
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| u8::try_from(self.roll(256)).unwrap())
    }

    pub fn text(&mut self, most: usize) -> String {
        (0..self.below(most + 1))
            .map(|_| LETTERS[self.below(LETTERS.len())])
            .collect()
    }

    fn answer(&mut self, depth: usize) -> Value {
        match self.roll(if depth < 6 { 8 } else { 6 }) {
            0 => Value::Null,
            1 => json!(self.roll(2) == 0),
            2 => json!(i64::try_from(self.roll(1 << 53)).unwrap() - (1 << 52)),
            // Never a whole number: JavaScript writes 3.0 as 3.
            3 => json!(self.roll(100_000) as f64 + 0.25),
            4 | 5 => json!(self.text(60)),
            6 => (0..self.roll(5)).map(|_| self.answer(depth + 1)).collect(),
            _ => Value::Object(self.answers(4, depth + 1)),
        }
    }

    fn answers(&mut self, most: u64, depth: usize) -> Map<String, Value> {
        (0..self.roll(most + 1))
            .map(|n| (format!("{}{n}", self.text(3)), self.answer(depth)))
            .collect()
    }

    fn now(&mut self) -> i64 {
        1_770_000_000 + i64::try_from(self.roll(1 << 20)).unwrap()
    }

    /// A filled form with its files, now and then a large one; one in eight is a reply.
    pub fn submission(&mut self) -> (Submission, Vec<Vec<u8>>) {
        if self.roll(8) == 0 {
            let reply = Reply {
                page: PageId::from_bytes(self.bytes()),
                secret: write(self.bytes()),
                choice: (self.roll(2) == 0).then_some(1),
                note: self.text(300),
                created_at: self.now(),
            };
            return (Submission::Reply(reply), vec![]);
        }
        let largest = match self.roll(200) {
            0 => 1_200_000,
            1..20 => 40_000,
            _ => 600,
        };
        let files: Vec<Vec<u8>> = (0..self.roll(6)).map(|_| self.file(largest)).collect();
        let named = files.iter().map(|file| FileEntry {
            question: self.text(5),
            name: self.text(20),
            media_type: "image/png".into(),
            length: u32::try_from(file.len()).unwrap(),
        });
        let named = named.collect();
        let slot = (self.roll(3) == 0).then(|| ChosenSlot {
            slot: SlotId::from_bytes(self.bytes()),
            service: self.text(5),
            starts_at: self.now(),
        });
        let filled = FilledForm {
            form: FormId::from_bytes(self.bytes()),
            version: u32::try_from(self.roll(1 << 32)).unwrap(),
            language: self.text(4),
            created_at: self.now(),
            answers: self.answers(12, 0),
            files: named,
            slot,
            source: self.text(40),
        };
        (Submission::Form(filled), files)
    }

    fn file(&mut self, largest: usize) -> Vec<u8> {
        let length = self.below(largest);
        let seed: [u8; 32] = self.bytes();
        (0..length)
            .map(|at| seed[at % 32] ^ at.to_le_bytes()[at / 256 % 3])
            .collect()
    }

    pub fn page(&mut self) -> SuggestionPage {
        let time = |dice: &mut Self| SuggestedTime {
            starts_at: dice.now(),
            starts: "2026-02-02T09:00".into(),
            minutes: 30,
            provider: dice.text(20),
        };
        SuggestionPage {
            v: 1,
            language: "de".into(),
            first_name: self.text(30),
            times: (0..self.roll(5)).map(|_| time(self)).collect(),
            note: self.text(500),
            until: self.now(),
        }
    }

    pub fn slot(&mut self, starts_at: i64) -> keepwell_protocol::slots::Slot {
        keepwell_protocol::slots::Slot {
            id: SlotId::from_bytes(self.bytes()),
            lane: LaneId::from_bytes(self.bytes()),
            starts_at,
            until: starts_at + 1800,
            starts: "2026-02-02T09:00".into(),
            minutes: 30,
            services: vec![self.text(5)],
            provider: self.text(20),
        }
    }
}
