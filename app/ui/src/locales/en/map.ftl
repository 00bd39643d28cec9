# The map.

map-title = Map
map-name = Map of the routes
