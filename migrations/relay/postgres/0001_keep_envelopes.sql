-- One clinic: whose key, whose PC, and the numbers that one transaction at a time may change.
CREATE TABLE clinic (
  id            BYTEA PRIMARY KEY,
  signing_key   BYTEA NOT NULL,
  device_key    BYTEA NOT NULL,
  device_at     BIGINT NOT NULL,
  created_at    BIGINT NOT NULL,
  head          BIGINT NOT NULL DEFAULT 0,
  pending       BIGINT NOT NULL DEFAULT 0,
  pending_bytes BIGINT NOT NULL DEFAULT 0,
  kid           BYTEA,
  kid_before    BYTEA,
  heard_at      BIGINT
);

-- What a clinic signed for everybody: 'bundle' and 'slots'.
CREATE TABLE document (
  clinic BYTEA NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  serial BIGINT NOT NULL,
  signed TEXT NOT NULL,
  PRIMARY KEY (clinic, name)
);

-- unnamed_since: from when on no bundle names it.
CREATE TABLE form (
  clinic        BYTEA NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  sha256        BYTEA NOT NULL,
  bytes         BYTEA NOT NULL,
  unnamed_since BIGINT,
  PRIMARY KEY (clinic, sha256)
);

CREATE TABLE page (
  clinic BYTEA NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  id     BYTEA NOT NULL,
  bytes  BYTEA NOT NULL,
  until  BIGINT NOT NULL,
  PRIMARY KEY (clinic, id)
);
CREATE INDEX page_until ON page (until);

-- state: 'waiting', 'acked', 'expired'.
CREATE TABLE submission (
  clinic      BYTEA NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  seq         BIGINT NOT NULL,
  sid         BYTEA NOT NULL,
  sha256      BYTEA NOT NULL,
  received_at BIGINT NOT NULL,
  size        BIGINT NOT NULL,
  slot        BYTEA,
  state       TEXT NOT NULL,
  receipt     TEXT,
  done_at     BIGINT,
  PRIMARY KEY (clinic, seq),
  UNIQUE (clinic, sid)
);
CREATE INDEX submission_waiting ON submission (received_at) WHERE state = 'waiting';
CREATE INDEX submission_done ON submission (done_at) WHERE state <> 'waiting';

-- The envelopes themselves, apart, so that reading numbers never reads bytes.
CREATE TABLE envelope (
  clinic BYTEA NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  seq    BIGINT NOT NULL,
  bytes  BYTEA NOT NULL,
  PRIMARY KEY (clinic, seq)
);

-- The times of the clinic's present book, read once when it is published.
CREATE TABLE slot (
  clinic    BYTEA NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  id        BYTEA NOT NULL,
  lane      BYTEA NOT NULL,
  starts_at BIGINT NOT NULL,
  until     BIGINT NOT NULL,
  day       TEXT NOT NULL,
  not_after BIGINT NOT NULL,
  cap       BIGINT,
  PRIMARY KEY (clinic, id)
);

-- Who has a time: held until held_until, or taken (held_until is NULL). It outlives the book it was taken from.
CREATE TABLE claim (
  clinic     BYTEA NOT NULL REFERENCES clinic (id) ON DELETE CASCADE,
  slot       BYTEA NOT NULL,
  lane       BYTEA NOT NULL,
  starts_at  BIGINT NOT NULL,
  until      BIGINT NOT NULL,
  day        TEXT NOT NULL,
  token      BYTEA NOT NULL,
  address    BYTEA NOT NULL,
  held_until BIGINT,
  PRIMARY KEY (clinic, slot)
);
CREATE INDEX claim_lane ON claim (clinic, lane);
CREATE INDEX claim_day ON claim (clinic, day);

-- Only the token's hash.
CREATE TABLE invitation (
  sha256     BYTEA PRIMARY KEY,
  made_at    BIGINT NOT NULL,
  clinic     BYTEA,
  device_key BYTEA
);

CREATE TABLE nonce (
  clinic  BYTEA NOT NULL,
  nonce   BYTEA NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (clinic, nonce)
);
CREATE INDEX nonce_seen ON nonce (seen_at);

-- Attempts. key is an HMAC, never an address.
CREATE TABLE attempt (
  key    BYTEA NOT NULL,
  until  BIGINT NOT NULL,
  hits   BIGINT NOT NULL,
  PRIMARY KEY (key, until)
);
CREATE INDEX attempt_until ON attempt (until);

-- The key of those HMACs, one for each UTC day, forgotten with it.
CREATE TABLE address_key (
  day BIGINT PRIMARY KEY,
  key BYTEA NOT NULL
);
