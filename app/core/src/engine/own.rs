//! One's own data: as a file with the photos inside, erased here and on the server, or carried to another device.

use jiff::Timestamp;
use pdipr_data::io::ExportedFile;
use protocol::{DeviceKey, PhotoId};
use serde::Serialize;

use super::post::own_key;
use super::{Engine, utc_day};
use crate::calls::{AdoptKey, ErasePosts, ExportPosts, Handle, ShowKey};
use crate::community::{Post, PostsPage};
use crate::error::{ApiError, reasons};
use crate::photo;
use crate::store::{device, notebook, photos, posts};

const FORMAT: &str = "sente-posts";
const VERSION: u32 = 1;
/// Stands before the key, so that a person and a camera know what it is.
const KEY_PREFIX: &str = "sente-key:";

#[derive(Serialize)]
struct PostsFile {
    format: &'static str,
    version: u32,
    #[serde(with = "crate::notebook::moment")]
    exported: Timestamp,
    posts: Vec<Post>,
    photos: Vec<PhotoInside>,
}

#[derive(Serialize)]
struct PhotoInside {
    id: PhotoId,
    /// `data:image/jpeg;base64,…`
    data: String,
}

impl Handle<ExportPosts> for Engine {
    fn handle(&mut self, _: ExportPosts) -> Result<ExportedFile, ApiError> {
        let page = self.posts_page()?;
        let mut ids: Vec<&PhotoId> = page.posts.iter().flat_map(|post| post.content.photos()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut inside = Vec::new();
        for id in ids {
            if let Some(bytes) = photos::bytes(&self.carnet, id)? {
                inside.push(PhotoInside { id: id.clone(), data: photo::data_url(&bytes) });
            }
        }
        let file = PostsFile {
            format: FORMAT,
            version: VERSION,
            exported: self.now,
            posts: page.posts,
            photos: inside,
        };
        let day = utc_day(self.now);
        Ok(ExportedFile {
            file_name: format!("sente-avis-{day}.json"),
            media_type: "application/json".to_owned(),
            text: serde_json::to_string_pretty(&file).expect("wire types always serialise"),
        })
    }
}

impl Handle<ErasePosts> for Engine {
    fn handle(&mut self, _: ErasePosts) -> Result<PostsPage, ApiError> {
        let mut device = device::read(&self.carnet)?;
        let key = device.key.take();
        self.change(|tx| {
            key.iter().try_for_each(|key| device::ask_erasure(tx, key))?;
            posts::erase(tx)?;
            // A new key comes with the next post: what is on its way under the old one can never touch that.
            device::write(tx, &device)
        })?;
        notebook::shrink(&self.carnet)?;
        self.forget_flight();
        self.posts_page()
    }
}

impl Handle<ShowKey> for Engine {
    fn handle(&mut self, _: ShowKey) -> Result<String, ApiError> {
        let fresh = self.chance.key();
        let key = self.change(|tx| own_key(tx, fresh))?;
        Ok(format!("{KEY_PREFIX}{}", key.as_str()))
    }
}

impl Handle<AdoptKey> for Engine {
    fn handle(&mut self, call: AdoptKey) -> Result<PostsPage, ApiError> {
        let text = call.text.trim();
        let text = text.strip_prefix(KEY_PREFIX).unwrap_or(text).to_lowercase();
        let key: DeviceKey = text.parse().map_err(|_| ApiError::invalid("text", reasons::NOT_A_KEY))?;
        let mut device = device::read(&self.carnet)?;
        if device.key.as_ref() != Some(&key) {
            if !posts::all(&self.carnet)?.is_empty() {
                return Err(ApiError::invalid("text", reasons::KEY_IN_USE));
            }
            device.key = Some(key);
            self.change(|tx| device::write(tx, &device))?;
            self.forget_flight();
        }
        self.exchange_now();
        self.posts_page()
    }
}
