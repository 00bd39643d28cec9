# Reviews as they are read and owned: sheet, notebook, exchange, key, satisfaction, rules.

# On the sheet.
reviews-title = Avis et recommandations
reviews-control = Les avis sont lus par l’agence avant publication ; la venue sur place n’est pas vérifiée.
reviews-none = Aucun avis. Soyez la première personne à en donner un.
reviews-only-archived = Aucun avis sur le tracé d’aujourd’hui ; ceux de l’ancien tracé sont plus bas.
reviews-mean =
    { $n ->
        [one] sur 5 · { $number } avis
       *[other] sur 5 · { $number } avis · écart type { $deviation }
    }
reviews-recommended = Recommandée pour : { $list }
reviews-as-of = Avis du { $moment } (dernière synchronisation).
reviews-never-fetched = Aucun avis n’a encore été reçu : il faut un réseau une première fois.
reviews-more = Afficher la suite ({ $shown } sur { $all })
reviews-sort = Classés par
sort-newest = Plus récents
sort-best = Meilleures notes
sort-worst = Moins bonnes notes

stars-of-five =
    { $n ->
        [one] { $n } étoile sur 5
       *[other] { $n } étoiles sur 5
    }
spread-spoken =
    { $n ->
        [0] { $stars } : aucun avis
       *[other] { $stars } : { $n } avis
    }
criterion-description = Fidélité de la description
criterion-waymarks = Qualité du balisage
criterion-interest = Intérêt du parcours
criterion-mean =
    { $n ->
        [one] { $mean } sur 5 ({ $number } note)
       *[other] { $mean } sur 5 ({ $number } notes)
    }
criterion-mark = { $name } : { $stars } sur 5

anonymous = Anonyme
review-own = le vôtre
review-archived = ancien tracé, ne compte plus
review-when = Sortie de { $walked } · écrit le { $written }
review-when-edited = Sortie de { $walked } · écrit le { $written } · modifié le { $edited }
review-conditions = Terrain : { $list }
review-recommends = Pour : { $list }
review-photo = Photo { $n } de cet avis
agency-answer = Réponse de { $by }, le { $day }
sentences-title = Recommandations
sentence-head = Pour : { $audience } · { $by }, le { $day }

conditions-title = Vu sur place
condition-seen = { $condition }, { $when }
condition-seen-by = { $condition }, { $when } ({ $n } avis)
ago-today = aujourd’hui
ago-yesterday = hier
ago-days = il y a { $n } jours

reports-title = Problèmes signalés
report-head = { $category } : { $magnitude }
report-own = le vôtre
report-written = signalé le { $day }
report-confirmed = confirmé { $n } fois

own-posts-title = Ce que vous avez écrit
own-posts-all = Voir et modifier dans Mon carnet
own-recommendation = Je recommande pour : { $audience }
own-report = Signalement

# In the notebook.
posts-title = Mes avis et signalements
posts-none = Rien encore. Ce que vous écrivez sur une randonnée reste ici, avec son état, même sans réseau.
kind-review = Avis
kind-recommendation = Recommandation
kind-report = Signalement
post-title = { $kind } : { $name }
post-when = Écrit le { $written }
post-when-edited = Écrit le { $written }, modifié le { $edited }
post-photos-waiting =
    { $n ->
        [one] { $n } photo attend le réseau
       *[other] { $n } photos attendent le réseau
    }
post-edit = Modifier
post-edit-name = Modifier { $name }
post-withdraw = Retirer
post-withdraw-name = Retirer { $name }
post-withdrawn = Retiré.

sync-now = Tout envoyer maintenant
sync-asked = L’envoi commence.
sync-waiting =
    { $n ->
        [one] { $n } envoi attend.
       *[other] { $n } envois attendent.
    }
sync-erasing = L’effacement de ce que vous aviez envoyé attend le réseau.
sync-all-sent = Tout est envoyé.
sync-running = Échange en cours…
sync-last = Dernier échange : { $moment }.
sync-never = Aucun échange avec le serveur jusqu’ici.
sync-next-try = Nouvel essai : { $moment }, ou dès que le réseau revient.
sync-no-server = Aucun serveur ne reçoit les avis pour l’instant : ce que vous écrivez reste sur cet appareil.
sync-offline = Pas de réseau, ou le serveur ne répond pas. Rien n’est perdu : l’envoi se fera seul.
sync-not-our-server = Ce qui répond n’est pas le serveur de Sente. Ouvrez la page d’accueil du Wi-Fi s’il y en a une, ou vérifiez l’adresse dans les réglages.
sync-busy = Le serveur a trop à faire et demande de revenir plus tard. Rien n’est perdu.
sync-key = Le serveur refuse la clé de cet appareil. Exportez ce que vous avez écrit, puis écrivez à l’organisme qui propose l’application.
sync-server = Le serveur a fait une erreur. Rien n’est perdu : l’envoi se fera seul.

posts-own-data = Ce que j’ai écrit pour les autres
posts-own-data-text = Vos avis, recommandations et signalements vous appartiennent, photos comprises.
posts-export = Exporter mes avis
posts-erase = Effacer mes avis
posts-erase-text = Seront effacés de cet appareil tout de suite, et du serveur au prochain réseau : { $reviews } avis, { $recommendations ->
        [one] { $recommendations } recommandation
       *[other] { $recommendations } recommandations
    }, { $reports ->
        [one] { $reports } signalement
       *[other] { $reports } signalements
    }, leurs photos et la clé de cet appareil. Cela ne s’annule pas : exportez d’abord si vous voulez en garder une copie. Le reste du carnet ne change pas.
posts-erase-do = Tout effacer
posts-erased = Vos avis et signalements sont effacés de cet appareil.

key-title = Clé de cet appareil
key-text = Sans compte, c’est elle qui fait de vous l’auteur de ce que vous envoyez. Portez-la sur un autre appareil pour y retrouver vos avis et les modifier.
key-warning = Qui a cette clé peut modifier et effacer ce que vous avez écrit. Gardez-la pour vous.
key-show = Montrer la clé
key-hide = Cacher la clé
key-as-text = La clé en toutes lettres
key-qr = Clé de cet appareil en code QR
key-save = Enregistrer dans un fichier
key-other = Reprendre la clé d’un autre appareil
key-other-hint = Collez le texte entier que l’autre appareil montre (sente-key:…), ou choisissez le fichier qu’il a enregistré.
key-adopt = Reprendre cette clé
key-from-file = Choisir le fichier
key-adopted = Clé reprise. Ce qui a été écrit avec elle arrive au prochain échange.

# On the home screen.
satisfaction-title = Êtes-vous satisfait de Sente ?
satisfaction-text = De 1, pas du tout, à 5, tout à fait. La note part sans votre nom, au prochain réseau ; la question revient au plus une fois par semestre.
satisfaction-stars = { $n } sur 5
satisfaction-later = Plus tard
satisfaction-never = Ne plus demander
satisfaction-thanks = Merci ! Votre note partira au prochain réseau.

# Rules.
more-rules = Contrôle, délais, classement, contestation
rules-title = Règles des avis
rules-control = Le contrôle
rules-control-text = Chaque avis et chaque recommandation est lu par une personne de l’agence avant d’être publié, dans l’ordre d’arrivée. Personne ne vérifie que l’auteur est allé sur place.
rules-control-equal = Un avis n’est ni écarté ni retardé pour sa note : les bons et les mauvais sont traités de la même façon.
rules-reasons = Motifs de refus
rules-reasons-text = Un avis peut être refusé pour l’un de ces motifs ; un autre motif est toujours écrit en toutes lettres :
rules-order = Le classement
rules-order-text = Les plus récents viennent d’abord. Vous pouvez choisir les meilleures ou les moins bonnes notes ; l’ordre choisi est écrit au-dessus de la liste.
rules-order-dates = Chaque avis porte le jour où il a été reçu, le mois de la sortie, et le jour de sa dernière modification s’il y en a une.
rules-means = Les moyennes
rules-means-text = Une moyenne est toujours donnée avec le nombre d’avis et leur répartition. Tous les avis publiés sur le tracé d’aujourd’hui comptent pour autant.
rules-means-archived = Quand le tracé d’un itinéraire change, les avis sur l’ancien tracé restent lisibles, sont marqués, et ne comptent plus.
rules-means-conditions = L’état du terrain (boue, végétation, arbre, balise, eau) n’est plus montré après trente jours.
rules-delay = Délais
rules-delay-text = L’agence ne s’est pas encore engagée sur un délai de publication. Le délai médian constaté est public, avec les comptes de la modération.
rules-delay-kept = Un avis publié le reste jusqu’à ce que son auteur le retire. Un avis refusé n’est gardé que pour son auteur.
rules-author = L’auteur
rules-author-change = Vous pouvez modifier ou retirer votre avis à tout moment, dans Mon carnet. Un avis modifié est relu avant d’être publié à nouveau.
rules-author-contact = L’auteur d’un avis ne peut pas être contacté : il n’a ni compte ni adresse ici. L’agence peut répondre en public, sous l’avis.
rules-counterpart = Contrepartie
rules-counterpart-text = Aucune contrepartie n’est donnée pour un avis.
rules-contest = Contester, signaler un doute
rules-contest-text = Si votre avis est refusé, son motif est dans Mon carnet, avec les mots de l’agence. Vous pouvez le modifier et l’enregistrer à nouveau, ou contester le refus. Qui doute qu’un avis soit authentique peut aussi l’écrire :
rules-contact = { $name } : { $contact }
rules-contact-unknown = à l’organisme qui vous propose l’application. Son adresse s’affiche ici dès que le serveur l’a donnée.
rules-log = Journal de modération
rules-log-text = Chaque décision est inscrite dans un journal où rien ne peut être changé ni retiré ; le nombre de refus et leurs motifs sont publics.
rules-log-open = Voir les comptes de la modération (page du serveur)

settings-servers = Serveurs
settings-server = Adresse du serveur des avis
settings-server-kept = Adresse enregistrée.
