-- Patients. The columns every other concept joins on; the rest of the record stands in tables of its own below.
-- Those hang on the record number, an integer, because a patient has dozens of rows there.
CREATE TABLE patient (
    no INTEGER PRIMARY KEY AUTOINCREMENT,   -- the record number people say on the phone; never reused
    id BLOB NOT NULL UNIQUE,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    middle TEXT NOT NULL DEFAULT '',
    preferred TEXT NOT NULL DEFAULT '',     -- what they like to be called
    own_script TEXT NOT NULL DEFAULT '',    -- the name in their own script
    sort_name TEXT NOT NULL DEFAULT '',     -- folded 'family given middle': the order of lists
    born TEXT,                              -- 'YYYY-MM-DD'
    sex TEXT NOT NULL DEFAULT 'unknown' CHECK (sex IN ('female', 'male', 'other', 'unknown')), -- FHIR R4 administrative-gender
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'deceased', 'merged')),
    language TEXT NOT NULL DEFAULT '',      -- BCP 47; empty: the clinic's
    contact_method TEXT NOT NULL DEFAULT 'email' CHECK (contact_method IN ('email', 'sms', 'whatsapp', 'phone', 'post')),
    email TEXT,                             -- the first of the list, kept here for the outbox
    phone TEXT,                             -- the first of the list, E.164
    phone_typed TEXT,                       -- the same as it was typed, for lists
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX patient_by_name ON patient (sort_name, no);
CREATE INDEX patient_by_status ON patient (status, sort_name, no);
CREATE INDEX patient_by_change ON patient (changed_at, no);
-- What the calendar shows of a patient, in the index itself: a day of ninety visits looks ninety patients up, each at
-- another place of the file, and every page costs a decryption.
CREATE INDEX patient_card ON patient (id, given, family, phone);

-- What only the record's own page shows. No row where all of it is empty.
CREATE TABLE patient_detail (
    no INTEGER PRIMARY KEY REFERENCES patient (no),
    gender TEXT NOT NULL,
    pronouns TEXT NOT NULL,
    source TEXT NOT NULL,                   -- who or what sent them
    note TEXT NOT NULL
) STRICT;

-- Families share phones and addresses: none of these is unique.
CREATE TABLE patient_phone (
    no INTEGER NOT NULL REFERENCES patient (no),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('mobile', 'home', 'work')),
    typed TEXT NOT NULL,
    e164 TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_email (
    no INTEGER NOT NULL REFERENCES patient (no),
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_address (
    no INTEGER NOT NULL REFERENCES patient (no),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('home', 'work', 'post')),
    lines TEXT NOT NULL,                    -- street and house, parted by line breaks
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postcode TEXT NOT NULL,
    country TEXT NOT NULL,                  -- ISO 3166-1 alpha-2; empty: the clinic's
    PRIMARY KEY (no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_policy (
    no INTEGER NOT NULL REFERENCES patient (no),
    position INTEGER NOT NULL,              -- the first pays first
    payer TEXT NOT NULL,
    plan TEXT NOT NULL,
    member_no TEXT NOT NULL,
    group_no TEXT NOT NULL,
    holder TEXT NOT NULL,                   -- empty: the patient
    valid_from TEXT,
    valid_until TEXT,
    PRIMARY KEY (no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_emergency (
    no INTEGER NOT NULL REFERENCES patient (no),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    relation TEXT NOT NULL,
    typed TEXT NOT NULL,                    -- phone as typed; may be empty
    e164 TEXT NOT NULL,
    PRIMARY KEY (no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_scheme (
    no INTEGER NOT NULL REFERENCES patient (no),
    position INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (no, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_tag (
    no INTEGER NOT NULL REFERENCES patient (no),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (no, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX patient_by_tag ON patient_tag (tag, no);

CREATE TABLE custom_field (
    id BLOB PRIMARY KEY,
    label TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
    choices TEXT NOT NULL,                  -- JSON array
    required INTEGER NOT NULL,
    active INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_field (
    no INTEGER NOT NULL REFERENCES patient (no),
    field_id BLOB NOT NULL REFERENCES custom_field (id),
    value TEXT NOT NULL,
    PRIMARY KEY (no, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_by_field ON patient_field (field_id, value, no);

CREATE TABLE patient_photo (
    no INTEGER PRIMARY KEY REFERENCES patient (no),
    kind TEXT NOT NULL CHECK (kind IN ('image/jpeg', 'image/png', 'image/webp')),
    bytes BLOB NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- What search looks up: the first letter of a key is its kind, the rest is folded text (patients/keys.rs).
CREATE TABLE patient_key (
    key TEXT NOT NULL,
    no INTEGER NOT NULL,
    PRIMARY KEY (key, no)
) STRICT, WITHOUT ROWID;

-- Every word any name has, once: small whatever the number of patients, so a misspelt one is looked for here.
CREATE TABLE name_word (
    word TEXT PRIMARY KEY,
    uses INTEGER NOT NULL                   -- how many patients have it
) STRICT, WITHOUT ROWID;

-- What patients agreed to, answer after answer. The newest for a channel and purpose counts.
CREATE TABLE patient_consent (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    no INTEGER NOT NULL REFERENCES patient (no),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'whatsapp', 'phone', 'post', 'portal')),
    purpose TEXT NOT NULL CHECK (purpose IN ('treatment', 'reminders', 'marketing', 'research', 'data_sharing')),
    state TEXT NOT NULL CHECK (state IN ('not_asked', 'given', 'refused')),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,                    -- who took it down
    how TEXT NOT NULL CHECK (how IN ('in_person', 'phone', 'paper', 'web', 'correction')),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX consent_of_patient ON patient_consent (no, channel, purpose, seq);
CREATE TRIGGER consent_is_never_edited BEFORE UPDATE ON patient_consent BEGIN SELECT raise(ABORT, 'consents are append-only'); END;
CREATE TRIGGER consent_is_never_deleted BEFORE DELETE ON patient_consent BEGIN SELECT raise(ABORT, 'consents are append-only'); END;

-- How patients want to be spoken to, change after change. The newest counts; language and method also stand in `patient`.
CREATE TABLE patient_preference (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    no INTEGER NOT NULL REFERENCES patient (no),
    language TEXT NOT NULL,
    contact_method TEXT NOT NULL,
    quiet_from TEXT,                        -- 'HH:MM'; null: the clinic's quiet hours
    quiet_until TEXT,
    most_per_week INTEGER,
    zone TEXT,                              -- IANA; null: the clinic's
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    how TEXT CHECK (how IN ('in_person', 'phone', 'paper', 'web', 'correction')), -- null: written in the record's form
    CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
) STRICT;
CREATE INDEX preference_of_patient ON patient_preference (no, seq);
CREATE TRIGGER preference_is_never_edited BEFORE UPDATE ON patient_preference BEGIN SELECT raise(ABORT, 'preferences are append-only'); END;
CREATE TRIGGER preference_is_never_deleted BEFORE DELETE ON patient_preference BEGIN SELECT raise(ABORT, 'preferences are append-only'); END;
