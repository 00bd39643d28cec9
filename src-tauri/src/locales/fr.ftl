# Les mots de la fenêtre, hors des écrans : le menu, et ce qui est dit d'un fichier ouvert.
shell-file = Fichier
shell-open-gpx = Ouvrir un fichier GPX…
shell-gpx-files = Traces GPX
shell-open-title = Ouvrir un fichier GPX
shell-save-title = Enregistrer le fichier
shell-files-of = Fichiers { $kind }
shell-pack-title = Installer une carte
shell-pack-files = Cartes PMTiles
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

shell-file-unreadable = Ce fichier ne peut pas être ouvert : { $reason }
shell-no-display = Sente a besoin d'un écran : aucun n'est disponible ici (DISPLAY et WAYLAND_DISPLAY sont vides).
