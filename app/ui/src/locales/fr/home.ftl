# Home.

home-title = Où marcher ?
home-lead = Toutes les randonnées d’Eure-et-Loir, sur cet appareil, sans réseau.
home-stands-here =
    { $n ->
        [one] { $number } itinéraire d’Eure-et-Loir, sur cet appareil, sans réseau.
       *[other] { $number } itinéraires d’Eure-et-Loir, sur cet appareil, sans réseau.
    }
home-search-label = Chercher une commune, un parcours, un lieu
home-search-placeholder = Commune, parcours, lieu…
home-search-go = Chercher
home-with-whom = Avec qui ?
home-empty-title = Pas encore de sélection
home-empty-text = Ce catalogue ne contient aucun itinéraire ; les chemins inscrits restent visibles sur la carte.

near-title = Près de moi
near-action = Trouver les départs proches
near-waiting = Recherche de la position…

selection-all =
    { $n ->
        [one] Voir la randonnée
       *[other] Voir les { $n } randonnées
    }

selection-gare = Au départ d’une gare
selection-gare-rule = À pied, une gare à 1 km au plus, à vol d’oiseau ; desserte à vérifier.
selection-petites-boucles = Petites boucles
selection-petites-boucles-rule = À pied, 10 km au plus, sans interruption.
selection-famille = En famille
selection-famille-rule = Boucles à pied de 8 km au plus, sans interruption.
selection-nature = Chemins avant tout
selection-nature-rule = À pied, au moins 70 % en chemins inscrits.
selection-grande-randonnee = Grande randonnée
selection-grande-randonnee-rule = Les GR® et GR de Pays® du département.
selection-perche = Dans le Perche
selection-perche-rule = À pied, dans le Parc naturel régional.
selection-vtt = À VTT
selection-vtt-rule = Itinéraires balisés pour le vélo tout-terrain.
selection-cheval = À cheval
selection-cheval-rule = Itinéraires équestres.
