//! Figures: quantiles, rows of `target/figures.jsonl`, and the table at the end.

use crate::made::Volume;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One measurement at one size.
pub struct Row {
    /// `search`, `day_view` …
    pub name: &'static str,
    /// What it is in: `ms` or `mb`.
    pub unit: &'static str,
    /// Ours, sorted.
    ours: Vec<f64>,
    /// The raw limit, sorted.
    raw: Vec<f64>,
    /// What the figure holds.
    note: &'static str,
}

impl Row {
    /// Of times.
    pub fn of_times(name: &'static str, ours: &[Duration], raw: &[Duration], note: &'static str) -> Self {
        let milliseconds = |times: &[Duration]| times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
        Self::new(name, "ms", milliseconds(ours), milliseconds(raw), note)
    }

    /// Of anything.
    pub fn new(
        name: &'static str,
        unit: &'static str,
        mut ours: Vec<f64>,
        mut raw: Vec<f64>,
        note: &'static str,
    ) -> Self {
        ours.sort_by(f64::total_cmp);
        raw.sort_by(f64::total_cmp);
        Self {
            name,
            unit,
            ours,
            raw,
            note,
        }
    }

    /// In a line.
    pub fn words(&self) -> String {
        format!(
            "{:<14} p50 {:>9} p99 {:>9}   raw p50 {:>9} p99 {:>9}   {} samples",
            self.name,
            self.in_unit(quantile(&self.ours, 0.5)),
            self.in_unit(quantile(&self.ours, 0.99)),
            self.in_unit(quantile(&self.raw, 0.5)),
            self.in_unit(quantile(&self.raw, 0.99)),
            self.ours.len()
        )
    }

    fn in_unit(&self, value: f64) -> String {
        format!("{value:.2} {}", self.unit)
    }
}

/// Nearest rank of a sorted list.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let rank = (sorted.len() as f64 * share).ceil().max(1.0) as usize;
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// Every row of a run.
#[derive(Default)]
pub struct Figures {
    rows: Vec<Map<String, Value>>,
}

impl Figures {
    /// Adds a row; growth is told against the smallest size of this run.
    pub fn add(&mut self, volume: &Volume, row: Row) {
        let rounded = |value: f64| json!((value * 1000.0).round() / 1000.0);
        let (p50, p99) = (quantile(&row.ours, 0.5), quantile(&row.ours, 0.99));
        let (raw_p50, raw_p99) = (quantile(&row.raw, 0.5), quantile(&row.raw, 0.99));
        let mut out = Map::new();
        out.insert("name".into(), row.name.into());
        out.insert("patients".into(), volume.patients.into());
        out.insert("visits".into(), volume.visits.into());
        out.insert("messages".into(), (volume.visits * 3).into());
        out.insert("samples".into(), row.ours.len().into());
        for (key, value) in [("p50", p50), ("p99", p99), ("raw_p50", raw_p50), ("raw_p99", raw_p99)] {
            out.insert(format!("{key}_{}", row.unit), rounded(value));
        }
        out.insert("ratio_to_raw".into(), rounded(p99 / raw_p99));
        out.insert("ratio_to_raw_p50".into(), rounded(p50 / raw_p50));
        let smallest = self
            .rows
            .iter()
            .find(|other| other["name"] == row.name)
            .and_then(|other| other[&format!("p50_{}", row.unit)].as_f64());
        if let Some(smallest) = smallest {
            out.insert("growth".into(), rounded(p50 / smallest));
        }
        out.insert("note".into(), row.note.into());
        self.rows.push(out);
    }

    /// Adds a row that is measured in its own way, about no practice of a size.
    pub fn add_plain(&mut self, row: Value) {
        if let Value::Object(row) = row {
            self.rows.push(row);
        }
    }

    /// Writes the rows into `target/figures.jsonl`, in place of those of an earlier run.
    pub fn write(&self) {
        let path = file();
        let same = |old: &Value, new: &Map<String, Value>| {
            old.get("name") == new.get("name") && old.get("patients") == new.get("patients")
        };
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let kept = before.lines().filter(|line| {
            serde_json::from_str::<Value>(line).is_ok_and(|old| !self.rows.iter().any(|new| same(&old, new)))
        });
        let mut text: String = kept.flat_map(|line| [line, "\n"]).collect();
        for row in &self.rows {
            text.push_str(&Value::Object(row.clone()).to_string());
            text.push('\n');
        }
        std::fs::write(&path, text).expect("target/figures.jsonl");
    }

    /// The table.
    pub fn show(&self) {
        println!(
            "\n{:<14} {:>9} {:>10} {:>10} {:>10} {:>10} {:>8} {:>8} {:>7}",
            "", "patients", "p50", "p99", "raw p50", "raw p99", "p50/raw", "p99/raw", "growth"
        );
        let mut names: Vec<&str> = Vec::new();
        let sized = || self.rows.iter().filter(|row| row.contains_key("patients"));
        for row in sized() {
            if let Some(name) = row["name"].as_str().filter(|name| !names.contains(name)) {
                names.push(name);
            }
        }
        for name in names {
            for row in sized().filter(|row| row["name"] == name) {
                let unit = if row.contains_key("p50_ms") { "ms" } else { "mb" };
                let cell = |key: &str| {
                    row.get(&format!("{key}_{unit}"))
                        .and_then(Value::as_f64)
                        .map_or("".into(), |v| format!("{v:.2} {unit}"))
                };
                let ratio = |key: &str| {
                    row.get(key)
                        .and_then(Value::as_f64)
                        .map_or("".into(), |v| format!("{v:.2}"))
                };
                println!(
                    "{name:<14} {:>9} {:>10} {:>10} {:>10} {:>10} {:>8} {:>8} {:>7}",
                    row["patients"],
                    cell("p50"),
                    cell("p99"),
                    cell("raw_p50"),
                    cell("raw_p99"),
                    ratio("ratio_to_raw_p50"),
                    ratio("ratio_to_raw"),
                    ratio("growth")
                );
            }
        }
    }
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/figures.jsonl")
}
