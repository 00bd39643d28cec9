# What "sente-data --help" says, and what is said of a command line that cannot be understood.
help = Builds, searches, checks and exports the catalogue of waymarked routes.
help-build = Build the catalogue from the register and the base data
help-search = Find routes by words and criteria
help-show = Show the sheet of one route
help-export = Export one route as GPX, GeoJSON or KML
help-inspect = Say what is in a GPX file
help-check = Report on the quality of a catalogue
help-synth = Make a made-up catalogue for benchmarks

value-file-url = FILE|URL
value-route = ROUTE
value-format = FORMAT
value-t = WORDS
value-json = JSON
value-s = ORDER
value-date = DATE
value-code = CODE
value-severity = SEVERITY
value-seed = SEED

help-build-pdipr = The register: a file, or an address (http or https); without it, pdipr.csv of the base data
help-build-base_data = Folder with communes.geojson, towns.geojson and stations.csv; without it, data/28 of the project
help-build-codes = What the itinerary codes mean; without it, codes.toml of the base data
help-build-closures = The closures of ways; by default closures.csv of the base data if it is there
help-build-out = Where the catalogue goes; without it, data/28/built/catalogue.sqlite of the project
help-build-json = The summary as JSON on stdout

help-search-catalogue = The catalogue; without it, data/28/built/catalogue.sqlite of the project
help-search-text = Words as people type them: communes, codes, ways, stations, practices
help-search-filter = Criteria as JSON, for example {"{"}"practices":["vtt"],"length":{"{"}"max":20000{"}"}{"}"}
help-search-near = Where distances are measured from; without words and order, the nearest comes first
help-search-sort = relevance, proximity, length, duration or name
help-search-limit = How many routes to list; without it, 20
help-search-offset = How many to leave out before
help-search-json = The whole result as JSON on stdout

help-show-route = The route: its identity (f15-e-28310) or a former one
help-show-catalogue = The catalogue; without it, data/28/built/catalogue.sqlite of the project
help-show-on = Say what is closed on this day and what will be later (2026-12-03); by default all known closures
help-show-json = The whole sheet as JSON on stdout

help-export-route = The route: its identity (f15-e-28310), a former one, or its code if only one route has it (F15.E)
help-export-catalogue = The catalogue; without it, data/28/built/catalogue.sqlite of the project
help-export-format = gpx, geojson or kml; without it, gpx
help-export-out = Where the file goes; - is stdout; without it, a name made from the code, in the current folder
help-export-no_date = Leave out the date of export, so that equal catalogues give equal bytes

help-inspect-file = A GPX file; - reads standard input
help-inspect-json = The report as JSON on stdout

help-check-catalogue = The catalogue; without it, data/28/built/catalogue.sqlite of the project
help-check-code = Only findings of this code; may be given several times
help-check-at_least = Only findings at least this grave: info, warning, error; without it, info
help-check-json = The report as JSON on stdout

help-synth-routes = How many routes, up to 1,000,000; equal numbers and seeds give equal bytes
help-synth-seed = What the made-up routes are drawn from; without it, 1
help-synth-out = Where the catalogue goes
help-synth-json = A summary as JSON on stdout

usage-sort = relevance, proximity, length, duration or name
usage-day = a day, as 2026-12-03
usage-severity = info, warning or error
