-- What others have published, as the feed told it. Can be thrown away and fetched anew at any time; so a version of the app
-- that knows no better makes it anew instead of migrating it.

CREATE TABLE feed (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    -- Everything up to this number of the feed is here.
    after     INTEGER NOT NULL DEFAULT 0,
    -- What the feed has told of this number: it tells something else where the number was given a second time.
    mark      INTEGER,
    -- The feed is read from its beginning again; what has a negative number is still of before.
    renewing  INTEGER NOT NULL DEFAULT 0 CHECK (renewing IN (0, 1)),
    -- Whose feed it is.
    server    TEXT    NOT NULL DEFAULT '',
    -- The register with which `route` was last looked up.
    catalogue TEXT    NOT NULL DEFAULT ''
) STRICT;
INSERT INTO feed (one) VALUES (1);

CREATE TABLE review (
    thing       TEXT    NOT NULL PRIMARY KEY,
    seq         INTEGER NOT NULL,
    -- The present id of the route.
    route       TEXT    NOT NULL,
    line        TEXT    NOT NULL,
    -- Day.
    written     TEXT    NOT NULL,
    stars       INTEGER NOT NULL,
    description INTEGER,
    waymarks    INTEGER,
    interest    INTEGER,
    -- A bit for each audience.
    recommends  INTEGER NOT NULL,
    body        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX review_by_route ON review (route, written);

CREATE TABLE recommendation (
    thing    TEXT    NOT NULL PRIMARY KEY,
    seq      INTEGER NOT NULL,
    route    TEXT    NOT NULL,
    audience INTEGER NOT NULL,
    written  TEXT    NOT NULL,
    body     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recommendation_by_route ON recommendation (route, written);

CREATE TABLE report (
    thing   TEXT    NOT NULL PRIMARY KEY,
    seq     INTEGER NOT NULL,
    route   TEXT,
    segment TEXT,
    open    INTEGER NOT NULL CHECK (open IN (0, 1)),
    body    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX report_by_route ON report (route) WHERE route IS NOT NULL;
CREATE INDEX report_by_segment ON report (segment) WHERE segment IS NOT NULL;
