-- By which a device knows that a number of the feed was given again, after the database was put back to an earlier day or lost what a
-- standby did not have: a number by chance for each moment in which numbers were given, from the first of these on.
CREATE TABLE feed_mark (
    first BIGINT NOT NULL PRIMARY KEY CHECK (first >= 0),
    -- JavaScript knows whole numbers up to here.
    mark  BIGINT NOT NULL CHECK (mark BETWEEN 0 AND 9007199254740991)
);

-- What was there before has none of its own: until then there is one history.
INSERT INTO feed_mark VALUES (0, 0);
