//! What must hold in a store besides what its schema enforces, in SQL that both databases understand.

/// A sentence for the reader, and a query that counts what breaks it.
pub const RULES: [(&str, &str); 5] = [
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
