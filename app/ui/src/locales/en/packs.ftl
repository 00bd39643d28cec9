# The maps on this device.

packs-title = Offline maps
packs-lead = Without adding anything, the locator map shows communes, stations and routes. A detailed map adds paths, roads, water, woods, buildings and place names.
packs-new = Add a map
packs-drop = You can also drop the .pmtiles file on the window.
packs-free = Free space: { $free }
packs-installed = Maps on this device
packs-none = No map added yet.
packs-failed = The maps of this device cannot be read
packs-where = Where does a detailed map come from?
packs-where-agency = It is a file that ends in .pmtiles. Whoever offers you the app can give it to you, on a USB stick or from their site.
packs-where-self = You can also make it yourself in two commands, from the open data of OpenStreetMap: Sente’s guide (docs/guide.fr.md, in French, “Faire une carte détaillée”) says how.

pack-choose = Choose a map file
pack-install = Install
pack-update = Update
pack-updates = This file updates this map: { $size }.
pack-updated = Map updated: { $title }.
pack-replaces = It will replace the map of the same name once it is installed.
pack-installing = Installing { $title }
pack-amount = { $done } of { $total }
pack-pause = Pause
pack-resume = Resume
pack-paused = paused
pack-resumed = The installation goes on.
pack-installed = Map installed: { $title }. It is on the map, even without a network.
pack-other = Choose another file

pack-kind-base = Locator map
pack-kind-detail = Detailed map
pack-kind-relief = Relief
pack-size = Size
pack-extent = Extent
pack-extent-value = { $width } from west to east, { $height } from north to south, around { $centre }
pack-made = Data of
pack-zooms = Zoom levels
pack-zooms-value = { $first } to { $last }
pack-attribution = Data by
pack-bundled = Comes with the app: it cannot be deleted.
pack-broken-text = This map cannot be read ({ $detail }). The locator map stands in for it. Delete it, then install it again.
pack-delete-title = Delete “{ $title }”?
pack-delete-text = { $size } will be freed. To see it again, you will have to install it from its file.
pack-deleted = { $title }: map deleted, { $size } freed.

pack-refused = The map was not installed
pack-refused-not-a-pack = This file is not a map that the app can show ({ $detail }). Choose a .pmtiles file made for Sente.
pack-refused-damaged = The file is cut off or damaged ({ $detail }). Copy or download it again, then retry.
pack-refused-no-room = There is not enough room: { $needed } are needed, { $free } are left. Delete a map or free some room, then retry.
pack-refused-full = The device is full: { $needed } are needed. Delete a map or free some room, then retry.
pack-refused-read-only = The app may not write here ({ $detail }). Leave private browsing, allow storage, or give the app a folder it can write to.
pack-refused-cancelled = Installation cancelled. Nothing was kept.
pack-refused-no-such-map = This file updates a map that is not installed here, or another version of it. Install the whole new map (.pmtiles).
pack-refused-busy = Another map is being installed. Wait until it is done, or cancel it.
pack-refused-gone = The file is no longer there. Choose it again.
pack-refused-failed = That did not work ({ $detail }). Try again; if it goes on, restart the app.
