# The sheet of a route.

route-not-found = This route is not in the catalogue
route-gr-mark = “GR®” and “GR de Pays®” are registered marks of the FFRandonnée.
route-starts-at = starts at { $commune }
route-starts-at-computed = starts at { $commune } (computed)
route-partial-parts =
    { $n ->
        [one] The register describes { $n } piece of it; { $share } is inscribed. There is no continuous line to follow.
       *[other] The register describes { $n } separate pieces; { $share } of what can be walked is inscribed. There is no continuous line to follow.
    }
route-partial-share = Only { $share } is inscribed; the rest is made of links to be checked on site. There is no safe line to follow.

route-effort = Estimated effort: { $n } out of 5 (computed by Sente; not the official difficulty).
route-lengths = Inscribed and other lengths
route-length-inscribed = inscribed in the plan
route-length-retraced = walked twice
route-length-liaison = link, not inscribed: check on site
route-length-gaps = breaks, not part of the walk

route-favourite = Favourite
route-favourite-add = Add to favourites
route-favourite-remove = Remove from favourites
route-favourite-added = Added to favourites
route-favourite-removed = Removed from favourites
route-share = Share
route-print = Print
route-download = Download
route-picture = Map picture
route-picture-save = Save the map picture
route-picture-send = Share the picture
route-picture-send-map = Share the map picture
route-picture-of = { $name } on the map
route-download-as = Download as { $format }
route-withheld = The line stays in the app
route-withheld-reason = Reason: { $reason }. You can follow it on the map, but not take it away as a file.
route-go-there = Go there
route-go-there-to = Go there: { $name }
route-to-do = To do
route-done = Done
route-done-on = on
route-saved = Saved on this device
route-no-date = The device has no date: set its clock.
route-progress-removed = Mark removed
route-note = My note
route-note-hint = For you alone: what to know next time
route-note-left = { $n } characters left
route-note-saved = Note saved on this device
route-lists = My lists
route-new-list = New list
route-list-add = Add

route-introduction = Introduction
route-steps = Steps
route-start = Start
route-end = End { $n }
route-part = Part { $part } of { $n }
route-step-at = At { $distance }:
route-step-start = Start
route-step-finish = Finish
route-step-liaison = link, not inscribed: check on site
route-steps-more = Show all { $n } steps
route-steps-fewer = Fold the steps
route-steps-printed = The other steps are in the app.

route-natures = Nature of the ways
route-natures-note = On the inscribed ways, by the register.
route-pnr = { $share } in the Perche regional nature park
route-heritage = Heritage to discover
route-themes-hint = Hints from the names of the ways; check on site.
route-profile = Elevation profile
route-profile-ascent = Ascent: { $ascent }
route-profile-none = No installed relief covers this route: its elevations and its ascent stay unknown.
route-profile-none-part = No installed relief covers this part.
route-profile-get = Install a relief
route-profile-cursor = Position along the route
route-profile-hint = Move along the profile: the point follows on the map.
route-profile-at = at { $distance }, { $altitude }
route-profile-at-unknown = at { $distance }, elevation unknown
route-profile-climb = Ascent and descent
route-profile-up = Ascent
route-profile-down = Descent
route-profile-lowest = Lowest point
route-profile-highest = Highest point
route-profile-coarse = unknown (relief too coarse: { $resolution })
route-profile-gap = unknown (the relief does not know a part of the route)
route-profile-liaisons = Dashed: links as the crow flies, whose profile is a hint.
route-profile-broken = Where the line breaks, the relief says nothing.
route-profile-unnamed = unnamed relief
route-profile-source = Computed from the installed relief: { $source }, an elevation every { $resolution }.
route-profile-below = The profile is drawn at the bottom of the map.
route-profile-part = Part of the route
route-profile-more =
    { $n ->
        [one] The profile of the other part
       *[other] The profiles of the { $n } other parts
    }
route-profile-table = Elevations along the route
route-profile-distance = Distance
route-profile-altitude = Elevation
route-sensitive = Sensitive areas
route-practical = Practical
route-access = Access
route-parking = Parking
route-water = Drinking water
route-toilets = Toilets
route-transport = Transport and surroundings
route-stations = Railway stations
route-stations-note = Distances as the crow flies; check that trains stop.
route-towns = Towns
route-straight = { $distance } as the crow flies
route-communes = Communes crossed
route-accessibility = Accessibility

route-source = Source
route-source-name = Line
route-source-register = PDIPR of Eure-et-Loir, register of the Conseil départemental
route-licence = Licence
route-licence-open = Licence Ouverte 2.0 (Etalab)
route-inscribed-on = Inscribed
route-inscribed-between = from { $from } to { $to }
route-raw-codes = Codes in the register
route-last-check = Last field check
route-source-note = Lengths computed on the WGS84 ellipsoid; duration computed by Sente. On site, the waymarks decide.
route-findings = What our checks say
route-findings-note = Automatic remarks on the data of this route.
route-findings-all = All { $n } remarks

route-nearby = Nearby
route-similar = Similar hikes
