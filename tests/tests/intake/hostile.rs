//! A relay that lies: a real one, with somebody in front of it who changes what it says.

use keepwell_relay_client::{Address, Answer, Ask, Failure, Http, Relay};
use std::sync::{Arc, Mutex, PoisonError};

type Lie = Box<dyn FnMut(&Ask<'_>, Answer) -> Answer + Send>;

/// In front of a real relay. Until it is told to lie, it does not.
#[derive(Default)]
pub struct Liar {
    http: Http,
    lie: Mutex<Option<Lie>>,
}

impl Liar {
    pub fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// From now on every answer goes through `lie`.
    pub fn lies(&self, lie: impl FnMut(&Ask<'_>, Answer) -> Answer + Send + 'static) {
        *self.lie.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(lie));
    }

    /// It tells the truth again.
    pub fn repents(&self) {
        *self.lie.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Relay for Liar {
    fn ask(&self, address: &Address, ask: &Ask<'_>) -> Result<Answer, Failure> {
        let answer = self.http.ask(address, ask)?;
        let mut lie = self.lie.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match lie.as_mut() {
            Some(lie) => lie(ask, answer),
            None => answer,
        })
    }
}

/// Changes the page of the inbox, if this is one.
pub fn on_inbox(
    ask: &Ask<'_>,
    mut answer: Answer,
    change: impl FnOnce(&mut keepwell_protocol::inbox::InboxPage),
) -> Answer {
    if ask.path.starts_with("/v1/inbox?") && answer.status == 200 {
        let mut page = serde_json::from_slice(&answer.body).expect("a page of the inbox");
        change(&mut page);
        answer.body = serde_json::to_vec(&page).expect("JSON");
    }
    answer
}
