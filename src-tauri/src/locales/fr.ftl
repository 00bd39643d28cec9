# Les mots de la fenêtre, hors des écrans : le menu, et ce qui est dit d'un fichier ouvert.
shell-file = Fichier
shell-open-gpx = Ouvrir un fichier GPX…
shell-gpx-files = Traces GPX
shell-open-title = Ouvrir un fichier GPX
shell-save-title = Enregistrer le fichier
shell-files-of = Fichiers { $kind }
shell-quit = Quitter
shell-edit = Édition
shell-undo = Annuler
shell-redo = Rétablir
shell-cut = Couper
shell-copy = Copier
shell-paste = Coller
shell-select-all = Tout sélectionner
shell-view = Affichage
shell-full-screen = Plein écran

shell-gpx-lines = { $n ->
    [one] { $n } trace
   *[other] { $n } traces
}
shell-gpx-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
shell-gpx-length = Longueur : { $length }
shell-gpx-waypoints = { $n ->
    [one] { $n } repère
   *[other] { $n } repères
}
shell-gpx-findings = { $n ->
    [one] { $n } remarque à la lecture
   *[other] { $n } remarques à la lecture
}
shell-gpx-refused = Ce fichier ne peut pas être lu comme une trace GPX.
shell-file-unreadable = Ce fichier ne peut pas être ouvert : { $reason }
shell-no-display = Sente a besoin d'un écran : aucun n'est disponible ici (DISPLAY et WAYLAND_DISPLAY sont vides).
