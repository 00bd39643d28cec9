# One sentence for each code of a finding: what was found, and what was done with it.

# The file
finding-not-utf8 = The file is not in UTF-8; it was read as windows-1252.
finding-broken-characters = Some characters of the file cannot be read and were replaced.
finding-missing-column = The file has no such column; its values are unknown.
finding-unknown-column = The column is not part of the register's format; its values are kept as they are.

# A row
finding-broken-row = Row refused: it cannot be read ({ $reason }).
finding-broken-quote = Row refused: a quote in it is never closed.
finding-column-count = Row refused: { $found } columns instead of { $expected }.
finding-missing-segment-id = Row refused: the segment has no identity.
finding-duplicate-segment = Row refused: line { $first } has the same segment identity already.
finding-broken-geometry = Row refused: the geometry cannot be read ({ $reason }).
finding-swapped-coordinates = Latitude is written before longitude; they were put in order.
finding-broken-length = The length “{ $text }” is no number; that of the geometry is used.
finding-length-mismatch = The stated length is { $stated } m, the geometry measures { $measured } m; the geometry is used.
finding-broken-point = The point “{ $text }” cannot be read; it is not used.
finding-swapped-point = The point is written longitude first instead of latitude first.
finding-point-off-line = The segment's point lies { $metres } m from its line.
finding-missing-insee = The segment has no commune code; the commune is taken from the line.
finding-unknown-insee = There is no commune { $insee } in the département.
finding-commune-name-differs = The commune is called “{ $name }”; its official name is “{ $official }”.
finding-outside-commune = The line leaves the commune { $commune } by { $metres } m (simplified outlines).
finding-missing-way-name = The way has no name.
finding-missing-nature = The nature of the way is unknown.
finding-unknown-nature = The nature “{ $text }” is not known; it is filed as “other”.
finding-unknown-answer = “{ $text }” is neither yes nor no; the value is unknown.
finding-missing-date = The date is unknown.
finding-broken-date = “{ $text }” is no date; it is unknown.
finding-dates-out-of-order = The inscription ({ $inscribed }) comes before the commune's deliberation ({ $deliberated }).
finding-text-cut-short = The text has 50 characters: the source has probably cut it (“{ $text }”).
finding-long-straight-line = The segment runs { $metres } m in a straight line between two points: it is probably only a sketch.

# Itinerary codes
finding-no-itinerary-code = The segment is inscribed but belongs to no itinerary.
finding-code-separator = A colon separates the codes “{ $text }”; it was read as a comma.
finding-code-corrected =
    The code “{ $from }” ({ $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }) is read as “{ $to }”: { $reason }
finding-code-completed =
    The code “{ $code }” ({ $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }) is incomplete; only one code completes it and its segments are near: “{ $to }”.
finding-code-incomplete =
    The code “{ $code }” is incomplete and stays a route of its own: { $reason ->
        [several] several codes could complete it.
        [far] the segments of “{ $to }” are more than 2 km away.
        [none] no code completes it.
       *[other] nothing completes it for certain.
    }
finding-correction-unused = Some corrections are of no use any more, the register no longer has their codes: { $codes }.
finding-unknown-family = The code “{ $code }” is of no known family; the route is filed as “local” and taken to be on foot.
finding-lead-commune-unknown = The commune { $insee } of the code is not in the département; the commune with most of the route stands in for it.
finding-lead-commune-far = The commune of the code, { $commune }, lies { $km } km from the route: the code is probably mistyped; the commune with most of the route stands in for it.

# Routes
finding-route-in-parts =
    The route is in { $parts ->
        [one] { $parts } part
       *[other] { $parts } parts
    }: more than 2 km at a stretch are missing, or it has a branch.
finding-long-gap = { $km } km at a stretch are not inscribed, between { $from } and { $to }.
finding-mostly-liaison = Only { $percent }% of the route are inscribed in the register.
finding-more-liaison-than-bound = The ordered walk needs { $km } km between the segments, against { $least } km if it could branch anywhere: the segments do not follow each other along one line.

# Closures
finding-closures-unreadable = The file of closures cannot be read ({ $reason }); no closure is known.
finding-closure-unknown-segment = Closure refused: the register has no segment “{ $text }”.
finding-closure-without-day = Closure refused: “{ $text }” is not the day on which it begins.
finding-closure-ends-before = Closure refused: it would end ({ $text }) before it begins ({ $from }).
finding-closure-end-unclear = “{ $text }” is not a date: the closure holds until further notice.
finding-closure-stretch-unclear = “{ $text }” is not a part of the segment, which is { $length } m long: all of it is closed.
finding-closure-without-reason = The closure has no reason.
finding-closure-text-long = The text is longer than { $most } characters; the rest is cut.
