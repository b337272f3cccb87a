//! What a host may watch: counts and sizes, of nobody in particular.

use crate::store::acts::figures::Totals;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Counts of this process.
#[derive(Default)]
pub struct Metrics {
    answers: Mutex<BTreeMap<(String, u16), u64>>,
    accepted: AtomicU64,
    accepted_bytes: AtomicU64,
    expired: AtomicU64,
}

impl Metrics {
    /// An answer of a route, by its pattern.
    pub fn answered(&self, route: &str, status: u16) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((route.to_owned(), status)).or_default() += 1;
    }

    /// A new submission.
    pub fn accepted(&self, bytes: usize) {
        self.accepted.fetch_add(1, Ordering::Relaxed);
        let bytes = u64::try_from(bytes).unwrap_or(0);
        self.accepted_bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Submissions that nobody fetched in time.
    pub fn expired(&self, count: usize) {
        let count = u64::try_from(count).unwrap_or(0);
        self.expired.fetch_add(count, Ordering::Relaxed);
    }

    /// As Prometheus reads it.
    pub fn text(&self, totals: Totals, now: i64) -> String {
        let mut out = String::new();
        let mut one = |name: &str, kind: &str, help: &str, value: i128| {
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "# HELP keepwell_relay_{name} {help}\n# TYPE keepwell_relay_{name} {kind}\nkeepwell_relay_{name} {value}"
            );
        };
        let waiting = totals.oldest.map_or(0, |at| now - at);
        one("clinics", "gauge", "Registered clinics.", totals.clinics.into());
        one(
            "pending",
            "gauge",
            "Submissions waiting to be fetched.",
            totals.pending.into(),
        );
        one("pending_bytes", "gauge", "Their bytes.", totals.pending_bytes.into());
        one(
            "oldest_pending_seconds",
            "gauge",
            "Age of the oldest of them.",
            waiting.into(),
        );
        one(
            "accepted_total",
            "counter",
            "Submissions taken by this process.",
            self.accepted.load(Ordering::Relaxed).into(),
        );
        one(
            "accepted_bytes_total",
            "counter",
            "Their bytes.",
            self.accepted_bytes.load(Ordering::Relaxed).into(),
        );
        one(
            "expired_total",
            "counter",
            "Submissions that expired unread.",
            self.expired.load(Ordering::Relaxed).into(),
        );
        out.push_str("# HELP keepwell_relay_answers_total Answers by route and status.\n# TYPE keepwell_relay_answers_total counter\n");
        for ((route, status), count) in self.answers.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(
                out,
                "keepwell_relay_answers_total{{route=\"{route}\",status=\"{status}\"}} {count}"
            );
        }
        out
    }
}
