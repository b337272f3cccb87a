//! How the clinic's PC speaks to its relay: one signed HTTP request at a time. Knows no database and decides nothing.

mod address;
mod clinic;
mod failure;
mod http;
mod relay;
mod visitor;

pub use address::{Address, Invitation};
pub use clinic::{Clinic, Put, register};
pub use failure::{Explanation, Failure, FailureKind, explain};
pub use http::Http;
pub use relay::{Answer, Ask, Method, Relay};
pub use visitor::visit;
