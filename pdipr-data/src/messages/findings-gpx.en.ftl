# What is loose or lost in a GPX file; $n says how often, $what quotes the file.
finding-gpx-after-end = Something follows the end </gpx>; it is not read.
finding-gpx-bad-attributes = Badly formed attributes in an extension are left out ({ $n } times).
finding-gpx-bad-bounds = The <bounds> written in the file are not valid; they are computed again.
finding-gpx-bad-characters = Some bytes are not of the encoding; they are read as Windows-1252.
finding-gpx-bad-number = "{ $what }" is not a number; the value is unknown ({ $n } times).
finding-gpx-bad-time = "{ $what }" is not a date; it is unknown ({ $n } times).
finding-gpx-broken = From here the file is no longer XML ({ $what }); what comes before is read.
finding-gpx-decimal-comma = Numbers are written with a decimal comma ({ $n } times).
finding-gpx-doctype = A DOCTYPE declaration is ignored.
finding-gpx-elevations-all-zero = All elevations are 0: they are taken as unknown.
finding-gpx-foreign-element = The element <{ $what }> does not belong here; it is kept as an extension ({ $n } times).
finding-gpx-markup-in-text = Tags inside a text are left out, their text is kept ({ $n } times).
finding-gpx-no-points = The file has no points.
finding-gpx-point-dropped = A point has no valid position; it is not read ({ $n } times).
finding-gpx-time-without-zone = Times have no zone; they are read as universal time ({ $n } times).
finding-gpx-truncated = The file stops inside an element; what comes before is read.
finding-gpx-unknown-encoding = The encoding "{ $what }" is unknown; the file is read as UTF-8.
finding-gpx-unknown-entity = The entity "{ $what }" is unknown; it is kept as it is ({ $n } times).
finding-gpx-version-missing = The file does not say its version of GPX.
finding-gpx-version-unknown = The version of GPX "{ $what }" is unknown; the file is read as GPX 1.1.

# Why a file is refused.
gpx-refused-element-too-long = Line { $line }: one element is longer than { $limit } MiB. The file is refused.
gpx-refused-empty = The file is empty.
gpx-refused-entities = The file declares XML entities, which GPX never needs. It is refused.
gpx-refused-file-too-large = The file is larger than { $limit } MiB. It is refused.
gpx-refused-model-too-large = The content of the file would take more than { $limit } MiB of memory. It is refused.
gpx-refused-no-root = This is not a GPX file: there is no <gpx> element.
gpx-refused-other-root = This is not a GPX file: it begins with <{ $name }>.
gpx-refused-too-deep = Line { $line }: more than { $limit } elements inside each other. The file is refused.
gpx-refused-too-many-attributes = Line { $line }: an element has more than { $limit } attributes. The file is refused.
gpx-refused-too-many-lines = Line { $line }: more than { $limit } tracks, segments and routes. The file is refused.
gpx-refused-unreadable = The file could not be read: { $reason }
