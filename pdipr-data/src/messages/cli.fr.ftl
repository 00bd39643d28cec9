# The command line, in French.
build-rows = { $rows } lignes lues : { $segments } tronçons ({ $km }), { $refused } refusées ; { $uncoded } tronçons sans code d'itinéraire
build-routes = { $routes } itinéraires à partir de { $codes } codes ; { $partial } itinéraires partiels
build-network = { "  " }{ $network } : { $routes } itinéraires, { $inscribed } inscrits, { $liaison } de liaisons, { $gaps } d'interruptions, { $percent } % inscrit
build-lengths = En tout : { $inscribed } inscrits, { $retraced } parcourus deux fois, { $liaison } de liaisons, { $gaps } d'interruptions, { $percent } % inscrit
build-closures = { $closures } fermetures, état du jour : { $day }
build-findings = Constats :

network-gr = GR
network-grp = GR de Pays
network-pr = PR
network-equestre = Équestre
network-vtt = VTT
network-local = Local

severity-error = erreur
severity-warning = à vérifier
severity-info = information

build-reading = Lecture de { $file }
build-writing = Écriture de { $file }
build-sha =
    SHA-256 du registre : { $register }
    { $file } : { $bytes } octets, SHA-256 { $sha }

check-summary = Constats : { $errors } erreurs, { $warnings } à vérifier, { $infos } informations

error-no-file = le fichier { $file } n'existe pas
error-unreadable = le fichier { $file } ne peut pas être lu ({ $reason })
error-empty-register = le fichier { $file } est vide
error-no-register = { $file } n'est pas un registre PDIPR : la colonne « { $column } » manque
error-duplicate-id = les codes { $first } et { $second } donneraient le même itinéraire { $id } : fixez l'identifiant de l'un d'eux dans codes.toml
