//! A clinic's mail settings, a letter, and an outbox that writes down what it was told.

use std::time::{Duration, SystemTime};

use keepwell_mail::{Letter, MailPassword, MailServer, Mailbox, Outcome, Phases, Security, SignIn, Stop, deliver};
use keepwell_testkit::smtp::FaultyServer;

pub const USER: &str = "desk@clinic.example";
pub const PASSWORD: &str = "correct horse battery";
pub const RECIPIENT: &str = "zoe.tester@patient.example";

/// Settings for a server on this computer.
pub fn settings(port: u16, security: Security, roots: Option<&str>, timeout: Duration) -> MailServer {
    MailServer {
        host: "localhost".to_owned(),
        port,
        security,
        sign_in: Some(SignIn {
            user: USER.to_owned(),
            password: MailPassword::new(PASSWORD.to_owned()),
        }),
        timeout,
        extra_roots_pem: roots.map(str::to_owned),
    }
}

pub fn letter() -> Letter {
    Letter {
        message_id: "<visit-7.rule-48h.1@keepwell.example>".to_owned(),
        from: Mailbox {
            name: "Clínica São João".to_owned(),
            address: USER.to_owned(),
        },
        reply_to: None,
        to: Mailbox {
            name: "Zoë Tester".to_owned(),
            address: RECIPIENT.to_owned(),
        },
        subject: "Your visit on Monday".to_owned(),
        text: "Dear Zoë,\n.\nyour visit is on Monday at 09:00.\n".to_owned(),
        html: Some("<p>Dear Zoë,</p><p>your visit is on Monday at 09:00.</p>".to_owned()),
        invitation: None,
        extra: Vec::new(),
        date: SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000),
    }
}

/// Writes down the moments; says no where it is told to.
#[derive(Default)]
pub struct Outbox {
    pub claimed: usize,
    pub data: usize,
    pub refuse_claim: bool,
    pub refuse_data: bool,
}

impl Phases for Outbox {
    fn before_connect(&mut self) -> Result<(), Stop> {
        self.claimed += 1;
        if self.refuse_claim { Err(Stop) } else { Ok(()) }
    }

    fn before_body(&mut self) -> Result<(), Stop> {
        self.data += 1;
        if self.refuse_data { Err(Stop) } else { Ok(()) }
    }
}

/// Delivers the usual letter without encryption; enough for everything that is not about encryption.
pub fn deliver_plainly(server: &FaultyServer, outbox: &mut Outbox, timeout: Duration) -> Outcome {
    deliver(
        &settings(server.port(), Security::None, None, timeout),
        &letter(),
        outbox,
    )
}
