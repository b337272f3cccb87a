-- What the clinic offers on the web (INT-5). The offer itself is computed from the calendar; only its rules are kept, and what
-- an id that left the clinic meant.

CREATE TABLE online (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL,
    accepts_by_itself INTEGER NOT NULL,
    show_providers INTEGER NOT NULL,
    per_day INTEGER CHECK (per_day >= 1),
    secret BLOB NOT NULL            -- ids of times and lanes are made with it: outside they mean nothing
) STRICT;
INSERT INTO online (only, revision, accepts_by_itself, show_providers, per_day, secret) VALUES (1, 1, 0, 1, NULL, randomblob(32));

CREATE TABLE online_service (
    service_id BLOB PRIMARY KEY REFERENCES service (id),
    offered INTEGER NOT NULL,
    named INTEGER NOT NULL,         -- 1: only with the providers of online_provider
    lead_hours INTEGER NOT NULL,
    days_ahead INTEGER NOT NULL,
    weekdays TEXT NOT NULL,         -- '135': Monday, Wednesday, Friday; empty: all
    window_from TEXT,               -- 'HH:MM', clinic wall time
    window_until TEXT,              -- '24:00' is the end of the day
    step TEXT NOT NULL CHECK (step IN ('quarter', 'third', 'half', 'length'))
) STRICT, WITHOUT ROWID;

CREATE TABLE online_provider (
    service_id BLOB NOT NULL REFERENCES online_service (service_id),
    provider_id BLOB NOT NULL REFERENCES provider (id),
    PRIMARY KEY (service_id, provider_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE offered_slot (
    id BLOB PRIMARY KEY,            -- 16 bytes, the id on the wire
    provider_id BLOB NOT NULL,
    services TEXT NOT NULL,         -- JSON list of wire ids
    starts TEXT NOT NULL,           -- 'YYYY-MM-DDTHH:MM', clinic wall time
    fold INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    starts_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX offered_slot_by_start ON offered_slot (starts_at);
