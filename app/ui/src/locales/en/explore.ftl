# The list and the map together.

explore-title = Hikes
