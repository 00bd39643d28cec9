-- Operations that were sent under a key whose things are to be erased, and may still be on their way. The server is told to
-- do nothing under their names before it erases: then they come too late, whenever they come. Nothing is kept of them.
CREATE TABLE burnt (
    id  TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
