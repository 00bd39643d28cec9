# The list and the map together.

explore-title = Randonnées
explore-panel = Randonnées, à côté de la carte
explore-search = Chercher une commune, un parcours, un lieu
explore-search-hint = Commune, parcours, lieu…
explore-search-clear = Effacer la recherche
explore-suggestions = Propositions
explore-suggestion-count =
    { $n ->
        [one] { $n } proposition
       *[other] { $n } propositions
    }
explore-kind-route = itinéraire
explore-kind-commune = commune
explore-kind-town = ville
explore-kind-station = gare
explore-kind-place = lieu
explore-station-of = gare de { $name }
explore-words = les mots cherchés

explore-filters = Filtres
explore-filters-on =
    { $n ->
        [one] { $n } critère actif
       *[other] { $n } critères actifs
    }
explore-filters-close = Fermer les filtres
explore-clear-all = Tout effacer
explore-show =
    { $n ->
        [0] Aucune randonnée
        [one] Afficher la randonnée
       *[other] Afficher les { $n } randonnées
    }

explore-chips = Critères de recherche
explore-chip-remove = Retirer « { $name } »
explore-chip-start = départ : { $name }
explore-chip-crossed = traverse { $name }
explore-chip-station = gare à { $distance } au plus
explore-chip-inscribed = inscrit à { $share } au moins
explore-chip-near = près de { $name }
explore-chip-near-within = à { $distance } au plus de { $name }
explore-chip-bounds = dans la carte affichée
explore-chip-open-on = sans fermeture connue le { $date }
explore-chip-rating = note de { $rating } ou plus
explore-chip-tarmac = goudron : { $share } au plus
explore-a-point = ce point
explore-quick-station = Gare à 1 km
explore-quick-short = Moins de 10 km

explore-sort = Trier par
explore-sort-pertinence = Pertinence
explore-sort-proximite = Proximité
explore-sort-nom = Ordre alphabétique
explore-sort-longueur = Longueur
explore-sort-duree = Durée
explore-follow-map = Seulement dans la carte affichée
explore-results = Résultats
explore-understood = Résultats pour « { $text } »
explore-more = Afficher plus
explore-tray-to-peek = Voir la carte : réduire la liste
explore-tray-to-half = Agrandir la liste à la moitié de l’écran
explore-tray-to-full = Agrandir la liste à tout l’écran

explore-empty-title = Aucune randonnée ne correspond
explore-empty-text = Un critère un peu plus large, et le chemin s’ouvre :
explore-quoted = « { $text } »
explore-try-without =
    { $n ->
        [one] Essayez sans { $what } ({ $n } randonnée)
       *[other] Essayez sans { $what } ({ $n } randonnées)
    }
explore-try-wider =
    { $n ->
        [one] Élargir : { $what } ({ $n } randonnée)
       *[other] Élargir : { $what } ({ $n } randonnées)
    }
explore-try-with =
    { $n ->
        [one] Essayez avec { $what } ({ $n } randonnée)
       *[other] Essayez avec { $what } ({ $n } randonnées)
    }
explore-up-to = jusqu’à { $max }
explore-from = dès { $min }
explore-at-any-distance = à toute distance
explore-around = à { $distance } autour de { $name }

# Filters: names, bounds, notes.
explore-with-whom = Avec qui ?
explore-with-whom-note = Un choix règle plusieurs critères à la fois ; vous pouvez ensuite les changer un à un.
explore-practice = Pratique
explore-length = Longueur
explore-duration = Durée
explore-duration-note = Durée calculée hors dénivelé, à 4 km/h à pied.
explore-ascent = Dénivelé positif
explore-shape = Type
explore-network = Réseau de balisage
explore-difficulty = Difficulté
explore-themes = Thèmes
explore-themes-note = Indices tirés du nom des chemins, pas une promesse.
explore-near = Autour de
explore-near-note = Distance au départ, à vol d’oiseau.
explore-near-me = Ma position
explore-near-centre = Centre de la carte
explore-near-place = Une commune ou une gare
explore-near-clear = Ne plus chercher autour de ce lieu
explore-within = À quelle distance
explore-any-distance = Toute distance
explore-start-commune = Commune de départ
explore-crossed-communes = Communes traversées
explore-commune-search = Chercher une commune
explore-commune-none = Aucune commune à ce nom parmi ces randonnées.
explore-commune-more =
    { $n ->
        [one] Et { $n } autre commune : tapez son nom.
       *[other] Et { $n } autres communes : tapez leur nom.
    }
explore-station = Depuis une gare
explore-station-note = À vol d’oiseau ; vérifiez que le train s’y arrête.
explore-quality = Fiabilité du tracé
explore-quality-note = Inscrit : protégé par le plan départemental. Une liaison ne l’est pas.
explore-followable = Sans interruption
explore-inscribed = Part inscrite
explore-pnr = Dans le Parc naturel régional du Perche
explore-accessibility = Accessibilité
explore-dogs-legend = Chien
explore-dogs = Chien admis
explore-season = Saison conseillée
explore-open-on = État du jour
explore-open-on-note = D’après les fermetures signalées ; un chemin dont personne ne dit rien n’a pas forcément été vérifié.
explore-open-on-day = Sans fermeture connue un autre jour
explore-no-closure-on = Sans fermeture connue le { $date }
explore-rating = Note des randonneurs
explore-tarmac = Part de goudron

explore-any = Indifférent
explore-no-minimum = pas de minimum
explore-no-maximum = pas de maximum
explore-range-min = { $name }, au moins
explore-range-max = { $name }, au plus
explore-less-than = moins de { $max }
explore-more-than = plus de { $min }
explore-between = { $min } à { $max }
explore-at-most = { $distance } au plus
explore-at-least = { $value } au moins

explore-why-not-in-data = Non renseigné : aucune source ne le dit encore pour ces itinéraires.
explore-why-needs-reviews = Viendra avec les avis des randonneurs.
explore-why-needs-day-state = Non renseigné : personne n’a encore donné l’état du jour des chemins.
explore-why-needs-elevation = Non renseigné : il faut un modèle d’altitude.
explore-why-needs-detailed-map = Non renseigné : il faut la carte détaillée.

explore-month-0 = Toute l’année
explore-month-1 = Janvier
explore-month-2 = Février
explore-month-3 = Mars
explore-month-4 = Avril
explore-month-5 = Mai
explore-month-6 = Juin
explore-month-7 = Juillet
explore-month-8 = Août
explore-month-9 = Septembre
explore-month-10 = Octobre
explore-month-11 = Novembre
explore-month-12 = Décembre
