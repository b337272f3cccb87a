-- The one outbox learns to write about requests (INT-4, MSG-1): a message is about a visit or about a request, never
-- both. SQLite cannot loosen a column, so the table is made anew; `attempt` comes along, because its foreign key would
-- otherwise see every message go. The texts of the new letters are put beside the old ones by the program
-- (messaging/templates/shipped), in the same transaction.

CREATE TABLE message_anew (
    id BLOB PRIMARY KEY,
    -- About a visit. No foreign key: the row of a visit that was undone goes, what was said about it stays.
    visit_id BLOB,
    revision INTEGER,
    rule_id BLOB REFERENCES rule (id),
    starts_at INTEGER,              -- the visit's start and provider when it was planned: what the patient is told
    provider_id BLOB,
    -- About a request: which letter, by the key of its text. Nor here a foreign key.
    request_id BLOB,
    key TEXT CHECK (key IN ('request_received', 'request_suggested', 'request_declined')),
    -- Of a visit: rises only when a cancellation the patient was told of is taken back. Of a request: which suggestion,
    -- or how often it was declined.
    round INTEGER NOT NULL DEFAULT 0,
    channel TEXT NOT NULL,
    patient_id BLOB,                -- null: whoever sent the request is not a patient yet
    state TEXT NOT NULL CHECK (state IN ('scheduled', 'held', 'claimed', 'data', 'sent', 'retry', 'failed', 'uncertain', 'expired', 'suppressed')),
    why TEXT NOT NULL,              -- a stable code (messaging/why.rs)
    due_at INTEGER NOT NULL,
    latest_at INTEGER NOT NULL,     -- of no use after this
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
    CHECK ((visit_id IS NULL) <> (request_id IS NULL)),
    CHECK (visit_id IS NULL OR revision IS NOT NULL AND rule_id IS NOT NULL AND starts_at IS NOT NULL AND provider_id IS NOT NULL AND patient_id IS NOT NULL AND key IS NULL),
    CHECK (request_id IS NULL OR key IS NOT NULL AND revision IS NULL AND rule_id IS NULL AND starts_at IS NULL AND provider_id IS NULL),
    UNIQUE (visit_id, revision, round, rule_id, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt_anew (
    message_id BLOB NOT NULL REFERENCES message_anew (id),
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'accepted', 'pretended', 'try_later', 'refused', 'uncertain', 'stopped', 'interrupted')),
    detail TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (message_id, number)
) STRICT, WITHOUT ROWID;

INSERT INTO message_anew (id, visit_id, revision, rule_id, starts_at, provider_id, round, channel, patient_id, state, why, due_at, latest_at, planned_at,
                          changed_at, attempts, fence, lease_until, by_person, needs_person, template_id, template_version, to_address, message_id, sent_at)
SELECT id, visit_id, revision, rule_id, starts_at, provider_id, round, channel, patient_id, state, why, due_at, latest_at, planned_at,
       changed_at, attempts, fence, lease_until, by_person, needs_person, template_id, template_version, to_address, message_id, sent_at
FROM message;
INSERT INTO attempt_anew (message_id, number, started_at, outcome, detail) SELECT message_id, number, started_at, outcome, detail FROM attempt;

DROP TABLE attempt;
DROP TABLE message;
ALTER TABLE message_anew RENAME TO message;
ALTER TABLE attempt_anew RENAME TO attempt;

-- Two halves of one index: booking a visit writes only the small one, of what waits.
CREATE INDEX message_waiting ON message (due_at, state) WHERE state IN ('scheduled', 'retry', 'held');
CREATE INDEX message_past ON message (due_at) WHERE state NOT IN ('scheduled', 'retry', 'held');
CREATE INDEX message_on_its_way ON message (state) WHERE state IN ('claimed', 'data');
CREATE INDEX message_needs_person ON message (due_at) WHERE needs_person = 1;
CREATE INDEX message_of_patient ON message (patient_id, due_at);
-- The key of a letter about a request: a second one is a fault, not a second letter.
CREATE UNIQUE INDEX message_of_request ON message (request_id, key, round, channel) WHERE request_id IS NOT NULL;
