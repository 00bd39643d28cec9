-- What hikers have sent and what became of it. A shipped migration is never edited: changes come as the next number.
-- Times are milliseconds since 1970; identities of things and operations 16 bytes; owners the SHA-256 of a device's key.

-- What was decided once is never decided again. Owner and digest are forgotten with an erasure.
CREATE TABLE operation (
    id      BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    owner   BYTEA  CHECK (length(owner) = 32),
    digest  BYTEA  CHECK (length(digest) = 32),
    -- Why it was refused; NULL where it was taken.
    refused TEXT,
    at      BIGINT NOT NULL
);

CREATE INDEX operation_owner ON operation (owner) WHERE owner IS NOT NULL;
CREATE INDEX operation_at ON operation (at);

-- Reviews, recommendations, reports, and the tombstones of those that are gone; no row is ever deleted.
CREATE TABLE thing (
    arrived     BIGINT NOT NULL PRIMARY KEY,
    id          BYTEA  NOT NULL UNIQUE CHECK (length(id) = 16),
    owner       BYTEA  CHECK (length(owner) = 32),
    kind        TEXT   NOT NULL CHECK (kind IN ('review', 'recommendation', 'report')),
    route       TEXT,
    commune     TEXT,
    received    BIGINT NOT NULL,
    edited      BIGINT,
    last_op     BYTEA  NOT NULL CHECK (length(last_op) = 16),
    -- What the author has written last, as JSON.
    content     TEXT,
    state       TEXT   NOT NULL CHECK (state IN ('moderated', 'published', 'refused', 'withdrawn',
                                                 'new', 'open', 'planned', 'solved', 'rejected', 'duplicate')),
    refusal     TEXT,
    answer      TEXT,
    assigned    TEXT,
    merged_into BYTEA  CHECK (length(merged_into) = 16),
    -- Whether it counts as a confirmation there.
    counts      BOOLEAN NOT NULL DEFAULT FALSE,
    confirmed   BIGINT NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    decided     BIGINT,
    -- How everybody sees it, as JSON; NULL for nothing or a tombstone.
    shown       TEXT,
    feed_seq    BIGINT UNIQUE,
    undo        TEXT,
    CHECK ((state = 'withdrawn') = (content IS NULL)),
    CHECK (state <> 'withdrawn' OR coalesce(route, commune, refusal, answer, assigned, shown, undo) IS NULL),
    CHECK (shown IS NULL OR feed_seq IS NOT NULL)
);

CREATE INDEX thing_owner ON thing (owner) WHERE owner IS NOT NULL;
CREATE INDEX thing_kind ON thing (kind, arrived) WHERE state <> 'withdrawn';
CREATE INDEX thing_waiting ON thing (kind, arrived) WHERE state IN ('moderated', 'new', 'open', 'planned');
CREATE INDEX thing_merged ON thing (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX thing_delay ON thing ((decided - received)) WHERE decided IS NOT NULL AND kind <> 'report';
CREATE INDEX thing_undo ON thing (arrived) WHERE undo IS NOT NULL;

CREATE TABLE photo (
    id     TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 64),
    -- Whether its file is complete.
    here   BOOLEAN NOT NULL DEFAULT FALSE,
    -- Since when nothing refers to it.
    unused BIGINT
);

CREATE INDEX photo_unused ON photo (unused) WHERE unused IS NOT NULL;

CREATE TABLE photo_use (
    thing  BYTEA   NOT NULL REFERENCES thing (id),
    photo  TEXT    NOT NULL REFERENCES photo (id),
    -- Whether everybody sees it there.
    public BOOLEAN NOT NULL,
    PRIMARY KEY (thing, photo)
);

CREATE INDEX photo_use_photo ON photo_use (photo);

-- How much a device has sent on one day (`2026-11-23`).
CREATE TABLE allowance (
    owner      BYTEA  NOT NULL CHECK (length(owner) = 32),
    day        TEXT   NOT NULL,
    reviews    BIGINT NOT NULL,
    reports    BIGINT NOT NULL,
    operations BIGINT NOT NULL,
    PRIMARY KEY (owner, day)
);

CREATE INDEX allowance_day ON allowance (day);

-- The last answer of a device in a half-year, so that it counts once.
CREATE TABLE satisfaction (
    owner     BYTEA  NOT NULL CHECK (length(owner) = 32),
    half_year TEXT   NOT NULL,
    stars     BIGINT NOT NULL CHECK (stars BETWEEN 1 AND 5),
    PRIMARY KEY (owner, half_year)
);

-- SHA-256 of tokens of visits; forgotten after two days.
CREATE TABLE visit_token (
    token BYTEA  NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    at    BIGINT NOT NULL
);

CREATE INDEX visit_token_at ON visit_token (at);

CREATE TABLE counter (
    half_year TEXT   NOT NULL,
    what      TEXT   NOT NULL,
    count     BIGINT NOT NULL CHECK (count >= 0),
    PRIMARY KEY (half_year, what)
);

CREATE TABLE commune_counter (
    commune TEXT   NOT NULL PRIMARY KEY,
    reports BIGINT NOT NULL
);

CREATE TABLE account (
    name     TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    shown    TEXT NOT NULL,
    password TEXT,
    role     TEXT NOT NULL CHECK (role IN ('agence', 'commune', 'baliseur', 'lecteur')),
    communes TEXT NOT NULL
);

CREATE TABLE session (
    id      BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    content TEXT   NOT NULL,
    until   BIGINT NOT NULL
);

CREATE INDEX session_until ON session (until);

-- Acts of staff. Each entry holds the hash of the one before; none is changed or taken out.
CREATE TABLE staff_log (
    seq    BIGINT NOT NULL PRIMARY KEY,
    at     BIGINT NOT NULL,
    staff  TEXT   NOT NULL,
    thing  BYTEA  NOT NULL CHECK (length(thing) = 16),
    act    TEXT   NOT NULL,
    reason TEXT,
    hash   TEXT   NOT NULL CHECK (length(hash) = 64)
);

CREATE FUNCTION staff_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of acts only grows';
END;
$$;

CREATE TRIGGER staff_log_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_log
    FOR EACH STATEMENT EXECUTE FUNCTION staff_log_only_grows();
