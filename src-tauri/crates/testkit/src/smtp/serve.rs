//! One conversation of the faulty server.

use std::{io, net::TcpStream};

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    faulty::{Accepted, Shared},
    script::{Encryption, Fault, Step},
    wire::Connection,
};

/// Speaks with one client until it leaves or the script ends the connection.
pub(super) fn serve(shared: &Shared, number: usize, tcp: TcpStream) {
    // An error here is a client that went away, which is what many tests are about.
    let _ = Connection::new(shared, number, tcp).and_then(|mut connection| connection.converse());
}

impl Connection<'_> {
    fn converse(&mut self) -> io::Result<()> {
        if let Encryption::Tls(certificate) = self.script.encryption.clone() {
            self.seal(&certificate)?;
        }
        self.answer(Step::Greeting, "220 mail.test ESMTP")?;
        let mut signed_in = self.script.account.is_none();
        let mut from = String::new();
        let mut to = Vec::new();
        loop {
            let line = self.line()?;
            let upper = line.to_ascii_uppercase();
            if upper.starts_with("EHLO") || upper.starts_with("HELO") {
                let step = if self.is_sealed() {
                    Step::HelloSealed
                } else {
                    Step::Hello
                };
                let offers = self.offers();
                self.answer(step, &offers)?;
            } else if upper == "STARTTLS" {
                self.answer(Step::StartTls, "220 2.0.0 go ahead")?;
                if let Encryption::StartTls(certificate) = self.script.encryption.clone() {
                    self.seal(&certificate)?;
                }
            } else if upper.starts_with("AUTH") {
                signed_in = self.sign_in(&line)?;
            } else if upper.starts_with("MAIL FROM:") {
                if signed_in {
                    from = address(&line);
                    self.answer(Step::Sender, "250 2.1.0 sender ok")?;
                } else {
                    self.say("530 5.7.0 Authentication required\r\n")?;
                }
            } else if upper.starts_with("RCPT TO:") {
                to.push(address(&line));
                self.answer(Step::Recipient, "250 2.1.5 recipient ok")?;
            } else if upper == "DATA" {
                self.answer(Step::Data, "354 end with a lone dot")?;
                let bytes = self.letter()?;
                let letter = Accepted {
                    message_id: message_id(&bytes),
                    from: std::mem::take(&mut from),
                    to: std::mem::take(&mut to),
                    bytes,
                };
                let refuses = |text: &str| text.starts_with(['4', '5']);
                match self.script.fault_at(Step::Reply, self.number) {
                    Some(Fault::Answer(text) | Fault::AnswerAndDrop(text)) if refuses(text) => {}
                    _ => self.shared.accept(letter),
                }
                self.answer(Step::Reply, "250 2.0.0 queued as TEST1")?;
            } else if upper == "QUIT" {
                return self.say("221 2.0.0 bye\r\n");
            } else if upper == "NOOP" || upper == "RSET" {
                self.say("250 2.0.0 ok\r\n")?;
            } else {
                self.say("500 5.5.1 what?\r\n")?;
            }
        }
    }

    fn offers(&self) -> String {
        let mut offers = vec!["mail.test", "8BITMIME", "ENHANCEDSTATUSCODES"];
        let may_encrypt = matches!(self.script.encryption, Encryption::StartTls(_)) && !self.is_sealed();
        if may_encrypt && !self.script.hide_start_tls {
            offers.push("STARTTLS");
        }
        if self.script.utf8_addresses {
            offers.push("SMTPUTF8");
        }
        let auth = format!("AUTH {}", self.script.methods);
        // A real server waits for encryption; somebody who strips it wants the password.
        if self.script.account.is_some() && (!may_encrypt || self.script.hide_start_tls) {
            offers.push(&auth);
        }
        let last = offers.len() - 1;
        let lines: Vec<String> = offers
            .iter()
            .enumerate()
            .map(|(at, offer)| format!("250{}{offer}", if at == last { ' ' } else { '-' }))
            .collect();
        lines.join("\r\n")
    }

    /// Returns whether user name and password were right.
    fn sign_in(&mut self, line: &str) -> io::Result<bool> {
        let (user, password) = self.script.account.clone().unwrap_or_default();
        let words: Vec<&str> = line.split(' ').collect();
        let right = match words.get(1).map(|method| method.to_ascii_uppercase()).as_deref() {
            Some("PLAIN") => {
                let given = match words.get(2) {
                    Some(given) => (*given).to_owned(),
                    None => {
                        self.say("334 \r\n")?;
                        self.line()?
                    }
                };
                given == STANDARD.encode(format!("\0{user}\0{password}"))
            }
            Some("LOGIN") => {
                self.say("334 VXNlcm5hbWU6\r\n")?;
                let given_user = self.line()?;
                self.say("334 UGFzc3dvcmQ6\r\n")?;
                let given_password = self.line()?;
                given_user == STANDARD.encode(&user) && given_password == STANDARD.encode(&password)
            }
            _ => {
                self.say("504 5.5.4 unknown method\r\n")?;
                return Ok(false);
            }
        };
        let answer = if right {
            "235 2.7.0 welcome"
        } else {
            "535 5.7.8 user name and password not accepted"
        };
        self.answer(Step::SignIn, answer)?;
        Ok(right)
    }

    /// Reads the letter up to its lone dot and undoes the doubled ones.
    fn letter(&mut self) -> io::Result<Vec<u8>> {
        if let Some(fault) = self.script.fault_at(Step::Body, self.number).cloned() {
            // Some of the letter has come by now.
            self.line()?;
            self.commit(&fault, "")?;
        }
        let mut letter = Vec::new();
        loop {
            let line = self.raw_line()?;
            if line == b".\r\n" {
                return Ok(letter);
            }
            letter.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }
}

/// The text between angle brackets.
fn address(line: &str) -> String {
    line.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map(|(address, _)| address.to_owned())
        .unwrap_or_default()
}

fn message_id(letter: &[u8]) -> String {
    let text = String::from_utf8_lossy(letter);
    let mut header = text.lines().take_while(|line| !line.is_empty());
    header
        .find_map(|line| {
            line.split_once(':')
                .filter(|(name, _)| name.eq_ignore_ascii_case("message-id"))
        })
        .map(|(_, id)| id.trim().to_owned())
        .unwrap_or_default()
}
