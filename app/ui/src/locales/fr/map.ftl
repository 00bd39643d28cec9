# The map.

map-title = Carte
map-name = Carte des itinéraires
map-hint = Flèches : déplacer. Plus et moins : agrandir, réduire. Entrée : ce qui est au centre. Touche de menu : coordonnées du centre. La même chose en texte : bouton « Liste des itinéraires visibles ».
map-waiting = La carte se dessine…
map-no-canvas = Cet appareil ne peut pas dessiner la carte
map-no-canvas-advice = Tout le reste fonctionne : la liste, les filtres et les fiches disent la même chose en texte.

map-controls = Commandes de la carte
map-zoom-in = Agrandir
map-zoom-out = Réduire
map-north = Nord en haut
map-whole = Voir tout le département
map-locate = Voir ma position
map-locate-yes = Montrer ma position
map-position-why = Votre position sert à vous montrer sur la carte. Elle reste sur cet appareil et n’est envoyée à personne.
map-position-shown = Votre position est au centre de la carte.
map-scale = Échelle : { $length }

map-credits = Carte de repérage · Légende · Sources
map-credits-detail = Légende · Sources
map-credits-all = Département d’Eure-et-Loir, Licence Ouverte 2.0 · IGN et INSEE, Licence Ouverte 2.0 · GeoNames, CC BY 4.0 · SNCF Réseau
map-locator-note = Sans carte détaillée, ceci est une carte de repérage : elle montre les communes, les villes, les gares et les chemins inscrits, pas le détail du terrain.

map-choice-title = Plusieurs itinéraires ici
map-choice-count =
    { $n ->
        [one] { $n } itinéraire ici
       *[other] { $n } itinéraires ici
    }
map-segment-title = Chemin inscrit au PDIPR
map-way-unnamed = Chemin sans nom
map-way-inscribed = Inscrit le { $date }
map-way-note = Aucun itinéraire balisé ne l’emprunte.
map-place-title = Ce point
map-altitude = Altitude : { $altitude } ({ $source }, une altitude tous les { $resolution })
map-near = Chercher près d’ici
map-near-set = Recherche près du point choisi.
map-copy = Copier les coordonnées
map-copied = Coordonnées copiées.
map-copy-failed = Cet appareil ne permet pas de copier. Recopiez les coordonnées affichées.
map-go-there = Y aller
map-report = Signaler ici

map-twin-open = Liste des itinéraires visibles
map-twin-title = Itinéraires visibles sur la carte
map-twin-count =
    { $n ->
        [0] Aucun itinéraire dans cette partie de la carte.
        [one] { $n } itinéraire dans cette partie de la carte.
       *[other] { $n } itinéraires dans cette partie de la carte.
    }
map-twin-more = Agrandissez la carte pour réduire la liste.

map-closed-title = Chemins fermés dans cette vue
map-places-title = Lieux visibles sur la carte
map-places-count =
    { $n ->
        [0] Aucun signe dans cette partie de la carte. Agrandissez-la : les signes paraissent de près.
        [one] { $n } lieu dans cette partie de la carte, depuis son centre.
       *[other] { $n } lieux dans cette partie de la carte, depuis son centre.
    }
map-place-away = à { $length } { $direction }
map-away-hiker = { $away } de vous
map-away-centre = { $away } du centre de la carte
direction-n = au nord
direction-ne = au nord-est
direction-e = à l’est
direction-se = au sud-est
direction-s = au sud
direction-sw = au sud-ouest
direction-w = à l’ouest
direction-nw = au nord-ouest

map-systems = Écriture des coordonnées
map-system-decimal = Décimal
map-system-sexagesimal = Deg., min., s
map-system-utm = UTM

map-legend = Légende
