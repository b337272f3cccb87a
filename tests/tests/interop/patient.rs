//! The process that runs the page's code.

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

pub struct Patient {
    process: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Patient {
    /// `host` is `node` or `chromium`.
    pub fn start(host: &str) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/interop/patient.mjs");
        let mut process = Command::new("node")
            .args([script, host])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node runs the patient's side");
        let mut patient = Self {
            asks: process.stdin.take().expect("its input is ours"),
            answers: BufReader::new(process.stdout.take().expect("its output is ours")),
            process,
        };
        assert_eq!(patient.line().trim(), "READY", "the page's code was built in {host}");
        patient
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.answers.read_line(&mut line).expect("its output");
        assert!(read > 0, "the patient's side ended by itself; what it said is above");
        line
    }

    /// One answer for each question: `Err` is the word it was refused with.
    pub fn ask(&mut self, questions: &[Value]) -> Vec<Result<Value, String>> {
        writeln!(self.asks, "{}", Value::from(questions.to_vec())).expect("it reads");
        self.asks.flush().expect("it reads");
        let answers: Vec<Value> = serde_json::from_str(&self.line()).expect("it answers in JSON");
        assert_eq!(answers.len(), questions.len(), "an answer for every question");
        answers
            .into_iter()
            .map(|mut answer| match answer.get("refused") {
                Some(word) => Err(word.to_string()),
                None => Ok(answer["ok"].take()),
            })
            .collect()
    }
}

impl Drop for Patient {
    fn drop(&mut self) {
        // Only if the test has failed on the way: otherwise it ends with its input.
        let _gone = self.process.kill();
        let _reaped = self.process.wait();
    }
}
