# Espace agence: for staff.

atelier-title = Agency desk
atelier-room = Agency desk
more-atelier = Moderation of reviews and reports, for staff
atelier-rooms = Parts of the agency desk
keys-atelier-step = Next, previous (agency desk)
keys-atelier-publish = Publish (agency desk)
keys-atelier-refuse = Refuse (agency desk)

# The door.
atelier-sign-in = Staff sign-in
atelier-sign-in-lead = For the agency, the communes and the waymarkers. Hiking needs no account.
atelier-sign-in-again = Your session has ended. Sign in again: what you had begun is still there.
atelier-name = Account name
atelier-password = Password
atelier-enter = Sign in
atelier-entering = Signing in…
atelier-openid = Sign in with the département’s account
atelier-openid-window = (new window)
atelier-leave = Sign out
atelier-name-missing = Write the name of the account.
atelier-password-missing = Write the password.
atelier-wrong-password = The name or the password is wrong.
atelier-away = The agency desk is not available
atelier-who = { $name } · { $role }
atelier-role-agence = agency
atelier-role-commune = commune
atelier-role-baliseur = waymarker
atelier-role-lecteur = read only

# Why not.
atelier-no-server = This app has no server of reviews. Give its address in the settings, or open the app from that server.
atelier-offline = The server does not answer. What you have written is still there: try again when there is a network.
atelier-expired = Your session has ended: sign in again.
atelier-too-many =
    { $n ->
        [one] Too many tries. Try again in { $n } second.
       *[other] Too many tries. Try again in { $n } seconds.
    }
atelier-forbidden = Your role may not do this.
atelier-gone = Its author has withdrawn it meanwhile.
atelier-changed = Its author has changed it meanwhile, or the delay is over. The list is read again.
atelier-unfit = The server cannot take it like this. Check the text.
atelier-busy = The server is very busy or out of order. Try again in a moment.

# Queues.
atelier-reviews = Reviews
atelier-recommendations = Recommendations
atelier-reports = Reports
atelier-left =
    { $n ->
        [0] nothing to do
       *[other] { $n } to do
    }
atelier-filter = What is shown
atelier-waiting = To do
atelier-all = All
atelier-refresh = Read again
atelier-more = Show more
atelier-nothing = Nothing to do
atelier-nothing-text = What comes in is added here, oldest first, whatever its stars.
atelier-nothing-for-communes = A review does not say in which commune it was written: the agency looks after them.
atelier-looked-at = Chosen item
atelier-choose = Choose an item from the list.
atelier-back = Back to the list
atelier-tick = Select: { $what }
atelier-bulk = For the selection
atelier-ticked =
    { $n ->
        [one] { $n } selected
       *[other] { $n } selected
    }
atelier-untick = Select nothing

# One thing.
atelier-stars = { $n } out of 5
atelier-recommended = Recommended for: { $audience }
atelier-anonymous = anonymous
atelier-by = Written by: { $name }
atelier-received = Arrived on { $when }
atelier-when = { $day }, { $time }
atelier-clock = { $hour }:{ $minute }
atelier-walked = Month of the walk
atelier-conditions = Met on the way
atelier-recommends = Recommends for
atelier-criterion-description = Accuracy of the description
atelier-criterion-waymarks = Quality of the waymarks
atelier-criterion-interest = Interest of the route
atelier-photo = Photo { $n } of { $of }
atelier-state-waiting = To do
atelier-state-published = Published
atelier-state-refused = Refused: { $reason }
atelier-state-withdrawn = Withdrawn by its author

# Decisions.
atelier-publish = Publish
atelier-refuse = Refuse
atelier-refuse-some = Refuse…
atelier-undo-until = Undo the decision (possible until { $time })
atelier-refuse-title =
    { $n ->
        [one] Refuse
       *[other] Refuse { $n } items
    }
atelier-refuse-lead = The author reads the reason and your words; they may change their text, which then comes back here.
atelier-reason = Reason
atelier-words = Your words to the author (needed with another reason)
atelier-reason-missing = Choose a reason.
atelier-words-missing = Say this other reason in a few words.
atelier-words-too-long = 500 characters at most.
atelier-done-publish = Published.
atelier-done-refuse = Refused.
atelier-done-answer = Answer saved.
atelier-done-unanswer = Answer taken back.
atelier-done-status = State saved.
atelier-done-assign = Saved who looks after it.
atelier-done-unassign = Nobody looks after it any more.
atelier-done-merge = Merged.
atelier-done-all =
    { $n ->
        [one] { $n } item done.
       *[other] { $n } items done.
    }
atelier-undone = Decision undone.

# Answers.
atelier-answer = Public answer
atelier-answer-author = Answer to the author
atelier-answer-write = Your answer
atelier-answer-change = Change the answer
atelier-answer-hint-review = Everybody reads it under the published review.
atelier-answer-hint-report = Everybody reads it with the report, its author first.
atelier-answer-hint-author = Only the author reads it, among their own things.
atelier-answer-save = Save the answer
atelier-answer-remove = Take the answer back
atelier-answer-missing = Write an answer.
atelier-answer-too-long = 1,000 characters at most.
atelier-answered = { $by }, on { $on }
atelier-characters-left =
    { $n ->
        [one] { $n } character left.
       *[other] { $n } characters left.
    }

# Reports.
atelier-place-route = { $metres } m from the start of the route
atelier-place-segment = { $metres } m from the beginning of the way { $segment }
atelier-confirmed =
    { $n ->
        [one] Confirmed by { $n } other person
       *[other] Confirmed by { $n } other people
    }
atelier-handling = Handling
atelier-status = State
atelier-read-only = Your role reads without changing.
atelier-assignee = Who looks after it
atelier-assign = Assign
atelier-assign-me = I look after it
atelier-assigned = Looked after by: { $name }
atelier-unassigned = Nobody looks after it yet.
atelier-duplicates = Perhaps the same problem
atelier-duplicates-hint = Merging counts this report as a confirmation of the other one; it can be undone.
atelier-no-duplicates = No other open report within 200 m on the same way.
atelier-near =
    { $n ->
        [0] In the same place: { $what }
       *[other] { $n } m away: { $what }
    }
atelier-merge = Merge
atelier-merge-name = Merge with: { $what }

# History and log.
atelier-history = History
atelier-no-history = No decision yet.
atelier-act-publish = published
atelier-act-refuse = refused
atelier-act-answer = answer written or taken back
atelier-act-undo = decision undone
atelier-act-status = state changed
atelier-act-assign = assignment changed
atelier-act-merge = merged
atelier-journal = Log
atelier-journal-lead = Every act of staff, newest first. Each line holds the hash of the one before: nothing can be changed or taken out unseen.
atelier-journal-head = Hash at the head, also on the public page on moderation:
atelier-journal-empty = No act yet
atelier-journal-number = No.
atelier-journal-when = When
atelier-journal-who = Who
atelier-journal-what = Act
atelier-journal-thing = Item
atelier-journal-hash = Hash (end)
atelier-older = Show older ones

# Figures.
atelier-figures = Figures
atelier-figures-lead = Counted without identifying anybody, by half-year.
atelier-figures-none = Nothing has been counted yet
atelier-csv = Download (CSV)
atelier-half-year = Half-year
atelier-half-years = Figures by half-year
atelier-figure-users = Users
atelier-figure-reviews = Reviews
atelier-figure-recommendations = Recommendations
atelier-figure-reports = Reports
atelier-figure-satisfaction = Satisfaction
atelier-satisfaction =
    { $n ->
        [one] { $mean } out of 5 ({ $n } answer)
       *[other] { $mean } out of 5 ({ $n } answers)
    }
atelier-by-commune = Reports by commune
atelier-commune = Commune
