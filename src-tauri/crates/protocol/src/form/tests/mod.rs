//! The rules of a form: the vectors the browser runs too, and forms being designed.

mod design;
mod vectors;
