//! Tells whoever sits at the computer that something came from the website: counts only, no names, and not again and again.

use super::pull::Brought;
use crate::practice::Practice;

/// Between two notices, seconds.
const APART: i64 = 60;

/// What is to be told.
#[derive(Debug, Default)]
pub struct Notice {
    requests: usize,
    replies: usize,
    told_at: Option<i64>,
}

impl Notice {
    /// So much more came.
    pub fn arrived(&mut self, brought: Brought) {
        self.requests += brought.requests;
        self.replies += brought.replies;
    }

    /// Shows what there is, if it was quiet for a minute. A desktop that shows no notices is noted in the log.
    pub fn tell(&mut self, practice: &Practice) {
        let now = practice.now().as_second();
        let rested = self.told_at.is_none_or(|at| now - at >= APART || now < at);
        let Some(title) = title(self.requests, self.replies).filter(|_| rested) else {
            return;
        };
        if let Err(reason) = practice.ports().notifier.notify(&title, "Open Requests to answer.") {
            tracing::info!(%reason, "no desktop notification");
        }
        *self = Self {
            told_at: Some(now),
            ..Self::default()
        };
    }
}

fn title(requests: usize, replies: usize) -> Option<String> {
    let requests = match requests {
        0 => None,
        1 => Some("1 new request from the website".to_owned()),
        many => Some(format!("{many} new requests from the website")),
    };
    let replies = match replies {
        0 => None,
        1 => Some("1 answer to suggested times".to_owned()),
        many => Some(format!("{many} answers to suggested times")),
    };
    match (requests, replies) {
        (Some(requests), Some(replies)) => Some(format!("{requests}, {replies}")),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_notice_counts_and_names_nobody() {
        assert_eq!(super::title(0, 0), None, "nothing came, nothing is shown");
        assert_eq!(super::title(1, 0).as_deref(), Some("1 new request from the website"));
        assert_eq!(
            super::title(3, 1).as_deref(),
            Some("3 new requests from the website, 1 answer to suggested times")
        );
    }
}
