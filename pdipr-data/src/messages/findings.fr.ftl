# One sentence for each code of a finding: what was found, and what was done with it.

# The file
finding-not-utf8 = Le fichier n'est pas en UTF-8 ; il a été lu comme windows-1252.
finding-broken-characters = Des caractères du fichier sont illisibles et ont été remplacés.
finding-missing-column = La colonne manque dans le fichier ; ses valeurs sont non renseignées.
finding-unknown-column = La colonne n'est pas du format du registre ; ses valeurs sont gardées telles quelles.

# A row
finding-broken-row = Ligne refusée : elle ne peut pas être lue ({ $reason }).
finding-broken-quote = Ligne refusée : un guillemet n'y est pas refermé.
finding-column-count = Ligne refusée : { $found } colonnes au lieu de { $expected }.
finding-missing-segment-id = Ligne refusée : le tronçon n'a pas d'identifiant.
finding-duplicate-segment = Ligne refusée : cet identifiant de tronçon est déjà celui de la ligne { $first }.
finding-broken-geometry = Ligne refusée : la géométrie ne peut pas être lue ({ $reason }).
finding-swapped-coordinates = La latitude est écrite avant la longitude ; elles ont été remises dans l'ordre.
finding-broken-length = La longueur « { $text } » n'est pas un nombre ; celle de la géométrie est utilisée.
finding-length-mismatch = La longueur indiquée est de { $stated } m, la géométrie mesure { $measured } m ; la géométrie est utilisée.
finding-broken-point = Le point « { $text } » ne peut pas être lu ; il n'est pas utilisé.
finding-swapped-point = Le point est écrit longitude d'abord, au lieu de latitude d'abord.
finding-point-off-line = Le point du tronçon est à { $metres } m de son tracé.
finding-missing-insee = Le tronçon n'a pas de code de commune ; la commune est déduite du tracé.
finding-unknown-insee = Le code de commune { $insee } n'existe pas dans le département.
finding-commune-name-differs = La commune est nommée « { $name } » ; son nom officiel est « { $official } ».
finding-outside-commune = Le tracé sort de { $metres } m de la commune { $commune } (contours simplifiés).
finding-missing-way-name = La voie n'a pas de nom.
finding-missing-nature = La nature de la voie n'est pas renseignée.
finding-unknown-nature = La nature « { $text } » n'est pas connue ; elle est classée « autre ».
finding-unknown-answer = « { $text } » n'est ni oui ni non ; la valeur est non renseignée.
finding-missing-date = La date n'est pas renseignée.
finding-broken-date = « { $text } » n'est pas une date ; elle est non renseignée.
finding-dates-out-of-order = L'inscription ({ $inscribed }) précède la délibération de la commune ({ $deliberated }).
finding-text-cut-short = Le texte a 50 caractères : la source l'a sans doute coupé (« { $text } »).
finding-long-straight-line = Le tronçon fait { $metres } m en ligne droite entre deux points : son tracé est sans doute schématique.

# Itinerary codes
finding-no-itinerary-code = Le tronçon est inscrit mais n'appartient à aucun itinéraire.
finding-code-separator = Un deux-points sépare les codes « { $text } » ; il a été lu comme une virgule.
finding-code-corrected =
    Le code « { $from } » ({ $rows ->
        [one] { $rows } ligne
       *[other] { $rows } lignes
    }) est lu « { $to } » : { $reason }
finding-code-completed =
    Le code « { $code } » ({ $rows ->
        [one] { $rows } ligne
       *[other] { $rows } lignes
    }) est incomplet ; un seul code le complète et ses tronçons sont proches : « { $to } ».
finding-code-incomplete =
    Le code « { $code } » est incomplet et reste un itinéraire à part : { $reason ->
        [several] plusieurs codes pourraient le compléter.
        [far] les tronçons de « { $to } » sont à plus de 2 km.
        [none] aucun code ne le complète.
       *[other] rien ne le complète sûrement.
    }
finding-correction-unused = Des corrections ne servent plus, leurs codes ne sont plus dans le registre : { $codes }.
finding-unknown-family = Le code « { $code } » n'est d'aucune famille connue ; l'itinéraire est classé « local » et réputé pédestre.
finding-lead-commune-unknown = La commune { $insee } du code n'est pas du département ; la commune la plus parcourue la remplace.
finding-lead-commune-far = La commune du code, { $commune }, est à { $km } km de l'itinéraire : le code est sans doute mal saisi ; la commune la plus parcourue la remplace.

# Routes
finding-route-in-parts =
    L'itinéraire est en { $parts ->
        [one] { $parts } partie
       *[other] { $parts } parties
    } : il y manque plus de 2 km d'un seul tenant, ou il a une branche.
finding-long-gap = { $km } km ne sont pas inscrits d'un seul tenant, entre { $from } et { $to }.
finding-mostly-liaison = Seuls { $percent } % du parcours sont inscrits au registre.
finding-more-liaison-than-bound = Le parcours ordonné demande { $km } km entre les tronçons, contre { $least } km si l'on pouvait bifurquer partout : les tronçons ne se suivent pas sur une seule ligne.

# Closures
finding-closures-unreadable = Le fichier des fermetures ne peut pas être lu ({ $reason }) ; aucune fermeture n'est connue.
finding-closure-unknown-segment = Fermeture refusée : le registre n'a pas de tronçon « { $text } ».
finding-closure-without-day = Fermeture refusée : « { $text } » n'est pas le jour où elle commence.
finding-closure-ends-before = Fermeture refusée : elle finirait ({ $text }) avant de commencer ({ $from }).
finding-closure-end-unclear = « { $text } » n'est pas une date : la fermeture vaut jusqu'à nouvel ordre.
finding-closure-stretch-unclear = « { $text } » n'est pas une partie du tronçon, qui fait { $length } m : il est fermé tout entier.
finding-closure-without-reason = La fermeture n'a pas de motif.
finding-closure-text-long = Le texte a plus de { $most } caractères ; la suite est coupée.
