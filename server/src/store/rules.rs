//! What must hold in a store besides what its schema enforces, in SQL that both databases understand.

/// A sentence for the reader, and a query that counts what breaks it.
pub const RULES: [(&str, &str); 6] = [
    (
        "published things are not in the feed",
        "SELECT count(*) FROM thing WHERE state = 'published' AND shown IS NULL",
    ),
    (
        "things are in the feed that nobody has decided on",
        "SELECT count(*) FROM thing WHERE shown IS NOT NULL AND state IN ('refused', 'new', 'duplicate')",
    ),
    (
        "reports repeat one that is not there",
        "SELECT count(*) FROM thing AS one WHERE merged_into IS NOT NULL AND NOT EXISTS \
             (SELECT 1 FROM thing AS other WHERE other.id = one.merged_into AND other.content IS NOT NULL)",
    ),
    (
        "reports have another count of confirmations than devices that confirm them",
        "WITH RECURSIVE voice (report, device) AS ( \
             SELECT merged_into, owner FROM thing WHERE merged_into IS NOT NULL \
             UNION SELECT thing.merged_into, voice.device FROM voice JOIN thing ON thing.id = voice.report \
             WHERE thing.merged_into IS NOT NULL), \
         heard AS (SELECT voice.report, count(*) AS devices FROM voice JOIN thing ON thing.id = voice.report \
             WHERE voice.device <> thing.owner GROUP BY voice.report) \
         SELECT count(*) FROM thing LEFT JOIN heard ON heard.report = thing.id \
         WHERE confirmed <> coalesce(devices, 0)",
    ),
    (
        "photos are marked as unused and are used",
        "SELECT count(*) FROM photo JOIN photo_use ON photo_use.photo = photo.id WHERE unused IS NOT NULL",
    ),
    (
        "answers on satisfaction are not counted",
        "SELECT count(*) FROM (SELECT half_year, stars, count(*) AS answers FROM satisfaction GROUP BY 1, 2) AS kept \
         WHERE answers > coalesce((SELECT count FROM counter WHERE counter.half_year = kept.half_year \
             AND what = 'satisfaction-' || stars), 0)",
    ),
];
