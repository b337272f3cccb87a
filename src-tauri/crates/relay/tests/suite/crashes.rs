//! A relay that dies at any moment, or whose answer is lost: nothing that was promised is lost, nothing comes twice.

use super::http::{connect, try_ask, written};
use super::on_both_stores;
use super::world::{BITS, Clinic, World};
use keepwell_protocol::id::SubmissionId;
use keepwell_protocol::inbox::InboxPage;
use keepwell_relay::StoreAt;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

on_both_stores! {
    torture_a_killed_relay_loses_nothing_it_promised_and_gives_nothing_twice
    a_lost_answer_is_asked_for_again
}

/// The real program.
pub struct Process {
    child: Child,
    store: StoreAt,
    pub address: SocketAddr,
}

pub fn real_now() -> i64 {
    keepwell_relay::system_clock()()
}

/// Appends a row of figures.
pub fn note(row: &serde_json::Value) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../target/figures.jsonl");
    let mut file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(path)
        .expect("target/figures.jsonl");
    writeln!(file, "{row}").expect("a row");
    println!("{row}");
}

impl Process {
    fn command(store: &StoreAt) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keepwell-relay"));
        let store = match store {
            StoreAt::Sqlite(path) => format!("sqlite:{}", path.display()),
            StoreAt::Postgres(url) => url.clone(),
        };
        command.env("DATABASE_URL", store);
        for name in [
            "PER_ADDRESS_MINUTE",
            "PER_ADDRESS_DAY",
            "PER_CLINIC_MINUTE",
            "HOLDS_PER_ADDRESS_MINUTE",
            "HOLDS_AT_ONCE",
            "MOST_PENDING",
        ] {
            command.env(format!("KEEPWELL_RELAY_{name}"), "1000000");
        }
        for name in ["LEAST_WORK", "BUSY_WORK"] {
            command.env(format!("KEEPWELL_RELAY_{name}"), BITS.to_string());
        }
        command.stdin(Stdio::null());
        command
    }

    pub fn start(store: &StoreAt) -> Self {
        let mut child = Self::command(store)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("the relay starts");
        let mut lines = BufReader::new(child.stderr.take().expect("its log")).lines();
        let address = lines
            .by_ref()
            .map(|line| line.expect("a line"))
            .find_map(|line| {
                line.split_once("address=")
                    .map(|(_, address)| address.trim().parse().expect("an address"))
            })
            .expect("it says where it listens");
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| eprintln!("{line}")));
        Self {
            child,
            store: store.clone(),
            address,
        }
    }

    /// A clinic that is registered by the command line's invitation, and publishes.
    pub fn clinic(&self) -> Clinic {
        let said = Self::command(&self.store)
            .arg("invite")
            .output()
            .expect("an invitation");
        let line = String::from_utf8(said.stdout).expect("text");
        let token = line
            .trim()
            .split_once("#pair=")
            .expect("one line with a token")
            .1
            .to_owned();
        let clinic = Clinic::new();
        assert_eq!(clinic.register(self.address, &token, real_now()).status, 201);
        assert_eq!(clinic.publish(self.address, 1, &[], real_now()).status, 200);
        clinic
    }

    fn kill(mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("it is dead");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Patients and the clinic's PC, each repeating what was not answered, as the real ones do.
struct Play<'a> {
    clinic: &'a Clinic,
    at: &'a Mutex<SocketAddr>,
    over: &'a AtomicBool,
    told_before: AtomicUsize,
}

impl Play<'_> {
    fn at(&self) -> SocketAddr {
        *self.at.lock().unwrap()
    }

    /// Submits until told to stop; every submission is carried to its end.
    fn patient(&self) -> Vec<(SubmissionId, Vec<u8>)> {
        let mut sent = Vec::new();
        while !self.over.load(Ordering::SeqCst) {
            let (sid, envelope) = self.clinic.envelope(4096);
            let headers = self.clinic.headers_of(&envelope, BITS, real_now(), None);
            loop {
                match try_ask(self.at(), "POST", &self.clinic.inbox(), &headers, &envelope).map(|reply| reply.status) {
                    Some(202) => break,
                    Some(200) => {
                        self.told_before.fetch_add(1, Ordering::SeqCst);
                        break;
                    }
                    None | Some(503) => std::thread::sleep(Duration::from_millis(10)),
                    Some(other) => panic!("status {other}"),
                }
            }
            sent.push((sid, envelope));
        }
        sent
    }

    fn pull(&self, after: u64) -> Option<InboxPage> {
        let path = format!("/v1/inbox?after={after}");
        let headers = self.clinic.headers("GET", &path, b"", real_now());
        let reply = try_ask(self.at(), "GET", &path, &headers, b"")?;
        (reply.status == 200).then(|| serde_json::from_slice(&reply.body).expect("a page"))
    }

    fn acknowledge(&self, sids: &[SubmissionId]) -> bool {
        let items: Vec<_> = sids
            .iter()
            .map(|sid| format!("{{\"sid\":\"{sid}\",\"receipt\":null}}"))
            .collect();
        let body = format!("{{\"items\":[{}]}}", items.join(","));
        let headers = self
            .clinic
            .headers("POST", "/v1/inbox/ack", body.as_bytes(), real_now());
        let reply = try_ask(self.at(), "POST", "/v1/inbox/ack", &headers, body.as_bytes());
        reply.is_some_and(|reply| reply.status == 204)
    }

    /// Fetches and acknowledges until everything is over and fetched: number and id of each.
    fn desk(&self) -> Vec<(u64, SubmissionId)> {
        let (mut got, mut unsaid): (Vec<(u64, SubmissionId)>, Vec<SubmissionId>) = (Vec::new(), Vec::new());
        loop {
            let over = self.over.load(Ordering::SeqCst);
            let after = got.last().map_or(0, |(seq, _)| *seq);
            let Some(page) = self.pull(after) else {
                std::thread::sleep(Duration::from_millis(10));
                continue;
            };
            got.extend(page.items.iter().map(|item| (item.seq, item.sid)));
            unsaid.extend(page.items.iter().map(|item| item.sid));
            if self.acknowledge(&unsaid) {
                unsaid.clear();
                if over && page.items.is_empty() && page.head == after {
                    return got;
                }
            }
        }
    }
}

fn torture_a_killed_relay_loses_nothing_it_promised_and_gives_nothing_twice(world: World) {
    let kills = std::env::var("KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(8);
    let mut relay = Process::start(&world.config.store);
    let clinic = relay.clinic();
    let (at, over, last) = (
        Mutex::new(relay.address),
        AtomicBool::new(false),
        AtomicBool::new(false),
    );
    let play = Play {
        clinic: &clinic,
        at: &at,
        over: &over,
        told_before: AtomicUsize::new(0),
    };
    let desk_play = Play {
        over: &last,
        told_before: AtomicUsize::new(0),
        ..Play {
            clinic: &clinic,
            at: &at,
            over: &over,
            told_before: AtomicUsize::new(0),
        }
    };
    let from = Instant::now();
    let (sent, got) = std::thread::scope(|scope| {
        let patients: Vec<_> = (0..6).map(|_| scope.spawn(|| play.patient())).collect();
        let desk = scope.spawn(|| desk_play.desk());
        for kill in 0..kills {
            std::thread::sleep(Duration::from_millis(40 + kill * 37 % 160));
            relay.kill();
            relay = Process::start(&world.config.store);
            *at.lock().unwrap() = relay.address;
        }
        over.store(true, Ordering::SeqCst);
        let sent: Vec<_> = patients
            .into_iter()
            .flat_map(|patient| patient.join().expect("a patient"))
            .collect();
        last.store(true, Ordering::SeqCst);
        (sent, desk.join().expect("the desk"))
    });
    let mut times: HashMap<SubmissionId, usize> = HashMap::new();
    got.iter().for_each(|(_, sid)| *times.entry(*sid).or_default() += 1);
    let lost = sent.iter().filter(|(sid, _)| !times.contains_key(sid)).count();
    let twice = times.values().filter(|count| **count > 1).count();
    note(&serde_json::json!({
        "name": "relay_kills", "kills": kills, "sent": sent.len(), "lost": lost, "twice": twice,
        "store": if matches!(world.config.store, StoreAt::Sqlite(_)) { "sqlite" } else { "postgresql" },
        "answers_lost_after_commit": play.told_before.into_inner(), "seconds": from.elapsed().as_secs(),
    }));
    assert_eq!((lost, twice, got.len()), (0, 0, sent.len()));
    let numbers: Vec<u64> = got.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(
        numbers,
        (1..=sent.len() as u64).collect::<Vec<_>>(),
        "numbers without a gap"
    );
}

fn a_lost_answer_is_asked_for_again(world: World) {
    let relay = world.start();
    let clinic = world.clinic(&relay);
    let (sid, envelope) = clinic.envelope(4096);
    let headers = clinic.headers_of(&envelope, BITS, world.now(), None);
    let mut stream = connect(relay.address);
    stream
        .write_all(&written("POST", &clinic.inbox(), &headers, &envelope))
        .unwrap();
    // The line drops between the commit and the answer.
    super::world::until("it is kept", || clinic.pull(relay.address, 0, world.now()).pending == 1);
    drop(stream);
    relay.stop();
    let relay = world.start();
    assert_eq!(clinic.submit(relay.address, &envelope, world.now()).status, 200);
    // The same for the clinic: an acknowledgement whose answer is lost is repeated, over a restart.
    let body = format!("{{\"items\":[{{\"sid\":\"{sid}\",\"receipt\":null}}]}}");
    let headers = clinic.headers("POST", "/v1/inbox/ack", body.as_bytes(), world.now());
    let mut stream = connect(relay.address);
    stream
        .write_all(&written("POST", "/v1/inbox/ack", &headers, body.as_bytes()))
        .unwrap();
    super::world::until("it is forgotten", || {
        clinic.pull(relay.address, 0, world.now()).pending == 0
    });
    drop(stream);
    drop(relay);
    let relay = world.start();
    assert_eq!(
        clinic.acknowledge(relay.address, vec![(sid, None)], world.now()).status,
        204
    );
    let page = clinic.pull(relay.address, 0, world.now());
    assert_eq!((page.items.len(), page.head, page.gone.len()), (0, 1, 1));
    assert_eq!(
        clinic.submit(relay.address, &envelope, world.now()).status,
        200,
        "still known"
    );
}
