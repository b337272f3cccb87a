//! The hosted endpoint: keeps sealed envelopes, published documents and open slots for clinics, and can read none of it.
