-- Each device counts once on a report that it has confirmed, however many of those that repeat it are its own. Who counts
-- stands in these reports; a mark that one of them counts is kept no longer. What was counted twice is counted anew, and
-- where everybody has seen it, it comes to the end of the feed.
WITH RECURSIVE
    voice (report, device) AS (
        SELECT merged_into, owner FROM thing WHERE merged_into IS NOT NULL
        UNION
        SELECT thing.merged_into, voice.device FROM voice JOIN thing ON thing.id = voice.report
        WHERE thing.merged_into IS NOT NULL
    ),
    heard AS (
        SELECT thing.id AS report, count(voice.device) AS devices FROM thing
        LEFT JOIN voice ON voice.report = thing.id AND voice.device <> thing.owner
        WHERE thing.kind = 'report' GROUP BY thing.id
    )
UPDATE thing SET confirmed = heard.devices FROM heard
WHERE heard.report = thing.id AND thing.confirmed <> heard.devices;

UPDATE thing SET shown = json_set(shown, '$.confirmed', confirmed), feed_seq = renewed.seq
FROM (
    SELECT arrived AS place, (SELECT max(feed_seq) FROM thing) + row_number() OVER (ORDER BY feed_seq) AS seq
    FROM thing WHERE kind = 'report' AND json_extract(shown, '$.confirmed') <> confirmed
) AS renewed
WHERE renewed.place = thing.arrived;

ALTER TABLE thing DROP COLUMN counts;
