-- Patients. The columns every other concept joins on; the rest of the record stands in tables of its own below.
CREATE TABLE patient (
    no INTEGER PRIMARY KEY AUTOINCREMENT,   -- the record number people say on the phone; never reused
    id BLOB NOT NULL UNIQUE,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    born TEXT,                              -- 'YYYY-MM-DD'
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'deceased', 'merged')),
    language TEXT NOT NULL DEFAULT '',      -- BCP 47; empty: the clinic's
    contact_method TEXT NOT NULL DEFAULT 'email',
    email TEXT,                             -- the first of the list, kept here for the outbox
    phone TEXT,                             -- the first of the list, E.164
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
