//! `keepwell-relay`.

fn main() {}
