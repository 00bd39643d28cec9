# Ce que dit « sente-data --help », et ce qui est dit d'une ligne de commande incompréhensible.
help = Construit, interroge, contrôle et exporte le catalogue des itinéraires balisés.
help-build = Construire le catalogue à partir du registre et des données de base
help-search = Trouver des itinéraires par des mots et des critères
help-show = Afficher la fiche d'un itinéraire
help-export = Exporter un itinéraire en GPX, GeoJSON ou KML
help-inspect = Dire ce que contient un fichier GPX
help-check = Rendre compte de la qualité d'un catalogue
help-synth = Fabriquer un catalogue fictif pour les mesures

value-file-url = FICHIER|URL
value-route = ITINÉRAIRE
value-format = FORMAT
value-t = MOTS
value-json = JSON
value-s = ORDRE
value-date = JOUR
value-code = CODE
value-severity = GRAVITÉ
value-seed = GRAINE

help-build-pdipr = Le registre : un fichier, ou une adresse (http ou https) ; à défaut, pdipr.csv des données de base
help-build-base_data = Dossier de communes.geojson, towns.geojson et stations.csv ; à défaut, data/28 du projet
help-build-codes = Le sens des codes d'itinéraire ; à défaut, codes.toml des données de base
help-build-closures = Les fermetures de chemins ; à défaut, closures.csv des données de base s'il y est
help-build-out = Où écrire le catalogue ; à défaut, data/28/built/catalogue.sqlite du projet
help-build-json = Le résumé en JSON sur la sortie standard

help-search-catalogue = Le catalogue ; à défaut, data/28/built/catalogue.sqlite du projet
help-search-text = Des mots comme on les tape : communes, codes, chemins, gares, pratiques
help-search-filter = Des critères en JSON, par exemple {"{"}"practices":["vtt"],"length":{"{"}"max":20000{"}"}{"}"}
help-search-near = D'où mesurer les distances ; sans mots ni ordre, le plus proche vient en premier
help-search-sort = relevance (pertinence), proximity (proximité), length (longueur), duration (durée) ou name (nom)
help-search-limit = Combien d'itinéraires afficher ; à défaut, 20
help-search-offset = Combien en sauter avant
help-search-json = Tout le résultat en JSON sur la sortie standard

help-show-route = L'itinéraire : son identifiant (f15-e-28310) ou un ancien
help-show-catalogue = Le catalogue ; à défaut, data/28/built/catalogue.sqlite du projet
help-show-on = Dire ce qui est fermé ce jour-là et ce qui le sera plus tard (2026-12-03) ; à défaut, toutes les fermetures connues
help-show-json = Toute la fiche en JSON sur la sortie standard

help-export-route = L'itinéraire : son identifiant (f15-e-28310), un ancien, ou son code si un seul itinéraire le porte (F15.E)
help-export-catalogue = Le catalogue ; à défaut, data/28/built/catalogue.sqlite du projet
help-export-format = gpx, geojson ou kml ; à défaut, gpx
help-export-out = Où écrire le fichier ; - est la sortie standard ; à défaut, un nom tiré du code, dans le dossier courant
help-export-no_date = Omettre la date d'export, pour que des catalogues égaux donnent des octets égaux

help-inspect-file = Un fichier GPX ; - lit l'entrée standard
help-inspect-json = Le compte rendu en JSON sur la sortie standard

help-check-catalogue = Le catalogue ; à défaut, data/28/built/catalogue.sqlite du projet
help-check-code = Seulement les constats de ce code ; peut être donné plusieurs fois
help-check-at_least = Seulement les constats au moins aussi graves : info, warning (à vérifier), error (erreur) ; à défaut, info
help-check-json = Le compte rendu en JSON sur la sortie standard

help-synth-routes = Combien d'itinéraires, jusqu'à 1 000 000 ; mêmes nombre et graine, mêmes octets
help-synth-seed = D'où sont tirés les itinéraires fictifs ; à défaut, 1
help-synth-out = Où écrire le catalogue
help-synth-json = Un résumé en JSON sur la sortie standard

usage-sort = relevance (pertinence), proximity (proximité), length (longueur), duration (durée) ou name (nom)
usage-day = un jour, comme 2026-12-03
usage-severity = info, warning (à vérifier) ou error (erreur)
