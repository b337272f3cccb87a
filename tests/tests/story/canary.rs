//! Unique words in every place a patient's data can be typed into, through a whole journey; then not one of them may be
//! found where it must not be: in the practice's files, in the log, in what windows are told, in the audit log.

use keepwell_keys::{KeySlots, Secret};
use keepwell_mail::{Failure, FailureKind, Letter, MailServer, Outcome, Phase, Phases};
use keepwell_practice::automation::worker::{Engine, Mailer, Outside, SteadyClock};
use keepwell_practice::{Refusal, store};
use keepwell_testkit::clinic::{PASSWORD, TestClinic};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What was typed so far: each a word that stands nowhere else in the world.
#[derive(Default)]
struct Canaries(Mutex<Vec<String>>);

impl Canaries {
    fn keep(&self, word: String) -> String {
        self.0.lock().unwrap().push(word.clone());
        word
    }

    fn word(&self) -> String {
        let n = self.0.lock().unwrap().len();
        self.keep(format!("Zqx{n:02}kanarie"))
    }

    fn address(&self) -> String {
        let n = self.0.lock().unwrap().len();
        self.keep(format!("zqx{n:02}kanarie@example.com"))
    }

    fn phone(&self) -> String {
        let n = self.0.lock().unwrap().len();
        // As typed and as dialled.
        self.keep(format!("+1484555{:04}", 2600 + n));
        self.keep(format!("484 555 {:04}", 2600 + n))
    }

    /// Those that stand in `bytes`, in any case, as themselves or in base64.
    fn in_bytes(&self, bytes: &[u8]) -> Vec<String> {
        let lower = bytes.to_ascii_lowercase();
        let stands = |needle: &[u8]| lower.windows(needle.len()).any(|window| window == needle);
        self.0
            .lock()
            .unwrap()
            .iter()
            .filter(|word| stands(word.to_lowercase().as_bytes()))
            .cloned()
            .collect()
    }
}

/// The log, kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A mail server that is rude first, quoting the address, and then takes everything.
struct Rude(Mutex<u32>, Mutex<Vec<String>>);

impl Mailer for Rude {
    fn deliver(&self, _: &MailServer, letter: &Letter, phases: &mut dyn Phases) -> Outcome {
        if phases.before_connect().is_err() || phases.before_body().is_err() {
            return Outcome::Stopped;
        }
        let mut asked = self.0.lock().unwrap();
        *asked += 1;
        if *asked == 1 {
            let failure = Failure {
                phase: Phase::Recipient,
                kind: FailureKind::Greylisted,
                code: Some(450),
                host: "127.0.0.1".into(),
                port: 25,
                detail: "try later".into(),
            };
            return Outcome::TryLater { failure };
        }
        self.1.lock().unwrap().push(letter.text.clone());
        Outcome::Sent { reply: "250 ok".into() }
    }
}

/// A computer that stays awake.
#[derive(Default)]
struct Awake(Mutex<u64>);

impl SteadyClock for Awake {
    fn awake(&self) -> Duration {
        Duration::from_secs(*self.0.lock().unwrap())
    }

    fn since_boot(&self) -> Option<Duration> {
        None
    }
}

fn record(c: &Canaries, field: &Value) -> Value {
    json!({
        "given": c.word(), "family": c.word(), "middle": c.word(), "preferred": c.word(), "own_script": c.word(), "born": c.keep("1961-07-23".into()),
        "sex": "female", "gender": c.word(), "pronouns": c.word(),
        "phones": [{ "kind": "mobile", "number": c.phone(), "note": c.word() }, { "kind": "home", "number": c.phone(), "note": c.word() }],
        "emails": [{ "address": c.address(), "note": c.word() }, { "address": c.address(), "note": c.word() }],
        "addresses": [{ "kind": "home", "lines": [c.word(), c.word()], "city": c.word(), "region": c.word(), "postcode": c.word(), "country": "US" }],
        "language": "", "contact_method": "email",
        "insurance": [{ "payer": c.word(), "plan": c.word(), "member_no": c.word(), "group_no": c.word(), "holder": c.word(), "valid_from": null, "valid_until": null }],
        "emergency": [{ "name": c.word(), "relation": c.word(), "phone": c.phone() }],
        "source": c.word(), "status": "active", "tags": [c.word(), c.word()], "fields": [{ "field": field, "value": c.word() }],
        "schemes": [{ "scheme": c.word(), "number": c.word() }], "note": c.word()
    })
}

/// Everything a day does with a patient, also what is refused on the way.
fn journey(clinic: &TestClinic, c: &Canaries) {
    clinic.ask("mail.save", json!({ "host": "127.0.0.1", "port": 2525, "security": "none", "user": "", "from_name": "", "from_address": "desk@linden.example" }));
    let fields = clinic.ask("custom_fields.save", json!({ "label": "Allergies", "kind": "text" }));
    let form = record(c, &fields[0]["id"]);
    clinic.ask(
        "drafts.save",
        json!({ "key": "patients.register", "body": form.to_string() }),
    );
    clinic.ask("patients.duplicates", json!({ "given": form["given"], "family": form["family"], "born": form["born"], "phones": [form["phones"][0]["number"]], "emails": [form["emails"][0]["address"]] }));
    let made = clinic.ask("patients.register", json!({ "record": form }));
    let patient = &made["value"]["id"];
    let photo = c.word();
    let mut picture = vec![0xff, 0xd8, 0xff];
    picture.extend_from_slice(photo.as_bytes());
    clinic.ask(
        "patients.set_photo",
        json!({ "patient": patient, "data_url": format!("data:image/jpeg;base64,{}", base64(&picture)) }),
    );
    clinic.ask("patients.set_consent", json!({ "patient": patient, "answers": [{ "channel": "sms", "purpose": "research", "state": "refused" }], "how": "phone", "note": c.word() }));
    for asked in [
        &form["given"],
        &form["phones"][1]["number"],
        &form["emails"][0]["address"],
        &form["born"],
        &json!(c.word()),
        &json!(format!("{}@@", c.word())),
    ] {
        clinic.ask("patients.search", json!({ "text": asked }));
        clinic.ask("patients.list", json!({ "text": asked, "tag": form["tags"][0] }));
    }
    let mut wrong = form.clone();
    wrong["emails"][0]["address"] = json!(format!("{} is no address", c.word()));
    clinic.refused("patients.register", json!({ "record": wrong }));
    clinic.refused(
        "patients.register",
        json!({ "record": { "given": c.word(), (c.word()): c.word() } }),
    );
    clinic.refused(&c.word(), json!({ "patient": c.word() }));

    let provider = clinic.ask("providers.list", Value::Null)[0]["id"].clone();
    let service = clinic.ask("services.list", Value::Null)[0]["id"].clone();
    let visit = |starts: &str, why: Value| json!({ "patient": patient, "provider": provider, "service": service, "starts": starts, "note": c.word(), "override": why });
    let booked = clinic.ask("visits.book", visit("2026-03-25T10:00", json!({ "reason": c.word() })));
    let id = &booked["value"]["id"];
    clinic.refused("visits.book", visit("2026-03-25T10:00", Value::Null));
    clinic.ask(
        "visits.check",
        json!({ "patient": patient, "provider": provider, "service": service, "starts": "2026-03-25T10:00" }),
    );
    let version = |id: &Value| clinic.ask("visits.get", json!({ "visit": id }))["version"].clone();
    clinic.ask(
        "visits.edit",
        json!({ "visit": id, "version": version(id), "note": c.word() }),
    );
    let moved = clinic.ask("visits.move", json!({ "visit": id, "version": version(id), "starts": "2026-03-25T11:00", "override": { "reason": c.word() } }));
    clinic.ask("undo.run", json!({ "operation": moved["undo"] }));
    clinic.refused("undo.run", json!({ "operation": moved["undo"] }));
    clinic.ask("tray.put", json!({ "visit": id }));
    clinic.ask(
        "messages.preview",
        json!({ "visit": id, "rule": clinic.ask("rules.list", Value::Null)[0]["id"] }),
    );
    clinic.ask(
        "templates.preview",
        json!({ "language": "en", "subject": "x", "text": "{{patient_first_name}}", "html": "", "visit": id }),
    );

    // The worker speaks to a patient, fails once and then does not; the letter itself does hold the name.
    let mailer = Arc::new(Rude(Mutex::new(0), Mutex::default()));
    let awake = Arc::new(Awake::default());
    let mut worker = Engine::new(
        clinic.door.practice().unwrap(),
        Outside {
            mailer: mailer.clone(),
            clock: awake.clone(),
        },
    );
    for _ in 0..30 {
        clinic.clock.advance(20);
        *awake.0.lock().unwrap() += 20;
        worker.look().unwrap();
    }
    assert!(
        mailer
            .1
            .lock()
            .unwrap()
            .iter()
            .any(|text| text.contains(form["given"].as_str().unwrap())),
        "a letter left, and it spoke to the patient"
    );
    clinic.sign_in();
    let other = clinic.ask("visits.book", visit("2026-03-26T10:00", json!({ "reason": c.word() })));
    let other = &other["value"]["id"];
    clinic.ask(
        "visits.cancel",
        json!({ "visit": other, "version": version(other), "reason": c.word(), "by": "patient" }),
    );
    clinic.ask("schedule.day_sheet", json!({ "date": "2026-03-25", "names": true }));
    clinic.ask("outbox.list", json!({ "part": "all" }));
    clinic.ask("patients.timeline", json!({ "patient": patient }));
    let mut edited = form.clone();
    for part in ["given", "note", "source"] {
        edited[part] = json!(c.word());
    }
    let now = clinic.ask("patients.get", json!({ "patient": patient }));
    clinic.ask(
        "patients.edit",
        json!({ "patient": patient, "version": now["version"], "record": edited }),
    );
    clinic.refused(
        "patients.edit",
        json!({ "patient": patient, "version": now["version"], "record": form }),
    );
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            text.push(if at <= chunk.len() {
                char::from(DIGITS[(bits >> (18 - 6 * at)) as usize & 63])
            } else {
                '='
            });
        }
    }
    text
}

/// Every file below `folder`, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read(&path).unwrap(),
            ));
        }
    }
    found
}

#[test]
fn nothing_a_patient_told_stands_in_the_files_the_log_or_the_news() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("trace")
        .with_writer(move || writer.clone())
        .finish();
    tracing_subscriber::util::SubscriberInitExt::try_init(subscriber).expect("the only test that keeps the log");
    let clinic = TestClinic::open();
    let (c, told) = (Canaries::default(), clinic.door.subscribe());
    journey(&clinic, &c);
    let practice = clinic.door.practice().unwrap();
    practice.flush_audit();

    // The copy that is made before a file changes its form lies in the same folder.
    let key = KeySlots::load(&clinic.folder())
        .unwrap()
        .unwrap()
        .unlock_password("amara", &Secret::new(PASSWORD.into()))
        .unwrap();
    let file = clinic.folder().join(store::FILE);
    {
        let aside = store::open_writer(&file, &key, false).unwrap();
        aside
            .pragma_update(None, "user_version", store::latest_version() - 1)
            .unwrap();
        store::backup_before_migrating(&aside, &clinic.folder())
            .unwrap()
            .expect("a copy is made");
        aside
            .pragma_update(None, "user_version", store::latest_version())
            .unwrap();
    }

    let kept = c.0.lock().unwrap().clone();
    assert!(kept.len() > 55, "{} words were typed", kept.len());
    let plain: i64 = practice
        .read(|on| {
            Ok(on.query_row(
                "SELECT count(*) FROM patient_phone WHERE typed = ?1",
                [&kept[9]],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    let control = [b"xx".as_slice(), kept[0].as_bytes()].concat();
    assert_eq!(
        (plain, c.in_bytes(&control)),
        (1, vec![kept[0].clone()]),
        "they are in the file, and the search finds what is there"
    );

    let files = files(&clinic.folder());
    for name in ["practice.db", "practice.db-wal", "keyslots.json"] {
        assert!(
            files.iter().any(|(file, bytes)| file == name && !bytes.is_empty()),
            "{name} was looked at"
        );
    }
    assert!(
        files.iter().any(|(file, _)| file.starts_with("before-version-")),
        "so was the copy"
    );
    for (name, bytes) in &files {
        assert_eq!(c.in_bytes(bytes), Vec::<String>::new(), "in {name}");
    }

    let news: Vec<_> = told.try_iter().collect();
    assert!(news.len() > 10, "windows were told");
    assert_eq!(
        c.in_bytes(&serde_json::to_vec(&news).unwrap()),
        Vec::<String>::new(),
        "in what windows are told"
    );

    let audit: String = practice
        .read(|on| {
            Ok(on.query_row(
                "SELECT group_concat(actor || seat || command || outcome || subject) FROM audit",
                [],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert!(audit.contains("patients.register"), "the audit log was looked at");
    assert_eq!(c.in_bytes(audit.as_bytes()), Vec::<String>::new(), "in the audit log");

    let shown = format!("{:?}", clinic.shown.all());
    assert_eq!(c.in_bytes(shown.as_bytes()), Vec::<String>::new(), "on the desktop");

    let _said = Refusal::fault("a line to see that lines are kept");
    let log = log.text();
    assert!(
        log.windows(15).any(|window| window == b"a line to see t"),
        "the log was kept"
    );
    assert_eq!(c.in_bytes(&log), Vec::<String>::new(), "in the log");
}
