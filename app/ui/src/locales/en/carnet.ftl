# The notebook.

carnet-title = My notebook
carnet-shelves = Shelves of the notebook
carnet-favourites = Favourites
carnet-to-do = To do
carnet-done = Done
carnet-lists = Lists

carnet-no-favourites = No favourite yet
carnet-no-favourites-text = Tap the heart of a hike: it stays here, even without a network.
carnet-nothing-to-do = Nothing planned
carnet-nothing-to-do-text = Mark as “to do” the hikes that you keep for a fine day.
carnet-nothing-done = No hike done
carnet-nothing-done-text = When you are back, note here what you walked, with the date and a word.
carnet-empty-list = This list is empty
carnet-empty-list-text = Open a hike and put it into this list.

carnet-arrange = Arrange
carnet-arrange-name = Arrange { $name }
carnet-arranged = Done
carnet-gone = This route is no longer in the catalogue of this device. What you kept stays until you take it out.
carnet-is-to-do = To do
carnet-is-done = Done on { $date }
carnet-is-listed = in { $name }
carnet-favourite = Among my favourites
carnet-favourite-removed = Taken out of the favourites.
carnet-progress = Where are you with it?
carnet-neither = Neither planned nor done
carnet-was-done = Done
carnet-done-on = Day of the walk
carnet-note = Personal note
carnet-note-hint = Kept on this device as soon as you leave the field. Nobody else reads it.
carnet-note-saved = Note saved.

carnet-new-list = New list
carnet-rename-list = Rename
carnet-delete-list = Delete the list
carnet-list-name = Name of the list
carnet-list-deleted = List “{ $name }” deleted; its hikes stay in the notebook.

carnet-own-data = My data
carnet-own-data-text = The notebook exists on this device only. Export it to keep it or to take it to another one.
carnet-export = Export
carnet-import = Import
carnet-imported = Notebook imported; nothing that was here is lost.
carnet-unreadable = This file cannot be read ({ $reason }). Choose the .json file that the app exported.
carnet-erase = Erase my data
carnet-erase-text = This will be erased from this device: { $routes ->
        [one] { $routes } kept hike
       *[other] { $routes } kept hikes
    } with notes and dates, { $lists ->
        [one] { $lists } list
       *[other] { $lists } lists
    }, your settings and your last search. Export first if you want to keep a copy.
carnet-erase-do = Erase everything
carnet-erased = Your data is erased from this device.
