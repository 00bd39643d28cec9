# The notebook.

carnet-title = Mon carnet
carnet-shelves = Rayons du carnet
carnet-favourites = Favoris
carnet-to-do = À faire
carnet-done = Faites
carnet-lists = Listes

carnet-no-favourites = Pas encore de favori
carnet-no-favourites-text = Touchez le cœur d’une randonnée : elle reste ici, même sans réseau.
carnet-nothing-to-do = Rien de prévu
carnet-nothing-to-do-text = Mettez « à faire » les randonnées que vous gardez pour un beau jour.
carnet-nothing-done = Aucune randonnée faite
carnet-nothing-done-text = Au retour, notez ici ce que vous avez marché, avec la date et un mot.
carnet-empty-list = Cette liste est vide
carnet-empty-list-text = Ouvrez une randonnée et rangez-la dans cette liste.

carnet-arrange = Ranger
carnet-arrange-name = Ranger { $name }
carnet-arranged = C’est rangé
carnet-gone = Cet itinéraire n’est plus dans le catalogue de cet appareil. Votre trace reste, jusqu’à ce que vous l’enleviez.
carnet-is-to-do = À faire
carnet-is-done = Faite le { $date }
carnet-is-listed = dans { $name }
carnet-favourite = Dans mes favoris
carnet-favourite-removed = Retirée des favoris.
carnet-progress = Où en êtes-vous ?
carnet-neither = Ni prévue ni faite
carnet-was-done = Faite
carnet-done-on = Date de la sortie
carnet-note = Note personnelle
carnet-note-hint = Gardée sur cet appareil dès que vous quittez le champ. Personne d’autre ne la lit.
carnet-note-saved = Note enregistrée.

carnet-new-list = Nouvelle liste
carnet-rename-list = Renommer
carnet-delete-list = Supprimer la liste
carnet-list-name = Nom de la liste
carnet-list-deleted = Liste « { $name } » supprimée ; les randonnées restent dans le carnet.

carnet-own-data = Mes données
carnet-own-data-text = Le carnet n’existe que sur cet appareil. Exportez-le pour le garder ou le porter sur un autre.
carnet-export = Exporter
carnet-import = Importer
carnet-imported = Carnet importé ; rien de ce qui était là n’est perdu.
carnet-unreadable = Ce fichier ne se lit pas ({ $reason }). Choisissez le fichier .json que l’application a exporté.
carnet-erase = Effacer mes données
carnet-erase-text = Seront effacés de cet appareil : { $routes ->
        [one] { $routes } randonnée gardée
       *[other] { $routes } randonnées gardées
    } avec ses notes et ses dates, { $lists ->
        [one] { $lists } liste
       *[other] { $lists } listes
    }, vos réglages et votre dernière recherche. Exportez d’abord si vous voulez en garder une copie.
carnet-erase-do = Tout effacer
carnet-erased = Vos données sont effacées de cet appareil.
