//! How the clinic's PC speaks to its relay: one signed HTTP request at a time. Knows no database and decides nothing.
