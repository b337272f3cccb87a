-- Who works here, where, when and at what (SCH-2, SEC-1).

CREATE TABLE staff (
    id BLOB PRIMARY KEY,
    sign_in TEXT NOT NULL UNIQUE,   -- folded to lower case
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'clinic_admin', 'provider', 'clinical_staff', 'front_desk', 'billing', 'read_only')),
    password TEXT NOT NULL,         -- PHC string, Argon2id
    pin TEXT,                       -- PHC string; opens only a seat this person signed in at with the password
    active INTEGER NOT NULL DEFAULT 1,
    must_change_password INTEGER NOT NULL DEFAULT 0,
    wrong_tries INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE location (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE room (
    id BLOB PRIMARY KEY,
    location_id BLOB NOT NULL REFERENCES location (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('room', 'equipment')),
    position INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE provider (
    id BLOB PRIMARY KEY,
    staff_id BLOB UNIQUE REFERENCES staff (id),
    name TEXT NOT NULL,             -- as shown to patients: 'Dr. Amara Okafor'
    speciality TEXT NOT NULL DEFAULT '',
    room_id BLOB REFERENCES room (id),
    overlap TEXT NOT NULL DEFAULT 'warn' CHECK (overlap IN ('block', 'warn', 'allow')),
    overlap_most INTEGER NOT NULL DEFAULT 1 CHECK (overlap_most >= 1), -- with 'allow': this many visits at once
    position INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE service (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    buffer_before INTEGER NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 120),
    buffer_after INTEGER NOT NULL DEFAULT 0 CHECK (buffer_after BETWEEN 0 AND 120),
    price INTEGER NOT NULL DEFAULT 0 CHECK (price >= 0), -- minor units of the clinic's currency
    preparation TEXT NOT NULL DEFAULT '',   -- goes into reminders
    next_steps TEXT NOT NULL DEFAULT '',    -- goes into the thank-you
    colour TEXT NOT NULL CHECK (colour IN ('teal', 'blue', 'violet', 'amber', 'rose', 'slate')),
    position INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- Who may perform a service; no row at all for a service means everybody.
CREATE TABLE service_provider (
    service_id BLOB NOT NULL REFERENCES service (id),
    provider_id BLOB NOT NULL REFERENCES provider (id),
    PRIMARY KEY (service_id, provider_id)
) STRICT, WITHOUT ROWID;

-- The working week. A break is the gap between two spans of a day.
CREATE TABLE working_span (
    provider_id BLOB NOT NULL REFERENCES provider (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),   -- ISO: Monday is 1
    from_time TEXT NOT NULL,        -- 'HH:MM', clinic wall time
    until_time TEXT NOT NULL,       -- '24:00' is the end of the day
    location_id BLOB NOT NULL REFERENCES location (id),
    room_id BLOB REFERENCES room (id),
    PRIMARY KEY (provider_id, weekday, from_time),
    CHECK (from_time < until_time)
) STRICT, WITHOUT ROWID;

-- Away, or blocked ('Team huddle'). Without a provider it is the whole clinic.
CREATE TABLE time_off (
    id BLOB PRIMARY KEY,
    provider_id BLOB REFERENCES provider (id),
    kind TEXT NOT NULL DEFAULT 'away' CHECK (kind IN ('away', 'blocked')),
    starts TEXT NOT NULL,           -- 'YYYY-MM-DDTHH:MM', clinic wall time
    ends TEXT NOT NULL,
    label TEXT NOT NULL,
    CHECK (starts < ends)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_off_by_end ON time_off (ends);
