# Home.

home-title = Where to walk?
