# Words that every screen uses.

skip-to-content = Skip to content
tabs-name = Sections
tab-home = Home
tab-explore = Hikes
tab-map = Map
tab-carnet = My notebook
tab-more = More
see-all-routes = See all hikes

close = Close
cancel = Cancel
undo = Undo
retry = Try again
back = Back
save = Save
delete = Delete
waiting = Loading…
unknown = not known
unknown-figure = { $name }: not known
computed = computed
list-separator = ,{ " " }

page-not-found = Page not found
page-not-found-title = This page does not exist
page-not-found-text = The address may be incomplete. All hikes are still here.

failed-title = This did not work
error-not-found = This route is not in the catalogue on this device. Search for it by name: its code may have changed.
error-invalid = This is not possible: { $reason }. Correct it, then try again.
error-withheld = The line may not leave the app: { $reason }
error-no-catalogue = The app’s catalogue is missing or damaged ({ $reason }). Install the app again; your notebook is kept apart.
invalid-empty = A text is missing. Write something, then try again.
invalid-too-long = The text is too long. Shorten it, then try again.
invalid-out-of-range = This value is outside the limits. Choose another one.
invalid-taken = A list already has this name. Choose another one.
invalid-in-the-future = This date is in the future. Choose today or a past day.
invalid-not-a-carnet = This file is not a notebook of Sente. Choose the .json file that the app exported.
invalid-newer = This file comes from a newer version of Sente. Update the app, then try again.
invalid-other-kind = A review cannot become a report, nor the reverse. Write a new one.
invalid-not-a-key = This is not the key of a device. Copy the whole text that the other device shows.
invalid-key-in-use = You have already written from this device. Export, then erase what you wrote here before you take over another key.
invalid-not-an-address = This is not the address of a server. It begins with https://
invalid-not-a-photo = This photo cannot be read. Choose another one.
invalid-photo-too-large = This photo is too large. Choose another one.
error-newer-carnet = Your notebook was written by a newer version of Sente. Update the app; nothing is lost.
error-storage = The device refused to save ({ $reason }). Free some space, or allow storage for this site, then try again.
error-unavailable = The app’s engine does not answer ({ $reason }). Try again; if that fails, reload the page.
error-bad-request = The app and its engine do not understand each other ({ $reason }). Reload the page to finish the update.

engine-fetching = First start: the catalogue is being installed on this device
engine-fetching-amount = { $done } of { $total }. After that, everything works without a network.
engine-failed = The catalogue could not start
engine-failed-carnet = The notebook cannot be opened
engine-failed-no-storage = This browser does not let the app keep data. Leave the private window, allow storage for this site, or use a newer browser.
engine-failed-quota = There is not enough room left on this device. Free a few dozen MB, then restart the app.
engine-failed-no-catalogue = The very first start needs the network, once. Connect, then restart the app.
engine-failed-damaged = The catalogue arrived damaged. Restart the app to fetch it again.
engine-failed-broken = Restart the app. Your notebook is kept on the device.
engine-restart = Restart the app
not-fetched-title = This screen could not be loaded
not-fetched-text = Restart the app: your notebook and your filters are kept. If it happens again, open it once with a network.

saved-at = File saved: { $path }
saved-download = { $file } is in your downloads.
save-cancelled = Not saved.
save-failed = The file could not be saved ({ $reason }). Choose another folder and try again.

share-copied = Link copied: paste it where you like.
share-no-address = The installed app has no public address to share. Share the GPX file instead.
share-unavailable = This device can neither share nor copy. Write down the address of the page.

position-why = Your position is used to find starts nearby. It stays on this device.
position-denied = The position is not allowed. Allow it in the settings of the device, or choose a commune.
position-unavailable = Position unavailable: the device does not know where it is. Choose a commune or a point on the map.
position-timed-out = The position takes too long. Under the open sky, try again; else choose a commune.
position-choose = Choose a commune

figure-label = { $name }:
figure-difficulty = Difficulty
figure-duration = Duration
figure-distance = Length
figure-ascent = Ascent
figure-descent = Descent
climb-time = climbs counted
climb-time-by-practice = depends on the activity, climbs counted
flat-time = climbs not counted
flat-time-by-practice = depends on the activity, ascent not counted
figure-from-relief = computed from the relief
inscribed-share = { $share } registered
partial-route = incomplete route

# Closures of ways
closed-in-part = closed in part
closed-between = Closed from { $from } to { $until }
closed-on = Closed on { $from }
closed-since = Closed since { $from }, until further notice
closed-coming-between = Will be closed from { $from } to { $until }
closed-coming-on = Will be closed on { $from }
closed-coming-from = Will be closed from { $from }, until further notice
closed-until = closed until { $until }
closed-until-notice = closed until further notice
closed-reason = { $when }: { $reason }
closed-no-reason = reason unknown
closed-from-start = { $from } from the start
closed-from-line = { $from } from the beginning of the line
closed-from-part = { $from } from the beginning of part { $n }
closed-over = over { $length }
closed-at = in { $commune }
closed-source = Source: { $name }
state-unknown = State of the day unknown (data of the register of { $day })
state-no-closure = No closure told (state of the day of { $day })

straight-line = as the crow flies
station-to-check = check that trains stop

route-count =
    { $n ->
        [0] No hike
        [one] { $n } hike
       *[other] { $n } hikes
    }

# Networks of waymarks: the name, and the mark as one sees it.
network-gr = GR®
network-grp = GR de Pays®
network-pr = PR
network-equestre = Riding
network-vtt = MTB
network-local = Local
waymark-gr = GR®: white over red mark
waymark-grp = GR de Pays®: yellow over red mark
waymark-pr = PR: yellow mark
waymark-equestre = Riding: orange mark
waymark-vtt = MTB: triangle and two discs
waymark-local = Local: as painted on the ground

practice-pied = On foot
practice-vtt = Mountain bike
practice-velo = Bicycle
practice-equestre = On horseback
practice-trail = Trail running
practice-attelage = Carriage

shape-boucle = Loop
shape-aller-retour = There and back
shape-traversee = One way
shape-itinerance = Several days
shape-etape = Stage

difficulty-tres-facile = Very easy
difficulty-facile = Easy
difficulty-moyen = Medium
difficulty-difficile = Hard
difficulty-tres-difficile = Very hard

theme-bois = Woods
theme-moulin = Mill
theme-eau = Water
theme-eglise = Church
theme-chateau = Castle
theme-lavoir = Wash house
theme-abbaye = Abbey
theme-megalithe = Megalith
theme-vigne = Vineyard
theme-vue = Viewpoint
theme-ancienne-voie-ferree = Old railway

nature-chemin-rural = Country lane
nature-sentier-rural = Footpath
nature-parcelle-communale = Communal land
nature-parcelle-intercommunale = Intercommunal land
nature-autre = Other way
nature-unknown = Nature not known

accessibility-fauteuil = Wheelchair
accessibility-poussette = Pushchair

why-name = found by name
why-starts-in = starts in { $commune }
why-crosses = crosses { $commune }
why-way = follows { $name }
why-town = near { $name }
why-station = { $name } station { $distance } away
why-distance = { $distance } from you, as the crow flies
why-loop = loop
why-inscribed = { $share } on registered ways

# "Avec qui ?"
preset-seul = On my own
preset-seul-rule = On foot, any length
preset-famille = With family
preset-famille-rule = Loops on foot up to 8 km, without a break
preset-senior = Gently
preset-senior-rule = On foot, 2 h 30 min at most, without a break
preset-sans-voiture = Without a car
preset-sans-voiture-rule = On foot, a station within 1 km of the start
preset-nature = Nature
preset-nature-rule = On foot, at least 70% on registered ways
preset-vtt = Mountain bike
preset-vtt-rule = Routes for mountain bikes
preset-cheval = On horseback
preset-cheval-rule = Riding routes

carnet-rescue = Save my notebook as it is
carnet-rescue-text = You can keep a copy of the file, and open it again with the recent version.

# The keys.
keys-title = Keyboard shortcuts
keys-show = Show the shortcuts
keys-on = Active everywhere, except while you type a text.
keys-off = Single keys are turned off; Esc and the arrows stay.
keys-search = Search
keys-filters = Open the filters
keys-map = Show the map, then the list
keys-help = Show the shortcuts
keys-list = Go from hike to hike in the list
keys-zoom = Zoom the map that has the focus in and out
keys-back = Go back, close
key-escape = Esc

# A GPX file of the hiker.
gpx-title = GPX file
gpx-open = Open a GPX file
gpx-nothing = No file is open
gpx-nothing-text = A track from a GPS or from another app: see it on the map, with its length and its ascent.
gpx-unreadable = “{ $name }” cannot be read
gpx-altitudes = Altitude
gpx-lines =
    { $n ->
        [0] No track
        [one] { $number } track
       *[other] { $number } tracks
    }
gpx-points =
    { $n ->
        [one] { $number } point
       *[other] { $number } points
    }
gpx-waypoints =
    { $n ->
        [one] { $number } waypoint
       *[other] { $number } waypoints
    }
gpx-lines-title = Tracks
gpx-track = Recorded track
gpx-route = Planned route
gpx-unnamed = Unnamed
gpx-findings-title = Remarks on reading
gpx-note = The file is neither kept nor sent: it stays where it is.
invalid-gpx-empty = The file is empty.
invalid-not-gpx = This is no GPX file. Choose a file whose name ends in .gpx.
invalid-gpx-too-large = The file is too large or too complex for a track (64 MB at most).
