//! A clinic at whose desk visits are booked, and whose worker looks when the test says so.

use jiff::Timestamp;
use keepwell_mail::{Letter, MailServer, Outcome, Phases};
use keepwell_practice::automation::worker::{Engine, Mailer, Outside, SteadyClock};
use keepwell_testkit::clinic::{TestClinic, person};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The clocks nobody can set, moved by hand.
#[derive(Default)]
pub struct HandSteady(Mutex<(Duration, Duration)>);

impl HandSteady {
    /// Awake time passes.
    pub fn run(&self, seconds: u64) {
        let mut hands = self.0.lock().unwrap();
        hands.0 += Duration::from_secs(seconds);
        hands.1 += Duration::from_secs(seconds);
    }

    /// The computer sleeps.
    pub fn sleep(&self, seconds: u64) {
        self.0.lock().unwrap().1 += Duration::from_secs(seconds);
    }
}

impl SteadyClock for HandSteady {
    fn awake(&self) -> Duration {
        self.0.lock().unwrap().0
    }

    fn since_boot(&self) -> Option<Duration> {
        Some(self.0.lock().unwrap().1)
    }
}

/// What a scripted mail server does with the next letters.
pub type Script = Box<dyn FnMut(&Letter, &mut dyn Phases) -> Outcome + Send>;

/// A mailer that does what the test says.
pub struct Scripted(pub Mutex<Script>);

impl Mailer for Scripted {
    fn deliver(&self, _: &MailServer, letter: &Letter, phases: &mut dyn Phases) -> Outcome {
        (self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))(letter, phases)
    }
}

/// The desk.
pub struct Desk {
    pub clinic: TestClinic,
    pub steady: Arc<HandSteady>,
    pub engine: Option<Engine>,
    provider: Value,
    service: Value,
}

#[allow(dead_code, reason = "each test program uses its own part")]
impl Desk {
    /// A clinic on Wednesday 18 March 2026, 08:00 in New York, with a worker that hands letters to `mailer`.
    pub fn open(mailer: Arc<dyn Mailer>) -> Self {
        let desk = Self::without_mail(mailer);
        desk.set_up_mail(2525);
        desk
    }

    /// The same before a mail server is set up.
    pub fn without_mail(mailer: Arc<dyn Mailer>) -> Self {
        let clinic = TestClinic::open();
        let provider = clinic.ask("providers.list", Value::Null)[0]["id"].clone();
        let service = clinic.ask("services.list", Value::Null)[0]["id"].clone();
        let steady = Arc::new(HandSteady::default());
        let mut desk = Self {
            clinic,
            steady,
            engine: None,
            provider,
            service,
        };
        desk.start_worker(mailer);
        desk
    }

    /// Starts a worker; the one before is gone, as after a crash.
    pub fn start_worker(&mut self, mailer: Arc<dyn Mailer>) {
        self.engine = None;
        let practice = self.clinic.door.practice().expect("the practice is open");
        self.engine = Some(Engine::new(
            practice,
            Outside {
                mailer,
                clock: self.steady.clone(),
            },
        ));
    }

    /// Sets up a mail program on this computer.
    pub fn set_up_mail(&self, port: u16) {
        self.ask(
            "mail.save",
            json!({ "host": "127.0.0.1", "port": port, "security": "none", "user": "", "from_name": "", "from_address": "desk@linden.example" }),
        );
    }

    /// Calls the door; signs in first, because hours may have passed.
    pub fn ask(&self, command: &str, input: Value) -> Value {
        self.clinic.sign_in();
        self.clinic.ask(command, input)
    }

    /// Registers a patient with an e-mail address.
    pub fn patient(&self, given: &str) -> Value {
        let done = self.ask("patients.register", json!({ "record": person(given, "Kim") }));
        done["value"]["id"].clone()
    }

    /// Books a visit; answers all the door answered.
    pub fn book(&self, patient: &Value, starts: &str) -> Value {
        self.ask("visits.book", json!({ "patient": patient, "provider": self.provider, "service": self.service, "starts": starts, "override": { "reason": "test" } }))
    }

    /// The visit as it is now.
    pub fn visit(&self, id: &Value) -> Value {
        self.ask("visits.get", json!({ "visit": id }))
    }

    /// Sets a status.
    pub fn status(&self, id: &Value, status: &str) -> Value {
        let version = self.visit(id)["version"].clone();
        self.ask(
            "visits.set_status",
            json!({ "visit": id, "version": version, "status": status }),
        )
    }

    /// Moves a visit.
    pub fn move_to(&self, id: &Value, starts: &str) -> Value {
        let version = self.visit(id)["version"].clone();
        self.ask(
            "visits.move",
            json!({ "visit": id, "version": version, "starts": starts, "override": { "reason": "test" } }),
        )
    }

    /// Cancels a visit.
    pub fn cancel(&self, id: &Value) -> Value {
        let version = self.visit(id)["version"].clone();
        self.ask(
            "visits.cancel",
            json!({ "visit": id, "version": version, "reason": "", "by": "patient" }),
        )
    }

    /// Takes a change back.
    pub fn undo(&self, done: &Value) {
        self.ask("undo.run", json!({ "operation": done["undo"] }));
    }

    /// The messages of a visit: rule name, state, reason, local time due.
    pub fn messages(&self, visit: &Value) -> Vec<Value> {
        self.ask("visits.messages", json!({ "visit": visit }))["messages"]
            .as_array()
            .expect("a list")
            .clone()
    }

    /// Those of one rule, by a part of its name, newest plan last.
    pub fn of_rule(&self, visit: &Value, rule: &str) -> Vec<Value> {
        self.messages(visit)
            .into_iter()
            .filter(|m| m["rule_name"].as_str().is_some_and(|name| name.contains(rule)))
            .collect()
    }

    /// State and reason of the only message of a rule.
    pub fn state(&self, visit: &Value, rule: &str) -> (String, String) {
        let found = self.of_rule(visit, rule);
        assert_eq!(found.len(), 1, "one message of {rule}, not {found:#?}");
        of(&found[0])
    }

    /// The worker looks once.
    pub fn look(&mut self) {
        self.engine.as_mut().expect("a worker").look().expect("a look");
    }

    /// Time passes, and the worker looks every 20 seconds as it does in life.
    pub fn run(&mut self, seconds: i64) {
        let mut left = seconds;
        while left > 0 {
            let step = left.min(20);
            self.clinic.clock.advance(step);
            self.steady.run(step.unsigned_abs());
            self.look();
            left -= step;
        }
    }

    /// Nobody looks, but the computer is awake: hours in which nothing is due are skipped. Then the worker looks until it
    /// goes on as usual.
    pub fn skip_to(&mut self, instant: &str) {
        let to: Timestamp = instant.parse().expect("an instant");
        let by = to.as_second() - keepwell_practice::clock::Clock::now(&*self.clinic.clock).as_second() - 60;
        self.clinic.clock.advance(by);
        self.steady.run(by.unsigned_abs());
        self.look();
        self.run(60);
    }

    /// The computer sleeps and wakes up; the worker has not looked yet.
    pub fn sleep(&mut self, seconds: i64) {
        self.clinic.clock.advance(seconds);
        self.steady.sleep(seconds.unsigned_abs());
    }
}

/// State and reason of a message.
#[allow(dead_code, reason = "each test program uses its own part")]
pub fn of(message: &Value) -> (String, String) {
    (
        message["state"].as_str().unwrap_or_default().to_owned(),
        message["why"]["code"].as_str().unwrap_or_default().to_owned(),
    )
}
