-- One clinic: whose key, whose PC, and the numbers that one transaction at a time may change.
CREATE TABLE clinic (
  id            BLOB PRIMARY KEY,
  signing_key   BLOB NOT NULL,
  device_key    BLOB NOT NULL,
  device_at     INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  head          INTEGER NOT NULL DEFAULT 0,
  pending       INTEGER NOT NULL DEFAULT 0,
  pending_bytes INTEGER NOT NULL DEFAULT 0,
  kid           BLOB,
  kid_before    BLOB,
  heard_at      INTEGER
) STRICT, WITHOUT ROWID;

-- What a clinic signed for everybody: 'bundle' and 'slots'.
CREATE TABLE document (
  clinic BLOB NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  serial INTEGER NOT NULL,
  signed TEXT NOT NULL,
  PRIMARY KEY (clinic, name)
) STRICT;

-- unnamed_since: from when on no bundle names it.
CREATE TABLE form (
  clinic        BLOB NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  sha256        BLOB NOT NULL,
  bytes         BLOB NOT NULL,
  unnamed_since INTEGER,
  PRIMARY KEY (clinic, sha256)
) STRICT;

CREATE TABLE page (
  clinic BLOB NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  id     BLOB NOT NULL,
  bytes  BLOB NOT NULL,
  until  INTEGER NOT NULL,
  PRIMARY KEY (clinic, id)
) STRICT;
CREATE INDEX page_until ON page (until);

-- state: 'waiting', 'acked', 'expired'.
CREATE TABLE submission (
  clinic      BLOB NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  seq         INTEGER NOT NULL,
  sid         BLOB NOT NULL,
  sha256      BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  size        INTEGER NOT NULL,
  slot        BLOB,
  state       TEXT NOT NULL,
  receipt     TEXT,
  done_at     INTEGER,
  PRIMARY KEY (clinic, seq),
  UNIQUE (clinic, sid)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_waiting ON submission (received_at) WHERE state = 'waiting';
CREATE INDEX submission_done ON submission (done_at) WHERE state <> 'waiting';

-- The envelopes themselves, apart, so that reading numbers never reads bytes.
CREATE TABLE envelope (
  clinic BLOB NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  seq    INTEGER NOT NULL,
  bytes  BLOB NOT NULL,
  PRIMARY KEY (clinic, seq)
) STRICT;

-- The times of the clinic's present book, read once when it is published.
CREATE TABLE slot (
  clinic    BLOB NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  id        BLOB NOT NULL,
  lane      BLOB NOT NULL,
  starts_at INTEGER NOT NULL,
  until     INTEGER NOT NULL,
  day       TEXT NOT NULL,
  not_after INTEGER NOT NULL,
  cap       INTEGER,
  PRIMARY KEY (clinic, id)
) STRICT, WITHOUT ROWID;

-- Who has a time: held until held_until, or taken (held_until is NULL). It outlives the book it was taken from.
CREATE TABLE claim (
  clinic     BLOB NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  slot       BLOB NOT NULL,
  lane       BLOB NOT NULL,
  starts_at  INTEGER NOT NULL,
  until      INTEGER NOT NULL,
  day        TEXT NOT NULL,
  token      BLOB NOT NULL,
  address    BLOB NOT NULL,
  held_until INTEGER,
  PRIMARY KEY (clinic, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_lane ON claim (clinic, lane);
CREATE INDEX claim_day ON claim (clinic, day);

-- Only the token's hash.
CREATE TABLE invitation (
  sha256     BLOB PRIMARY KEY,
  made_at    INTEGER NOT NULL,
  clinic     BLOB,
  device_key BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE nonce (
  clinic  BLOB NOT NULL,
  nonce   BLOB NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (clinic, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX nonce_seen ON nonce (seen_at);

-- Attempts. key is an HMAC, never an address.
CREATE TABLE attempt (
  key    BLOB NOT NULL,
  until  INTEGER NOT NULL,
  hits   INTEGER NOT NULL,
  PRIMARY KEY (key, until)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_until ON attempt (until);

-- The key of those HMACs, one for each UTC day, forgotten with it.
CREATE TABLE address_key (
  day INTEGER PRIMARY KEY,
  key BLOB NOT NULL
) STRICT;
