//! The notebook leaves as a file, comes back from one, or is erased.

use jiff::Timestamp;
use pdipr_data::domain::RouteId;
use pdipr_data::io::ExportedFile;
use serde::{Deserialize, Serialize};

use super::{Engine, checked_text, utc_day};
use crate::calls::{EraseCarnet, ExportCarnet, Handle, ImportCarnet};
use crate::carnet::{CarnetPage, LIST_NAME_MAX};
use crate::error::{ApiError, reasons};
use crate::notebook::Notebook;
use crate::reading;
use crate::store::notebook;

/// The version of the file; older ones stay readable.
const VERSION: u32 = 1;
const FORMAT: &str = "sente-carnet";
/// A notebook with a full note on every route of a département is ten times smaller.
const FILE_MAX: usize = 16 * 1024 * 1024;
const ROUTE_ID_MAX: usize = 200;

#[derive(Serialize, Deserialize)]
struct CarnetFile {
    format: String,
    version: u32,
    #[serde(with = "crate::notebook::moment")]
    exported: Timestamp,
    #[serde(flatten)]
    notebook: Notebook,
}

/// Read first, so that a file of a later version is named so and not called broken.
#[derive(Deserialize)]
struct Heading {
    format: String,
    version: u32,
}

impl Handle<ExportCarnet> for Engine {
    fn handle(&mut self, _: ExportCarnet) -> Result<ExportedFile, ApiError> {
        Ok(file(notebook::read(&self.carnet)?, self.now))
    }
}

impl Handle<ImportCarnet> for Engine {
    fn handle(&mut self, call: ImportCarnet) -> Result<CarnetPage, ApiError> {
        let incoming = read(&call.text)?;
        let merged = notebook::read(&self.carnet)?.merged(incoming);
        self.change(|tx| notebook::replace(tx, &merged))?;
        self.follow_renamed_routes()?;
        self.carnet_page()
    }
}

impl Handle<EraseCarnet> for Engine {
    fn handle(&mut self, _: EraseCarnet) -> Result<ExportedFile, ApiError> {
        let erased = file(notebook::read(&self.carnet)?, self.now);
        self.change(notebook::erase)?;
        notebook::shrink(&self.carnet)?;
        Ok(erased)
    }
}

fn file(notebook: Notebook, now: Timestamp) -> ExportedFile {
    let day = utc_day(now);
    let file = CarnetFile { format: FORMAT.to_owned(), version: VERSION, exported: now, notebook };
    ExportedFile {
        file_name: format!("sente-carnet-{day}.json"),
        media_type: "application/json".to_owned(),
        text: serde_json::to_string_pretty(&file).expect("wire types always serialise"),
    }
}

fn read(text: &str) -> Result<Notebook, ApiError> {
    let refused = || ApiError::invalid("text", reasons::NOT_A_CARNET);
    if text.len() > FILE_MAX {
        return Err(ApiError::invalid("text", reasons::TOO_LONG));
    }
    let text = text.trim_start_matches('\u{feff}');
    let heading: Heading = reading::read(text).map_err(|_| refused())?;
    if heading.format != FORMAT {
        return Err(refused());
    }
    if heading.version > VERSION {
        return Err(ApiError::invalid("text", reasons::NEWER));
    }
    let mut notebook = reading::read::<CarnetFile>(text).map_err(|_| refused())?.notebook;
    let in_lists = notebook.lists.iter().flat_map(|list| &list.routes);
    let mut ids = notebook.routes.iter().map(|kept| &kept.route).chain(in_lists);
    if !ids.all(is_route_id) {
        return Err(refused());
    }
    for kept in &mut notebook.routes {
        kept.note = kept.note.take().filter(|note| !note.trim().is_empty());
    }
    for list in &mut notebook.lists {
        list.name = checked_text("list", &list.name, LIST_NAME_MAX)?;
    }
    Ok(notebook)
}

fn is_route_id(id: &RouteId) -> bool {
    (1..=ROUTE_ID_MAX).contains(&id.as_str().len())
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, btree_set, vec};
    use proptest::option;
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;
    use crate::carnet::{Language, LastView, Progress, RouteList, Settings};
    use crate::notebook::KeptRoute;

    fn text() -> impl Strategy<Value = String> {
        "[a-zéœ’\"\\\\\u{1F97E}][a-zé \n\"0-9]{0,20}[a-z]"
    }

    fn routes() -> impl Strategy<Value = Vec<KeptRoute>> {
        let progress = prop_oneof![
            Just(None),
            Just(Some(Progress::ToDo)),
            (1_i16..366).prop_map(|day| {
                let on = jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().days(day));
                Some(Progress::Done { on })
            }),
        ];
        let marks = (any::<bool>(), progress, option::of(text()), 0_i64..2_000_000_000_000);
        btree_map("[a-z0-9-]{1,12}", marks, 0..8).prop_map(|routes| {
            let kept = routes.into_iter().map(|(route, (favourite, progress, note, touched))| KeptRoute {
                route: RouteId(route),
                favourite,
                progress,
                note,
                touched: Timestamp::from_millisecond(touched).unwrap(),
            });
            kept.filter(|kept| !kept.is_empty()).collect()
        })
    }

    fn lists() -> impl Strategy<Value = Vec<RouteList>> {
        btree_set(text(), 0..4).prop_flat_map(|names| {
            let routes = vec(btree_set("[a-z0-9-]{1,12}", 0..5), names.len());
            routes.prop_map(move |routes| {
                let named = names.iter().cloned().zip(routes).zip(1_i64..);
                named
                    .map(|((name, routes), id)| RouteList {
                        id,
                        name,
                        routes: routes.into_iter().rev().map(RouteId).collect(),
                    })
                    .collect()
            })
        })
    }

    fn notebooks() -> impl Strategy<Value = Notebook> {
        let settings =
            Settings { language: Some(Language::En), text_percent: Some(150), ..Settings::default() };
        let view = LastView { follow_map: true, ..LastView::default() };
        (routes(), lists(), option::of(Just(settings)), option::of(Just(view)))
            .prop_map(|(routes, lists, settings, view)| Notebook { routes, lists, settings, view })
    }

    proptest! {
        #[test]
        fn an_exported_notebook_reads_back_as_itself(notebook in notebooks()) {
            let exported = file(notebook.clone(), Timestamp::UNIX_EPOCH);
            prop_assert_eq!(read(&exported.text).unwrap(), notebook);
        }

        #[test]
        fn a_notebook_comes_out_of_the_store_as_it_went_in(notebook in notebooks()) {
            let mut conn = crate::store::open(Connection::open_in_memory().unwrap()).unwrap();
            let tx = conn.transaction().unwrap();
            notebook::replace(&tx, &notebook).unwrap();
            tx.commit().unwrap();
            prop_assert_eq!(notebook::read(&conn).unwrap(), notebook);
        }

        #[test]
        fn importing_twice_is_importing_once(here in notebooks(), other in notebooks()) {
            let once = here.merged(other.clone());
            prop_assert_eq!(once.clone().merged(other), once);
        }

        #[test]
        fn an_import_loses_nothing_that_was_here(here in notebooks(), other in notebooks()) {
            let merged = here.clone().merged(other);
            for old in &here.routes {
                let new = merged.routes.iter().find(|kept| kept.route == old.route).unwrap();
                prop_assert!(new.favourite >= old.favourite && new.touched >= old.touched);
                prop_assert!(old.progress.is_none() || new.progress.is_some());
                prop_assert!(new.note.as_deref().unwrap_or("").contains(old.note.as_deref().unwrap_or("")));
            }
            for old in &here.lists {
                let new = merged.lists.iter().find(|list| list.id == old.id).unwrap();
                prop_assert!(new.routes.starts_with(&old.routes));
            }
        }
    }

    #[test]
    fn a_file_that_is_no_notebook_is_refused_with_its_reason() {
        let reason = |text: &str| match read(text) {
            Err(ApiError::Invalid { reason, .. }) => reason,
            other => panic!("{other:?}"),
        };
        assert_eq!(reason("<gpx/>"), reasons::NOT_A_CARNET);
        assert_eq!(reason(r#"{"format": "sente-carnet", "version": 99, "pages": []}"#), reasons::NEWER);
    }
}
