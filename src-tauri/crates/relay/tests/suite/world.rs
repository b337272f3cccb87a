//! A store, relays on it, a clinic and its patients. The clock is the test's.

use super::http::{Reply, ask, try_ask};
use keepwell_protocol::bundle::{About, Bundle, FormEntry};
use keepwell_protocol::envelope::{Header, Suite};
use keepwell_protocol::id::{ClinicId, FormId, LaneId, SlotId, SubmissionId};
use keepwell_protocol::inbox::{Ack, AckItem, InboxPage, Receipt};
use keepwell_protocol::keys::IntakeKeys;
use keepwell_protocol::pairing::{Device, Register, header};
use keepwell_protocol::signed::{Context, Signed, SigningKey, sign};
use keepwell_protocol::slots::{Slot, SlotBook};
use keepwell_protocol::text::{sha256, write_base64, write_hex};
use keepwell_protocol::{random, work};
use keepwell_relay::{Config, Running, StoreAt, start};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Ten in the morning, 2 March 2026 in UTC.
pub const TEN: i64 = 1_772_445_600;
/// Bits of work in tests: found at once.
pub const BITS: u8 = 4;

pub struct World {
    pub config: Config,
    pub clock: Arc<AtomicI64>,
    _folder: Option<TempDir>,
}

impl World {
    pub fn sqlite() -> Self {
        let folder = TempDir::new().expect("a folder");
        let at = StoreAt::Sqlite(folder.path().join("relay.db"));
        Self::at(at, Some(folder))
    }

    pub fn postgresql() -> Self {
        Self::at(StoreAt::from_text(&keepwell_testkit::postgres::database()), None)
    }

    fn at(store: StoreAt, folder: Option<TempDir>) -> Self {
        let clock = Arc::new(AtomicI64::new(TEN));
        let mut config = Config::new(store);
        let time = clock.clone();
        config.clock = Arc::new(move || time.load(Ordering::SeqCst));
        config.sweep_every = Duration::from_millis(50);
        let limits = &mut config.limits;
        (limits.least_work, limits.busy_work) = (BITS, BITS + 4);
        (
            limits.per_address_minute,
            limits.per_address_day,
            limits.per_clinic_minute,
        ) = (100_000, 100_000, 100_000);
        (limits.holds_per_address_minute, limits.holds_at_once) = (100_000, 100_000);
        limits.registrations_per_address_minute = 100_000;
        Self {
            config,
            clock,
            _folder: folder,
        }
    }

    pub fn start(&self) -> Running {
        start(self.config.clone()).expect("a relay")
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// A clinic that is registered and publishes.
    pub fn clinic(&self, relay: &Running) -> Clinic {
        let clinic = Clinic::new();
        assert_eq!(clinic.register(relay.address, &token(relay), self.now()).status, 201);
        assert_eq!(clinic.publish(relay.address, 1, &[], self.now()).status, 200);
        clinic
    }
}

/// An invitation's token, as pasted.
pub fn token(relay: &Running) -> String {
    let line = relay.invite().expect("an invitation");
    line.split_once("#pair=").expect("a token").1.to_owned()
}

pub fn bytes<const N: usize>() -> [u8; N] {
    random::bytes().expect("randomness")
}

pub struct Clinic {
    pub id: ClinicId,
    pub signing: SigningKey,
    pub device: SigningKey,
    pub intake: IntakeKeys,
}

impl Clinic {
    pub fn new() -> Self {
        let signing = SigningKey::generate().expect("a key");
        Self {
            id: signing.clinic(),
            signing,
            device: SigningKey::generate().expect("a key"),
            intake: IntakeKeys::generate().expect("keys"),
        }
    }

    pub fn device_document(&self, issued_at: i64) -> Signed {
        let device = Device {
            clinic: self.id,
            signing_key: self.signing.public_text(),
            device_key: self.device.public_text(),
            issued_at,
        };
        sign(Context::Device, &serde_json::to_vec(&device).unwrap(), &self.signing)
    }

    pub fn register(&self, relay: SocketAddr, invitation: &str, now: i64) -> Reply {
        let register = Register {
            invitation: invitation.to_owned(),
            device: self.device_document(now),
        };
        ask(
            relay,
            "POST",
            "/v1/clinics",
            &[],
            &serde_json::to_vec(&register).unwrap(),
        )
    }

    /// The headers of a signed request.
    pub fn headers(&self, method: &str, path: &str, body: &[u8], time: i64) -> Vec<(&'static str, String)> {
        let nonce = SlotId::from_bytes(bytes()).to_string();
        let hash = write_hex(&sha256(body));
        let signed = format!("{method}\n{path}\n{hash}\n{time}\n{nonce}");
        let signature = self.device.sign(Context::Request, signed.as_bytes());
        vec![
            (header::CLINIC, self.id.to_string()),
            (header::TIME, time.to_string()),
            (header::NONCE, nonce),
            (header::SIGNATURE, write_base64(&signature)),
        ]
    }

    pub fn ask(&self, relay: SocketAddr, method: &str, path: &str, body: &[u8], now: i64) -> Reply {
        ask(relay, method, path, &self.headers(method, path, body, now), body)
    }

    pub fn bundle(&self, serial: u64, forms: &[[u8; 32]], now: i64) -> Signed {
        let public = self.intake.public();
        let form = |sha256: &[u8; 32]| FormEntry {
            id: FormId::from_bytes([7; 16]),
            sha256: write_hex(sha256),
            slug: "new".into(),
            title: BTreeMap::from([("en".into(), "New patient".into())]),
        };
        let bundle = Bundle {
            v: 1,
            clinic: self.id,
            signing_key: self.signing.public_text(),
            kid: public.kid_text(),
            suites: vec![2, 1],
            xwing: public.xwing_text(),
            x25519: public.x25519_text(),
            forms: forms.iter().map(form).collect(),
            serial,
            issued_at: now,
            not_after: now + 86_400,
            about: About {
                name: "Clinic".into(),
                phone: String::new(),
                address: String::new(),
                zone: "UTC".into(),
                country: "US".into(),
            },
        };
        sign(Context::Bundle, &serde_json::to_vec(&bundle).unwrap(), &self.signing)
    }

    pub fn publish(&self, relay: SocketAddr, serial: u64, forms: &[[u8; 32]], now: i64) -> Reply {
        let bundle = serde_json::to_vec(&self.bundle(serial, forms, now)).unwrap();
        self.ask(relay, "PUT", "/v1/bundle", &bundle, now)
    }

    pub fn offer(&self, relay: SocketAddr, serial: u64, slots: Vec<Slot>, caps: &[(&str, u32)], now: i64) -> Reply {
        let book = SlotBook {
            v: 1,
            clinic: self.id,
            serial,
            not_after: now + 7 * 86_400,
            slots,
            caps: caps.iter().map(|(day, cap)| ((*day).to_owned(), *cap)).collect(),
        };
        let signed = sign(Context::Slots, &serde_json::to_vec(&book).unwrap(), &self.signing);
        self.ask(relay, "PUT", "/v1/slots", &serde_json::to_vec(&signed).unwrap(), now)
    }

    pub fn pull(&self, relay: SocketAddr, after: u64, now: i64) -> InboxPage {
        let reply = self.ask(relay, "GET", &format!("/v1/inbox?after={after}"), b"", now);
        assert_eq!(reply.status, 200, "{:?}", reply.told());
        serde_json::from_slice(&reply.body).expect("a page of the inbox")
    }

    pub fn receipt(&self, sid: SubmissionId, envelope: &[u8], now: i64) -> Signed {
        let receipt = Receipt {
            sid,
            sha256: write_hex(&sha256(envelope)),
            accepted_at: now,
        };
        sign(Context::Receipt, &serde_json::to_vec(&receipt).unwrap(), &self.signing)
    }

    pub fn acknowledge(&self, relay: SocketAddr, items: Vec<(SubmissionId, Option<Signed>)>, now: i64) -> Reply {
        let items = items
            .into_iter()
            .map(|(sid, receipt)| AckItem { sid, receipt })
            .collect();
        let ack = serde_json::to_vec(&Ack { items }).unwrap();
        self.ask(relay, "POST", "/v1/inbox/ack", &ack, now)
    }

    pub fn free(&self, relay: SocketAddr, slot: SlotId, now: i64) -> Reply {
        let body = format!("{{\"slots\":[\"{slot}\"]}}");
        self.ask(relay, "POST", "/v1/slots/free", body.as_bytes(), now)
    }

    /// An envelope of the right shape; a relay cannot tell it from a real one, nor open either.
    pub fn envelope(&self, content: usize) -> (SubmissionId, Vec<u8>) {
        let sid = SubmissionId::from_bytes(bytes());
        let header = Header {
            suite: Suite::X25519,
            kid: self.intake.kid(),
            sid,
            form: [9; 32],
        };
        let mut envelope = header.write().to_vec();
        envelope.extend_from_slice(&bytes::<64>());
        envelope.resize(61 + 32 + content + 16, 5);
        (sid, envelope)
    }

    pub fn headers_of(&self, envelope: &[u8], bits: u8, now: i64, slot: Option<String>) -> Vec<(&'static str, String)> {
        let work = work::find(bits, self.id, &work::day_of(now), envelope);
        let mut headers = vec![(header::WORK, work.to_string())];
        headers.extend(slot.map(|slot| (header::SLOT, slot)));
        headers
    }

    pub fn inbox(&self) -> String {
        format!("/v1/c/{}/inbox", self.id)
    }

    pub fn submit(&self, relay: SocketAddr, envelope: &[u8], now: i64) -> Reply {
        ask(
            relay,
            "POST",
            &self.inbox(),
            &self.headers_of(envelope, BITS, now, None),
            envelope,
        )
    }

    pub fn submit_with(
        &self,
        relay: SocketAddr,
        envelope: &[u8],
        now: i64,
        slot: SlotId,
        token: &str,
    ) -> Option<Reply> {
        let headers = self.headers_of(envelope, BITS, now, Some(format!("{slot}.{token}")));
        try_ask(relay, "POST", &self.inbox(), &headers, envelope)
    }

    pub fn hold(&self, relay: SocketAddr, slot: SlotId, token: &str, now: i64) -> Reply {
        self.about_slot(relay, slot, token, "hold", now)
    }

    pub fn about_slot(&self, relay: SocketAddr, slot: SlotId, token: &str, verb: &str, now: i64) -> Reply {
        let secret = *token.parse::<SlotId>().expect("a token").as_bytes();
        let work = work::find(BITS, self.id, &work::day_of(now), &work::for_hold(slot, &secret));
        let body = format!("{{\"token\":\"{token}\",\"work\":\"{work}\"}}");
        let path = format!("/v1/c/{}/slots/{slot}/{verb}", self.id);
        ask(relay, "POST", &path, &[], body.as_bytes())
    }

    pub fn unavailable(&self, relay: SocketAddr) -> Vec<String> {
        let view = ask(relay, "GET", &format!("/v1/c/{}/slots", self.id), &[], b"").json();
        let ids = view["unavailable"].as_array().expect("a list");
        let mut ids = ids.clone();
        ids.sort_by_key(ToString::to_string);
        ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect()
    }
}

/// A new token of a browser.
pub fn browser() -> String {
    SlotId::from_bytes(bytes()).to_string()
}

/// A time: `lane`, minutes after the base, minutes long.
pub fn slot(lane: u8, base: i64, minutes: i64, length: i64) -> Slot {
    let starts_at = base + minutes * 60;
    let day = work::day_of(starts_at);
    let of_day = starts_at.rem_euclid(86_400);
    Slot {
        id: SlotId::from_bytes(bytes()),
        lane: LaneId::from_bytes([lane; 16]),
        starts_at,
        until: starts_at + length * 60,
        starts: format!("{day}T{:02}:{:02}", of_day / 3600, of_day % 3600 / 60),
        minutes: u32::try_from(length).unwrap(),
        services: vec!["checkup".into()],
        provider: String::new(),
    }
}

/// Waits for something that another thread does.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let from = std::time::Instant::now();
    while !holds() {
        assert!(from.elapsed() < Duration::from_secs(30), "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
