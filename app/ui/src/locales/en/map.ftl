# The map.

map-title = Map
map-name = Map of the routes
map-hint = Arrow keys: move. Plus and minus: zoom. Enter: what is at the centre. Menu key: coordinates of the centre. The same as text: button “List of routes in view”.
map-waiting = Drawing the map…
map-no-canvas = This device cannot draw the map
map-no-canvas-advice = Everything else works: the list, the filters and the sheets say the same in words.

map-controls = Map controls
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-north = North up
map-whole = Show the whole département
map-locate = Show my position
map-locate-yes = Show my position
map-position-why = Your position is used to show you on the map. It stays on this device and is sent to nobody.
map-position-shown = Your position is at the centre of the map.
map-scale = Scale: { $length }

map-credits = Locator map · Legend · Sources
map-credits-detail = Legend · Sources
map-credits-all = Département d’Eure-et-Loir, Licence Ouverte 2.0 · IGN and INSEE, Licence Ouverte 2.0 · GeoNames, CC BY 4.0 · SNCF Réseau
map-locator-note = Without a detailed map this is a locator map: it shows communes, towns, stations and inscribed ways, not the details of the ground.

map-choice-title = Several routes here
map-choice-count =
    { $n ->
        [one] { $n } route here
       *[other] { $n } routes here
    }
map-segment-title = Way inscribed in the PDIPR
map-way-unnamed = Way without a name
map-way-inscribed = Inscribed on { $date }
map-way-note = No waymarked route uses it.
map-place-title = This point
map-altitude = Elevation: { $altitude } ({ $source }, an elevation every { $resolution })
map-near = Search near here
map-near-set = Searching near the chosen point.
map-copy = Copy the coordinates
map-copied = Coordinates copied.
map-copy-failed = This device does not allow copying. Write down the coordinates shown.
map-go-there = Go there
map-report = Report a problem here

map-twin-open = List of routes in view
map-twin-title = Routes in view on the map
map-twin-count =
    { $n ->
        [0] No route in this part of the map.
        [one] { $n } route in this part of the map.
       *[other] { $n } routes in this part of the map.
    }
map-twin-more = Zoom in to shorten the list.

map-closed-title = Closed ways in this view
map-places-title = Places in view on the map
map-places-count =
    { $n ->
        [0] No sign in this part of the map. Zoom in: signs appear from near.
        [one] { $n } place in this part of the map, from its centre.
       *[other] { $n } places in this part of the map, from its centre.
    }
map-place-away = { $length } { $direction }
map-away-hiker = { $away } of you
map-away-centre = { $away } of the centre of the map
direction-n = to the north
direction-ne = to the north-east
direction-e = to the east
direction-se = to the south-east
direction-s = to the south
direction-sw = to the south-west
direction-w = to the west
direction-nw = to the north-west

map-systems = How coordinates are written
map-system-decimal = Decimal
map-system-sexagesimal = Deg, min, sec
map-system-utm = UTM

map-legend = Legend
