//! A clinic with a web form, and patients who fill it.

use crate::requests::{Arrived, ArrivedReply, Flag, ReplyTaken, take, take_reply};
use crate::schedule::tests::desk::Desk;
use crate::transact::{Actor, Origin};
use keepwell_protocol::form::Form;
use keepwell_protocol::id::{PageId, SlotId, SubmissionId};
use keepwell_protocol::submission::{ChosenSlot, FileEntry, FilledForm, Reply};
use serde_json::{Map, Value, json};
use std::cell::Cell;

/// A clinic that is linked to a relay and takes patients.
pub struct Web {
    pub desk: Desk,
    next: Cell<u128>,
}

/// What a patient fills in besides the answers.
#[derive(Default)]
pub struct Filled {
    pub answers: Map<String, Value>,
    pub files: Vec<(FileEntry, Vec<u8>)>,
    pub slot: Option<(SlotId, ChosenSlot)>,
    pub language: Option<&'static str>,
    pub flags: Vec<Flag>,
}

impl Web {
    pub fn open() -> Self {
        let desk = Desk::open();
        desk.sql(
            "UPDATE clinic SET recovery_proven_at = 1;
             INSERT INTO relay_clinic (only, clinic, seed, made_at) VALUES (1, x'000102030405060708090a0b0c0d0e0f', zeroblob(32), 0);
             INSERT INTO relay_link (base_url, active, device_seed, paired_at) VALUES ('https://relay.example', 1, zeroblob(32), 0);",
        );
        Self {
            desk,
            next: Cell::new(1),
        }
    }

    pub fn number(&self) -> u128 {
        self.next.replace(self.next.get() + 1)
    }

    pub fn origin() -> Origin {
        Origin {
            actor: Actor::Worker,
            seat: "worker",
            command: "relay.pull",
        }
    }

    /// The form in its first version.
    pub fn form(&self) -> Form {
        let service = self.desk.services[0].as_str();
        let text = |text: &str| json!({ "en": text, "es": format!("{text} (es)") });
        let question = |id: &str, kind: Value, fills: Option<&str>| json!({ "id": id, "kind": kind, "label": text(id), "hint": {}, "required": false, "when": null, "fills": fills });
        let consent = |meaning: &str, version: u32| json!({ "type": "consent", "text": text("I agree"), "version": version, "meaning": meaning });
        serde_json::from_value(json!({
            "v": 1, "id": "00000000000000000000000008", "version": 1, "purpose": "request", "languages": ["en", "es"],
            "title": text("Ask for a visit"), "intro": {}, "thanks": {}, "slots": true,
            "sections": [
                { "id": "you", "title": text("About you"), "text": {}, "when": null, "questions": [
                    question("name", json!({ "type": "name" }), Some("name")),
                    question("born", json!({ "type": "date", "lies": "past" }), Some("born")),
                    question("phone", json!({ "type": "phone" }), Some("phone")),
                    question("email", json!({ "type": "email" }), Some("email")),
                    question("address", json!({ "type": "address" }), Some("address")),
                    question("insurance", json!({ "type": "insurance" }), Some("insurance")),
                ] },
                { "id": "wish", "title": text("Your wish"), "text": {}, "when": null, "questions": [
                    question("service", json!({ "type": "service", "options": [{ "id": service, "label": text("Consultation"), "points": 0 }] }), Some("service")),
                    question("times", json!({ "type": "preferred_times" }), Some("times")),
                    question("reason", json!({ "type": "long_text", "most": 2000 }), Some("reason")),
                    question("heard", json!({ "type": "short_text", "most": 200 }), Some("referral")),
                    question("pain", json!({ "type": "scale", "from": 0, "to": 10, "low": {}, "high": {} }), None),
                    question("photo", json!({ "type": "upload", "most": 5, "pdf": true }), None),
                    question("treat", consent("treatment", 3), None),
                    question("remind", consent("reminders_email", 1), None),
                    question("news", consent("marketing_email", 2), None),
                    question("sign", json!({ "type": "signature" }), None),
                ] },
            ],
            "score": { "shown": false, "bands": [
                { "from": 0, "label": text("Mild"), "tone": "good", "urgent": false },
                { "from": 7, "label": text("Severe"), "tone": "bad", "urgent": true },
            ] },
        }))
        .unwrap()
    }

    /// What the worker hands over.
    pub fn arrived(&self, filled: Filled) -> Arrived {
        let n = self.number();
        let (entries, files): (Vec<FileEntry>, Vec<Vec<u8>>) = filled.files.into_iter().unzip();
        let form = self.form();
        Arrived {
            sid: SubmissionId::from_bytes(n.to_be_bytes()),
            seq: u64::try_from(n).unwrap(),
            sha256: [7; 32],
            received_at: self.desk.practice().now().as_second() - 60,
            filled: FilledForm {
                form: form.id,
                version: form.version,
                language: filled.language.unwrap_or("en").into(),
                created_at: 0,
                answers: filled.answers,
                files: entries,
                slot: filled.slot.as_ref().map(|(_, chosen)| chosen.clone()),
                source: "https://clinic.example/contact".into(),
            },
            form,
            files,
            slot: filled.slot.map(|(slot, _)| slot),
            flags: filled.flags,
        }
    }

    /// Hands a submission over and answers the request's id.
    pub fn take(&self, arrived: Arrived) -> String {
        self.desk
            .practice()
            .transact(&Self::origin(), |tx| take(tx, arrived))
            .unwrap()
            .to_string()
    }

    /// A request with these answers.
    pub fn ask(&self, answers: Value) -> String {
        let Value::Object(answers) = answers else {
            panic!("answers are an object")
        };
        self.take(self.arrived(Filled {
            answers,
            ..Filled::default()
        }))
    }

    /// Grace asks for a consultation.
    pub fn grace(&self) -> String {
        self.ask(grace(&self.desk.services[0]))
    }

    /// Sends an answer to suggested times.
    pub fn reply(&self, link: &str, choice: Option<u32>, note: &str) -> ReplyTaken {
        self.reply_at(link, choice, note, self.desk.practice().now().as_second())
    }

    /// The same, as the relay took it at `received_at`.
    pub fn reply_at(&self, link: &str, choice: Option<u32>, note: &str, received_at: i64) -> ReplyTaken {
        let (rest, secret) = link.split_once('#').unwrap();
        let page: PageId = rest.rsplit('/').next().unwrap().parse().unwrap();
        let n = self.number();
        let arrived = ArrivedReply {
            sid: SubmissionId::from_bytes(n.to_be_bytes()),
            seq: u64::try_from(n).unwrap(),
            sha256: [9; 32],
            received_at,
            reply: Reply {
                page,
                secret: secret.into(),
                choice,
                note: note.into(),
                created_at: 0,
            },
            flags: Vec::new(),
        };
        self.desk
            .practice()
            .transact(&Self::origin(), |tx| take_reply(tx, arrived))
            .unwrap()
    }

    pub fn get(&self, request: &str) -> Value {
        self.desk.ask("requests.get", json!({ "request": request }))
    }

    pub fn this(&self, request: &str) -> Value {
        json!({ "request": request, "version": self.get(request)["version"] })
    }

    /// What a receptionist sends to confirm with a new record, at `starts` with the first provider.
    pub fn confirmation(&self, request: &str, starts: &str) -> Value {
        let prepared = self.desk.ask("requests.prepare", json!({ "request": request }));
        let patient = match prepared["patient"].as_str() {
            Some(patient) => json!({ "is": "existing", "patient": patient, "take": [] }),
            None => json!({ "is": "new", "record": prepared["record"] }),
        };
        json!({
            "request": request, "version": prepared["version"], "patient": patient,
            "provider": self.desk.providers[0], "service": self.desk.services[0], "starts": starts
        })
    }

    pub fn undo(&self, done: &Value) {
        self.desk.ask("undo.run", json!({ "operation": done["undo"] }));
    }
}

/// Grace's answers.
pub fn grace(service: &str) -> Value {
    json!({
        "name": { "given": "Grace", "family": "Kim" }, "born": "1985-03-04", "phone": "(415) 555-2671", "email": "Grace.Kim@example.com",
        "service": service, "times": { "days": ["2026-11-24"], "times": ["morning"], "note": "not too early" },
        "reason": "My knee hurts.\nSince Monday.", "heard": "A neighbour", "pain": 4,
        "treat": true, "remind": true, "news": false,
    })
}
