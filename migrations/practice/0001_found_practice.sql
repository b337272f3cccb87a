-- The spine: the clinic itself, its settings, the events everything hangs on, the audit chain, undo and drafts.
-- Instants are Unix seconds; wall times are ISO text in the clinic's zone; ids are UUIDv7 in 16 bytes.

CREATE TABLE clinic (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    practice_id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    country TEXT NOT NULL,          -- ISO 3166-1 alpha-2: how bare phone numbers are read
    zone TEXT NOT NULL,             -- IANA: the authority for every wall time
    currency TEXT NOT NULL,         -- ISO 4217
    paper TEXT NOT NULL CHECK (paper IN ('a4', 'letter')),
    demo INTEGER NOT NULL DEFAULT 0,
    founded_at INTEGER NOT NULL,
    recovery_proven_at INTEGER      -- no patient may be added before
) STRICT;

-- Settings nobody queries by content: one JSON body a name.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened, in order: the trigger of automation, live updates and the patient's timeline.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- 'visit.booked', 'patient.edited' …
    actor TEXT NOT NULL,            -- a staff id, 'worker', 'setup'
    patient_id BLOB,
    visit_id BLOB,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX event_of_patient ON event (patient_id, seq) WHERE patient_id IS NOT NULL;
CREATE INDEX event_of_visit ON event (visit_id, seq) WHERE visit_id IS NOT NULL;

-- Every access to patient data and every change: each row carries the hash of the one before (SHA-256).
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    seat TEXT NOT NULL,
    command TEXT NOT NULL,
    outcome TEXT NOT NULL,          -- 'done', 'seen' or the code of the refusal
    subject TEXT NOT NULL,          -- ids only, never names
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_never_edited BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

-- Actions a person can take back: the command that does the opposite.
CREATE TABLE operation (
    id BLOB PRIMARY KEY,
    at INTEGER NOT NULL,
    staff_id BLOB NOT NULL,
    label TEXT NOT NULL,
    command TEXT NOT NULL,
    input TEXT NOT NULL,
    undone_at INTEGER
) STRICT, WITHOUT ROWID;

-- Half-filled forms, so that a crash loses nothing that was typed. Inside the encrypted file: they hold patient data.
CREATE TABLE draft (
    staff_id BLOB NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (staff_id, key)
) STRICT, WITHOUT ROWID;
