# The commands `export` and `inspect`.
export-saved = { $file }: { $name } ({ $size } bytes)
export-unknown-route = No route "{ $route }" in this catalogue. `sente-data search --text "{ $route }"` helps to find it.
export-withheld = { $reason }
inspect-version = GPX { $version }, written by { $creator }
inspect-unknown = unknown
inspect-points = { $tracks } tracks, { $routes } routes, { $waypoints } waypoints; { $points } points in all
inspect-length = Length: { $length }
inspect-bounds = Bounds: { $west }, { $south } – { $east }, { $north }
inspect-elevations = Elevations: { $min } to { $max } m; ascent { $ascent } m, descent { $descent } m
inspect-no-elevations = Elevations: unknown
inspect-line = { "  " }{ $name }: { $segments } segments, { $points } points, { $length }
inspect-finding = { $severity }, line { $line }: { $sentence }
