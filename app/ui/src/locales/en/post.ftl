# The forms: a review, a recommendation, a report.

write-review = Write a review
write-recommendation = Recommend
write-report = Report a problem
write-needed = (required)
write-saving = Saving…
write-resumed = Your draft goes on where you left it.
write-restart = Start afresh
write-gone = This text is no longer on this device
write-gone-text = It was taken back. What you have written and kept is in your notebook.
write-edit-it = Change it
write-left =
    { $n ->
        [one] { $number } character left
       *[other] { $number } characters left
    }
write-over =
    { $n ->
        [one] { $number } character too many
       *[other] { $number } characters too many
    }
write-too-long =
    { $n ->
        [one] The text is { $number } character too long. Shorten it.
       *[other] The text is { $number } characters too long. Shorten it.
    }
write-by = Your pseudonym
write-by-hint = Shown with your text. Leave it empty to stay anonymous; do not write your full name.

# A review
write-review-title = Write a review
write-review-edit = Change my review
write-review-already = You have already reviewed this route, on { $day }.
write-stars = Your mark
write-stars-missing = Choose a mark, from 1 to 5 stars.
write-stars-count =
    { $n ->
        [one] { $n } star
       *[other] { $n } stars
    }
write-no-stars = no mark
write-clear = Remove the mark
write-clear-of = Remove the mark: { $name }
write-review-text = What you liked, what one should know
write-review-text-hint = Optional. Write about the route, not about people.
write-criterion-description = True to its description
write-criterion-waymarks = Quality of the waymarks
write-criterion-interest = Interest of the route
write-conditions = What you met on the way
write-conditions-hint = Dated today, shown for thirty days.
write-recommends = I recommend it for
write-photos = Photos
write-photos-hint = Drawn anew on this device: neither place, date nor name of the device is sent.
write-photo-add = Add photos
write-photo-working = Preparing…
write-photo-remove = Remove photo { $n }
write-photo-removed = Photo removed
write-photo-alt = Photo { $n }
write-photo-gone = A photo is no longer on this device: remove it, then add it again.
write-photos-count = { $count } of { $most }
write-photos-many = Five photos at most. Remove one to add another.
photo-away = Photo not available now
write-walked = Month of the walk
write-walked-missing = Choose the month of your walk.
write-walked-future = This month lies in the future. Choose that of your walk.

# A recommendation
write-recommendation-title = I recommend this walk
write-recommendation-edit = Change my recommendation
write-recommendation-already = You have already recommended this route, on { $day }.
write-audience = I recommend this walk for
write-audience-missing = Choose for whom you recommend it.
write-sentence = Why, in one sentence
write-sentence-hint = Optional. For example: shady, with a meadow for a picnic half-way.

# A report
write-report-title = Report a problem
write-report-edit = Change my report
write-no-rescue = This report is not a call for help
write-place = Where?
write-place-unknown = Not told yet
write-place-here = Where I am
write-place-looking = Searching…
write-place-map = Show on the map
write-place-why = Your position serves to find the way, then it is forgotten: only the route, the commune and the distance from the start are sent. On the map, press long and choose “Report a problem here”: your text waits for you.
write-place-along = Or along the route
write-place-along-value = { $metres } from the start
write-place-on-route = { $route }, { $metres } from the start
write-place-on-way = Inscribed way without a route, { $metres } from its beginning
write-place-missing = Say where the problem is.
write-place-refused = The device did not tell your position. Show the place on the map, or along the route.
write-place-nowhere = No inscribed way within 200 m of this point. Choose another one.
write-known = Already reported near here: is it the same problem?
write-known-own = You have already reported near here
write-known-at = { $away } away: { $category }, { $magnitude } ({ $day })
write-known-near = On this way: { $category }, { $magnitude } ({ $day })
write-same = It is the same, I confirm it. { $problem }
write-another = It is another problem
write-same-missing = Say whether it is the same problem or another one.
write-category = Kind of problem
write-category-missing = Choose the kind of problem.
write-magnitude = Passage
write-magnitude-missing = Say whether one can still pass.
write-report-text = What you saw
write-report-text-hint = Optional. Whatever helps to find the place and to repair.
write-report-read = This text and these photos are read by the agency only; the place and the kind of problem become public.

# What the law wants said
write-legal-control = Reviews are read by the agency before publication; whether the author was there is not verified.
write-legal-public = These become public: your text, your marks, the month of the walk, the date, your photos and your pseudonym. You can change or take back everything at any time from your notebook.

# Saved
write-saved-review = Your review is saved.
write-saved-recommendation = Your recommendation is saved.
write-saved-report = Your report is saved.
write-leaves = It will leave with the next network.
write-leaves-recommendation = It will leave with the next network.
write-no-server = This app knows no server: the text stays on this device until it has one.
write-back-route = Back to the route
write-back-map = Back to the map
write-edit = Change
write-mine = See all that I have written
