//! What anybody may look at, asked for as any browser would: without a key, with an ordinary user agent, so that nothing in the
//! request tells the clinic's look from a patient's. The address it comes from still does.

use crate::{Address, Answer, Ask, Failure, Method, Relay};
use std::time::Duration;

/// Longest one file may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most bytes of one file.
const MOST: usize = 8 * 1024 * 1024;
/// A common browser's.
const USER_AGENT: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/// Fetches `path` like a browser; every status is an answer.
///
/// # Errors
/// No answer came.
pub fn visit(relay: &dyn Relay, address: &Address, path: &str) -> Result<Answer, Failure> {
    let ask = Ask {
        method: Method::Get,
        path,
        headers: vec![
            ("user-agent", USER_AGENT.into()),
            (
                "accept",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8".into(),
            ),
            ("accept-language", "en-US,en;q=0.9".into()),
        ],
        body: b"",
        most: MOST,
        deadline: PATIENCE,
    };
    relay.ask(address, &ask)
}
