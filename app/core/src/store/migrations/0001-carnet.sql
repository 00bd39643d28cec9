-- What the hiker keeps. A shipped migration is never edited: changes come as the next number.

-- What is put on a route; a row goes when nothing is left on it.
CREATE TABLE mark (
    route     TEXT    NOT NULL PRIMARY KEY CHECK (route <> ''),
    favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
    progress  TEXT    CHECK (progress IN ('to-do', 'done')),
    done_on   TEXT,
    note      TEXT    CHECK (note <> ''),
    -- Milliseconds since 1970 of the last change: the notebook shows the newest first.
    touched   INTEGER NOT NULL,
    CHECK ((progress IS 'done') = (done_on IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: the id of a deleted list is not given again, so that the list can be put back under it.
CREATE TABLE list (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE list_route (
    list     INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
    route    TEXT    NOT NULL CHECK (route <> ''),
    position INTEGER NOT NULL,
    PRIMARY KEY (list, route)
) STRICT, WITHOUT ROWID;

CREATE INDEX list_route_by_route ON list_route (route);

-- Settings and the last view, as JSON.
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
