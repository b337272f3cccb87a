//! The command line's one writer: answers to standard output, troubles to standard error.

use std::io::{self, Write};

/// Prints one line for the person (or script) that asked.
///
/// # Errors
/// Standard output is closed, as when a reader like `head` has seen enough.
pub fn line(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

/// Prints what went wrong. Where even standard error is closed there is nobody left to tell.
pub fn trouble(text: &str) {
    let _told = writeln!(io::stderr().lock(), "{text}");
}
