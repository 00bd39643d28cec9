# The map.

map-title = Carte
map-name = Carte des itinéraires
