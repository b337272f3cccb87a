-- Visits (SCH-1, 3, 4, 8, 12): wall time and zone are what was agreed, the instants are derived from them and are
-- computed again when the zone's rules change.
CREATE TABLE visit (
    id BLOB PRIMARY KEY,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    provider_id BLOB NOT NULL REFERENCES provider (id),
    service_id BLOB NOT NULL REFERENCES service (id),
    room_id BLOB REFERENCES room (id),
    day TEXT NOT NULL,              -- 'YYYY-MM-DD', clinic wall time
    starts TEXT NOT NULL,           -- 'YYYY-MM-DDTHH:MM', clinic wall time
    zone TEXT NOT NULL,
    fold INTEGER NOT NULL DEFAULT 0 CHECK (fold IN (0, 1)), -- 1: the second of an hour that comes twice
    minutes INTEGER NOT NULL,
    buffer_before INTEGER NOT NULL,
    buffer_after INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,     -- instants, Unix seconds
    ends_at INTEGER NOT NULL,
    busy_from INTEGER NOT NULL,     -- with buffers
    busy_until INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('scheduled', 'confirmed', 'arrived', 'in_room', 'completed', 'no_show', 'cancelled')),
    status_at INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,    -- rises when staff move the visit: new revision, new reminders
    version INTEGER NOT NULL DEFAULT 1,     -- rises with every change
    note TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',        -- why cancelled
    booked_at INTEGER NOT NULL,
    booked_by TEXT NOT NULL
) STRICT;
