# What hikers tell each other: the closed lists, and how far a thing is.

condition-mud = Mud
condition-vegetation = Overgrown
condition-fallen-tree = Fallen tree
condition-missing-waymark = Missing waymark
condition-flooded = Flooded

audience-family = Family
audience-pushchair = Pushchair
audience-wheelchair = Wheelchair
audience-senior = Senior
audience-dog = Dog
audience-nature = Nature
audience-heritage = Heritage
audience-runner = Running
audience-rider = Horse
audience-mtb = Mountain bike

category-waymarks = Waymarks
category-conflict-of-use = Conflict of use
category-safety = Safety
category-environment = Environment

magnitude-usable = Can be used
magnitude-hindering = Hard to use
magnitude-blocking = Cannot be used

report-status-new = new
report-status-open = being dealt with
report-status-planned = work planned
report-status-solved = solved
report-status-rejected = not followed up
report-status-duplicate = already reported elsewhere

refusal-off-topic = off topic
refusal-insult = insulting words
refusal-personal-data = personal data
refusal-advertising = advertising
refusal-not-walked = not walked
refusal-unlawful = unlawful content
refusal-photo = photo
refusal-other = another reason

# How far one's own things are.
post-waiting = Waiting to be sent
post-tomorrow = Waiting: limit of the day reached
post-tomorrow-more = The server takes no more from this device today. Sending goes on tomorrow by itself.
post-sent = Sent
post-moderated = Being moderated
post-published = Published
post-refused = Refused: { $reason }
post-refused-words = The agency writes: “{ $words }”. Change your text and save it: it will be read again. To object, see the rules of reviews.
post-refused-more = Change your text and save it: it will be read again. To object, see the rules of reviews.
post-report = Received by the agency: { $status }
post-stuck = Stuck
post-leaving = Withdrawn here; it leaves the server with the next network

stuck-unreadable = The server does not understand it. Update the app, then change it and save.
stuck-conflict = The server knows something else under this name. Change it and save: it will be sent again.
stuck-not-yours = It belongs to the key of another device. Take over that key, or withdraw it here.
stuck-gone = It was withdrawn or erased from another device. Save it again to send it anew, or withdraw it here.
stuck-text = The text is too long or holds signs that are not taken. Change it.
stuck-too-many = There are too many photos or ticks, or one twice. Take some out.
stuck-in-the-future = The month of the walk lies in the future. Correct it, or the clock of the device.
stuck-place = The place is neither on a route nor on an inscribed way. Choose another one.
stuck-daily-limit = The server takes no more from this device today. It will be sent tomorrow.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
