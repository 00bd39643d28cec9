-- The layers of sente-tiles for tilemaker 2: the same objects, zooms and attributes, so that the work can be compared.
-- Left out, in tilemaker's favour: hiking relations, labels of waters and woods, piers, dams, aerialways, ferries.

node_keys = { "amenity", "tourism", "shop", "place", "railway", "highway", "natural", "historic", "barrier", "information", "man_made" }

function init_function() end
function exit_function() end

local street_zoom = {
  motorway = 5, trunk = 6, primary = 8, secondary = 9, tertiary = 10, unclassified = 12, residential = 12, living_street = 13,
  pedestrian = 13, road = 12, service = 13, track = 12, path = 12, footway = 13, bridleway = 12, cycleway = 13, steps = 13,
  motorway_link = 11, trunk_link = 11, primary_link = 11, secondary_link = 11, tertiary_link = 12, busway = 12
}
local rail_zoom = { rail = 8, narrow_gauge = 8, light_rail = 10, tram = 10, funicular = 10, subway = 10, monorail = 10 }
local place_zoom = { city = 5, town = 7, village = 10, suburb = 11, hamlet = 12, quarter = 12, neighbourhood = 13, locality = 13 }
local land_keys = { "landuse", "natural", "leisure", "amenity" }
local land_kinds = {
  forest = 7, wood = 7, farmland = 10, farmyard = 10, meadow = 11, grass = 11, orchard = 10, vineyard = 10, residential = 10,
  commercial = 10, industrial = 10, retail = 10, cemetery = 13, quarry = 11, scrub = 10, heath = 10, sand = 10, beach = 10, bare_rock = 10,
  wetland = 10, grassland = 11, park = 11, garden = 11, pitch = 13, playground = 13, golf_course = 11, grave_yard = 13, allotments = 11,
  recreation_ground = 11, village_green = 11, railway = 12, garages = 12, marsh = 10
}
local site_kinds = { parking = true, school = true, university = true, college = true, hospital = true, prison = true }
local barrier_kinds = { gate = true, stile = true, kissing_gate = true, bollard = true, cycle_barrier = true, fence = true, wall = true, hedge = true, lift_gate = true }
local poi_keys = { "amenity", "tourism", "shop", "historic", "natural", "man_made" }

local function copy(object, keys)
  for _, key in ipairs(keys) do
    local value = object:Find(key)
    if value ~= "" then object:Attribute(key, value) end
  end
end

local function names(object)
  copy(object, { "name", "name_en" })
end

local function poi(object)
  for _, key in ipairs(poi_keys) do
    local value = object:Find(key)
    if value ~= "" and not land_kinds[value] and value ~= "tree" and value ~= "water" and value ~= "coastline" then
      object:Attribute(key, value)
      return value
    end
  end
  return nil
end

local function is_poi(object)
  for _, key in ipairs(poi_keys) do
    local value = object:Find(key)
    if value ~= "" and not land_kinds[value] and value ~= "tree" and value ~= "water" and value ~= "coastline" then return true end
  end
  return false
end

function node_function(node)
  local place = node:Find("place")
  if place_zoom[place] then
    node:Layer("place_labels", false)
    node:MinZoom(place_zoom[place])
    node:Attribute("kind", place)
    names(node)
    local population = tonumber(node:Find("population"))
    if population then node:AttributeNumeric("population", population) end
  end
  local railway, highway = node:Find("railway"), node:Find("highway")
  if railway == "station" or railway == "halt" or railway == "tram_stop" or highway == "bus_stop" then
    node:Layer("public_transport", false)
    node:MinZoom(railway == "station" and 11 or 14)
    node:Attribute("kind", railway ~= "" and railway or highway)
    names(node)
  end
  if barrier_kinds[node:Find("barrier")] then
    node:Layer("barriers", false)
    node:Attribute("kind", node:Find("barrier"))
  end
  if is_poi(node) then
    node:Layer("pois", false)
    node:MinZoom(13)
    poi(node)
    names(node)
    copy(node, { "ref", "ele", "information", "cuisine" })
  end
end

function relation_scan_function(relation)
  if relation:Find("type") == "boundary" and relation:Find("boundary") == "administrative" then relation:Accept() end
end

function way_function(way)
  local highway, railway, waterway = way:Find("highway"), way:Find("railway"), way:Find("waterway")
  local building, barrier, natural, landuse = way:Find("building"), way:Find("barrier"), way:Find("natural"), way:Find("landuse")
  local closed = way:IsClosed()
  local admin = 99
  while true do
    local relation = way:NextRelation()
    if not relation then break end
    admin = math.min(admin, tonumber(way:FindInRelation("admin_level")) or 99)
  end
  if admin <= 8 then
    way:Layer("boundaries", false)
    way:MinZoom(admin <= 4 and 5 or admin <= 6 and 7 or 11)
    way:AttributeNumeric("admin_level", admin)
  end
  local zoom = street_zoom[highway] or rail_zoom[railway]
  if zoom and not (closed and way:Find("area") == "yes") then
    way:Layer("streets", false)
    way:MinZoom(zoom)
    way:Attribute("kind", street_zoom[highway] and highway or railway)
    copy(way, { "service", "tracktype", "surface", "bicycle", "horse", "foot", "access", "sac_scale", "trail_visibility", "footway" })
    if way:Find("tunnel") ~= "" then way:AttributeBoolean("tunnel", true) end
    if way:Find("bridge") ~= "" then way:AttributeBoolean("bridge", true) end
    if way:Find("oneway") == "yes" then way:AttributeBoolean("oneway", true) end
    if way:Find("name") ~= "" or way:Find("ref") ~= "" then
      way:Layer("street_labels", false)
      way:MinZoom(math.max(zoom, 12))
      way:Attribute("kind", street_zoom[highway] and highway or railway)
      names(way)
      copy(way, { "ref" })
    end
  elseif highway ~= "" and closed and way:Find("area") == "yes" then
    way:Layer("street_polygons", true)
    way:Attribute("kind", highway)
  end
  if natural == "water" or landuse == "reservoir" or landuse == "basin" or waterway == "riverbank" or waterway == "dock" then
    way:Layer("water_polygons", true)
    way:Attribute("kind", natural ~= "" and natural or landuse ~= "" and landuse or waterway)
  elseif waterway == "river" or waterway == "canal" or waterway == "stream" or waterway == "ditch" or waterway == "drain" then
    way:Layer("water_lines", false)
    way:MinZoom((waterway == "river" or waterway == "canal") and 9 or 13)
    way:Attribute("kind", waterway)
  end
  if building ~= "" and building ~= "no" then
    way:Layer("buildings", true)
  end
  if barrier_kinds[barrier] then
    way:Layer("barriers", false)
    way:Attribute("kind", barrier)
  end
  if closed then
    for _, key in ipairs(land_keys) do
      local kind = way:Find(key)
      if land_kinds[kind] then
        way:Layer("land", true)
        way:MinZoom(land_kinds[kind])
        way:Attribute("kind", kind)
        break
      end
    end
    if site_kinds[way:Find("amenity")] then
      way:Layer("sites", true)
      way:Attribute("kind", way:Find("amenity"))
    end
    if is_poi(way) then
      way:LayerAsCentroid("pois")
      way:MinZoom(13)
      poi(way)
      names(way)
    end
  end
end
