-- A session goes with the account that it is of, so that nobody who gets the same name later takes it up. Those that are open end
-- here: staff signs in again.
DROP TABLE session;

CREATE TABLE session (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    name     TEXT    NOT NULL,
    password TEXT    NOT NULL,
    until    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_until ON session (until);
CREATE INDEX session_name ON session (name);
