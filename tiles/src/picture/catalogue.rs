//! A route of the catalogue as a scene.

use pdipr_data::domain::{self, Position, RouteOnMap, RouteShape};

use super::{Closed, Mark, Role, Route, Scene, Stretch, StretchKind};

impl Scene {
    /// The route with its starts and ends; `details` is written below its name.
    pub fn of_route(route: &RouteOnMap, details: String) -> Scene {
        let stretches = route.stretches.iter().map(|stretch| Stretch {
            kind: match stretch.kind {
                domain::StretchKind::Inscribed => StretchKind::Inscribed,
                domain::StretchKind::Liaison => StretchKind::Liaison,
            },
            line: stretch.line.iter().map(|at| degrees(*at)).collect(),
        });
        let closed = route.closed.iter().map(|closed| Closed {
            line: closed.line.iter().map(|at| degrees(*at)).collect(),
            label: closed.label.clone(),
        });
        let drawn = Route {
            id: route.id.0.clone(),
            network: route.network.as_str().to_owned(),
            stretches: stretches.collect(),
            closed: closed.collect(),
            marks: marks(route),
        };
        Scene { title: route.name.clone(), details, routes: vec![drawn] }
    }
}

/// As on the app's map: a loop comes back to its start, a traverse ends elsewhere, a GR has two ends.
fn marks(route: &RouteOnMap) -> Vec<Mark> {
    let mark = |role: Role, at: Position| Mark { role, at: degrees(at) };
    let ends = route.ends.iter().map(|at| mark(Role::End, *at));
    let Some(start) = route.start else { return ends.collect() };
    match route.shape {
        Some(RouteShape::Loop | RouteShape::ThereAndBack) => vec![mark(Role::StartFinish, start)],
        Some(RouteShape::Traverse) => {
            let last = route.stretches.last().and_then(|stretch| stretch.line.last());
            let finish = last.map(|at| mark(Role::Finish, *at));
            finish.into_iter().chain([mark(Role::Start, start)]).collect()
        }
        _ => std::iter::once(mark(Role::Start, start)).chain(ends).collect(),
    }
}

fn degrees(at: Position) -> [f64; 2] {
    [at.lon(), at.lat()]
}
