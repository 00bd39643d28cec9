//! What the catalogue gives to the map: routes and inscribed ways; for the locator map also communes, towns and stations.
//! Attributes: see `docs/tiles.md`.

use pdipr_data::domain::{Commune, Network, Position, Route, StretchKind, Town};
use pdipr_data::store::{CatalogueStore, StoreError};

use super::borders::borders;
use crate::feature::{Feature, Ring, Shape, Value, World};
use crate::layers::Layer;

/// Above everything that an extract ranks: no tile loses a route.
const ROUTES: u32 = 4_000_000_000;
const SEGMENTS: u32 = 3_900_000_000;
const PLACES: u32 = 3_000_000_000;
const GROUND: u32 = 2_000_000_000;

/// The deepest zoom of a pack, whatever it is.
const DEEPEST: u8 = super::plane::DEEPEST;

/// Routes and inscribed ways.
pub fn ways(store: &CatalogueStore) -> Result<Vec<Feature>, StoreError> {
    let mut features = Vec::new();
    for segment in store.lines_of_segments()? {
        features.push(Feature {
            layer: Layer::Segments,
            id: 0,
            shape: Shape::Lines(vec![line(&segment.line)]),
            attributes: vec![("id", segment.id.0.into()), ("used", segment.used.into())],
            zooms: 9..=DEEPEST,
            rank: SEGMENTS,
        });
    }
    for routes in store.lines_of_routes()? {
        for (kind, lines) in &routes.lines {
            features.push(Feature {
                layer: Layer::Routes,
                id: 0,
                shape: Shape::Lines(lines.iter().map(|points| line(points)).collect()),
                attributes: route_attributes(&routes.route, *kind),
                zooms: first_zoom(routes.route.network)..=DEEPEST,
                rank: ROUTES + height(routes.route.network),
            });
        }
    }
    Ok(features)
}

/// The ground of the locator map: the territory, its communes, towns and stations.
pub fn ground(store: &CatalogueStore) -> Result<Vec<Feature>, StoreError> {
    let (communes, towns, stations) = store.places()?;
    let territory = store.about()?.info.territory;
    let mut features = outlines(&communes, territory);
    features.extend(communes.iter().filter_map(|commune| commune_label(commune, &towns)));
    features.extend(towns.iter().map(town));
    features.extend(stations.into_iter().map(|station| Feature {
        layer: Layer::PublicTransport,
        id: 0,
        shape: Shape::Points(vec![world(station.at)]),
        attributes: vec![("kind", "station".into()), ("name", station.name.into())],
        zooms: 9..=DEEPEST,
        rank: PLACES,
    }));
    Ok(features)
}

fn outlines(communes: &[Commune], territory: String) -> Vec<Feature> {
    let rings: Vec<Ring> =
        communes.iter().flat_map(|commune| &commune.outline).flatten().map(|ring| line(ring)).collect();
    let found = borders(rings.iter());
    let closed = |ring: &Ring| ring.iter().chain(ring.first()).copied().collect();
    let boundary = |lines: Vec<Vec<World>>, level: i64, zoom: u8, rank: u32| Feature {
        layer: Layer::Boundaries,
        id: 0,
        shape: Shape::Lines(lines),
        attributes: vec![("admin_level", level.into())],
        zooms: zoom..=DEEPEST,
        rank,
    };
    let mut features = vec![
        Feature {
            layer: Layer::Land,
            id: 0,
            shape: Shape::Polygons(found.around.iter().map(|ring| vec![ring.clone()]).collect()),
            attributes: vec![("kind", "territory".into())],
            zooms: 0..=DEEPEST,
            rank: GROUND,
        },
        boundary(found.between.clone(), 8, 9, GROUND + 1),
        boundary(found.around.iter().map(closed).collect(), 6, 0, GROUND + 2),
    ];
    let largest = found.around.iter().max_by_key(|ring| ring.len());
    if let Some(at) = largest.and_then(|ring| middle(ring)) {
        features.push(Feature {
            layer: Layer::BoundaryLabels,
            id: 0,
            shape: Shape::Points(vec![at]),
            attributes: vec![("admin_level", 6_i64.into()), ("name", territory.into())],
            zooms: 0..=8,
            rank: PLACES + 2,
        });
    }
    features
}

/// The middle of the box around the points.
fn middle(ring: &[World]) -> Option<World> {
    let between = |pick: fn(&World) -> u32| {
        let (least, most) = (ring.iter().map(pick).min()?, ring.iter().map(pick).max()?);
        Some(least + (most - least) / 2)
    };
    Some(World { x: between(|at| at.x)?, y: between(|at| at.y)? })
}

/// At its town hall; a commune with a town of the same name is named by it already.
fn commune_label(commune: &Commune, towns: &[Town]) -> Option<Feature> {
    let at = commune.mairie?;
    if towns.iter().any(|town| town.name == commune.name) {
        return None;
    }
    let mut attributes = vec![("admin_level", 8_i64.into()), ("insee", Value::from(commune.insee.0.clone()))];
    attributes.push(("name", commune.name.clone().into()));
    attributes.extend(commune.population.map(|people| ("population", i64::from(people).into())));
    Some(Feature {
        layer: Layer::BoundaryLabels,
        id: 0,
        shape: Shape::Points(vec![world(at)]),
        attributes,
        zooms: 10..=DEEPEST,
        rank: PLACES + commune.population.unwrap_or(0).min(1_000_000),
    })
}

fn town(town: &Town) -> Feature {
    let (kind, zoom) = match town.population {
        50_000.. => ("city", 5),
        10_000.. => ("town", 6),
        3_000.. => ("town", 8),
        _ => ("village", 9),
    };
    Feature {
        layer: Layer::PlaceLabels,
        id: 0,
        shape: Shape::Points(vec![world(town.at)]),
        attributes: vec![
            ("kind", kind.into()),
            ("name", town.name.clone().into()),
            ("population", i64::from(town.population).into()),
        ],
        zooms: zoom..=DEEPEST,
        rank: PLACES + town.population.min(10_000_000),
    }
}

fn route_attributes(route: &Route, kind: StretchKind) -> Vec<(&'static str, Value)> {
    let kind = match kind {
        StretchKind::Inscribed => "inscribed",
        StretchKind::Liaison => "liaison",
    };
    let mut attributes = vec![
        ("code", route.code.clone().into()),
        ("colour", colour(route.network).into()),
        ("id", route.id.0.clone().into()),
        ("kind", kind.into()),
        ("name", route.name.clone().into()),
        ("network", route.network.as_str().into()),
        ("partial", route.partial.into()),
    ];
    attributes.extend(route.practices.first().map(|practice| ("practice", practice.as_str().into())));
    attributes
}

/// The colour of the waymarks, for whoever has no style of their own; the app's looks have theirs.
const fn colour(network: Network) -> &'static str {
    match network {
        Network::Gr | Network::Grp => "#D3222A",
        Network::Pr => "#F5B800",
        Network::Riding => "#E8731A",
        Network::MountainBike => "#2450B8",
        Network::Local => "#4E6B3A",
    }
}

/// GR lie above GR de Pays, these above the rest.
const fn height(network: Network) -> u32 {
    match network {
        Network::Gr => 2,
        Network::Grp => 1,
        _ => 0,
    }
}

const fn first_zoom(network: Network) -> u8 {
    match network {
        Network::Gr | Network::Grp => 5,
        _ => 7,
    }
}

fn world(at: Position) -> World {
    World::from_degrees(at.lon(), at.lat())
}

fn line(points: &[Position]) -> Vec<World> {
    points.iter().map(|at| world(*at)).collect()
}
