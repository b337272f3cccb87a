//! What may be typed after `keepwell`.

use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Keepwell keeps a small clinic's patients, calendar and reminders. Without a command it opens its window.
#[derive(Debug, Parser)]
#[command(name = "keepwell", disable_help_subcommand = true)]
pub struct Arguments {
    /// Folder of the practice, in place of the usual one.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub practice: Option<PathBuf>,
    /// Start at work but out of sight, as at sign-in.
    #[arg(long)]
    pub hidden: bool,
    /// What to do.
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// The things Keepwell does besides opening its window.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Serve the practice to browsers, with no window.
    Serve(Serve),
    /// Ask the practice for one command and print its answer as JSON.
    Call(Call),
    /// Make a demo practice with invented patients. It sends nothing real.
    Demo(Demo),
}

/// How to serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
}

/// What to ask.
#[derive(Debug, Args)]
pub struct Call {
    /// Name of the command, such as patients.search.
    pub name: String,
    /// Its input as JSON; a single dash reads it from standard input.
    #[arg(default_value = "null")]
    pub input: String,
    /// Sign-in name of the person who asks; the password is read from KEEPWELL_PASSWORD.
    #[arg(long = "as", value_name = "NAME")]
    pub person: Option<String>,
}

/// Which demo.
#[derive(Debug, Args)]
pub struct Demo {
    /// How many patients.
    #[arg(long, default_value_t = 1_000)]
    pub patients: u32,
    /// How many years of visits.
    #[arg(long, default_value_t = 2)]
    pub years: u32,
    /// The same seed makes the same practice.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Replace a demo practice that is already there. A real practice is never replaced.
    #[arg(long)]
    pub force: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_practice_may_be_named_before_and_after_the_command() {
        for words in [
            ["keepwell", "--practice", "x", "serve"],
            ["keepwell", "serve", "--practice", "x"],
        ] {
            let read = Arguments::try_parse_from(words).unwrap();
            assert_eq!(read.practice, Some("x".into()), "{words:?}");
        }
    }
}
