//! A patient's browser in Rust: trusts the link it was given and nothing else.

use keepwell_protocol::bundle::Bundle;
use keepwell_protocol::envelope::{self, Suite};
use keepwell_protocol::form::Form;
use keepwell_protocol::id::{ClinicId, PageId, SlotId, SubmissionId};
use keepwell_protocol::inbox::Receipt;
use keepwell_protocol::keys::IntakePublic;
use keepwell_protocol::pairing::header;
use keepwell_protocol::signed::{Context, Signed};
use keepwell_protocol::slots::{Hold, SlotBook, SlotsView};
use keepwell_protocol::submission::{FilledForm, Reply, Submission, SuggestionPage, pack};
use keepwell_protocol::text::{read_hex, sha256, write_hex};
use keepwell_protocol::{page, random, work};
use keepwell_relay_client::{Address, Answer, Ask, Failure, Http, Method, Relay};
use std::sync::Arc;
use std::time::Duration;

/// A browser that opened the clinic's page.
pub struct Patient {
    /// Who carries its requests.
    pub relay: Arc<dyn Relay>,
    /// Where the relay is.
    pub address: Address,
    /// The clinic its link names.
    pub clinic: ClinicId,
    /// The bundle it trusts.
    pub bundle: Bundle,
    now: i64,
}

/// A sealed submission: these very bytes are sent until the relay has them.
#[derive(Clone)]
pub struct Sealed {
    /// Which.
    pub sid: SubmissionId,
    /// The envelope.
    pub bytes: Vec<u8>,
    /// The time it takes: `slot.token`.
    pub slot: Option<(SlotId, String)>,
}

/// What the page would say of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The clinic signed for these bytes.
    ClinicHasIt,
    /// The relay has it.
    Waits,
    /// The relay never heard of it, or forgot it.
    Unknown,
    /// The relay shows a receipt that the clinic did not sign for these bytes.
    Fake,
}

/// What a browser refuses to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Nobody answered.
    Unreachable(Failure),
    /// The relay answered with an error.
    Status(u16),
    /// The key is not the one the link names, or did not sign this.
    NotTheClinics,
    /// The bytes are not those the clinic named.
    OtherBytes,
    /// It has run out, or is older than one already seen.
    TooOld,
}

impl From<Failure> for Told {
    fn from(failure: Failure) -> Self {
        Self::Unreachable(failure)
    }
}

impl Patient {
    /// Opens the clinic's page at `now` (Unix seconds): fetches and checks the bundle.
    ///
    /// # Errors
    /// What the browser would say.
    pub fn open(address: &Address, clinic: &str, now: i64) -> Result<Self, Told> {
        Self::open_with(Arc::new(Http::default()), address, clinic, now)
    }

    /// The same, with somebody between the browser and the relay.
    ///
    /// # Errors
    /// What the browser would say.
    pub fn open_with(relay: Arc<dyn Relay>, address: &Address, clinic: &str, now: i64) -> Result<Self, Told> {
        let clinic: ClinicId = clinic.parse().map_err(|_| Told::NotTheClinics)?;
        let signed: Signed = json(&get(relay.as_ref(), address, &format!("/v1/c/{clinic}/bundle"))?)?;
        let claimed = keepwell_protocol::text::read_base64(&signed.document).map_err(|_| Told::NotTheClinics)?;
        let bundle: Bundle = serde_json::from_slice(&claimed).map_err(|_| Told::NotTheClinics)?;
        let key = keepwell_protocol::text::read_base64(&bundle.signing_key).map_err(|_| Told::NotTheClinics)?;
        if ClinicId::of_key(&key) != clinic || signed.open(Context::Bundle, &key).is_err() || bundle.clinic != clinic {
            return Err(Told::NotTheClinics);
        }
        if bundle.not_after < now {
            return Err(Told::TooOld);
        }
        Ok(Self {
            relay,
            address: address.clone(),
            clinic,
            bundle,
            now,
        })
    }

    /// The same page, left open until another time.
    pub fn left_open_until(mut self, now: i64) -> Self {
        self.now = now;
        self
    }

    /// Comes back later: a bundle older than the one already seen is refused.
    ///
    /// # Errors
    /// What the browser would say.
    pub fn again(&mut self, now: i64) -> Result<(), Told> {
        let newer = Self::open_with(Arc::clone(&self.relay), &self.address, &self.clinic.to_string(), now)?;
        if newer.bundle.serial < self.bundle.serial {
            return Err(Told::TooOld);
        }
        *self = newer;
        Ok(())
    }

    /// The form `slug`, and the hash it is bound by.
    ///
    /// # Errors
    /// What the browser would say.
    pub fn form(&self, slug: &str) -> Result<(Form, [u8; 32]), Told> {
        let entry = self
            .bundle
            .forms
            .iter()
            .find(|form| form.slug == slug)
            .ok_or(Told::Status(404))?;
        let answer = get(
            self.relay.as_ref(),
            &self.address,
            &format!("/v1/c/{}/forms/{}", self.clinic, entry.sha256),
        )?;
        let hash: [u8; 32] = read_hex(&entry.sha256).map_err(|_| Told::OtherBytes)?;
        if sha256(&answer.body) != hash {
            return Err(Told::OtherBytes);
        }
        Ok((json(&answer)?, hash))
    }

    /// The open times that can be had.
    ///
    /// # Errors
    /// What the browser would say.
    pub fn slots(&self) -> Result<Vec<keepwell_protocol::slots::Slot>, Told> {
        let view: SlotsView = json(&get(
            self.relay.as_ref(),
            &self.address,
            &format!("/v1/c/{}/slots", self.clinic),
        )?)?;
        let document = view
            .book
            .open_by(Context::Slots, &self.bundle.signing_key)
            .map_err(|_| Told::NotTheClinics)?;
        let book: SlotBook = serde_json::from_slice(&document).map_err(|_| Told::NotTheClinics)?;
        if book.not_after < self.now {
            return Err(Told::TooOld);
        }
        Ok(book
            .slots
            .into_iter()
            .filter(|slot| !view.unavailable.contains(&slot.id))
            .collect())
    }

    /// Holds a time; answers the token that has it.
    ///
    /// # Errors
    /// `Status(409)`: somebody else has it.
    pub fn hold(&self, slot: SlotId) -> Result<String, Told> {
        let token = random::bytes::<16>().expect("randomness");
        let text = PageId::from_bytes(token).to_string();
        let day = work::day_of(self.now);
        let found = work::find(self.bits(), self.clinic, &day, &work::for_hold(slot, &token));
        let hold = Hold {
            token: text.clone(),
            work: format!("{day}.{}", found.nonce),
        };
        let body = serde_json::to_vec(&hold).expect("JSON");
        let answer = self.post(&format!("/v1/c/{}/slots/{slot}/hold", self.clinic), Vec::new(), &body)?;
        if answer.status == 200 {
            Ok(text)
        } else {
            Err(Told::Status(answer.status))
        }
    }

    /// Seals a filled form.
    pub fn seal(&self, form_hash: [u8; 32], filled: FilledForm, files: &[Vec<u8>]) -> Sealed {
        self.seal_any(form_hash, &Submission::Form(filled), files)
    }

    /// Seals the answer to suggested times.
    pub fn seal_reply(&self, reply: Reply) -> Sealed {
        self.seal_any([0; 32], &Submission::Reply(reply), &[])
    }

    fn seal_any(&self, form: [u8; 32], submission: &Submission, files: &[Vec<u8>]) -> Sealed {
        let sid = SubmissionId::from_bytes(random::bytes().expect("randomness"));
        let packed = pack(submission, files).expect("fits");
        Sealed {
            sid,
            bytes: self.seal_bytes(sid, form, &packed),
            slot: None,
        }
    }

    /// Seals whatever padded bytes.
    pub fn seal_bytes(&self, sid: SubmissionId, form: [u8; 32], padded: &[u8]) -> Vec<u8> {
        let keys = IntakePublic::from_bundle(&self.bundle).expect("keys of their id");
        envelope::seal(self.clinic, &keys, Suite::XWing, sid, form, padded).expect("sealed")
    }

    /// Sends it once; answers the status.
    ///
    /// # Errors
    /// Nobody answered.
    pub fn send(&self, sealed: &Sealed) -> Result<u16, Told> {
        let day = work::day_of(self.now);
        let found = work::find(self.bits(), self.clinic, &day, &sealed.bytes);
        let mut headers = vec![(header::WORK, format!("{day}.{}", found.nonce))];
        if let Some((slot, token)) = &sealed.slot {
            headers.push((header::SLOT, format!("{slot}.{token}")));
        }
        Ok(self
            .post(&format!("/v1/c/{}/inbox", self.clinic), headers, &sealed.bytes)?
            .status)
    }

    /// Sends the same bytes until the relay says that it has them; answers how often it was sent.
    ///
    /// # Panics
    /// After 100 times, or when the relay refuses for good.
    pub fn send_until_taken(&self, sealed: &Sealed) -> usize {
        for times in 1..=100 {
            match self.send(sealed) {
                Ok(200 | 202) => return times,
                Ok(status @ (400..=407 | 409..=428)) => panic!("refused for good: {status}"),
                Ok(_) | Err(_) => {}
            }
        }
        panic!("not taken after 100 times");
    }

    /// What the page says of a submission now.
    ///
    /// # Errors
    /// Nobody answered.
    pub fn standing(&self, sealed: &Sealed) -> Result<Standing, Told> {
        let path = format!("/v1/c/{}/receipts/{}", self.clinic, sealed.sid);
        let answer = ask(self.relay.as_ref(), &self.address, Method::Get, &path, Vec::new(), b"")?;
        Ok(match answer.status {
            200 => json::<Signed>(&answer)
                .ok()
                .and_then(|signed| signed.open_by(Context::Receipt, &self.bundle.signing_key).ok())
                .and_then(|document| serde_json::from_slice::<Receipt>(&document).ok())
                .filter(|receipt| receipt.sid == sealed.sid && receipt.sha256 == write_hex(&sha256(&sealed.bytes)))
                .map_or(Standing::Fake, |_| Standing::ClinicHasIt),
            204 => Standing::Waits,
            _ => Standing::Unknown,
        })
    }

    /// Opens a page made for this patient.
    ///
    /// # Errors
    /// `Status(404)`: taken away or run out.
    pub fn page(&self, id: PageId, secret: &[u8; 16]) -> Result<SuggestionPage, Told> {
        let answer = get(
            self.relay.as_ref(),
            &self.address,
            &format!("/v1/c/{}/pages/{id}", self.clinic),
        )?;
        page::open(id, secret, &answer.body).map_err(|_| Told::OtherBytes)
    }

    fn bits(&self) -> u8 {
        4
    }

    fn post(&self, path: &str, headers: Vec<(&'static str, String)>, body: &[u8]) -> Result<Answer, Told> {
        Ok(ask(
            self.relay.as_ref(),
            &self.address,
            Method::Post,
            path,
            headers,
            body,
        )?)
    }
}

fn ask(
    relay: &dyn Relay,
    address: &Address,
    method: Method,
    path: &str,
    headers: Vec<(&'static str, String)>,
    body: &[u8],
) -> Result<Answer, Failure> {
    relay.ask(
        address,
        &Ask {
            method,
            path,
            headers,
            body,
            most: 16 << 20,
            deadline: Duration::from_secs(10),
        },
    )
}

fn get(relay: &dyn Relay, address: &Address, path: &str) -> Result<Answer, Told> {
    let answer = ask(relay, address, Method::Get, path, Vec::new(), b"")?;
    if answer.status == 200 {
        Ok(answer)
    } else {
        Err(Told::Status(answer.status))
    }
}

fn json<T: serde::de::DeserializeOwned>(answer: &Answer) -> Result<T, Told> {
    serde_json::from_slice(&answer.body).map_err(|_| Told::OtherBytes)
}
