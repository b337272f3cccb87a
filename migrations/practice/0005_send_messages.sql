-- The outbox, the rules that fill it, the texts, and what the worker must remember across a crash (MSG-1, MSG-4, AUT-3,
-- AUT-5; security §2.8). Instants are Unix seconds, offsets are as the rule's author thinks: minutes, or days and a time.

CREATE TABLE template (
    id BLOB PRIMARY KEY,
    key TEXT NOT NULL,              -- what rules call it; the same key in several languages is one message
    language TEXT NOT NULL,         -- BCP 47
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    name TEXT NOT NULL,
    version INTEGER NOT NULL,       -- the newest of template_version
    active INTEGER NOT NULL DEFAULT 1,
    UNIQUE (key, language, channel)
) STRICT, WITHOUT ROWID;

-- Every save is a row: what a patient was sent can be read again years later.
CREATE TABLE template_version (
    template_id BLOB NOT NULL REFERENCES template (id),
    version INTEGER NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL DEFAULT '',
    saved_at INTEGER NOT NULL,
    saved_by BLOB,                  -- a staff id; null: shipped with Keepwell
    PRIMARY KEY (template_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    anchor TEXT NOT NULL CHECK (anchor IN ('booked', 'moved', 'cancelled', 'before_start', 'after_completed')),
    minutes INTEGER CHECK (minutes >= 0),   -- real minutes from the anchor …
    days INTEGER CHECK (days >= 0),         -- … or days on the clinic's calendar
    at_time TEXT,                           -- 'HH:MM' of that day; null: the visit's own time of day
    template_key TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    asks_to_confirm INTEGER NOT NULL DEFAULT 0,
    skip_if_confirmed INTEGER NOT NULL DEFAULT 0,
    useful_minutes INTEGER NOT NULL CHECK (useful_minutes >= 0), -- until so long before the start, or after its own time
    active INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((minutes IS NULL) <> (days IS NULL))
) STRICT, WITHOUT ROWID;

-- One row is one message that goes, went or does not go. Nothing is sent except by such a row, and its key is what
-- keeps a message from being sent twice. `round` rises only when a cancellation the patient was told of is taken back.
-- No foreign key on the visit: the row of a visit that was undone goes, what was said about it stays.
CREATE TABLE message (
    id BLOB PRIMARY KEY,
    visit_id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    round INTEGER NOT NULL DEFAULT 0,
    rule_id BLOB NOT NULL REFERENCES rule (id),
    channel TEXT NOT NULL,
    patient_id BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('scheduled', 'held', 'claimed', 'data', 'sent', 'retry', 'failed', 'uncertain', 'expired', 'suppressed')),
    why TEXT NOT NULL,              -- a stable code (messaging/why.rs)
    due_at INTEGER NOT NULL,
    latest_at INTEGER NOT NULL,     -- of no use after this
    starts_at INTEGER NOT NULL,     -- the visit's start and provider when it was planned: what the patient is told
    provider_id BLOB NOT NULL,
    planned_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0,       -- the leader's number at the claim: an older leader's word counts no more
    lease_until INTEGER,
    by_person INTEGER NOT NULL DEFAULT 0,   -- 1: asked for by a person; 2: also in quiet hours and to a bounced address
    needs_person INTEGER NOT NULL DEFAULT 0,
    template_id BLOB,               -- frozen when it is sent, as are the next three
    template_version INTEGER,
    to_address TEXT,
    message_id TEXT,
    sent_at INTEGER,
    UNIQUE (visit_id, revision, round, rule_id, channel)
) STRICT, WITHOUT ROWID;
-- Two halves of one index: booking a visit writes only the small one, of what waits.
CREATE INDEX message_waiting ON message (due_at, state) WHERE state IN ('scheduled', 'retry', 'held');
CREATE INDEX message_past ON message (due_at) WHERE state NOT IN ('scheduled', 'retry', 'held');
CREATE INDEX message_on_its_way ON message (state) WHERE state IN ('claimed', 'data');
CREATE INDEX message_needs_person ON message (due_at) WHERE needs_person = 1;
CREATE INDEX message_of_patient ON message (patient_id, due_at);

-- Written before the outside is spoken to. Details hold no names and no addresses.
CREATE TABLE attempt (
    message_id BLOB NOT NULL REFERENCES message (id),
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'accepted', 'pretended', 'try_later', 'refused', 'uncertain', 'stopped', 'interrupted')),
    detail TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (message_id, number)
) STRICT, WITHOUT ROWID;

-- Visits whose waiting messages are planned anew because a rule or the quiet hours changed; the worker works it off.
CREATE TABLE replan (
    visit_id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Addresses a mail server called unknown. Two such answers, and nothing goes there until a person says otherwise.
CREATE TABLE bounced_address (
    address TEXT PRIMARY KEY,       -- folded to lower case
    times INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who sends. One row; `fence` rises with every new leader.
CREATE TABLE leader (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    holder TEXT NOT NULL,
    fence INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    looked_at INTEGER NOT NULL      -- when it last looked: what is after this was missed
) STRICT;
