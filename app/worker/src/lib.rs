//! The browser host: the engine in a dedicated worker, its three databases in the browser's private file system.
//! `worker-host.js` decides which tab leads, fetches, and calls in here; this crate opens, keeps and answers.
#![cfg(target_arch = "wasm32")]

use pdipr_data::store::CatalogueStore;
use rusqlite::{Connection, OpenFlags};
use sente_core::{ApiError, Engine, Server};
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use wasm_bindgen::prelude::*;

mod catalogue;
mod exchange;
mod failure;

use failure::Failure;

const CARNET: &str = "carnet.sqlite";
const NEWS: &str = "nouvelles.sqlite";
/// Two slots a database (the file and its journal), and room for a new catalogue beside the old one, their marks, and
/// the copy of the notebook before an upgrade.
const SLOTS: u32 = 16;

/// Storage, and the engine once it has started.
#[wasm_bindgen]
pub struct Host {
    pool: OpfsSAHPoolUtil,
    engine: Option<Engine>,
}

#[wasm_bindgen]
impl Host {
    /// Opens the storage. Only one worker of the site can have it open.
    pub async fn open() -> Result<Host, JsValue> {
        console_error_panic_hook::set_once();
        let options = OpfsSAHPoolCfgBuilder::new().directory(".sente").initial_capacity(SLOTS).build();
        let pool =
            install::<sqlite_wasm_rs::WasmOsCallback>(&options, true).await.map_err(Failure::storage)?;
        pool.reserve_minimum_capacity(SLOTS).await.map_err(Failure::storage)?;
        Ok(Host { pool, engine: None })
    }

    /// Is this version of the catalogue here, whole?
    pub fn holds(&self, sha256: &str) -> Result<bool, JsValue> {
        Ok(catalogue::holds(&self.pool, sha256)?)
    }

    /// Another version that is here, whole, for when the wanted one cannot be fetched.
    pub fn kept(&self, unwanted: Option<String>) -> Result<Option<String>, JsValue> {
        Ok(catalogue::kept(&self.pool, unwanted.as_deref())?)
    }

    /// Keeps a fetched catalogue after checking that it is the announced one.
    pub fn put(&self, sha256: &str, bytes: &[u8]) -> Result<(), JsValue> {
        Ok(catalogue::put(&self.pool, sha256, bytes)?)
    }

    /// Starts the engine on this version; the others are removed once it runs. `seed`: 32 random bytes.
    pub fn start(&mut self, sha256: &str, seed: &[u8]) -> Result<(), JsValue> {
        let seed = seed.try_into().map_err(Failure::broken)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let catalogue =
            Connection::open_with_flags(catalogue::file(sha256), flags).map_err(Failure::broken)?;
        let catalogue = CatalogueStore::from_connection(catalogue).map_err(Failure::damaged)?;
        let carnet = Connection::open(CARNET).map_err(Failure::broken)?;
        let news = Connection::open(NEWS).map_err(Failure::broken)?;
        let mut engine = Engine::new(catalogue, carnet, news, seed).map_err(Failure::from)?;
        engine.set_server(Server::Own).map_err(Failure::from)?;
        self.engine = Some(engine);
        Ok(catalogue::remove_others(&self.pool, sha256)?)
    }

    /// The file of the notebook as it is: what the hiker can still take out where the engine cannot open it.
    pub fn carnet(&self) -> Result<Vec<u8>, JsValue> {
        Ok(self.pool.export_db(CARNET).map_err(Failure::storage)?)
    }

    /// Answers one request, in JSON both ways.
    pub fn answer(&mut self, request: &str) -> String {
        match &mut self.engine {
            Some(engine) => engine.answer(request, jiff::Timestamp::now()),
            None => sente_core::calls::to_json::<()>(Err(not_started())),
        }
    }
}

fn not_started() -> ApiError {
    ApiError::Unavailable { reason: "the engine has not started".into() }
}
