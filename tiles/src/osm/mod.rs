//! OSM extracts (.osm.pbf) as features, in bounded memory.
