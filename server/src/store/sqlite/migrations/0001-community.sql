-- What hikers have sent and what became of it. A shipped migration is never edited: changes come as the next number.
-- Times are milliseconds since 1970; identities of things and operations 16 bytes; owners the SHA-256 of a device's key.

-- What was decided once is never decided again. Owner and digest are forgotten with an erasure.
CREATE TABLE operation (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    owner   BLOB    CHECK (length(owner) = 32),
    digest  BLOB    CHECK (length(digest) = 32),
    -- Why it was refused; NULL where it was taken.
    refused TEXT,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX operation_owner ON operation (owner) WHERE owner IS NOT NULL;
CREATE INDEX operation_at ON operation (at);

-- Reviews, recommendations, reports, and the tombstones of those that are gone; no row is ever deleted.
CREATE TABLE thing (
    arrived     INTEGER NOT NULL PRIMARY KEY,
    id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    owner       BLOB    CHECK (length(owner) = 32),
    kind        TEXT    NOT NULL CHECK (kind IN ('review', 'recommendation', 'report')),
    route       TEXT,
    commune     TEXT,
    received    INTEGER NOT NULL,
    edited      INTEGER,
    last_op     BLOB    NOT NULL CHECK (length(last_op) = 16),
    -- What the author has written last, as JSON.
    content     TEXT,
    state       TEXT    NOT NULL CHECK (state IN ('moderated', 'published', 'refused', 'withdrawn',
                                                  'new', 'open', 'planned', 'solved', 'rejected', 'duplicate')),
    refusal     TEXT,
    answer      TEXT,
    assigned    TEXT,
    merged_into BLOB    CHECK (length(merged_into) = 16),
    -- Whether it counts as a confirmation there.
    counts      INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
    confirmed   INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    decided     INTEGER,
    -- How everybody sees it, as JSON; NULL for nothing or a tombstone.
    shown       TEXT,
    feed_seq    INTEGER UNIQUE,
    undo        TEXT,
    CHECK ((state = 'withdrawn') = (content IS NULL)),
    CHECK (state <> 'withdrawn' OR coalesce(route, commune, refusal, answer, assigned, shown, undo) IS NULL),
    CHECK (shown IS NULL OR feed_seq IS NOT NULL)
) STRICT;

CREATE INDEX thing_owner ON thing (owner) WHERE owner IS NOT NULL;
CREATE INDEX thing_kind ON thing (kind, arrived) WHERE state <> 'withdrawn';
CREATE INDEX thing_waiting ON thing (kind, arrived) WHERE state IN ('moderated', 'new', 'open', 'planned');
CREATE INDEX thing_merged ON thing (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX thing_delay ON thing (decided - received) WHERE decided IS NOT NULL AND kind <> 'report';
CREATE INDEX thing_undo ON thing (arrived) WHERE undo IS NOT NULL;

CREATE TABLE photo (
    id     TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 64),
    -- Whether its file is complete.
    here   INTEGER NOT NULL DEFAULT 0 CHECK (here IN (0, 1)),
    -- Since when nothing refers to it.
    unused INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX photo_unused ON photo (unused) WHERE unused IS NOT NULL;

CREATE TABLE photo_use (
    thing  BLOB    NOT NULL REFERENCES thing (id),
    photo  TEXT    NOT NULL REFERENCES photo (id),
    -- Whether everybody sees it there.
    public INTEGER NOT NULL CHECK (public IN (0, 1)),
    PRIMARY KEY (thing, photo)
) STRICT, WITHOUT ROWID;

CREATE INDEX photo_use_photo ON photo_use (photo);

-- How much a device has sent on one day (`2026-11-23`).
CREATE TABLE allowance (
    owner      BLOB    NOT NULL CHECK (length(owner) = 32),
    day        TEXT    NOT NULL,
    reviews    INTEGER NOT NULL,
    reports    INTEGER NOT NULL,
    operations INTEGER NOT NULL,
    PRIMARY KEY (owner, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX allowance_day ON allowance (day);

-- The last answer of a device in a half-year, so that it counts once.
CREATE TABLE satisfaction (
    owner     BLOB    NOT NULL CHECK (length(owner) = 32),
    half_year TEXT    NOT NULL,
    stars     INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    PRIMARY KEY (owner, half_year)
) STRICT, WITHOUT ROWID;

-- SHA-256 of tokens of visits; forgotten after two days.
CREATE TABLE visit_token (
    token BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX visit_token_at ON visit_token (at);

CREATE TABLE counter (
    half_year TEXT    NOT NULL,
    what      TEXT    NOT NULL,
    count     INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (half_year, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE commune_counter (
    commune TEXT    NOT NULL PRIMARY KEY,
    reports INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    name     TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    shown    TEXT NOT NULL,
    password TEXT,
    role     TEXT NOT NULL CHECK (role IN ('agence', 'commune', 'baliseur', 'lecteur')),
    communes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    content TEXT    NOT NULL,
    until   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_until ON session (until);

-- Acts of staff. Each entry holds the hash of the one before; none is changed or taken out.
CREATE TABLE staff_log (
    seq    INTEGER NOT NULL PRIMARY KEY,
    at     INTEGER NOT NULL,
    staff  TEXT    NOT NULL,
    thing  BLOB    NOT NULL CHECK (length(thing) = 16),
    act    TEXT    NOT NULL,
    reason TEXT,
    hash   TEXT    NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER staff_log_is_never_changed BEFORE UPDATE ON staff_log
BEGIN
    SELECT raise(ABORT, 'the log of acts is never changed');
END;

CREATE TRIGGER staff_log_is_never_shortened BEFORE DELETE ON staff_log
BEGIN
    SELECT raise(ABORT, 'the log of acts is never shortened');
END;
