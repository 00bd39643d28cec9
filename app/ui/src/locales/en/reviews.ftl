# Reviews as they are read and owned: sheet, notebook, exchange, key, satisfaction, rules.

# On the sheet.
reviews-title = Reviews and recommendations
reviews-control = The agency reads reviews before they are published; nobody checks that the author was there.
reviews-none = No review yet. Be the first person to give one.
reviews-only-archived = No review of the present line; those of the former line are further down.
reviews-mean =
    { $n ->
        [one] of 5 · { $number } review
       *[other] of 5 · { $number } reviews · standard deviation { $deviation }
    }
reviews-recommended = Recommended for: { $list }
reviews-as-of = Reviews of { $moment } (last synchronisation).
reviews-never-fetched = No review has been received yet: a network is needed a first time.
reviews-more = Show more ({ $shown } of { $all })
reviews-sort = Sorted by
sort-newest = Newest
sort-best = Best marks
sort-worst = Worst marks

stars-of-five =
    { $n ->
        [one] { $n } star of 5
       *[other] { $n } stars of 5
    }
spread-spoken =
    { $n ->
        [0] { $stars }: no review
        [one] { $stars }: { $n } review
       *[other] { $stars }: { $n } reviews
    }
criterion-description = As described
criterion-waymarks = Waymarks
criterion-interest = Interest of the walk
criterion-mean =
    { $n ->
        [one] { $mean } of 5 ({ $number } mark)
       *[other] { $mean } of 5 ({ $number } marks)
    }
criterion-mark = { $name }: { $stars } of 5

anonymous = Anonymous
review-own = yours
review-archived = former line, no longer counts
review-when = Walked in { $walked } · written on { $written }
review-when-edited = Walked in { $walked } · written on { $written } · changed on { $edited }
review-conditions = On the way: { $list }
review-recommends = For: { $list }
review-photo = Photo { $n } of this review
agency-answer = Answer of { $by }, { $day }
sentences-title = Recommendations
sentence-head = For: { $audience } · { $by }, { $day }

conditions-title = Seen on the way
condition-seen = { $condition }, { $when }
condition-seen-by = { $condition }, { $when } ({ $n } reviews)
ago-today = today
ago-yesterday = yesterday
ago-days = { $n } days ago

reports-title = Reported problems
report-head = { $category }: { $magnitude }
report-own = yours
report-written = reported on { $day }
report-confirmed =
    { $n ->
        [one] confirmed once
       *[other] confirmed { $n } times
    }

own-posts-title = What you have written
own-posts-all = See and change in My notebook
own-recommendation = I recommend it for: { $audience }
own-report = Report

# In the notebook.
posts-title = My reviews and reports
posts-none = Nothing yet. What you write about a walk stays here, with how far it is, even without a network.
kind-review = Review
kind-recommendation = Recommendation
kind-report = Report
post-title = { $kind }: { $name }
post-when = Written on { $written }
post-when-edited = Written on { $written }, changed on { $edited }
post-photos-waiting =
    { $n ->
        [one] { $n } photo waits for the network
       *[other] { $n } photos wait for the network
    }
post-edit = Change
post-edit-name = Change { $name }
post-withdraw = Withdraw
post-withdraw-name = Withdraw { $name }
post-withdrawn = Withdrawn.

sync-now = Send everything now
sync-asked = Sending begins.
sync-waiting =
    { $n ->
        [one] { $n } thing waits to be sent.
       *[other] { $n } things wait to be sent.
    }
sync-erasing = The erasure of what you had sent waits for the network.
sync-all-sent = Everything has been sent.
sync-running = Exchange under way…
sync-last = Last exchange: { $moment }.
sync-never = No exchange with the server so far.
sync-next-try = Next try: { $moment }, or as soon as the network is back.
sync-no-server = No server takes reviews for now: what you write stays on this device.
sync-offline = No network, or the server does not answer. Nothing is lost: it will be sent by itself.
sync-not-our-server = What answers is not Sente’s server. Open the start page of the Wi-Fi if there is one, or check the address in the settings.
sync-busy = The server has too much to do and asks to come back later. Nothing is lost.
sync-key = The server refuses the key of this device. Export what you have written, then write to whoever provides the app.
sync-server = The server made a mistake. Nothing is lost: it will be sent by itself.

posts-own-data = What I have written for others
posts-own-data-text = Your reviews, recommendations and reports are yours, photos included.
posts-export = Export my reviews
posts-erase = Erase my reviews
posts-erase-text = These will be erased from this device at once, and from the server with the next network: { $reviews ->
        [one] { $reviews } review
       *[other] { $reviews } reviews
    }, { $recommendations ->
        [one] { $recommendations } recommendation
       *[other] { $recommendations } recommendations
    }, { $reports ->
        [one] { $reports } report
       *[other] { $reports } reports
    }, their photos and the key of this device. It cannot be undone: export first if you want to keep a copy. The rest of the notebook stays as it is.
posts-erase-do = Erase everything
posts-erased = Your reviews and reports are erased from this device.

key-title = Key of this device
key-text = Without an account, it makes you the author of what you send. Carry it to another device to find your reviews there and change them.
key-warning = Whoever has this key can change and erase what you have written. Keep it to yourself.
key-show = Show the key
key-hide = Hide the key
key-as-text = The key in letters
key-qr = Key of this device as a QR code
key-save = Save to a file
key-other = Take over the key of another device
key-other-hint = Paste the whole text that the other device shows (sente-key:…), or choose the file that it has saved.
key-adopt = Take over this key
key-from-file = Choose the file
key-adopted = Key taken over. What was written with it arrives with the next exchange.

# On the home screen.
satisfaction-title = Are you happy with Sente?
satisfaction-text = From 1, not at all, to 5, very much. The mark leaves without your name, with the next network; the question comes back at most once in half a year.
satisfaction-stars = { $n } of 5
satisfaction-later = Later
satisfaction-never = Do not ask again
satisfaction-thanks = Thank you! Your mark will leave with the next network.

# Rules.
more-rules = Control, delays, order, objections
rules-title = Rules of reviews
rules-control = The control
rules-control-text = Each review and recommendation is read by a person of the agency before it is published, in the order of arrival. Nobody checks that the author was there.
rules-control-equal = A review is neither set aside nor delayed for its mark: good and bad ones are treated alike.
rules-reasons = Reasons of refusal
rules-reasons-text = A review can be refused for one of these reasons; another reason is always written out:
rules-order = The order
rules-order-text = The newest come first. You can choose the best or the worst marks; the chosen order stands above the list.
rules-order-dates = Each review bears the day on which it was received, the month of the walk, and the day of its last change where there was one.
rules-means = The means
rules-means-text = A mean always stands with the number of reviews and their spread. All published reviews of the present line count alike.
rules-means-archived = When the line of a route changes, reviews of the former line stay readable, are marked, and no longer count.
rules-means-conditions = What was met on the way (mud, plants, tree, waymark, water) is no longer shown after thirty days.
rules-delay = Delays
rules-delay-text = The agency has not yet committed itself to a delay of publication. The median delay is public, with the counts of the moderation.
rules-delay-kept = A published review stays until its author withdraws it. A refused one is kept for its author only.
rules-author = The author
rules-author-change = You can change or withdraw your review at any time, in My notebook. A changed review is read again before it is published anew.
rules-author-contact = The author of a review cannot be contacted: there is neither account nor address here. The agency can answer in public, under the review.
rules-counterpart = Counterpart
rules-counterpart-text = Nothing is given in return for a review.
rules-contest = Objections and doubts
rules-contest-text = If your review is refused, the reason stands in My notebook, with the words of the agency. You can change it and save it again, or object to the refusal. Whoever doubts that a review is genuine can write, too:
rules-contact = { $name }: { $contact }
rules-contact-unknown = to whoever provides the app. The address appears here as soon as the server has told it.
rules-log = Log of moderation
rules-log-text = Each decision is entered into a log in which nothing can be changed or taken out; the number of refusals and their reasons are public.
rules-log-open = See the counts of the moderation (page of the server)

settings-servers = Servers
settings-server = Address of the server for reviews
settings-server-kept = Address kept.
