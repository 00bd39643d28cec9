-- Closures of inscribed ways (état du jour). Days are texts (2026-11-23); no `until_day`: until further notice.
CREATE TABLE closure (
    n INTEGER PRIMARY KEY, segment INTEGER NOT NULL REFERENCES segment (n),
    from_day TEXT NOT NULL, until_day TEXT, body TEXT NOT NULL
) STRICT;
CREATE INDEX closure_of_segment ON closure (segment);
