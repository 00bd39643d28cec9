# What hikers tell each other: the closed lists, and how far a thing is.

condition-mud = Boue
condition-vegetation = Végétation envahissante
condition-fallen-tree = Arbre en travers
condition-missing-waymark = Balise manquante
condition-flooded = Passage inondé

audience-family = Famille
audience-pushchair = Poussette
audience-wheelchair = Fauteuil roulant
audience-senior = Senior
audience-dog = Chien
audience-nature = Nature
audience-heritage = Patrimoine
audience-runner = Course à pied
audience-rider = Cheval
audience-mtb = VTT

category-waymarks = Balisage
category-conflict-of-use = Conflit d’usage
category-safety = Sécurité
category-environment = Environnement

magnitude-usable = Utilisation possible
magnitude-hindering = Utilisation difficile
magnitude-blocking = Utilisation impossible

report-status-new = nouveau
report-status-open = en cours de traitement
report-status-planned = travaux prévus
report-status-solved = résolu
report-status-rejected = sans suite
report-status-duplicate = déjà signalé par ailleurs

refusal-off-topic = hors sujet
refusal-insult = propos injurieux
refusal-personal-data = données personnelles
refusal-advertising = publicité
refusal-not-walked = sortie non faite
refusal-unlawful = contenu illicite
refusal-photo = photo
refusal-other = autre motif

# How far one's own things are.
post-waiting = En attente d’envoi
post-tomorrow = En attente : limite du jour atteinte
post-tomorrow-more = Le serveur ne prend plus rien de cet appareil aujourd’hui. L’envoi reprend demain, sans rien faire.
post-sent = Envoyé
post-moderated = En cours de modération
post-published = Publié
post-refused = Refusé : { $reason }
post-refused-words = L’agence écrit : « { $words } ». Modifiez votre texte et enregistrez-le : il sera relu. Pour contester, voyez les règles des avis.
post-refused-more = Modifiez votre texte et enregistrez-le : il sera relu. Pour contester, voyez les règles des avis.
post-report = Reçu par l’agence : { $status }
post-stuck = Bloqué
post-leaving = Retiré ici ; il quittera le serveur au prochain réseau

stuck-unreadable = Le serveur ne comprend pas cet envoi. Mettez l’application à jour, puis modifiez et enregistrez.
stuck-conflict = Le serveur connaît déjà un autre envoi sous ce nom. Modifiez et enregistrez : il repartira.
stuck-not-yours = Il appartient à la clé d’un autre appareil. Reprenez cette clé, ou retirez-le d’ici.
stuck-gone = Il a été retiré ou effacé depuis un autre appareil. Enregistrez-le à nouveau pour le renvoyer, ou retirez-le d’ici.
stuck-text = Le texte est trop long ou contient des signes qui ne passent pas. Modifiez-le.
stuck-too-many = Il y a trop de photos ou de coches, ou deux fois la même. Retirez-en.
stuck-in-the-future = Le mois de la sortie est dans l’avenir. Corrigez-le, ou l’horloge de l’appareil.
stuck-place = Le lieu n’est ni sur un itinéraire ni sur un chemin inscrit. Choisissez-en un autre.
stuck-daily-limit = Le serveur ne prend plus rien de cet appareil aujourd’hui. Il repartira demain.

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
