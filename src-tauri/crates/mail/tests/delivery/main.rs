//! One letter against real servers: good ones, and ones that fail in every way at every step.

mod certificates;
mod letters;
mod matrix;
mod phases;
mod real;
mod set_up;
mod support;
