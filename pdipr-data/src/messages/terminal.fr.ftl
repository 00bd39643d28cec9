# Ce que disent tous les programmes : leur aide, et ce qui est refusé.
help-usage = Utilisation :
help-commands = Commandes
help-help = Afficher cette aide
help-version = Afficher la version
help-after = Codes de retour : 0 fait, 1 fait avec des erreurs dans les données, 2 impossible.

value-command = COMMANDE
value-file = FICHIER
value-dir = DOSSIER
value-lon-lat = LON,LAT
value-n = N

usage-unknown-argument = l'argument { $arg } n'existe pas
usage-unknown-command = la commande { $arg } n'existe pas
usage-missing = il manque : { $arg }
usage-no-value = { $arg } demande une valeur
usage-bad-value = « { $value } » ne convient pas à { $arg } : { $reason }
usage-twice = { $arg } ne peut être donné qu'une fois
usage-more = « { $command } --help » en dit plus.
usage-one-of = au choix { $values }
usage-position = une longitude, une virgule, une latitude, en degrés
usage-conflict = { $arg } ne va pas avec { $other }
usage-number = un nombre entier
usage-range = un nombre entier dans { $range }

refusal-because = { $what } : { $why }
refusal-not-found = le fichier ou le dossier n'existe pas
refusal-not-allowed = l'accès est refusé
refusal-no-room = il n'y a plus de place sur le disque
refusal-folder = c'est un dossier
refusal-port-taken = un autre programme s'en sert déjà

error-no-catalogue = le fichier n'est pas un catalogue d'itinéraires
error-unopened = le catalogue { $file } ne peut pas être ouvert ; « sente-data build » le construit
error-newer-catalogue = le catalogue vient d'une version plus récente : mettez le programme à jour
error-older-catalogue = le catalogue vient d'une version plus ancienne : reconstruisez-le avec « sente-data build »
