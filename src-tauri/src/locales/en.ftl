# The words of the window, outside the screens: the menu, and what is said of an opened file.
shell-file = File
shell-open-gpx = Open a GPX file…
shell-gpx-files = GPX tracks
shell-open-title = Open a GPX file
shell-save-title = Save the file
shell-files-of = { $kind } files
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

shell-gpx-lines = { $n ->
    [one] { $n } track
   *[other] { $n } tracks
}
shell-gpx-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
shell-gpx-length = Length: { $length }
shell-gpx-waypoints = { $n ->
    [one] { $n } waypoint
   *[other] { $n } waypoints
}
shell-gpx-findings = { $n ->
    [one] { $n } remark while reading
   *[other] { $n } remarks while reading
}
shell-gpx-refused = This file cannot be read as a GPX track.
shell-file-unreadable = This file cannot be opened: { $reason }
shell-no-display = Sente needs a screen: there is none here (DISPLAY and WAYLAND_DISPLAY are empty).
