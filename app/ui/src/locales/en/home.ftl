# Home.

home-title = Where to walk?
home-lead = All the hikes of Eure-et-Loir, on this device, without a network.
home-stands-here =
    { $n ->
        [one] { $number } route of Eure-et-Loir, on this device, without a network.
       *[other] { $number } routes of Eure-et-Loir, on this device, without a network.
    }
home-search-label = Search for a commune, a route, a place
home-search-placeholder = Commune, route, place…
home-search-go = Search
home-with-whom = With whom?
home-empty-title = No selection yet
home-empty-text = This catalogue holds no route; the registered ways are still on the map.

near-title = Near me
near-action = Find starts nearby
near-waiting = Looking for the position…

selection-all =
    { $n ->
        [one] See the hike
       *[other] See the { $n } hikes
    }

selection-gare = From a railway station
selection-gare-rule = On foot, a station within 1 km as the crow flies; check that trains stop.
selection-petites-boucles = Short loops
selection-petites-boucles-rule = On foot, 10 km at most, without a break.
selection-famille = With family
selection-famille-rule = Loops on foot up to 8 km, without a break.
selection-nature = Paths first
selection-nature-rule = On foot, at least 70% on registered ways.
selection-grande-randonnee = Long distance
selection-grande-randonnee-rule = The GR® and GR de Pays® of the département.
selection-perche = In the Perche
selection-perche-rule = On foot, in the regional nature park.
selection-vtt = By mountain bike
selection-vtt-rule = Routes waymarked for mountain bikes.
selection-cheval = On horseback
selection-cheval-rule = Riding routes.
