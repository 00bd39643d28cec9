# The list and the map together.

explore-title = Hikes
explore-panel = Hikes, beside the map
explore-search = Search for a commune, a route, a place
explore-search-hint = Commune, route, place…
explore-search-clear = Clear the search
explore-suggestions = Suggestions
explore-suggestion-count =
    { $n ->
        [one] { $n } suggestion
       *[other] { $n } suggestions
    }
explore-kind-route = route
explore-kind-commune = commune
explore-kind-town = town
explore-kind-station = station
explore-kind-place = place
explore-station-of = { $name } station
explore-words = the words searched for

explore-filters = Filters
explore-filters-on =
    { $n ->
        [one] { $n } criterion on
       *[other] { $n } criteria on
    }
explore-filters-close = Close the filters
explore-clear-all = Clear all
explore-show =
    { $n ->
        [0] No hikes
        [one] Show the hike
       *[other] Show the { $n } hikes
    }

explore-chips = Search criteria
explore-chip-remove = Remove “{ $name }”
explore-chip-start = start: { $name }
explore-chip-crossed = crosses { $name }
explore-chip-station = station within { $distance }
explore-chip-inscribed = at least { $share } inscribed
explore-chip-near = near { $name }
explore-chip-near-within = within { $distance } of { $name }
explore-chip-bounds = on the visible map
explore-chip-open-on = no known closure on { $date }
explore-chip-rating = rated { $rating } or more
explore-chip-tarmac = tarmac: { $share } at most
explore-a-point = this point
explore-quick-station = Station within 1 km
explore-quick-short = Under 10 km

explore-sort = Sort by
explore-sort-pertinence = Relevance
explore-sort-proximite = Distance
explore-sort-nom = Name
explore-sort-longueur = Length
explore-sort-duree = Duration
explore-follow-map = Only on the visible map
explore-results = Results
explore-understood = Results for “{ $text }”
explore-more = Show more
explore-tray-to-peek = Show the map: shrink the list
explore-tray-to-half = Grow the list to half the screen
explore-tray-to-full = Grow the list to the whole screen

explore-empty-title = No hike matches
explore-empty-text = One criterion a little wider, and the way opens:
explore-quoted = “{ $text }”
explore-try-without =
    { $n ->
        [one] Try without { $what } ({ $n } hike)
       *[other] Try without { $what } ({ $n } hikes)
    }
explore-try-wider =
    { $n ->
        [one] Widen: { $what } ({ $n } hike)
       *[other] Widen: { $what } ({ $n } hikes)
    }
explore-try-with =
    { $n ->
        [one] Try with { $what } ({ $n } hike)
       *[other] Try with { $what } ({ $n } hikes)
    }
explore-up-to = up to { $max }
explore-from = from { $min }
explore-at-any-distance = at any distance
explore-around = { $distance } around { $name }

# Filters: names, bounds, notes.
explore-with-whom = With whom?
explore-with-whom-note = One choice sets several criteria at once; you can then change them one by one.
explore-practice = Activity
explore-length = Length
explore-duration = Duration
explore-duration-note = Duration computed without ascent, at 4 km/h on foot.
explore-ascent = Ascent
explore-shape = Type
explore-network = Waymark network
explore-difficulty = Difficulty
explore-themes = Themes
explore-themes-note = Hints from the names of the ways, not a promise.
explore-near = Around
explore-near-note = Distance to the start, as the crow flies.
explore-near-me = My position
explore-near-centre = Centre of the map
explore-near-place = A commune or a station
explore-near-clear = Stop searching around this place
explore-within = How far
explore-any-distance = Any distance
explore-start-commune = Commune of start
explore-crossed-communes = Communes crossed
explore-commune-search = Search for a commune
explore-commune-none = No commune of this name among these hikes.
explore-commune-more =
    { $n ->
        [one] And { $n } other commune: type its name.
       *[other] And { $n } other communes: type their name.
    }
explore-station = From a station
explore-station-note = As the crow flies; check that trains stop there.
explore-quality = Reliability of the line
explore-quality-note = Inscribed: protected by the département’s plan. A link is not.
explore-followable = Without interruption
explore-inscribed = Inscribed share
explore-pnr = In the Perche regional nature park
explore-accessibility = Accessibility
explore-dogs-legend = Dogs
explore-dogs = Dogs welcome
explore-season = Recommended season
explore-open-on = State of the day
explore-open-on-note = By the closures that were reported; a way of which nobody tells anything has not necessarily been checked.
explore-open-on-day = No known closure on another day
explore-no-closure-on = No known closure on { $date }
explore-rating = Hikers’ rating
explore-tarmac = Share of tarmac

explore-any = Any
explore-no-minimum = no minimum
explore-no-maximum = no maximum
explore-range-min = { $name }, at least
explore-range-max = { $name }, at most
explore-less-than = under { $max }
explore-more-than = over { $min }
explore-between = { $min } to { $max }
explore-at-most = within { $distance }
explore-at-least = at least { $value }

explore-why-not-in-data = Not stated: no source says it yet for these routes.
explore-why-needs-reviews = Comes with the hikers’ reviews.
explore-why-needs-day-state = Unknown: nobody has given the state of the day of the ways yet.
explore-why-needs-elevation = Not stated: an elevation model is needed.
explore-why-needs-detailed-map = Not stated: the detailed map is needed.

explore-month-0 = All year
explore-month-1 = January
explore-month-2 = February
explore-month-3 = March
explore-month-4 = April
explore-month-5 = May
explore-month-6 = June
explore-month-7 = July
explore-month-8 = August
explore-month-9 = September
explore-month-10 = October
explore-month-11 = November
explore-month-12 = December
