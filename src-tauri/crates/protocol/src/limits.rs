//! Numbers both sides keep to. The relay may be set stricter, never looser.

/// Largest sealed submission on the wire, bytes: the largest bucket, its tag and its header.
pub const LARGEST_ENVELOPE: usize = 8 * 1024 * 1024 + 2048;
/// What the plaintext is padded to, bytes; nothing between leaks.
pub const BUCKETS: [usize; 7] = [4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20, 8 << 20];
/// Longest JSON of a submission, bytes.
pub const LARGEST_JSON: usize = 1 << 20;
/// Files in one submission.
pub const MOST_FILES: usize = 5;
/// Largest published form, bytes.
pub const LARGEST_FORM: usize = 256 * 1024;
/// Largest page for one patient, bytes.
pub const LARGEST_PAGE: usize = 64 * 1024;
/// Deepest nesting of JSON anybody reads.
pub const DEEPEST_JSON: usize = 32;
/// Submissions waiting at the relay for one clinic.
pub const MOST_PENDING: u64 = 2_000;
/// Their bytes.
pub const MOST_PENDING_BYTES: u64 = 500 << 20;
/// How long the relay keeps a submission nobody fetches, days.
pub const KEPT_DAYS: i64 = 30;
/// How long the relay remembers an acknowledged submission's id, hash and receipt, days.
pub const REMEMBERED_DAYS: i64 = 30;
/// How long a patient's hold on a slot lasts before the submission, seconds.
pub const HOLD_SECONDS: i64 = 10 * 60;
/// Zero bits the proof of work begins with at least.
pub const LEAST_WORK: u8 = 18;
/// Zero bits asked for when more than [`BUSY_PENDING`] wait.
pub const BUSY_WORK: u8 = 20;
/// From so many waiting submissions on more work is asked.
pub const BUSY_PENDING: u64 = 200;
/// How far the clock of a signed request may differ, seconds.
pub const CLOCK_SKEW: i64 = 300;
/// How long the relay remembers the nonce of a signed request, seconds.
pub const NONCE_KEPT: i64 = 600;
/// Submissions from one address (IPv4, IPv6 /56) in a minute, in a day, and for one clinic in a minute.
pub const PER_ADDRESS_MINUTE: u32 = 5;
/// See [`PER_ADDRESS_MINUTE`].
pub const PER_ADDRESS_DAY: u32 = 50;
/// See [`PER_ADDRESS_MINUTE`].
pub const PER_CLINIC_MINUTE: u32 = 60;
/// A submission made longer ago than this, days, is flagged for staff.
pub const OLD_SUBMISSION_DAYS: i64 = 14;
/// How long a retired intake key still opens, days; then its private half is deleted.
pub const RETIRED_KEY_DAYS: i64 = 90;
