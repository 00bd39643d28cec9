# Storage, data, accessibility, privacy, settings.

more-title = More
more-legend = What the colours and signs say
more-storage = What is kept on this device
more-packs = A detailed map, installed from a file
more-about = Sources, licences, figures, findings
more-a11y = Statement and keyboard shortcuts
more-privacy = What stays here, what leaves if you write it

settings-title = Settings
settings-language = Language
settings-look = Look
settings-look-hint = “Full sun” has stronger contrast for reading outdoors.
look-auto = As the device
look-day = Day
look-sun = Full sun
look-night = Night
settings-single-keys = Single-key shortcuts
settings-single-keys-hint = Turn them off if you dictate, or if keys get pressed by mistake.
settings-text-size = Text size

safety-title = In an emergency
safety-112 = European emergency number: rescue, fire brigade, police.
safety-114 = By text message, for people who are deaf, hard of hearing or unable to speak.
safety-no-rescue = Sente is no call for help: nothing that you write in it alerts anybody.
safety-ground = A path may be closed, muddy or cut. On the ground, waymarks and signs come before the screen.

legal-title = Legal notice
legal-publisher = Publisher, director of publication and host: to be given here by the body that puts this app online. This version is not yet published by anybody.
legal-licence = Sente is free software under the EUPL-1.2 licence.
legal-marks = GR® and GR de Pays® are registered marks of the FFRandonnée.
legal-version = Version { $version }

storage-title = Offline and storage
storage-offline = The whole catalogue is on this device: no network needed.
storage-table = Room taken by the app
storage-what = What
storage-size = Room
storage-catalogue = Catalogue
storage-catalogue-line = Routes, registered ways, communes, stations
storage-carnet = My notebook
storage-carnet-line = Favourites, lists, notes, reviews with their photos, settings
storage-total = Total
storage-kept = The storage is protected: the browser will not drop it by itself.
storage-not-kept = The browser makes no promise. Install the app on the home screen, or export your notebook from time to time.
storage-may-be-dropped = When the device runs out of room, the browser may drop the data of sites, your notebook included.
storage-keep = Protect the storage
storage-works-title = What works without a network
storage-works-search = Searching, filtering, sorting, finding what is near
storage-works-map = The locator map with all routes, and their sheets
storage-works-export = Saving a route as GPX, KML or GeoJSON
storage-works-carnet = The notebook: favourites, lists, notes, walks
storage-waits = Once installed the app needs the network only for updates, for maps that a server offers and for reviews: what you write waits here and leaves with the next network.

about-title = About the data
about-edition = { $territory }: { $routes } routes, made of { $segments } ways registered in the département’s plan (PDIPR).
about-newest = Latest registration: { $date }.
about-newest-unknown = Day of the latest registration: not known.
about-rows = { $read } rows of the register read, { $refused } refused.
about-fingerprint = Fingerprint of the source file (SHA-256)
about-figures = Routes by waymark
about-network = Waymark
about-routes = Number
about-inscribed = Registered
about-liaison = Links
about-gaps = Breaks
about-all = All
about-figures-note = Registered: ways of the register; a way shared by two routes counts for each. Links: between two registered ways, as the crow flies, to be checked on the ground. Breaks: more than 2 km without a registered way, not part of the walk.
about-sources = Sources and licences
about-software = Icons Lucide (ISC) · typeface Atkinson Hyperlegible Next (OFL) · map MapLibre (BSD).
about-findings = What the checks found
about-findings-text = Nothing is corrected in silence: each remark is kept with its line in the register.
finding-errors =
    { $n ->
        [0] Nothing refused
        [one] { $number } item refused
       *[other] { $number } items refused
    }
finding-warnings =
    { $n ->
        [0] Nothing to check at the source
        [one] { $number } point to check at the source
       *[other] { $number } points to check at the source
    }
finding-infos =
    { $n ->
        [0] No remark
        [one] { $number } remark for information
       *[other] { $number } remarks for information
    }
about-findings-by-code = Detail by check
about-finding-line = line { $line }
about-findings-more = Show more ({ $shown } of { $all })
about-methods = How the figures are made
about-methods-length = Lengths: geodesic on the WGS84 ellipsoid; registered ways and links are always counted apart.
about-methods-time = Duration: 4 km/h on the flat and 300 m/h of climb on foot. Where the ascent is not known it is the flat time, marked “climbs not counted”.
about-methods-unknown = What nobody has written stays “not known”, never zero. What the app computes is marked “computed”.

a11y-title = Accessibility
a11y-state = Sente conforms partially to RGAA 4.1 (WCAG 2.1 AA). Nobody else has audited it yet.
a11y-scope = This statement covers the app in the browser and the desktop window. It rests on our own checks: automatic tests for each version and walks by keyboard.
a11y-done = What is there
a11y-done-keyboard = Everything can be done by keyboard, with a focus that is always visible.
a11y-done-readers = Headings, landmarks, names of buttons and announcements for screen readers.
a11y-done-looks = Three looks that are tested: text at 4.5:1 or more, 7:1 in full sun.
a11y-done-text = Text up to 200% without losing anything, from 320 points of width.
a11y-done-motion = No motion if the device asks for none; nothing blinks.
a11y-done-twin = The map always has its twin in text: list, sheet and steps.
a11y-open = What is still missing
a11y-open-audit = An independent audit on the sample of pages of the RGAA.
a11y-open-map = The drawn map is not described line by line; use the list.
a11y-open-users = Trials with the people concerned and their tools.
a11y-help = An obstacle?
a11y-help-text = Report it to the body that offers you the app; it owes you an answer or another way to the information.
a11y-help-defender = Without an answer you can turn to the French Defender of Rights (Défenseur des droits).

privacy-title = Privacy
privacy-state = Everything stays on this device, except what you write for others and a count that does not know who you are.
privacy-never = What the app does not do
privacy-no-account = No account, no registration.
privacy-no-tracker = No tracker, no cookie, nobody is followed.
privacy-no-host = No third-party server: no typeface, map or script from elsewhere.
privacy-no-sending = Neither your searches nor your position nor your notebook leave.
privacy-position = Your position
privacy-position-text = It is asked for only when you touch a button that needs it, serves at that moment, and is never sent. A search “near me” keeps this point in the address of the page and in the last search: erase your data to forget it.
privacy-kept = What is kept here
privacy-kept-text = Your notebook, your settings, your last search, your drafts and a copy of the published reviews, in the storage of the app.
privacy-kept-look = Language, look and text size are noted in the browser as well, so that the first picture is the right one.
privacy-rights = Your rights
privacy-rights-text = See, change, withdraw, export, erase, carry to another device: in “My notebook”, without asking anybody. The erasure reaches the server with the next network; only an empty mark remains, so that other devices erase their copy, too.
privacy-rights-lost = Without the device and its key nobody can prove that a review is yours: that is the price of having no account. The agency can then unpublish it.
privacy-sent = What leaves if you write it
privacy-sent-text = A review or a report leaves with the next network, to the server of whoever provides the app, and to no other.
privacy-sent-review = Reviews and recommendations: mark, text, month of the walk, what was met on the way, for whom, pseudonym if you give one. They are public once they have been read.
privacy-sent-report = Reports: kind, gravity, text, and the place in words (route, way, commune, metres from the start), never coordinates. The text is read by you and the agency only.
privacy-sent-photo = Photos: drawn anew on the device and again on the server, without place, date or kind of device.
privacy-sent-key = A random key, made when you first send something, so that only you can change or erase it. The server keeps only a fingerprint of it.
privacy-sent-satisfaction = A mark of satisfaction each half-year, if you answer.
privacy-counted = Counting without watching
privacy-counted-text = At most once on a day with a network, the app sends a token that is random and new each day, without your key, saying whether it is the first time in this half-year. Two days of one person cannot be linked; the token is forgotten after two days.
privacy-how-long = How long
privacy-how-long-posts = Reviews, recommendations, reports: until you withdraw them. A refused one is kept for you only.
privacy-how-long-photos = Withdrawn photos: deleted within seven days.
privacy-how-long-limits = Number of things sent in a day (against abuse): two days.
privacy-how-long-results = The outcome of each sending, without its content: two years, so that nothing is done twice.
privacy-to-carnet = Open my notebook
