//! A real mail server in a process of its own: aiosmtpd from Debian's `python3-aiosmtpd`.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde::Deserialize;
use tempfile::TempDir;

use super::script::Encryption;

/// Debian's Python, which sees Debian's aiosmtpd whatever other Python is first in the path.
const PYTHON: &str = "/usr/bin/python3";

/// How the real server is set up. The default takes every letter without encryption and sign-in.
#[derive(Clone, Default)]
pub struct RealSetup {
    /// Protection of the line.
    pub encryption: Encryption,
    /// User name and password it wants.
    pub account: Option<(String, String)>,
    /// Pause between having kept a letter and saying so: the moment at which a crash makes a letter uncertain.
    pub reply_delay: Duration,
    /// Port to listen on; 0 takes a free one.
    pub port: u16,
}

/// A letter found in the server's mailbox, its texts decoded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReceivedLetter {
    /// Message-ID with angle brackets.
    pub message_id: String,
    /// From header.
    pub from: String,
    /// To header.
    pub to: String,
    /// Reply-To header, empty when there is none.
    pub reply_to: String,
    /// Subject.
    pub subject: String,
    /// Address in MAIL FROM.
    pub envelope_from: String,
    /// Addresses in RCPT TO, joined with ", ".
    pub envelope_to: String,
    /// All header lines, decoded.
    pub headers: Vec<(String, String)>,
    /// Plain text part.
    pub text: Option<String>,
    /// HTML part.
    pub html: Option<String>,
    /// Kinds in kinds: `multipart/mixed(text/plain application/ics)`.
    pub structure: String,
    /// Every part that holds something, decoded, in order.
    pub parts: Vec<ReceivedPart>,
    /// The letter as kept.
    pub raw: String,
}

/// A part of a letter found in the server's mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReceivedPart {
    /// `text/calendar`.
    pub kind: String,
    /// The `method` of a calendar, else empty.
    pub method: String,
    /// Name of a file, else empty.
    pub file: String,
    /// `attachment`, `inline` or empty.
    pub disposition: String,
    /// What it holds, decoded.
    pub content: String,
}

/// A real mail server in a process of its own; stopped when dropped.
pub struct RealServer {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl RealServer {
    /// Starts the server and waits until it listens.
    pub fn start(setup: &RealSetup) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let script = folder.path().join("real_server.py");
        fs::write(&script, include_str!("real_server.py")).expect("the temporary folder can be written");
        let mut command = Command::new(PYTHON);
        command
            .arg(&script)
            .arg("serve")
            .arg("--maildir")
            .arg(folder.path().join("mail"))
            .arg("--log")
            .arg(folder.path().join("accepted.log"))
            .args(["--port", &setup.port.to_string()])
            .args(["--reply-delay-ms", &setup.reply_delay.as_millis().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if let Some((user, password)) = &setup.account {
            command.args(["--user", user]).env("MAIL_PASSWORD", password);
        }
        let (encryption, certificate) = match &setup.encryption {
            Encryption::None => ("none", None),
            Encryption::Tls(certificate) => ("tls", Some(certificate)),
            Encryption::StartTls(certificate) => ("start_tls", Some(certificate)),
        };
        command.args(["--encryption", encryption]);
        if let Some(certificate) = certificate {
            let write = |name: &str, pem: &str| -> PathBuf {
                let path = folder.path().join(name);
                fs::write(&path, pem).expect("the temporary folder can be written");
                path
            };
            command
                .arg("--certificate")
                .arg(write("certificate.pem", &certificate.certificate_pem));
            command.arg("--key").arg(write("key.pem", &certificate.key_pem));
        }
        let mut child = command.spawn().expect("/usr/bin/python3 starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output is ours");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("the server says its port");
        let port = line.trim().strip_prefix("PORT ").and_then(|port| port.parse().ok());
        let port =
            port.unwrap_or_else(|| panic!("aiosmtpd did not start; is python3-aiosmtpd installed? It said: {line:?}"));
        Self { child, port, folder }
    }

    /// The port it listens on, at `localhost` and `127.0.0.1`.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// One Message-ID per line for every letter it has kept, in order, synced before the client hears of it.
    pub fn accepted_log(&self) -> PathBuf {
        self.folder.path().join("accepted.log")
    }

    /// Message-IDs of every letter it has kept, in order; a letter kept twice appears twice.
    pub fn accepted_ids(&self) -> Vec<String> {
        lines(&self.accepted_log())
    }

    /// Waits until it has kept so many letters. Returns whether that happened in time.
    pub fn wait_for(&self, letters: usize, at_most: Duration) -> bool {
        let start = Instant::now();
        while self.accepted_ids().len() < letters {
            if start.elapsed() > at_most {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Every letter in its mailbox.
    pub fn mailbox(&self) -> Vec<ReceivedLetter> {
        let output = Command::new(PYTHON)
            .arg(self.folder.path().join("real_server.py"))
            .arg("read")
            .arg("--maildir")
            .arg(self.folder.path().join("mail"))
            .stderr(Stdio::inherit())
            .output()
            .expect("/usr/bin/python3 starts");
        assert!(output.status.success(), "the mailbox could not be read");
        serde_json::from_slice(&output.stdout).expect("the reader writes JSON")
    }
}

impl Drop for RealServer {
    fn drop(&mut self) {
        // It is gone already when the test killed it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(path: &Path) -> Vec<String> {
    match fs::read_to_string(path) {
        Ok(text) => text.lines().map(str::to_owned).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => panic!("the list of accepted letters cannot be read: {error}"),
    }
}
