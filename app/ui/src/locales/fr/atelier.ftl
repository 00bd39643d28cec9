# Espace agence: for staff.

atelier-title = Espace agence
atelier-room = Espace agence
more-atelier = Modération des avis et signalements, pour l’équipe
atelier-rooms = Parties de l’espace agence
keys-atelier-step = Suivant, précédent (espace agence)
keys-atelier-publish = Publier (espace agence)
keys-atelier-refuse = Refuser (espace agence)

# The door.
atelier-sign-in = Connexion de l’équipe
atelier-sign-in-lead = Pour l’agence, les communes et les baliseurs. Pour randonner, aucun compte n’est nécessaire.
atelier-sign-in-again = Votre session est terminée. Reconnectez-vous : ce que vous aviez commencé est resté.
atelier-name = Nom du compte
atelier-password = Mot de passe
atelier-enter = Se connecter
atelier-entering = Connexion…
atelier-openid = Se connecter avec le compte du département
atelier-openid-window = (nouvelle fenêtre)
atelier-leave = Se déconnecter
atelier-name-missing = Écrivez le nom du compte.
atelier-password-missing = Écrivez le mot de passe.
atelier-wrong-password = Le nom ou le mot de passe est faux.
atelier-away = L’espace agence n’est pas disponible
atelier-who = { $name } · { $role }
atelier-role-agence = agence
atelier-role-commune = commune
atelier-role-baliseur = baliseur
atelier-role-lecteur = lecture seule

# Why not.
atelier-no-server = Cette application n’a pas de serveur d’avis. Indiquez son adresse dans les réglages, ou ouvrez l’application depuis ce serveur.
atelier-offline = Le serveur ne répond pas. Ce que vous avez écrit est resté : réessayez quand le réseau est là.
atelier-expired = Votre session est terminée : reconnectez-vous.
atelier-too-many =
    { $n ->
        [one] Trop d’essais. Réessayez dans { $n } seconde.
       *[other] Trop d’essais. Réessayez dans { $n } secondes.
    }
atelier-forbidden = Votre rôle ne le permet pas.
atelier-gone = Son auteur l’a retiré entre-temps.
atelier-changed = Son auteur l’a modifié entre-temps, ou le délai est passé. La liste est relue.
atelier-unfit = Le serveur ne peut pas le prendre ainsi. Vérifiez le texte.
atelier-busy = Le serveur est très occupé ou en panne. Réessayez dans un instant.

# Queues.
atelier-reviews = Avis
atelier-recommendations = Recommandations
atelier-reports = Signalements
atelier-left =
    { $n ->
        [0] rien à traiter
       *[other] { $n } à traiter
    }
atelier-filter = Ce qui est montré
atelier-waiting = À traiter
atelier-all = Tous
atelier-refresh = Relire
atelier-more = Voir la suite
atelier-nothing = Rien à traiter
atelier-nothing-text = Ce qui arrive s’ajoute ici, du plus ancien au plus récent, quelle que soit la note.
atelier-nothing-for-communes = Un avis ne dit pas dans quelle commune il a été écrit : l’agence s’en occupe.
atelier-looked-at = Élément choisi
atelier-choose = Choisissez un élément de la liste.
atelier-back = Retour à la liste
atelier-tick = Sélectionner : { $what }
atelier-bulk = Pour la sélection
atelier-ticked =
    { $n ->
        [one] { $n } sélectionné
       *[other] { $n } sélectionnés
    }
atelier-untick = Ne rien sélectionner

# One thing.
atelier-stars = { $n } sur 5
atelier-recommended = Recommandé pour : { $audience }
atelier-anonymous = anonyme
atelier-by = Écrit par : { $name }
atelier-received = Arrivé le { $when }
atelier-when = { $day }, { $time }
atelier-clock = { $hour } h { $minute }
atelier-walked = Mois de la sortie
atelier-conditions = État rencontré
atelier-recommends = Recommande pour
atelier-criterion-description = Fidélité de la description
atelier-criterion-waymarks = Qualité du balisage
atelier-criterion-interest = Intérêt du parcours
atelier-photo = Photo { $n } sur { $of }
atelier-state-waiting = À traiter
atelier-state-published = Publié
atelier-state-refused = Refusé : { $reason }
atelier-state-withdrawn = Retiré par son auteur

# Decisions.
atelier-publish = Publier
atelier-refuse = Refuser
atelier-refuse-some = Refuser…
atelier-undo-until = Annuler la décision (possible jusqu’à { $time })
atelier-refuse-title =
    { $n ->
        [one] Refuser
       *[other] Refuser { $n } éléments
    }
atelier-refuse-lead = L’auteur lit le motif et vos mots ; il peut modifier son texte, qui revient alors ici.
atelier-reason = Motif
atelier-words = Vos mots à l’auteur (obligatoires pour un autre motif)
atelier-reason-missing = Choisissez un motif.
atelier-words-missing = Expliquez cet autre motif en quelques mots.
atelier-words-too-long = Au plus 500 signes.
atelier-done-publish = Publié.
atelier-done-refuse = Refusé.
atelier-done-answer = Réponse enregistrée.
atelier-done-unanswer = Réponse retirée.
atelier-done-status = État enregistré.
atelier-done-assign = Attribution enregistrée.
atelier-done-unassign = Plus personne ne s’en occupe.
atelier-done-merge = Fusionné.
atelier-done-all =
    { $n ->
        [one] { $n } élément traité.
       *[other] { $n } éléments traités.
    }
atelier-undone = Décision annulée.

# Answers.
atelier-answer = Réponse publique
atelier-answer-author = Réponse à l’auteur
atelier-answer-write = Votre réponse
atelier-answer-change = Modifier la réponse
atelier-answer-hint-review = Tous la lisent sous l’avis publié.
atelier-answer-hint-report = Tous la lisent avec le signalement, et son auteur en premier.
atelier-answer-hint-author = Seul l’auteur la lit, parmi ses avis.
atelier-answer-save = Enregistrer la réponse
atelier-answer-remove = Retirer la réponse
atelier-answer-missing = Écrivez une réponse.
atelier-answer-too-long = Au plus 1 000 signes.
atelier-answered = { $by }, le { $on }
atelier-characters-left =
    { $n ->
        [one] Encore { $n } signe.
       *[other] Encore { $n } signes.
    }

# Reports.
atelier-place-route = à { $metres } m du départ de l’itinéraire
atelier-place-segment = à { $metres } m du début du chemin { $segment }
atelier-confirmed =
    { $n ->
        [one] Confirmé par { $n } autre personne
       *[other] Confirmé par { $n } autres personnes
    }
atelier-handling = Traitement
atelier-status = État
atelier-read-only = Votre rôle lit sans modifier.
atelier-assignee = Qui s’en occupe
atelier-assign = Attribuer
atelier-assign-me = Je m’en occupe
atelier-assigned = S’en occupe : { $name }
atelier-unassigned = Personne ne s’en occupe encore.
atelier-duplicates = Peut-être le même problème
atelier-duplicates-hint = Fusionner compte ce signalement comme une confirmation de l’autre ; cela peut être annulé.
atelier-no-duplicates = Aucun autre signalement en cours à moins de 200 m sur le même chemin.
atelier-near =
    { $n ->
        [0] Au même endroit : { $what }
       *[other] À { $n } m : { $what }
    }
atelier-merge = Fusionner
atelier-merge-name = Fusionner avec : { $what }

# History and log.
atelier-history = Historique
atelier-no-history = Aucune décision encore.
atelier-act-publish = publié
atelier-act-refuse = refusé
atelier-act-answer = réponse écrite ou retirée
atelier-act-undo = décision annulée
atelier-act-status = état changé
atelier-act-assign = attribution changée
atelier-act-merge = fusionné
atelier-journal = Journal
atelier-journal-lead = Chaque acte de l’équipe, du plus récent au plus ancien. Chaque ligne contient l’empreinte de la précédente : rien ne peut être changé ni retiré sans que cela se voie.
atelier-journal-head = Empreinte de tête, aussi sur la page publique de la modération :
atelier-journal-empty = Aucun acte encore
atelier-journal-number = N°
atelier-journal-when = Quand
atelier-journal-who = Qui
atelier-journal-what = Acte
atelier-journal-thing = Élément
atelier-journal-hash = Empreinte (fin)
atelier-older = Voir les plus anciens

# Figures.
atelier-figures = Indicateurs
atelier-figures-lead = Comptés sans identifier personne, par semestre.
atelier-figures-none = Rien n’a encore été compté
atelier-csv = Télécharger (CSV)
atelier-half-year = Semestre
atelier-half-years = Chiffres par semestre
atelier-figure-users = Utilisateurs
atelier-figure-reviews = Avis
atelier-figure-recommendations = Recommandations
atelier-figure-reports = Signalements
atelier-figure-satisfaction = Satisfaction
atelier-satisfaction =
    { $n ->
        [one] { $mean } sur 5 ({ $n } réponse)
       *[other] { $mean } sur 5 ({ $n } réponses)
    }
atelier-by-commune = Signalements par commune
atelier-commune = Commune
