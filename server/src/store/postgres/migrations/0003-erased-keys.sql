-- Keys of which everything was erased, so that what comes late brings nothing back: a hash of the hash of the key, and since
-- when; forgotten after two years.
CREATE TABLE erased_key (
    mark BYTEA  NOT NULL PRIMARY KEY CHECK (length(mark) = 32),
    at   BIGINT NOT NULL
);

CREATE INDEX erased_key_at ON erased_key (at);
