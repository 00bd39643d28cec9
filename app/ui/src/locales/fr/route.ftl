# The sheet of a route.

route-not-found = Cet itinéraire n’est pas dans le catalogue
route-gr-mark = « GR® » et « GR de Pays® » sont des marques déposées de la FFRandonnée.
route-starts-at = départ à { $commune }
route-starts-at-computed = départ à { $commune } (calculé)
route-partial-parts =
    { $n ->
        [one] Le registre en décrit { $n } morceau ; { $share } est inscrit. Il n’y a pas de tracé continu à suivre.
       *[other] Le registre en décrit { $n } morceaux séparés ; { $share } de ce qui se parcourt est inscrit. Il n’y a pas de tracé continu à suivre.
    }
route-partial-share = Seuls { $share } sont inscrits ; le reste est fait de liaisons à vérifier sur place. Il n’y a pas de tracé sûr à suivre.

route-effort = Effort estimé : { $n } sur 5 (calculé par Sente, ce n’est pas la difficulté officielle).
route-lengths = Longueurs inscrites et non inscrites
route-length-inscribed = inscrit au plan
route-length-retraced = parcouru deux fois
route-length-liaison = liaison non inscrite, à vérifier sur place
route-length-gaps = interruptions, hors parcours

route-favourite = Favori
route-favourite-add = Ajouter aux favoris
route-favourite-remove = Retirer des favoris
route-favourite-added = Ajouté aux favoris
route-favourite-removed = Retiré des favoris
route-share = Partager
route-print = Imprimer
route-download = Télécharger
route-picture = Image de la carte
route-picture-save = Enregistrer une image de la carte
route-picture-send = Partager l’image
route-picture-send-map = Partager l’image de la carte
route-picture-of = { $name } sur la carte
route-download-as = Télécharger en { $format }
route-withheld = Le tracé reste dans l’application
route-withheld-reason = Motif : { $reason }. Vous pouvez le suivre sur la carte, mais pas l’emporter en fichier.
route-go-there = Y aller
route-go-there-to = Y aller : { $name }
route-to-do = À faire
route-done = Faite
route-done-on = le
route-saved = Enregistré sur cet appareil
route-no-date = L’appareil n’a pas de date : réglez son horloge.
route-progress-removed = Marque retirée
route-note = Ma note
route-note-hint = Pour vous seul : ce qu’il faut savoir la prochaine fois
route-note-left = { $n } caractères restants
route-note-saved = Note enregistrée sur cet appareil
route-lists = Mes listes
route-new-list = Nouvelle liste
route-list-add = Ajouter

route-introduction = Présentation
route-steps = Étapes
route-start = Départ
route-end = Extrémité { $n }
route-part = Partie { $part } sur { $n }
route-step-at = À { $distance } :
route-step-start = Départ
route-step-finish = Arrivée
route-step-liaison = liaison non inscrite, à vérifier sur place
route-steps-more = Afficher les { $n } étapes
route-steps-fewer = Replier les étapes
route-steps-printed = Les autres étapes sont dans l’application.

route-natures = Nature des voies
route-natures-note = Sur les voies inscrites, d’après le registre.
route-pnr = { $share } dans le Parc naturel régional du Perche
route-heritage = Patrimoines à découvrir
route-themes-hint = Indices tirés du nom des chemins, à vérifier sur place.
route-profile = Profil altimétrique
route-profile-ascent = Dénivelé positif : { $ascent }
route-profile-none = Aucun relief installé ne couvre cet itinéraire : ses altitudes et son dénivelé restent inconnus.
route-profile-none-part = Aucun relief installé ne couvre cette partie.
route-profile-get = Installer un relief
route-profile-cursor = Position le long du parcours
route-profile-hint = Parcourez le profil : le point suit sur la carte.
route-profile-at = à { $distance }, { $altitude }
route-profile-at-unknown = à { $distance }, altitude inconnue
route-profile-climb = Dénivelé
route-profile-up = Dénivelé positif
route-profile-down = Dénivelé négatif
route-profile-lowest = Point le plus bas
route-profile-highest = Point le plus haut
route-profile-coarse = inconnu (relief trop grossier : { $resolution })
route-profile-gap = inconnu (le relief ignore une partie du parcours)
route-profile-liaisons = En tirets : liaisons à vol d’oiseau, profil indicatif.
route-profile-broken = Là où le trait s’interrompt, le relief ne dit rien.
route-profile-unnamed = relief sans nom
route-profile-source = Calculé d’après le relief installé : { $source }, une altitude tous les { $resolution }.
route-profile-below = Le profil se dessine au bas de la carte.
route-profile-part = Partie du parcours
route-profile-more =
    { $n ->
        [one] Le profil de l’autre partie
       *[other] Les profils des { $n } autres parties
    }
route-profile-table = Altitudes au fil du parcours
route-profile-distance = Distance
route-profile-altitude = Altitude
route-sensitive = Zones sensibles
route-practical = Infos pratiques
route-access = Accès
route-parking = Parkings
route-water = Eau potable
route-toilets = Toilettes
route-transport = Transport et alentours
route-stations = Gares
route-stations-note = Distances à vol d’oiseau ; desserte à vérifier.
route-towns = Villes et bourgs
route-straight = { $distance } à vol d’oiseau
route-communes = Communes traversées
route-accessibility = Accessibilité

route-source = Source
route-source-name = Tracé
route-source-register = PDIPR d’Eure-et-Loir, registre du Conseil départemental
route-licence = Licence
route-licence-open = Licence Ouverte 2.0 (Etalab)
route-inscribed-on = Inscription
route-inscribed-between = du { $from } au { $to }
route-raw-codes = Codes du registre
route-last-check = Dernière vérification sur le terrain
route-source-note = Longueurs calculées sur l’ellipsoïde WGS84 ; durée calculée par Sente. Sur place, le balisage fait foi.
route-findings = Ce que disent nos contrôles
route-findings-note = Remarques automatiques sur les données de cet itinéraire.
route-findings-all = Les { $n } remarques

route-nearby = À proximité
route-similar = Randonnées semblables
