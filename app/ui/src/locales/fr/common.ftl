# Words that every screen uses.

skip-to-content = Aller au contenu
tabs-name = Rubriques
tab-home = Accueil
tab-explore = Randonnées
tab-map = Carte
tab-carnet = Mon carnet
tab-more = Plus
see-all-routes = Voir toutes les randonnées

close = Fermer
cancel = Annuler
undo = Annuler
retry = Réessayer
back = Retour
save = Enregistrer
delete = Supprimer
waiting = Chargement…
unknown = non renseigné
unknown-figure = { $name } : non renseigné
computed = calculé
list-separator = ,{ " " }

page-not-found = Page introuvable
page-not-found-title = Cette page n’existe pas
page-not-found-text = L’adresse est peut-être incomplète. Toutes les randonnées restent là.

failed-title = Cela n’a pas fonctionné
error-not-found = Cet itinéraire n’est pas dans le catalogue de cet appareil. Cherchez-le par son nom : il a peut-être changé de code.
error-invalid = Ce n’est pas possible : { $reason }. Corrigez, puis réessayez.
error-withheld = Le tracé ne peut pas sortir de l’application : { $reason }
error-no-catalogue = Le catalogue de l’application est absent ou abîmé ({ $reason }). Réinstallez l’application ; votre carnet est gardé à part.
invalid-empty = Il manque un texte. Écrivez quelque chose, puis réessayez.
invalid-too-long = Le texte est trop long. Raccourcissez-le, puis réessayez.
invalid-out-of-range = Cette valeur est hors des limites. Choisissez-en une autre.
invalid-taken = Une liste porte déjà ce nom. Choisissez-en un autre.
invalid-in-the-future = Cette date est dans l’avenir. Choisissez aujourd’hui ou un jour passé.
invalid-not-a-carnet = Ce fichier n’est pas un carnet de Sente. Choisissez le fichier .json que l’application a exporté.
invalid-newer = Ce fichier vient d’une version plus récente de Sente. Mettez l’application à jour, puis réessayez.
invalid-other-kind = Un avis ne peut pas devenir un signalement, ni l’inverse. Écrivez-en un nouveau.
invalid-not-a-key = Ce n’est pas la clé d’un appareil. Copiez le texte entier que l’autre appareil affiche.
invalid-key-in-use = Vous avez déjà écrit depuis cet appareil. Exportez puis effacez ce que vous y avez écrit avant de reprendre une autre clé.
invalid-not-an-address = Ce n’est pas l’adresse d’un serveur. Elle commence par https://
invalid-not-a-photo = Cette photo ne peut pas être lue. Choisissez-en une autre.
invalid-photo-too-large = Cette photo est trop grande. Choisissez-en une autre.
error-newer-carnet = Votre carnet a été écrit par une version plus récente de Sente. Mettez l’application à jour ; rien n’est perdu.
error-storage = L’appareil a refusé d’enregistrer ({ $reason }). Libérez de la place, ou autorisez le stockage pour ce site, puis réessayez.
error-unavailable = Le moteur de l’application ne répond pas ({ $reason }). Réessayez ; sinon, rechargez la page.
error-bad-request = L’application et son moteur ne se comprennent pas ({ $reason }). Rechargez la page pour finir la mise à jour.

engine-fetching = Premier démarrage : le catalogue s’installe sur cet appareil
engine-fetching-amount = { $done } sur { $total }. Ensuite, tout fonctionne sans réseau.
engine-failed = Le catalogue n’a pas pu démarrer
engine-failed-carnet = Le carnet ne peut pas être ouvert
engine-failed-no-storage = Ce navigateur ne laisse pas l’application garder de données. Quittez la navigation privée, autorisez le stockage pour ce site, ou prenez un navigateur plus récent.
engine-failed-quota = Il n’y a plus assez de place sur cet appareil. Libérez quelques dizaines de Mo, puis redémarrez l’application.
engine-failed-no-catalogue = Le tout premier démarrage a besoin du réseau, une seule fois. Connectez-vous, puis redémarrez l’application.
engine-failed-damaged = Le catalogue est arrivé abîmé. Redémarrez l’application pour le reprendre.
engine-failed-broken = Redémarrez l’application. Votre carnet est gardé sur l’appareil.
engine-restart = Redémarrer l’application
not-fetched-title = Cet écran n’a pas pu être chargé
not-fetched-text = Redémarrez l’application : votre carnet et vos filtres sont gardés. Si cela continue, ouvrez-la une fois avec du réseau.

saved-at = Fichier enregistré : { $path }
saved-download = { $file } est dans vos téléchargements.
save-cancelled = Enregistrement annulé.
save-failed = Le fichier n’a pas pu être enregistré ({ $reason }). Choisissez un autre dossier et réessayez.

share-copied = Lien copié : collez-le où vous voulez.
share-no-address = L’application installée n’a pas d’adresse publique à partager. Partagez plutôt le fichier GPX.
share-unavailable = Cet appareil ne sait ni partager ni copier. Recopiez l’adresse de la page.

position-why = Votre position sert à trouver les départs proches. Elle reste sur cet appareil.
position-denied = La position n’est pas autorisée. Autorisez-la dans les réglages de l’appareil, ou choisissez une commune.
position-unavailable = Position indisponible : l’appareil ne sait pas où il est. Choisissez une commune ou un point de la carte.
position-timed-out = La position se fait attendre. À ciel ouvert, réessayez ; sinon choisissez une commune.
position-choose = Choisir une commune

figure-label = { $name } :
figure-difficulty = Difficulté
figure-duration = Durée
figure-distance = Longueur
figure-ascent = Dénivelé positif
figure-descent = Dénivelé négatif
climb-time = dénivelé compté
climb-time-by-practice = selon la pratique, dénivelé compté
flat-time = hors dénivelé
flat-time-by-practice = selon la pratique, hors dénivelé
figure-from-relief = calculé d’après le relief
inscribed-share = { $share } inscrit
partial-route = itinéraire partiel

# Closures of ways
closed-in-part = fermé en partie
closed-between = Fermé du { $from } au { $until }
closed-on = Fermé le { $from }
closed-since = Fermé depuis le { $from }, jusqu’à nouvel ordre
closed-coming-between = Fermeture annoncée du { $from } au { $until }
closed-coming-on = Fermeture annoncée le { $from }
closed-coming-from = Fermeture annoncée à partir du { $from }, jusqu’à nouvel ordre
closed-until = fermé jusqu’au { $until }
closed-until-notice = fermé jusqu’à nouvel ordre
closed-reason = { $when } : { $reason }
closed-no-reason = motif non renseigné
closed-from-start = à { $from } du départ
closed-from-line = à { $from } du début du tracé
closed-from-part = à { $from } du début de la partie { $n }
closed-over = sur { $length }
closed-at = à { $commune }
closed-source = Source : { $name }
state-unknown = État du jour non renseigné (données du registre du { $day })
state-no-closure = Aucune fermeture signalée (état du jour du { $day })

straight-line = à vol d’oiseau
station-to-check = desserte à vérifier

route-count =
    { $n ->
        [0] Aucune randonnée
        [one] { $n } randonnée
       *[other] { $n } randonnées
    }

# Networks of waymarks: the name, and the mark as one sees it.
network-gr = GR®
network-grp = GR de Pays®
network-pr = PR
network-equestre = Équestre
network-vtt = VTT
network-local = Local
waymark-gr = GR® : balise blanche sur rouge
waymark-grp = GR de Pays® : balise jaune sur rouge
waymark-pr = PR : balise jaune
waymark-equestre = Équestre : balise orange
waymark-vtt = VTT : triangle et deux disques
waymark-local = Local : balisage peint sur place

practice-pied = Pédestre
practice-vtt = VTT
practice-velo = Vélo
practice-equestre = Équestre
practice-trail = Trail
practice-attelage = Attelage

shape-boucle = Boucle
shape-aller-retour = Aller-retour
shape-traversee = Traversée
shape-itinerance = Itinérance
shape-etape = Étape

difficulty-tres-facile = Très facile
difficulty-facile = Facile
difficulty-moyen = Moyen
difficulty-difficile = Difficile
difficulty-tres-difficile = Très difficile

theme-bois = Bois
theme-moulin = Moulin
theme-eau = Eau
theme-eglise = Église
theme-chateau = Château
theme-lavoir = Lavoir
theme-abbaye = Abbaye
theme-megalithe = Mégalithe
theme-vigne = Vigne
theme-vue = Point de vue
theme-ancienne-voie-ferree = Ancienne voie ferrée

nature-chemin-rural = Chemin rural
nature-sentier-rural = Sentier rural
nature-parcelle-communale = Parcelle communale
nature-parcelle-intercommunale = Parcelle intercommunale
nature-autre = Autre voie
nature-unknown = Nature non renseignée

accessibility-fauteuil = Fauteuil roulant
accessibility-poussette = Poussette

why-name = trouvé par le nom
why-starts-in = départ à { $commune }
why-crosses = traverse { $commune }
why-way = passe par { $name }
why-town = près de { $name }
why-station = gare de { $name } à { $distance }
why-distance = à { $distance } de vous, à vol d’oiseau
why-loop = boucle
why-inscribed = { $share } en chemins inscrits

# "Avec qui ?"
preset-seul = En solo
preset-seul-rule = À pied, toutes longueurs
preset-famille = En famille
preset-famille-rule = Boucles à pied de 8 km au plus, sans interruption
preset-senior = En douceur
preset-senior-rule = À pied, 2 h 30 au plus, sans interruption
preset-sans-voiture = Sans voiture
preset-sans-voiture-rule = À pied, une gare à 1 km au plus du départ
preset-nature = Nature
preset-nature-rule = À pied, au moins 70 % en chemins inscrits
preset-vtt = VTT
preset-vtt-rule = Itinéraires pour VTT
preset-cheval = À cheval
preset-cheval-rule = Itinéraires équestres

carnet-rescue = Enregistrer mon carnet tel quel
carnet-rescue-text = Vous pouvez garder une copie du fichier, et la rouvrir avec la version récente.

# The keys.
keys-title = Raccourcis clavier
keys-show = Voir les raccourcis
keys-on = Actifs partout, sauf pendant la saisie d’un texte.
keys-off = Les touches seules sont désactivées ; Échap et les flèches restent.
keys-search = Chercher
keys-filters = Ouvrir les filtres
keys-map = Voir la carte, puis la liste
keys-help = Voir les raccourcis
keys-list = Aller d’une randonnée à l’autre dans la liste
keys-zoom = Agrandir, réduire la carte qui a le focus
keys-back = Revenir, fermer
key-escape = Échap

# A GPX file of the hiker.
gpx-title = Fichier GPX
gpx-open = Ouvrir un fichier GPX
gpx-nothing = Aucun fichier ouvert
gpx-nothing-text = Une trace d’un GPS ou d’une autre application : voyez-la sur la carte, avec sa longueur et son dénivelé.
gpx-unreadable = « { $name } » ne peut pas être lu
gpx-altitudes = Altitude
gpx-lines =
    { $n ->
        [0] Aucune trace
        [one] { $number } trace
       *[other] { $number } traces
    }
gpx-points =
    { $n ->
        [one] { $number } point
       *[other] { $number } points
    }
gpx-waypoints =
    { $n ->
        [one] { $number } repère
       *[other] { $number } repères
    }
gpx-lines-title = Traces
gpx-track = Trace enregistrée
gpx-route = Itinéraire prévu
gpx-unnamed = Sans nom
gpx-findings-title = Remarques à la lecture
gpx-note = Le fichier n’est ni gardé ni envoyé : il reste où il est.
invalid-gpx-empty = Le fichier est vide.
invalid-not-gpx = Ce n’est pas un fichier GPX. Choisissez un fichier qui se termine par .gpx.
invalid-gpx-too-large = Le fichier est trop grand ou trop complexe pour une trace (64 Mo au plus).
