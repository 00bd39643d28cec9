# The forms: a review, a recommendation, a report.

write-review = Donner mon avis
write-recommendation = Recommander
write-report = Signaler un problème
write-needed = (obligatoire)
write-saving = Enregistrement…
write-resumed = Votre brouillon est repris là où vous l’aviez laissé.
write-restart = Recommencer à zéro
write-gone = Ce texte n’est plus sur cet appareil
write-gone-text = Il a été retiré. Ce que vous avez écrit et gardé est dans votre carnet.
write-edit-it = Le modifier
write-left =
    { $n ->
        [one] { $number } caractère restant
       *[other] { $number } caractères restants
    }
write-over =
    { $n ->
        [one] { $number } caractère de trop
       *[other] { $number } caractères de trop
    }
write-too-long =
    { $n ->
        [one] Le texte est trop long de { $number } caractère. Raccourcissez-le.
       *[other] Le texte est trop long de { $number } caractères. Raccourcissez-le.
    }
write-by = Votre pseudonyme
write-by-hint = Affiché avec votre texte. Laissez vide pour rester anonyme ; n’écrivez pas votre nom complet.

# A review
write-review-title = Donner mon avis
write-review-edit = Modifier mon avis
write-review-already = Vous avez déjà donné un avis sur cet itinéraire, le { $day }.
write-stars = Votre note
write-stars-missing = Choisissez une note, de 1 à 5 étoiles.
write-stars-count =
    { $n ->
        [one] { $n } étoile
       *[other] { $n } étoiles
    }
write-no-stars = sans note
write-clear = Enlever la note
write-clear-of = Enlever la note : { $name }
write-review-text = Ce qui vous a plu, ce qu’il faut savoir
write-review-text-hint = Facultatif. Parlez du parcours, pas des personnes.
write-criterion-description = Fidélité de la description
write-criterion-waymarks = Qualité du balisage
write-criterion-interest = Intérêt du parcours
write-conditions = Ce que vous avez rencontré
write-conditions-hint = Daté d’aujourd’hui, montré pendant trente jours.
write-recommends = Je recommande pour
write-photos = Photos
write-photos-hint = Redessinées sur cet appareil : ni lieu, ni date, ni nom de l’appareil ne partent.
write-photo-add = Ajouter des photos
write-photo-working = Préparation…
write-photo-remove = Retirer la photo { $n }
write-photo-removed = Photo retirée
write-photo-alt = Photo { $n }
write-photo-gone = Une photo n’est plus sur cet appareil : retirez-la, puis ajoutez-la à nouveau.
write-photos-count = { $count } sur { $most }
write-photos-many = Cinq photos au plus. Retirez-en une pour en ajouter une autre.
photo-away = Photo indisponible pour le moment
write-walked = Mois de la sortie
write-walked-missing = Choisissez le mois de votre sortie.
write-walked-future = Ce mois est dans l’avenir. Choisissez celui de votre sortie.

# A recommendation
write-recommendation-title = Je recommande cette randonnée
write-recommendation-edit = Modifier ma recommandation
write-recommendation-already = Vous avez déjà recommandé cet itinéraire, le { $day }.
write-audience = Je recommande cette randonnée pour
write-audience-missing = Choisissez à qui vous la recommandez.
write-sentence = Pourquoi, en une phrase
write-sentence-hint = Facultatif. Par exemple : ombragée, et un pré pour le pique-nique à mi-chemin.

# A report
write-report-title = Signaler un problème
write-report-edit = Modifier mon signalement
write-no-rescue = Ce signalement n’est pas un appel au secours
write-place = Où ?
write-place-unknown = Pas encore indiqué
write-place-here = Là où je suis
write-place-looking = Recherche…
write-place-map = Montrer sur la carte
write-place-why = Votre position sert à trouver le chemin, puis elle est oubliée : seuls partent l’itinéraire, la commune et la distance depuis le départ. Sur la carte, appuyez longuement puis choisissez « Signaler ici » : votre texte vous attend.
write-place-along = Ou le long de l’itinéraire
write-place-along-value = à { $metres } du départ
write-place-on-route = { $route }, à { $metres } du départ
write-place-on-way = Chemin inscrit sans itinéraire, à { $metres } de son début
write-place-missing = Indiquez où se trouve le problème.
write-place-refused = L’appareil n’a pas donné votre position. Montrez l’endroit sur la carte, ou le long de l’itinéraire.
write-place-nowhere = Aucun chemin inscrit à moins de 200 m de ce point. Choisissez-en un autre.
write-known = Déjà signalé près d’ici : est-ce le même problème ?
write-known-own = Vous avez déjà signalé près d’ici
write-known-at = À { $away } : { $category }, { $magnitude } ({ $day })
write-known-near = Sur ce chemin : { $category }, { $magnitude } ({ $day })
write-same = C’est le même, je le confirme. { $problem }
write-another = C’est un autre problème
write-same-missing = Dites si c’est le même problème ou un autre.
write-category = Nature du problème
write-category-missing = Choisissez la nature du problème.
write-magnitude = Passage
write-magnitude-missing = Dites si l’on peut encore passer.
write-report-text = Ce que vous avez vu
write-report-text-hint = Facultatif. Ce qui aide à retrouver l’endroit et à réparer.
write-report-read = Ce texte et ces photos ne sont lus que par l’agence ; le lieu et la nature du problème deviennent publics.

# What the law wants said
write-legal-control = Les avis sont lus par l’agence avant publication ; la venue sur place n’est pas vérifiée.
write-legal-public = Deviennent publics : votre texte, vos notes, le mois de la sortie, la date, vos photos et votre pseudonyme. Vous pouvez modifier ou retirer le tout à tout moment depuis votre carnet.

# Saved
write-saved-review = Votre avis est enregistré.
write-saved-recommendation = Votre recommandation est enregistrée.
write-saved-report = Votre signalement est enregistré.
write-leaves = Il partira au prochain réseau.
write-leaves-recommendation = Elle partira au prochain réseau.
write-no-server = Cette application ne connaît pas de serveur : le texte reste sur cet appareil jusqu’à ce qu’elle en ait un.
write-back-route = Revenir à l’itinéraire
write-back-map = Revenir à la carte
write-edit = Modifier
write-mine = Voir tout ce que j’ai écrit
