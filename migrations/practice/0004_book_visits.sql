-- Visits (SCH-1, 3, 4, 8, 12): wall time and zone are what was agreed, the instants are derived from them and are
-- computed again when the zone changes.
--
-- Clustered by day and start: a day, a week and an agenda page are one contiguous read of few pages, and each page of an
-- encrypted file costs a decryption. A visit is found by id through the UNIQUE index.
CREATE TABLE visit (
    id BLOB NOT NULL UNIQUE,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    provider_id BLOB NOT NULL REFERENCES provider (id),
    service_id BLOB NOT NULL REFERENCES service (id),
    room_id BLOB REFERENCES room (id),
    day TEXT NOT NULL,              -- 'YYYY-MM-DD', clinic wall time
    starts TEXT NOT NULL,           -- 'YYYY-MM-DDTHH:MM', clinic wall time
    zone TEXT NOT NULL,
    fold INTEGER NOT NULL DEFAULT 0 CHECK (fold IN (0, 1)), -- 1: the second of an hour that comes twice
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),         -- of real time, whatever the clocks do meanwhile
    buffer_before INTEGER NOT NULL CHECK (buffer_before BETWEEN 0 AND 120),
    buffer_after INTEGER NOT NULL CHECK (buffer_after BETWEEN 0 AND 120),
    starts_at INTEGER NOT NULL,     -- instants, Unix seconds
    ends_at INTEGER NOT NULL,
    busy_from INTEGER NOT NULL,     -- with buffers
    busy_until INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('scheduled', 'confirmed', 'arrived', 'in_room', 'completed', 'no_show', 'cancelled')),
    status_at INTEGER NOT NULL,
    confirmed_at INTEGER,           -- when each step of the flow was reached; taking a step back clears it
    arrived_at INTEGER,
    in_room_at INTEGER,
    completed_at INTEGER,
    no_show_at INTEGER,
    cancelled_at INTEGER,
    status_before TEXT,             -- what a cancelled visit was: restoring returns to it
    cancelled_by TEXT CHECK (cancelled_by IN ('patient', 'clinic')),
    withdrawn INTEGER NOT NULL DEFAULT 0,   -- the booking itself was undone: cancelled, and shown nowhere
    override_reason TEXT,           -- why it was booked over a warning, by whom and when
    override_by TEXT,
    override_at INTEGER,
    revision INTEGER NOT NULL DEFAULT 1,    -- rises when staff move the visit: new revision, new reminders
    version INTEGER NOT NULL DEFAULT 1,     -- rises with every change
    note TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',        -- why cancelled
    booked_at INTEGER NOT NULL,
    booked_by TEXT NOT NULL,
    PRIMARY KEY (day, starts_at, id)
) STRICT, WITHOUT ROWID;
-- What is in the way of a visit. No visit is busy for more than 16 hours, so a look-up reads at most that far back.
CREATE INDEX visit_of_provider ON visit (provider_id, busy_from);
CREATE INDEX visit_of_room ON visit (room_id, busy_from) WHERE room_id IS NOT NULL;
-- Status in the key: 'is this the first visit?' is answered from the index alone.
CREATE INDEX visit_of_patient ON visit (patient_id, starts_at, status);

-- Visits being rebooked: they keep their old time until they are placed. One tray for the clinic, seen from every seat.
CREATE TABLE tray (
    visit_id BLOB PRIMARY KEY REFERENCES visit (id),
    put_at INTEGER NOT NULL,
    put_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
