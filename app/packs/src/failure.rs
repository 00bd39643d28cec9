//! Why a pack cannot be read, as the page can act on it: a JavaScript `Error` with the `refused` of
//! `sente_core::packs::PackRefused`.

use std::error::Error;

use sente_core::packs::listing::NoListing;
use sente_core::with_causes;
use tiles::pack::delta::DeltaError;
use tiles::pack::update::UpdateError;
use tiles::read::{HeaderError, HeightsError, PackError, SourceError, TileError, Unfit};
use wasm_bindgen::JsValue;

use crate::slices::reason;

pub struct Failure {
    refused: &'static str,
    detail: String,
}

impl Failure {
    pub fn damaged(error: impl Error) -> Failure {
        Failure { refused: "damaged", detail: with_causes(&error) }
    }

    pub fn failed(error: impl Error) -> Failure {
        Failure { refused: "failed", detail: with_causes(&error) }
    }

    pub fn no_place() -> Failure {
        Failure { refused: "failed", detail: "no place on earth".to_owned() }
    }

    pub fn host(error: &JsValue) -> Failure {
        Failure { refused: "failed", detail: reason(error) }
    }
}

impl From<PackError> for Failure {
    fn from(error: PackError) -> Failure {
        let refused = match &error {
            PackError::Header(HeaderError::NotAPack { .. } | HeaderError::Version { .. }) => "not-a-pack",
            PackError::Source(SourceError::Host { .. }) => "gone",
            _ => "damaged",
        };
        Failure { refused, detail: with_causes(&error) }
    }
}

impl From<Unfit> for Failure {
    fn from(error: Unfit) -> Failure {
        match error {
            Unfit::Pack(error) => error.into(),
            other => Failure { refused: "not-a-pack", detail: with_causes(&other) },
        }
    }
}

impl From<TileError> for Failure {
    fn from(error: TileError) -> Failure {
        match error {
            TileError::Pack(error) => error.into(),
            other => Failure::damaged(other),
        }
    }
}

impl From<HeightsError> for Failure {
    fn from(error: HeightsError) -> Failure {
        match error {
            HeightsError::Tile(error) => error.into(),
            other => Failure::damaged(other),
        }
    }
}

impl From<UpdateError> for Failure {
    fn from(error: UpdateError) -> Failure {
        match error {
            UpdateError::Pack(error) | UpdateError::Delta(DeltaError::Pack(error)) => error.into(),
            UpdateError::Source(error) | UpdateError::Delta(DeltaError::Source(error)) => {
                PackError::from(error).into()
            }
            UpdateError::Delta(DeltaError::OtherPack) => {
                Failure { refused: "no-such-map", detail: with_causes(&error) }
            }
            other => Failure::damaged(other),
        }
    }
}

impl From<NoListing> for Failure {
    fn from(error: NoListing) -> Failure {
        Failure { refused: "wrong-answer", detail: with_causes(&error) }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        let error = js_sys::Error::new(&failure.detail);
        // A fresh, extensible object takes any property.
        let set = js_sys::Reflect::set(&error, &"refused".into(), &failure.refused.into());
        debug_assert!(set.is_ok());
        error.into()
    }
}
