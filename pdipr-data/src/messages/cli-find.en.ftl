# The commands "search", "show" and "synth".
figure-unknown = not given

search-total = { $n ->
    [0] No route
    [one] { $n } route
   *[other] { $n } routes
}
search-understood = Results for "{ $words }"
search-relaxation = { $n ->
    [one] Try without "{ $criterion }": { $n } route
   *[other] Try without "{ $criterion }": { $n } routes
}
search-wider = { $n ->
    [one] Widen "{ $criterion }": { $n } route
   *[other] Widen "{ $criterion }": { $n } routes
}
search-proximity-needs-near = sorting by proximity needs --near LON,LAT

criterion-text = the words
criterion-practice = the practice
criterion-network = the network
criterion-shape = the shape
criterion-difficulty = the difficulty
criterion-theme = the themes
criterion-length = the length
criterion-duration = the duration
criterion-ascent = the ascent
criterion-start-commune = the commune of the start
criterion-crossed-commune = the communes crossed
criterion-station = the station
criterion-inscribed = the inscribed share
criterion-followable = no partial routes
criterion-pnr-perche = the Perche park
criterion-near = the distance to my position
criterion-bounds = the extent of the map
criterion-accessibility = the accessibility
criterion-dogs = dogs welcome
criterion-season = the season
criterion-open-on = open on the day
criterion-rating = the rating
criterion-tarmac = the share of tarmac

practice-pied = on foot
practice-vtt = mountain bike
practice-velo = cycling
practice-equestre = riding
practice-trail = trail running
practice-attelage = carriage

shape-boucle = loop
shape-aller-retour = there and back
shape-traversee = traverse
shape-itinerance = several days
shape-etape = stage

nature-chemin-rural = rural path
nature-sentier-rural = footpath
nature-parcelle-communale = communal plot
nature-parcelle-intercommunale = intercommunal plot
nature-autre = other way

theme-bois = wood
theme-moulin = mill
theme-eau = water
theme-eglise = church
theme-chateau = castle
theme-lavoir = wash house
theme-abbaye = abbey
theme-megalithe = megalith
theme-vigne = vineyard
theme-vue = viewpoint
theme-ancienne-voie-ferree = old railway

card-duration = { $time }
card-duration-flat = { $time } without ascent
card-inscribed = { $percent } inscribed
card-partial = partial route
card-start = start { $commune }

why-name = name or code
why-starts-in = starts in { $commune }
why-crosses = crosses { $commune }
why-way = way "{ $name }"
why-town = near { $name }
why-station = station { $name } at { $distance }
why-distance = { $distance } away
why-loop = loop
why-inscribed = { $percent } inscribed

show-codes = Codes of the register: { $value }
show-inscribed = Inscribed: { $value }
show-liaison = Liaisons, not inscribed, to be checked on site: { $value }
show-ascent = Ascent: { $value }
show-communes = Communes crossed: { $value }
show-natures = Nature of the ways: { $value }
show-themes = Themes (from the names of the ways): { $value }
show-towns = Towns near by (as the crow flies): { $value }
show-stations = Stations (as the crow flies, check that trains stop): { $value }
show-introduction = Introduction: { $value }
show-parking = Parking: { $value }
show-closures-unknown = State of the day: unknown (data of the register of { $day })
show-closures-none = State of the day ({ $day }): no closure told
show-closed = Closed { $days }: { $reason }, { $from } from the start, over { $length } ({ $commune })
show-coming = Will be closed { $days }: { $reason }, { $from } from the start, over { $length } ({ $commune })
closure-days = from { $from } to { $until }
closure-days-open = from { $from }, until further notice
closure-day = on { $from }
show-steps = Steps:
show-nearby = Near by: { $value }
show-similar = Similar: { $value }

step-start = Start
step-finish = At { $from }: finish
step-liaison = At { $from }: liaison, not inscribed, to be checked on site ({ $length })
step-way = At { $from }: { $way }, { $length }
step-way-unknown = way
step-number = no. { $number }

synth-done = { $file }: { $routes } made-up routes, { $bytes } bytes
