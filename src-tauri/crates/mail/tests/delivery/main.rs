//! One letter against real servers: good ones, and ones that fail in every way at every step.

// Steps shared by tests may stop loudly, as the tests themselves do.
#![allow(clippy::expect_used, clippy::panic)]

mod certificates;
mod letters;
mod matrix;
mod phases;
mod real;
mod set_up;
mod support;
