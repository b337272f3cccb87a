-- The forms of the clinic's web page (INT-1). A form has one draft and any number of published versions; a version is bytes
-- that patients were given, named by their hash in every submission, and kept for ever.

CREATE TABLE form (
    id BLOB PRIMARY KEY,            -- 16 bytes, the id on the wire
    slug TEXT NOT NULL,             -- the word in its link
    position INTEGER NOT NULL,
    published INTEGER,              -- the version patients see; null: never published
    open INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,     -- a draft that was thrown away; kept for the undo
    draft TEXT NOT NULL,            -- JSON, as the designer has it
    revision INTEGER NOT NULL,      -- rises with every save
    saved_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX form_slug ON form (slug) WHERE removed = 0;

CREATE TABLE form_version (
    form_id BLOB NOT NULL REFERENCES form (id),
    version INTEGER NOT NULL,
    sha256 BLOB NOT NULL UNIQUE,
    bytes BLOB NOT NULL,            -- as published, byte for byte
    source TEXT NOT NULL,           -- the draft it was made of: the clinic's services are filled in anew when they change
    published_at INTEGER NOT NULL,
    published_by TEXT NOT NULL,     -- a name as it was then; empty: by itself, because the services changed
    PRIMARY KEY (form_id, version)
) STRICT;
