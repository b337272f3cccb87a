//! The relay: submissions taken and fetched in a second, beside a bare axum handler over the same store in the same run, with
//! 10, 1,000 and 10,000 clinics on one relay. `SUBMISSIONS` (4,000) sets how many, `CLINICS` the numbers of clinics.

use crate::figures::Figures;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use keepwell_protocol::envelope::{Header, Suite};
use keepwell_protocol::id::{ClinicId, SlotId, SubmissionId};
use keepwell_protocol::inbox::{InboxItem, InboxPage};
use keepwell_protocol::signed::{Context, SigningKey};
use keepwell_protocol::text::{sha256, write_base64, write_hex};
use keepwell_protocol::{random, work};
use keepwell_relay::store::acts::{clinics, documents, invitations};
use keepwell_relay::store::{Act, Fault, Store, Tx, Value};
use keepwell_relay::{Config, StoreAt, start, system_clock};
use serde_json::json;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// Browsers at once.
const CONNECTIONS: usize = 64;
/// Work that is found at once; checking it costs the same.
const BITS: u8 = 6;
/// What is sealed: the smallest bucket.
const CONTENT: usize = 4096;

/// Measures every number of clinics.
pub fn measure(figures: &mut Figures) {
    let submissions = crate::number("SUBMISSIONS", 4_000) as usize;
    let counts = std::env::var("CLINICS").unwrap_or_else(|_| "10,1000,10000".into());
    for count in counts.split(',').filter_map(|text| text.trim().parse().ok()) {
        one(count, submissions, figures);
    }
}

struct Clinic {
    id: ClinicId,
    device: SigningKey,
    signing: SigningKey,
}

fn one(count: usize, submissions: usize, figures: &mut Figures) {
    let folder = tempfile::tempdir().expect("a folder");
    let runtime = Runtime::new().expect("a runtime");
    let mut config = Config::sqlite(folder.path().join("relay.db"));
    let limits = &mut config.limits;
    (
        limits.per_address_minute,
        limits.per_address_day,
        limits.per_clinic_minute,
    ) = (u32::MAX, u32::MAX, u32::MAX);
    (limits.least_work, limits.busy_work, limits.most_pending) = (BITS, BITS, u64::MAX);
    let clinics = register(&runtime, &config, count);
    let relay = start(config).expect("a relay");
    let raw = bare(&runtime, &folder.path().join("raw.db"));

    let now = system_clock()();
    let day = work::day_of(now);
    let made: Vec<(usize, Vec<u8>)> = (0..submissions).map(|at| (at % count, envelope())).collect();
    let ours: Vec<Vec<u8>> = made
        .iter()
        .map(|(at, envelope)| {
            let id = clinics[*at].id;
            let work = work::find(BITS, id, &day, envelope);
            request(
                "POST",
                &format!("/v1/c/{id}/inbox"),
                &format!("x-keepwell-work: {work}\r\n"),
                envelope,
            )
        })
        .collect();
    let bare_requests: Vec<Vec<u8>> = made
        .iter()
        .map(|(at, envelope)| request("POST", &format!("/{at}"), "", envelope))
        .collect();
    let raw_submit = load(raw, &bare_requests, 202);
    let our_submit = load(relay.address, &ours, 202);

    // Each clinic that has something asks once; so does the bare one.
    let asking = count.min(submissions);
    let pulls: Vec<Vec<u8>> = clinics[..asking].iter().map(|clinic| pull(clinic, now)).collect();
    let bare_pulls: Vec<Vec<u8>> = (0..asking)
        .map(|at| request("GET", &format!("/{at}"), "", b""))
        .collect();
    let raw_pull = load(raw, &bare_pulls, 200);
    let our_pull = load(relay.address, &pulls, 200);
    let per_second = |took: Duration| (submissions as f64 / took.as_secs_f64()).round();
    for (name, took, raw, requests) in [
        ("relay_submit", our_submit, raw_submit, submissions),
        ("relay_pull", our_pull, raw_pull, asking),
    ] {
        let ratio = (took.as_secs_f64() / raw.as_secs_f64() * 100.0).round() / 100.0;
        let row = json!({
            "name": name, "clinics": count, "submissions": submissions, "requests": requests, "connections": CONNECTIONS,
            "per_s": per_second(took), "raw_per_s": per_second(raw), "ratio_to_raw": ratio,
            "note": "SQLite, synchronous=FULL; raw is a bare axum handler with one INSERT or SELECT on the same store",
        });
        println!("  {row}");
        figures.add_plain(row);
    }
}

fn envelope() -> Vec<u8> {
    let header = Header {
        suite: Suite::X25519,
        kid: [1; 8],
        sid: SubmissionId::from_bytes(random::bytes().expect("randomness")),
        form: [9; 32],
    };
    let mut envelope = header.write().to_vec();
    envelope.resize(61 + 32 + CONTENT + 16, 7);
    envelope
}

/// Registers through the store, many in one commit.
fn register(runtime: &Runtime, config: &Config, count: usize) -> Vec<Clinic> {
    let clinics: Vec<Clinic> = (0..count)
        .map(|_| {
            let signing = SigningKey::generate().expect("a key");
            let device = SigningKey::generate().expect("a key");
            Clinic {
                id: signing.clinic(),
                device,
                signing,
            }
        })
        .collect();
    runtime.block_on(async {
        let store = Store::open(&config.store).await.expect("a store");
        let now = system_clock()();
        let mut waiting = tokio::task::JoinSet::new();
        for clinic in &clinics {
            let (store, id) = (store.clone(), clinic.id);
            let (signing_key, device_key) = (clinic.signing.public(), clinic.device.public());
            waiting.spawn(async move {
                let invitation: [u8; 32] = random::bytes().expect("randomness");
                let invite = invitations::Invite {
                    sha256: invitation,
                    now,
                };
                store.act(invite).await.expect("invited");
                let register = clinics::Register {
                    invitation,
                    clinic: id,
                    signing_key,
                    device_key,
                    issued_at: now,
                    now,
                };
                store.act(register).await.expect("registered").expect("taken");
                let bundle = documents::PutBundle {
                    clinic: id,
                    serial: 1,
                    kid: [1; 8],
                    forms: vec![],
                    signed: "{}".into(),
                    now,
                };
                store.act(bundle).await.expect("published").expect("taken");
            });
        }
        while let Some(done) = waiting.join_next().await {
            done.expect("registered");
        }
    });
    clinics
}

fn request(method: &str, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: relay\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn pull(clinic: &Clinic, now: i64) -> Vec<u8> {
    let path = "/v1/inbox?after=0";
    let nonce = SlotId::from_bytes(random::bytes().expect("randomness"));
    let signed = format!("GET\n{path}\n{}\n{now}\n{nonce}", write_hex(&sha256(b"")));
    let signature = write_base64(&clinic.device.sign(Context::Request, signed.as_bytes()));
    let headers = format!(
        "x-keepwell-clinic: {}\r\nx-keepwell-time: {now}\r\nx-keepwell-nonce: {nonce}\r\nx-keepwell-signature: {signature}\r\n",
        clinic.id
    );
    request("GET", path, &headers, b"")
}

/// Sends every request over connections that stay open; how long all took.
fn load(address: SocketAddr, requests: &[Vec<u8>], expected: u16) -> Duration {
    let next = AtomicUsize::new(0);
    let from = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut stream = TcpStream::connect(address).expect("it listens");
                stream.set_nodelay(true).expect("at once");
                let mut buffer = vec![0; 64 << 10];
                while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                    stream.write_all(request).expect("sent");
                    assert_eq!(answered(&mut stream, &mut buffer), expected);
                }
            });
        }
    });
    from.elapsed()
}

/// Reads one answer to its end; its status.
fn answered(stream: &mut TcpStream, buffer: &mut [u8]) -> u16 {
    let mut have = 0;
    let end = loop {
        have += stream.read(&mut buffer[have..]).expect("an answer");
        if let Some(end) = buffer[..have].windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |text| text.parse().expect("a length"));
    let mut rest = (end + length).saturating_sub(have);
    while rest > 0 {
        let most = rest.min(buffer.len());
        rest -= stream.read(&mut buffer[..most]).expect("its body");
    }
    head[9..12].parse().expect("a status")
}

/// The limit: axum, one statement, the same store.
fn bare(runtime: &Runtime, path: &std::path::Path) -> SocketAddr {
    runtime.block_on(async {
        let store = Store::open(&StoreAt::Sqlite(path.to_owned())).await.expect("a store");
        store.act(MakeTable).await.expect("a table");
        let app = axum::Router::new()
            .route("/{at}", post(keep).merge(get(read)))
            .with_state(store);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        tokio::spawn(async move { axum::serve(listener, app).await });
        address
    })
}

async fn keep(State(store): State<Store>, Path(at): Path<i64>, bytes: Bytes) -> StatusCode {
    store.act(Insert { at, bytes }).await.expect("kept");
    StatusCode::ACCEPTED
}

async fn read(State(store): State<Store>, Path(at): Path<i64>) -> Json<InboxPage> {
    Json(store.act(Select { at }).await.expect("read"))
}

struct MakeTable;

impl Act for MakeTable {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        tx.change(
            "CREATE TABLE bare (at INTEGER, seq INTEGER PRIMARY KEY, bytes BLOB)",
            &[],
        )
        .await?;
        tx.change("CREATE INDEX bare_at ON bare (at)", &[]).await?;
        Ok(())
    }
}

struct Insert {
    at: i64,
    bytes: Bytes,
}

impl Act for Insert {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        let values = [Value::Int(self.at), Value::Bytes(self.bytes.to_vec())];
        tx.change("INSERT INTO bare (at, bytes) VALUES ($1, $2)", &values)
            .await?;
        Ok(())
    }
}

struct Select {
    at: i64,
}

impl Act for Select {
    type Out = InboxPage;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<InboxPage, Fault> {
        let sql = "SELECT seq, bytes FROM bare WHERE at = $1 ORDER BY seq LIMIT 500";
        let rows = tx.rows(sql, &[Value::Int(self.at)]).await?;
        let items = rows.into_iter().map(|mut row| {
            Ok(InboxItem {
                seq: row.int(0)?.unsigned_abs(),
                sid: SubmissionId::from_bytes([0; 16]),
                received_at: 0,
                slot: None,
                envelope: write_base64(&row.bytes(1)?),
            })
        });
        Ok(InboxPage {
            items: items.collect::<Result<_, Fault>>()?,
            gone: vec![],
            head: 0,
            pending: 0,
            now: 0,
        })
    }
}
