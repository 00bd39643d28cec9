# Ce qu'un fichier GPX a de lâche ou de perdu ; $n dit combien de fois, $what cite le fichier.
finding-gpx-after-end = Du contenu suit la fin </gpx> ; il n'est pas lu.
finding-gpx-bad-attributes = Des attributs mal formés sont laissés de côté dans une extension ({ $n } fois).
finding-gpx-bad-bounds = L'emprise <bounds> écrite dans le fichier n'est pas valable ; elle est recalculée.
finding-gpx-bad-characters = Des octets ne sont pas du bon encodage ; ils sont lus comme du Windows-1252.
finding-gpx-bad-number = « { $what } » n'est pas un nombre ; la valeur est inconnue ({ $n } fois).
finding-gpx-bad-time = « { $what } » n'est pas une date ; elle est inconnue ({ $n } fois).
finding-gpx-broken = Le fichier n'est plus du XML à partir d'ici ({ $what }) ; ce qui précède est lu.
finding-gpx-decimal-comma = Des nombres sont écrits avec une virgule décimale ({ $n } fois).
finding-gpx-doctype = Une déclaration DOCTYPE est ignorée.
finding-gpx-elevations-all-zero = Toutes les altitudes valent 0 : elles sont tenues pour inconnues.
finding-gpx-foreign-element = L'élément <{ $what }> n'est pas prévu ici ; il est gardé comme extension ({ $n } fois).
finding-gpx-markup-in-text = Des balises dans un texte sont laissées de côté, leur texte est gardé ({ $n } fois).
finding-gpx-no-points = Le fichier ne contient aucun point.
finding-gpx-point-dropped = Un point n'a pas de position valable ; il n'est pas lu ({ $n } fois).
finding-gpx-time-without-zone = Des heures n'ont pas de fuseau ; elles sont lues en temps universel ({ $n } fois).
finding-gpx-truncated = Le fichier s'arrête au milieu d'un élément ; ce qui précède est lu.
finding-gpx-unknown-encoding = L'encodage « { $what } » est inconnu ; le fichier est lu comme de l'UTF-8.
finding-gpx-unknown-entity = L'entité « { $what } » est inconnue ; elle est gardée telle quelle ({ $n } fois).
finding-gpx-version-missing = Le fichier ne dit pas sa version de GPX.
finding-gpx-version-unknown = La version de GPX « { $what } » est inconnue ; le fichier est lu comme du GPX 1.1.

# Pourquoi un fichier est refusé.
gpx-refused-element-too-long = Ligne { $line } : un élément dépasse { $limit } Mio. Le fichier est refusé.
gpx-refused-empty = Le fichier est vide.
gpx-refused-entities = Le fichier déclare des entités XML, ce que GPX ne demande jamais. Il est refusé.
gpx-refused-file-too-large = Le fichier dépasse { $limit } Mio. Il est refusé.
gpx-refused-model-too-large = Le contenu du fichier prendrait plus de { $limit } Mio de mémoire. Il est refusé.
gpx-refused-no-root = Ce n'est pas un fichier GPX : pas d'élément <gpx>.
gpx-refused-other-root = Ce n'est pas un fichier GPX : il commence par <{ $name }>.
gpx-refused-too-deep = Ligne { $line } : plus de { $limit } éléments les uns dans les autres. Le fichier est refusé.
gpx-refused-too-many-attributes = Ligne { $line } : un élément a plus de { $limit } attributs. Le fichier est refusé.
gpx-refused-too-many-lines = Ligne { $line } : plus de { $limit } traces, segments et routes. Le fichier est refusé.
gpx-refused-unreadable = Le fichier n'a pas pu être lu : { $reason }
