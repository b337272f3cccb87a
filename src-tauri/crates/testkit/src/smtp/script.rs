//! What a faulty mail server does, step by step.

use std::time::Duration;

use super::certificates::ServerCertificate;

/// A moment of the conversation at which the server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Before anything was said.
    Greeting,
    /// Answering EHLO on a line that is not encrypted, or never will be.
    Hello,
    /// Answering STARTTLS.
    StartTls,
    /// Instead of the server's half of the TLS handshake.
    Handshake,
    /// Answering EHLO on the encrypted line.
    HelloSealed,
    /// Answering AUTH.
    SignIn,
    /// Answering MAIL FROM.
    Sender,
    /// Answering RCPT TO.
    Recipient,
    /// Answering DATA.
    Data,
    /// After the first bytes of the letter, before its end.
    Body,
    /// Answering the whole letter.
    Reply,
}

/// What the server does instead of the right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Answers these lines, given without the line end, and goes on if the client does.
    Answer(String),
    /// Answers these lines and closes the connection.
    AnswerAndDrop(String),
    /// Closes the connection.
    Drop,
    /// Says nothing more, and reads nothing more, until the client goes away.
    Hang,
    /// Gives the right answer, one byte at a time with this pause before each.
    Drip(Duration),
    /// Sends bytes that are not SMTP.
    Garbage,
    /// Sends text without an end.
    Endless,
    /// Gives the right answer, and in the same breath these further bytes.
    Also(String),
}

impl Fault {
    /// Shorthand for [`Fault::Answer`].
    pub fn answer(text: &str) -> Self {
        Self::Answer(text.to_owned())
    }
}

/// How the server protects the line.
#[derive(Clone, Default)]
pub enum Encryption {
    /// Not at all.
    #[default]
    None,
    /// From the first byte.
    Tls(ServerCertificate),
    /// After STARTTLS.
    StartTls(ServerCertificate),
}

/// What a [`super::FaultyServer`] does. By itself it accepts every letter.
#[derive(Clone, Default)]
pub struct Script {
    pub(super) encryption: Encryption,
    pub(super) hide_start_tls: bool,
    pub(super) account: Option<(String, String)>,
    pub(super) methods: String,
    pub(super) utf8_addresses: bool,
    pub(super) faults: Vec<(Step, Fault, usize)>,
}

impl Script {
    /// A server that accepts every letter, without encryption and without sign-in.
    pub fn good() -> Self {
        Self {
            methods: "PLAIN LOGIN".to_owned(),
            ..Self::default()
        }
    }

    /// Protects the line.
    #[must_use]
    pub fn encryption(mut self, encryption: Encryption) -> Self {
        self.encryption = encryption;
        self
    }

    /// Does not offer STARTTLS, as if somebody on the way had removed the offer, but still asks for a password.
    #[must_use]
    pub fn with_start_tls_stripped(mut self) -> Self {
        self.hide_start_tls = true;
        self
    }

    /// Wants this user name and password before it takes a letter.
    #[must_use]
    pub fn account(mut self, user: &str, password: &str) -> Self {
        self.account = Some((user.to_owned(), password.to_owned()));
        self
    }

    /// Offers these ways of signing in instead of `PLAIN LOGIN`.
    #[must_use]
    pub fn methods(mut self, methods: &str) -> Self {
        methods.clone_into(&mut self.methods);
        self
    }

    /// Can write addresses beyond ASCII (SMTPUTF8).
    #[must_use]
    pub fn utf8_addresses(mut self) -> Self {
        self.utf8_addresses = true;
        self
    }

    /// Fails at this step, in every conversation.
    #[must_use]
    pub fn fault(self, step: Step, fault: Fault) -> Self {
        self.fault_times(step, fault, usize::MAX)
    }

    /// Fails at this step in the first so many conversations, then does well.
    #[must_use]
    pub fn fault_times(mut self, step: Step, fault: Fault, conversations: usize) -> Self {
        self.faults.push((step, fault, conversations));
        self
    }

    pub(super) fn fault_at(&self, step: Step, conversation: usize) -> Option<&Fault> {
        self.faults
            .iter()
            .find(|(at, _, first)| *at == step && conversation < *first)
            .map(|(_, fault, _)| fault)
    }
}
