//! A route of the catalogue as a scene.

use pdipr_data::domain::{self, Position, RouteShape, RouteSheet};

use super::{Mark, Role, Route, Scene, Stretch, StretchKind};

impl Scene {
    /// The route with its starts and ends; `details` is written below its name.
    pub fn of_route(sheet: &RouteSheet, details: String) -> Scene {
        let card = &sheet.card;
        let stretches = sheet.parts.iter().flatten().map(|stretch| Stretch {
            kind: match stretch.kind {
                domain::StretchKind::Inscribed => StretchKind::Inscribed,
                domain::StretchKind::Liaison => StretchKind::Liaison,
            },
            line: stretch.line.iter().map(|at| degrees(*at)).collect(),
        });
        let route = Route {
            id: card.id.0.clone(),
            network: card.network.as_str().to_owned(),
            stretches: stretches.collect(),
            marks: marks(sheet),
        };
        Scene { title: card.name.clone(), details, routes: vec![route] }
    }
}

/// As on the app's map: a loop comes back to its start, a traverse ends elsewhere, a GR has two ends.
fn marks(sheet: &RouteSheet) -> Vec<Mark> {
    let mark = |role: Role, at: Position| Mark { role, at: degrees(at) };
    let ends = sheet.ends.iter().map(|at| mark(Role::End, *at));
    let Some(start) = &sheet.card.start else { return ends.collect() };
    let shape = sheet.card.shape.as_ref().map(|figure| figure.value);
    match shape {
        Some(RouteShape::Loop | RouteShape::ThereAndBack) => vec![mark(Role::StartFinish, start.at)],
        Some(RouteShape::Traverse) => {
            let last = sheet.parts.iter().flatten().next_back().and_then(|stretch| stretch.line.last());
            let finish = last.map(|at| mark(Role::Finish, *at));
            finish.into_iter().chain([mark(Role::Start, start.at)]).collect()
        }
        _ => std::iter::once(mark(Role::Start, start.at)).chain(ends).collect(),
    }
}

fn degrees(at: Position) -> [f64; 2] {
    [at.lon(), at.lat()]
}
