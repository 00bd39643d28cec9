# The maps on this device.

packs-title = Cartes hors ligne
packs-lead = Sans rien ajouter, la carte de repérage montre communes, gares et itinéraires. Une carte détaillée ajoute chemins, routes, eau, bois, bâtiments et lieux-dits.
packs-new = Ajouter une carte
packs-drop = Vous pouvez aussi déposer le fichier .pmtiles sur la fenêtre.
packs-free = Place libre : { $free }
packs-installed = Cartes sur cet appareil
packs-none = Aucune carte ajoutée pour l’instant.
packs-failed = Les cartes de cet appareil ne peuvent pas être lues
packs-where = D’où vient une carte détaillée ?
packs-where-agency = C’est un fichier qui se termine par .pmtiles. L’organisme qui vous propose l’application peut vous le donner, sur une clé USB ou par son site.
packs-where-self = On peut aussi la faire soi-même en deux commandes, à partir des données libres d’OpenStreetMap : le guide de Sente (docs/guide.fr.md, « Faire une carte détaillée ») dit comment.

pack-choose = Choisir un fichier de carte
pack-install = Installer
pack-update = Mettre à jour
pack-updates = Ce fichier met à jour cette carte : { $size }.
pack-updated = Carte mise à jour : { $title }.
pack-replaces = Elle remplacera la carte du même nom, une fois installée.
pack-installing = Installation : { $title }
pack-amount = { $done } sur { $total }
pack-pause = Mettre en pause
pack-resume = Reprendre
pack-paused = en pause
pack-resumed = L’installation reprend.
pack-installed = Carte installée : { $title }. Elle est sur la carte, même sans réseau.
pack-other = Choisir un autre fichier

pack-kind-base = Carte de repérage
pack-kind-detail = Carte détaillée
pack-kind-relief = Relief
pack-size = Place
pack-extent = Étendue
pack-extent-value = { $width } d’ouest en est, { $height } du nord au sud, autour de { $centre }
pack-made = Données du
pack-zooms = Niveaux de zoom
pack-zooms-value = de { $first } à { $last }
pack-attribution = Données de
pack-bundled = Livrée avec l’application : elle ne se supprime pas.
pack-broken-text = Cette carte ne peut pas être lue ({ $detail }). La carte de repérage la remplace. Supprimez-la, puis installez-la à nouveau.
pack-delete-title = Supprimer « { $title } » ?
pack-delete-text = { $size } seront libérés. Pour la revoir, il faudra la réinstaller depuis son fichier.
pack-deleted = { $title } : carte supprimée, { $size } libérés.

pack-refused = La carte n’a pas été installée
pack-refused-not-a-pack = Ce fichier n’est pas une carte que l’application sait montrer ({ $detail }). Choisissez un fichier .pmtiles fait pour Sente.
pack-refused-damaged = Le fichier est incomplet ou abîmé ({ $detail }). Copiez-le ou téléchargez-le à nouveau, puis réessayez.
pack-refused-no-room = Il n’y a pas assez de place : il faut { $needed }, il reste { $free }. Supprimez une carte ou libérez de la place, puis réessayez.
pack-refused-full = L’appareil est plein : il faut { $needed }. Supprimez une carte ou libérez de la place, puis réessayez.
pack-refused-read-only = L’application ne peut pas écrire ici ({ $detail }). Quittez la navigation privée, autorisez le stockage, ou donnez à l’application un dossier où elle peut écrire.
pack-refused-cancelled = Installation annulée. Rien n’a été gardé.
pack-refused-no-such-map = Ce fichier met à jour une carte qui n’est pas installée ici, ou dans une autre version. Installez la nouvelle carte entière (.pmtiles).
pack-refused-busy = Une autre carte est en cours d’installation. Attendez qu’elle finisse, ou annulez-la.
pack-refused-gone = Le fichier n’est plus là. Choisissez-le à nouveau.
pack-refused-failed = Cela n’a pas fonctionné ({ $detail }). Réessayez ; sinon, redémarrez l’application.
