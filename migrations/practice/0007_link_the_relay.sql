-- The line to the relay: keys, what is to be published, what came in and what looked wrong (INT-2, INT-3, NET-2; security §2.4).
-- Instants are Unix seconds. Private keys lie here and nowhere else: the file is encrypted.

-- The clinic's own signing key. It is the clinic's id on the web, so it outlives every pairing.
CREATE TABLE relay_clinic (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    clinic BLOB NOT NULL,           -- first 16 bytes of SHA-256 over the public key
    seed BLOB NOT NULL,             -- Ed25519
    made_at INTEGER NOT NULL
) STRICT;

-- One row per relay there ever was; at most one is in use. Its numbers stay, so that coming back loses and doubles nothing.
CREATE TABLE relay_link (
    base_url TEXT PRIMARY KEY,
    active INTEGER NOT NULL DEFAULT 0,
    device_seed BLOB NOT NULL,      -- Ed25519
    paired_at INTEGER NOT NULL,
    cursor INTEGER NOT NULL DEFAULT 0,          -- everything up to this number was written down
    head INTEGER NOT NULL DEFAULT 0,            -- the highest number the relay ever named
    floor INTEGER NOT NULL DEFAULT 0,           -- gaps below it are explained: the relay began anew
    pending INTEGER NOT NULL DEFAULT 0,
    last_contact_at INTEGER,        -- it answered at all
    last_success_at INTEGER,        -- it answered as it should
    failing_since INTEGER,
    failure TEXT,                   -- JSON: title, meaning, next
    publish_wanted INTEGER NOT NULL DEFAULT 1,
    bundle_serial INTEGER NOT NULL DEFAULT 0,
    bundle_served INTEGER NOT NULL DEFAULT 0,   -- the serial the relay has taken
    bundle_hash BLOB,               -- of what it says, without its serial and times
    bundle_at INTEGER,
    slots_serial INTEGER NOT NULL DEFAULT 0,
    slots_served INTEGER NOT NULL DEFAULT 0,
    slots_hash BLOB,
    slots_at INTEGER,
    page_checked_at INTEGER,
    page_files TEXT                 -- JSON: which served files differ; '[]' none
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX relay_link_active ON relay_link (active) WHERE active = 1;

-- The last invitation pasted and the key made for it: asking again with both is harmless, and a crash between the relay's yes and
-- ours costs no new invitation.
CREATE TABLE relay_candidate (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    base_url TEXT NOT NULL,
    token_sha256 BLOB NOT NULL,
    device_seed BLOB NOT NULL,
    issued_at INTEGER NOT NULL      -- rises with every key: the relay refuses an older one
) STRICT;

-- Forms this relay has.
CREATE TABLE relay_form (
    base_url TEXT NOT NULL REFERENCES relay_link (base_url),
    sha256 BLOB NOT NULL,
    put_at INTEGER NOT NULL,
    PRIMARY KEY (base_url, sha256)
) STRICT, WITHOUT ROWID;

-- A retired key opens for 90 days more; then `secret` goes and the row stays, to say of a late submission what it was.
CREATE TABLE intake_key (
    kid BLOB PRIMARY KEY,
    secret BLOB,
    from_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX intake_key_current ON intake_key (retired_at IS NULL) WHERE retired_at IS NULL;

-- Every submission ever seen, for ever: this is what makes it count once.
CREATE TABLE inbox (
    sid BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    sha256 BLOB NOT NULL,           -- of the envelope
    state TEXT NOT NULL CHECK (state IN ('accepted', 'poison', 'expired')),
    why TEXT NOT NULL DEFAULT '',   -- of poison: a stable code (relay/poison.rs)
    size INTEGER NOT NULL,
    slot BLOB,
    received_at INTEGER NOT NULL,   -- by the relay's clock: a hint
    written_at INTEGER NOT NULL,
    acked_at INTEGER,
    envelope BLOB                   -- poison only, 30 days
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_to_ack ON inbox (written_at) WHERE acked_at IS NULL;
CREATE INDEX inbox_poison ON inbox (written_at) WHERE state = 'poison';
CREATE INDEX inbox_slot ON inbox (slot) WHERE slot IS NOT NULL;

-- Pages for one patient. The ciphertext is kept until it has run out, for a relay the clinic moves to.
CREATE TABLE relay_page (
    page BLOB PRIMARY KEY,
    body BLOB,                      -- null: to be taken away
    until_at INTEGER NOT NULL,
    uploaded_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX relay_page_to_do ON relay_page (until_at) WHERE uploaded_at IS NULL;

CREATE TABLE relay_slot_free (
    slot BLOB PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What looked wrong. Open until staff take note of it, or until it is right again.
CREATE TABLE relay_alarm (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    count INTEGER NOT NULL,
    names TEXT NOT NULL DEFAULT '[]',   -- JSON: files of the page; never a patient's words
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX relay_alarm_open ON relay_alarm (code) WHERE ended_at IS NULL;
