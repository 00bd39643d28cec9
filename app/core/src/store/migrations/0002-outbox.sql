-- What the hiker writes for others, and what of it has not arrived yet. A thing and its operation are written together.

-- A review, a recommendation or a report as it stands here.
CREATE TABLE post (
    thing   TEXT    NOT NULL PRIMARY KEY,
    -- As JSON; so are the columns of the server.
    content TEXT    NOT NULL,
    -- Milliseconds since 1970.
    written INTEGER NOT NULL,
    edited  INTEGER NOT NULL,
    -- Taken back by the hiker; the row goes when the server knows.
    leaving INTEGER NOT NULL DEFAULT 0 CHECK (leaving IN (0, 1)),
    -- The server has carried out an operation on it.
    taken   INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1)),
    -- Why the server can never accept it as it is.
    stuck   TEXT,
    -- How far the server said that it is, and what the agency has answered.
    state   TEXT,
    answer  TEXT
) STRICT, WITHOUT ROWID;

-- Operations in the order in which the hiker did them. `body` is sent as it stands here, to the last byte: the server
-- knows a repeated operation by it. AUTOINCREMENT: a number is not given again, so the order holds.
CREATE TABLE outbox (
    n        INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT    NOT NULL UNIQUE,
    thing    TEXT,
    body     TEXT    NOT NULL,
    -- Counted before it is sent: one that was sent may have arrived, and is never changed any more.
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Not before this moment; milliseconds since 1970.
    next_try INTEGER
) STRICT;

CREATE INDEX outbox_by_thing ON outbox (thing);

-- Photos by the SHA-256 of their bytes, kept as long as something here refers to them.
CREATE TABLE photo (
    id    TEXT    NOT NULL PRIMARY KEY,
    bytes BLOB    NOT NULL,
    added INTEGER NOT NULL,
    fate  TEXT    CHECK (fate IN ('sent', 'refused'))
) STRICT;

CREATE TABLE post_photo (
    thing TEXT NOT NULL REFERENCES post (thing) ON DELETE CASCADE,
    photo TEXT NOT NULL,
    PRIMARY KEY (thing, photo)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_photo_by_photo ON post_photo (photo);

-- Keys whose things the server has still to erase.
CREATE TABLE erasure (key TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

-- This device: one row.
CREATE TABLE device (
    one                  INTEGER PRIMARY KEY CHECK (one = 1),
    -- What makes it the owner of what it has sent; made with the first post.
    key                  TEXT,
    -- When everything was last exchanged.
    exchanged            INTEGER,
    -- The token of the visit that is not acknowledged yet; the day and half-year of the last one that is.
    visit_token          TEXT,
    visited_on           TEXT,
    visited_half         TEXT,
    -- When the question of satisfaction could first have been asked; the half-year of the last answer; never again.
    question_since       INTEGER,
    question_half        TEXT,
    question_refused     INTEGER NOT NULL DEFAULT 0 CHECK (question_refused IN (0, 1))
) STRICT;

INSERT INTO device (one) VALUES (1);
