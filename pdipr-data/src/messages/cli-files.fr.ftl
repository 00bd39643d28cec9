# Les commandes « export » et « inspect ».
export-saved = { $file } : { $name } ({ $size } octets)
export-unknown-route = Aucun itinéraire « { $route } » dans ce catalogue. « sente-data search --text "{ $route }" » aide à le trouver.
export-withheld = { $reason }
inspect-version = GPX { $version }, écrit par { $creator }
inspect-unknown = non renseigné
inspect-points =
    { $tracks ->
        [one] { $tracks } trace
       *[other] { $tracks } traces
    }, { $routes ->
        [one] { $routes } route
       *[other] { $routes } routes
    }, { $waypoints ->
        [one] { $waypoints } point de passage
       *[other] { $waypoints } points de passage
    }, { $points ->
        [one] { $points } point en tout
       *[other] { $points } points en tout
    }
inspect-length = Longueur : { $length }
inspect-bounds = Emprise : { $west }, { $south } – { $east }, { $north }
inspect-elevations = Altitudes : { $min } à { $max } m ; D+ { $ascent } m, D− { $descent } m
inspect-no-elevations = Altitudes : non renseignées
inspect-line = { "  " }{ $name } : { $segments } segments, { $points } points, { $length }
inspect-finding = { $severity }, ligne { $line } : { $sentence }
