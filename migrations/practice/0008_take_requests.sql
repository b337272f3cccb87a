-- Requests from the web (INT-3, INT-4): what patients sent, who looks after it, what became of it.
-- What was typed stands as it came in request_answers; the columns here are cleaned copies, capped, one line each, for lists,
-- letters and matching.

-- The form as it was filled, so that an answer can be read for ever. Each version once, by the hash of its JSON.
CREATE TABLE request_form (
    no INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    json TEXT NOT NULL
) STRICT;

CREATE TABLE request (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    sid TEXT NOT NULL UNIQUE,               -- the sealed submission it came in: taken once for ever
    relay_seq INTEGER NOT NULL,
    sha256 BLOB NOT NULL,                   -- of the sealed bytes
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('new', 'suggested', 'confirmed', 'accepted', 'declined', 'closed', 'spam')),
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 2),     -- the higher, the sooner
    received_at INTEGER NOT NULL,           -- by the relay's clock, never later than arrived_at
    arrived_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    form_no INTEGER NOT NULL REFERENCES request_form (no),
    form_id TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    form_title TEXT NOT NULL,               -- in the form's first language
    purpose TEXT NOT NULL CHECK (purpose IN ('request', 'registration', 'questionnaire')),
    language TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    name_key TEXT NOT NULL,                 -- folded, for matching
    born TEXT,                              -- 'YYYY-MM-DD'
    phone TEXT NOT NULL,
    phone_e164 TEXT,
    email TEXT NOT NULL,
    email_key TEXT,                         -- a valid address in lower case; null: none
    search TEXT NOT NULL,                   -- folded name, digits of the phone, e-mail: what the queue's search looks through
    service_id BLOB,
    service_name TEXT NOT NULL,
    preferred TEXT NOT NULL,                -- JSON {days, times, note}
    preferred_words TEXT NOT NULL,
    reason TEXT NOT NULL,
    referral TEXT NOT NULL,
    source TEXT NOT NULL,                   -- the page the form stood in
    score REAL,
    band TEXT,                              -- JSON {label, tone, urgent}
    flags TEXT NOT NULL,                    -- JSON list
    flag_count INTEGER NOT NULL,
    file_count INTEGER NOT NULL,
    matches TEXT NOT NULL,                  -- JSON: who it may have been when it arrived
    known INTEGER NOT NULL,                 -- exactly one of them surely
    slot TEXT,                              -- the time taken on the web, as the relay names it
    slot_held INTEGER NOT NULL DEFAULT 0,   -- nobody else can take it on the web
    slot_starts TEXT,                       -- 'YYYY-MM-DDTHH:MM', clinic wall time
    slot_fold INTEGER NOT NULL DEFAULT 0,
    slot_starts_at INTEGER,
    slot_minutes INTEGER,
    slot_provider BLOB,
    slot_service BLOB,
    assigned_to BLOB,
    note TEXT NOT NULL DEFAULT '',
    patient_id BLOB,
    visit_id BLOB,
    decline_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX request_queue ON request (state, priority DESC, received_at, no);
CREATE INDEX request_newest ON request (received_at, no);
CREATE INDEX request_by_email ON request (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX request_by_phone ON request (phone_e164) WHERE phone_e164 IS NOT NULL;
CREATE INDEX request_by_name ON request (name_key);
CREATE INDEX request_of_patient ON request (patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX request_of_visit ON request (visit_id) WHERE visit_id IS NOT NULL;

-- As sent, byte for byte as JSON says it.
CREATE TABLE request_answers (
    no INTEGER PRIMARY KEY REFERENCES request (no),
    json TEXT NOT NULL
) STRICT;

CREATE TABLE request_file (
    id BLOB PRIMARY KEY,
    no INTEGER NOT NULL REFERENCES request (no),
    position INTEGER NOT NULL,              -- in the submission
    question TEXT NOT NULL,
    name TEXT NOT NULL,                     -- made safe to save under
    media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'application/pdf')),
    bytes INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    thumbnail BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX request_file_of ON request_file (no, position);

-- In pieces of 256 KiB, so that a page of the file is never a picture's neighbour. They move to the documents' folder when
-- there is one.
CREATE TABLE request_file_piece (
    file_id BLOB NOT NULL REFERENCES request_file (id),
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (file_id, position)
) STRICT;

CREATE TABLE request_suggestion (
    no INTEGER NOT NULL REFERENCES request (no),
    round INTEGER NOT NULL,
    page TEXT NOT NULL UNIQUE,              -- the page at the relay …
    secret BLOB NOT NULL,                   -- … and the secret in its link
    service_id BLOB NOT NULL,
    times TEXT NOT NULL,                    -- JSON list
    note TEXT NOT NULL,
    until INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    open INTEGER NOT NULL DEFAULT 1,        -- the page is still there
    PRIMARY KEY (no, round)
) STRICT, WITHOUT ROWID;

-- What patients answered to suggestions, all of it; only the first that counts books.
CREATE TABLE request_reply (
    sid TEXT PRIMARY KEY,
    no INTEGER NOT NULL REFERENCES request (no),
    round INTEGER NOT NULL,
    at INTEGER NOT NULL,
    choice INTEGER,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_reply_of ON request_reply (no, at);

ALTER TABLE event ADD COLUMN request_id BLOB;
CREATE INDEX event_of_request ON event (request_id, seq) WHERE request_id IS NOT NULL;

-- A registration taken back at once takes what was agreed in the same act along: the trigger lets those answers go and none else.
CREATE TABLE registration_taken_back (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
DROP TRIGGER consent_is_never_deleted;
CREATE TRIGGER consent_is_never_deleted BEFORE DELETE ON patient_consent
    WHEN NOT EXISTS (SELECT 1 FROM registration_taken_back WHERE no = OLD.no)
    BEGIN SELECT raise(ABORT, 'consents are append-only'); END;
DROP TRIGGER preference_is_never_deleted;
CREATE TRIGGER preference_is_never_deleted BEFORE DELETE ON patient_preference
    WHEN NOT EXISTS (SELECT 1 FROM registration_taken_back WHERE no = OLD.no)
    BEGIN SELECT raise(ABORT, 'preferences are append-only'); END;
