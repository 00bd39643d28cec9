# Les commandes « search », « show » et « synth ».
figure-unknown = non renseigné

search-total = { $n ->
    [0] Aucun itinéraire
    [one] { $n } itinéraire
   *[other] { $n } itinéraires
}
search-understood = Résultats pour « { $words } »
search-relaxation = { $n ->
    [one] Essayez sans « { $criterion } » : { $n } itinéraire
   *[other] Essayez sans « { $criterion } » : { $n } itinéraires
}
search-wider = { $n ->
    [one] Élargissez « { $criterion } » : { $n } itinéraire
   *[other] Élargissez « { $criterion } » : { $n } itinéraires
}
search-proximity-needs-near = le tri par proximité demande --near LON,LAT

criterion-text = les mots cherchés
criterion-practice = la pratique
criterion-network = le réseau
criterion-shape = le type
criterion-difficulty = la difficulté
criterion-theme = les thèmes
criterion-length = la longueur
criterion-duration = la durée
criterion-ascent = le dénivelé
criterion-start-commune = la commune de départ
criterion-crossed-commune = les communes traversées
criterion-station = la gare
criterion-inscribed = la part inscrite
criterion-followable = sans itinéraires partiels
criterion-pnr-perche = le PNR du Perche
criterion-near = la distance à ma position
criterion-bounds = l'emprise de la carte
criterion-accessibility = l'accessibilité
criterion-dogs = les chiens admis
criterion-season = la saison
criterion-open-on = l'état du jour
criterion-rating = la note
criterion-tarmac = la part de goudron

practice-pied = pédestre
practice-vtt = VTT
practice-velo = vélo
practice-equestre = équestre
practice-trail = trail
practice-attelage = attelage

shape-boucle = boucle
shape-aller-retour = aller-retour
shape-traversee = traversée
shape-itinerance = itinérance
shape-etape = étape

nature-chemin-rural = chemin rural
nature-sentier-rural = sentier rural
nature-parcelle-communale = parcelle communale
nature-parcelle-intercommunale = parcelle intercommunale
nature-autre = autre voie

theme-bois = bois
theme-moulin = moulin
theme-eau = eau
theme-eglise = église
theme-chateau = château
theme-lavoir = lavoir
theme-abbaye = abbaye
theme-megalithe = mégalithe
theme-vigne = vigne
theme-vue = point de vue
theme-ancienne-voie-ferree = ancienne voie ferrée

card-duration = { $time }
card-duration-flat = { $time } hors dénivelé
card-inscribed = { $percent } inscrit
card-partial = itinéraire partiel
card-start = départ { $commune }

why-name = nom ou code
why-starts-in = départ à { $commune }
why-crosses = traverse { $commune }
why-way = chemin « { $name } »
why-town = près de { $name }
why-station = gare de { $name } à { $distance }
why-distance = à { $distance }
why-loop = boucle
why-inscribed = { $percent } inscrit

show-codes = Codes du registre : { $value }
show-inscribed = Inscrit : { $value }
show-liaison = Liaisons non inscrites, à vérifier sur place : { $value }
show-ascent = Dénivelé positif : { $value }
show-communes = Communes traversées : { $value }
show-natures = Nature des voies : { $value }
show-themes = Thèmes (d'après les noms des chemins) : { $value }
show-towns = Bourgs proches (à vol d'oiseau) : { $value }
show-stations = Gares (à vol d'oiseau, desserte à vérifier) : { $value }
show-introduction = Introduction : { $value }
show-parking = Parking : { $value }
show-closures-unknown = État du jour : non renseigné (données du registre du { $day })
show-closures-none = État du jour ({ $day }) : aucune fermeture signalée
show-closed = Fermé { $days } : { $reason }, à { $from } du départ sur { $length } ({ $commune })
show-coming = Sera fermé { $days } : { $reason }, à { $from } du départ sur { $length } ({ $commune })
closure-days = du { $from } au { $until }
closure-days-open = à partir du { $from }, jusqu'à nouvel ordre
closure-day = le { $from }
show-steps = Étapes :
show-nearby = À proximité : { $value }
show-similar = Semblables : { $value }

step-start = Départ
step-finish = À { $from } : arrivée
step-liaison = À { $from } : liaison non inscrite, à vérifier sur place ({ $length })
step-way = À { $from } : { $way }, { $length }
step-way-unknown = voie
step-number = nº { $number }

synth-done = { $file } : { $routes } itinéraires inventés, { $bytes } octets
