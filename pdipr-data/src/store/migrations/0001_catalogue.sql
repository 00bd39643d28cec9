-- The catalogue of waymarked routes. `n` is the rank by identity, from 0: it binds the tables together
-- and is the bit of the route in the bitmaps that filters use.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE insee (n INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;

-- Positions and lines are delta-coded blobs in units of 1e-7 degrees; see store/codec.rs.
CREATE TABLE commune (
    insee TEXT PRIMARY KEY, name TEXT NOT NULL, population INTEGER, postcodes TEXT NOT NULL,
    mairie BLOB, outline BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE town (n INTEGER PRIMARY KEY, name TEXT NOT NULL, population INTEGER NOT NULL, at BLOB NOT NULL) STRICT;
CREATE TABLE station (n INTEGER PRIMARY KEY, name TEXT NOT NULL, uic TEXT NOT NULL, at BLOB NOT NULL) STRICT;

-- `body` is the segment as JSON without its line; `verbatim` the published columns in the order of meta's `headings`.
CREATE TABLE segment (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, line BLOB NOT NULL, body TEXT NOT NULL, verbatim TEXT NOT NULL
) STRICT;

-- `ways` holds the names of its ways, one a line.
CREATE TABLE route (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, card TEXT NOT NULL, body TEXT NOT NULL,
    neighbours TEXT NOT NULL, ways TEXT NOT NULL
) STRICT;
CREATE TABLE route_alias (id TEXT PRIMARY KEY, route INTEGER NOT NULL REFERENCES route (n)) STRICT, WITHOUT ROWID;
CREATE TABLE route_segment (
    route INTEGER NOT NULL REFERENCES route (n), segment INTEGER NOT NULL REFERENCES segment (n),
    PRIMARY KEY (route, segment)
) STRICT, WITHOUT ROWID;
CREATE INDEX route_of_segment ON route_segment (segment, route);

-- What filters look at; read whole when the catalogue opens, so the rows are narrow.
-- Words of closed lists are their rank in the list, sets of them bits.
CREATE TABLE route_fact (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, network INTEGER NOT NULL, practices INTEGER NOT NULL,
    shape INTEGER, difficulty INTEGER, themes INTEGER NOT NULL, length_m REAL NOT NULL, inscribed_share REAL, partial INTEGER NOT NULL,
    duration_min INTEGER, ascent_m REAL, start_commune INTEGER, communes BLOB NOT NULL, station_m REAL,
    pnr_perche INTEGER NOT NULL, doors BLOB NOT NULL,
    west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL
) STRICT;
CREATE TABLE name_order (rank INTEGER PRIMARY KEY, route INTEGER NOT NULL) STRICT;

CREATE VIRTUAL TABLE route_box USING rtree (n, west, east, south, north);

-- Folded by us before (see filter/text): places and codes are one term each, names and ways are words.
CREATE VIRTUAL TABLE route_words USING fts5 (
    name, code, start, communes, towns, stations, ways,
    content = '', columnsize = 0, detail = column, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE route_vocabulary USING fts5vocab (route_words, 'col');

CREATE TABLE finding (
    n INTEGER PRIMARY KEY, code TEXT NOT NULL, severity INTEGER NOT NULL, subject TEXT, body TEXT NOT NULL
) STRICT;
CREATE INDEX finding_subject ON finding (subject) WHERE subject IS NOT NULL;
