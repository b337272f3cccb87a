//! A mail server inside the test that does what its script says and remembers everything it was sent.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{script::Script, serve::serve};

/// A letter the server took responsibility for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The Message-ID header, with its angle brackets; empty when the letter had none.
    pub message_id: String,
    /// The address in MAIL FROM.
    pub from: String,
    /// The addresses in RCPT TO.
    pub to: Vec<String>,
    /// The letter as the client wrote it, dots undone.
    pub bytes: Vec<u8>,
}

/// Everything one connection sent.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    /// Bytes that came without encryption, TLS records not counted.
    pub plain: Vec<u8>,
    /// Bytes that came encrypted, opened.
    pub sealed: Vec<u8>,
}

impl Conversation {
    /// Plain and encrypted bytes as one text, for finding commands.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&[self.plain.as_slice(), &self.sealed].concat()).into_owned()
    }
}

/// What the threads of one server share.
pub(super) struct Shared {
    script: Mutex<Script>,
    stopped: AtomicBool,
    conversations: Mutex<Vec<Conversation>>,
    accepted: Mutex<Vec<Accepted>>,
}

/// A connection thread that panicked has failed its own test; the others still want to read.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(super) fn script(&self) -> Script {
        lock(&self.script).clone()
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub(super) fn record(&self, conversation: usize, sealed: bool, bytes: &[u8]) {
        if let Some(record) = lock(&self.conversations).get_mut(conversation) {
            if sealed {
                record.sealed.extend_from_slice(bytes)
            } else {
                record.plain.extend_from_slice(bytes)
            }
        }
    }

    pub(super) fn accept(&self, letter: Accepted) {
        lock(&self.accepted).push(letter);
    }
}

/// A mail server inside the test. It listens until it is dropped, whatever its clients do.
pub struct FaultyServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl FaultyServer {
    /// Starts listening on a free port of this computer.
    pub fn start(script: Script) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port on this computer");
        let address = listener.local_addr().expect("the port has a number");
        let shared = Arc::new(Shared {
            script: Mutex::new(script),
            stopped: AtomicBool::new(false),
            conversations: Mutex::default(),
            accepted: Mutex::default(),
        });
        let of_listener = Arc::clone(&shared);
        thread::spawn(move || {
            for tcp in listener.incoming() {
                if of_listener.is_stopped() {
                    return;
                }
                let Ok(tcp) = tcp else { continue };
                let number = {
                    let mut conversations = lock(&of_listener.conversations);
                    conversations.push(Conversation::default());
                    conversations.len() - 1
                };
                let shared = Arc::clone(&of_listener);
                thread::spawn(move || serve(&shared, number, tcp));
            }
        });
        Self { address, shared }
    }

    /// The port it listens on, at `localhost` and `127.0.0.1`.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Does something else from the next conversation on. Counts of `fault_times` go on from the first conversation.
    pub fn set_script(&self, script: Script) {
        *lock(&self.shared.script) = script;
    }

    /// Everything every connection has sent so far, in the order they came.
    pub fn conversations(&self) -> Vec<Conversation> {
        lock(&self.shared.conversations).clone()
    }

    /// Letters the server took responsibility for, in order. With a fault at [`super::Step::Reply`] that is not a 4xx
    /// or 5xx answer the letter counts as taken: the client cannot know.
    pub fn accepted(&self) -> Vec<Accepted> {
        lock(&self.shared.accepted).clone()
    }

    /// Message-IDs of the letters the server took responsibility for, in order.
    pub fn accepted_ids(&self) -> Vec<String> {
        lock(&self.shared.accepted)
            .iter()
            .map(|letter| letter.message_id.clone())
            .collect()
    }

    /// Waits until so many letters are taken. Returns whether that happened in time.
    pub fn wait_for(&self, letters: usize, at_most: Duration) -> bool {
        let start = Instant::now();
        while lock(&self.shared.accepted).len() < letters {
            if start.elapsed() > at_most {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
        true
    }
}

impl Drop for FaultyServer {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        // Wakes the listener, so that it sees the flag and gives the port back.
        drop(TcpStream::connect(self.address));
    }
}
