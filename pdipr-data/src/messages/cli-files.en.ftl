# The commands `export` and `inspect`.
export-saved = { $file }: { $name } ({ $size } bytes)
export-unknown-route = No route "{ $route }" in this catalogue. `sente-data search --text "{ $route }"` helps to find it.
export-withheld = { $reason }
inspect-version = GPX { $version }, written by { $creator }
inspect-unknown = unknown
inspect-points =
    { $tracks ->
        [one] { $tracks } track
       *[other] { $tracks } tracks
    }, { $routes ->
        [one] { $routes } route
       *[other] { $routes } routes
    }, { $waypoints ->
        [one] { $waypoints } waypoint
       *[other] { $waypoints } waypoints
    }, { $points ->
        [one] { $points } point in all
       *[other] { $points } points in all
    }
inspect-length = Length: { $length }
inspect-bounds = Bounds: { $west }, { $south } – { $east }, { $north }
inspect-elevations = Elevations: { $min } to { $max } m; ascent { $ascent } m, descent { $descent } m
inspect-no-elevations = Elevations: unknown
inspect-line = { "  " }{ $name }: { $segments } segments, { $points } points, { $length }
inspect-finding = { $severity }, line { $line }: { $sentence }
