-- The outbox and what fills it. The author of `messaging` and `automation` completes this file before release.
CREATE TABLE message (id BLOB PRIMARY KEY) STRICT;
