//! Files strangers sent: what they really are, and pictures drawn anew so that nothing but the picture is kept.
//!
//! A picture is decoded within hard limits and encoded again: place, time and camera (EXIF), comments, and whatever was
//! hidden behind or inside the picture do not survive. A PDF is recognised and never opened. What this crate is not: it
//! reads no file, keeps nothing, and opens no kind of picture but JPEG and PNG.

mod kind;
mod redraw;

pub use kind::{Kind, kind_of};
pub use redraw::{LARGEST_PIXELS, LARGEST_SIDE, Picture, Problem, redraw};
