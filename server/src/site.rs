//! Everything that the server answers: the files of the app straight from memory, everything else by its route.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::http::{Request, Response};
use axum::{Router, middleware};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

use crate::api::{self, gate};
use crate::failure::Failure;
use crate::guard::address::Peer;
use crate::guard::headers;
use crate::pages;
use crate::pages::files::Files;
use crate::state::Shared;

/// A file goes out as it lies in memory.
type Answer = Response<Either<Full<Bytes>, Body>>;

#[derive(Clone)]
pub struct Site {
    router: Router,
    files: Option<(Shared, Arc<Files>)>,
}

impl Site {
    pub fn new(app: &Shared, files: Option<Files>) -> Self {
        let files = files.map(Arc::new);
        if let Some(files) = files.clone() {
            tokio::task::spawn_blocking(move || files.compress());
        }
        Site { router: router(app, files.clone()), files: files.map(|files| (app.clone(), files)) }
    }

    /// With something between the routes and whoever asks for them.
    pub fn behind(self, around: impl FnOnce(Router) -> Router) -> Self {
        Site { router: around(self.router), ..self }
    }

    pub async fn answer(self, peer: Peer, mut request: Request<Incoming>) -> Result<Answer, Infallible> {
        if let Some(file) = self.file(&request) {
            return Ok(file.map(|bytes| Either::Left(Full::new(bytes))));
        }
        request.extensions_mut().insert(peer);
        Ok(self.router.oneshot(request.map(Body::new)).await?.map(Either::Right))
    }

    /// Most requests for a page are for its files: they need none of what the routes are wrapped in.
    fn file(&self, request: &Request<Incoming>) -> Option<Response<Bytes>> {
        let (app, files) = self.files.as_ref()?;
        let start = Instant::now();
        let response = files.named(request.method(), request.uri().path(), request.headers())?;
        gate::count(app, gate::PAGE, request.method(), response.status(), start.elapsed());
        Some(response)
    }
}

fn router(app: &Shared, files: Option<Arc<Files>>) -> Router {
    api::routes(app)
        .merge(pages::routes(app, files))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            use axum::response::IntoResponse;
            tracing::error!("a handler panicked");
            Failure::of(protocol::ProblemCode::Internal).into_response()
        }))
        .layer(middleware::from_fn_with_state(app.clone(), headers::add))
        .layer(middleware::from_fn_with_state(app.clone(), gate::observe))
        .with_state(app.clone())
}

/// What `/metrics` answers, on its own address.
pub fn metrics(app: &Shared) -> Site {
    let app = app.clone();
    let text = move || std::future::ready(app.metrics.text());
    Site { router: Router::new().route("/metrics", axum::routing::get(text)), files: None }
}
