# The words of the window, outside the screens: the menu, and what is said of an opened file.
shell-file = File
shell-open-gpx = Open a GPX file…
shell-gpx-files = GPX tracks
shell-open-title = Open a GPX file
shell-save-title = Save the file
shell-files-of = { $kind } files
shell-pack-title = Install a map
shell-pack-files = PMTiles maps
shell-quit = Quit
shell-edit = Edit
shell-undo = Undo
shell-redo = Redo
shell-cut = Cut
shell-copy = Copy
shell-paste = Paste
shell-select-all = Select all
shell-view = View
shell-full-screen = Full screen

shell-file-unreadable = This file cannot be opened: { $reason }
shell-no-display = Sente needs a screen: there is none here (DISPLAY and WAYLAND_DISPLAY are empty).
