//! A file of the browser as a source of bytes. Workers may read a piece of it at once, without waiting.

use std::borrow::Cow;

use js_sys::{Reflect, Uint8Array};
use tiles::read::{Source, SourceError};
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

use crate::failure::Failure;

pub struct Slices {
    file: Blob,
    reader: FileReaderSync,
    size: u64,
}

impl Slices {
    pub fn of(file: &Blob) -> Result<Slices, Failure> {
        let reader = FileReaderSync::new().map_err(|error| Failure::host(&error))?;
        Ok(Slices { file: file.clone(), reader, size: file.size() as u64 })
    }

    fn piece(&self, offset: u64, end: u64) -> Result<Vec<u8>, JsValue> {
        // Whole numbers up to 2^53 are exact.
        let piece = self.file.slice_with_f64_and_f64(offset as f64, end as f64)?;
        let buffer = self.reader.read_as_array_buffer(&piece)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

impl Source for Slices {
    fn len(&self) -> u64 {
        self.size
    }

    fn read(&self, offset: u64, length: usize) -> Result<Cow<'_, [u8]>, SourceError> {
        let (wanted, size) = (length as u64, self.size);
        let beyond = SourceError::Beyond { offset, length: wanted, size };
        let end = offset.checked_add(wanted).filter(|end| *end <= size).ok_or(beyond)?;
        match self.piece(offset, end) {
            Ok(bytes) if bytes.len() == length => Ok(Cow::Owned(bytes)),
            Ok(bytes) => Err(SourceError::Host {
                offset,
                length: wanted,
                reason: format!("only {} bytes came", bytes.len()),
            }),
            Err(error) => Err(SourceError::Host { offset, length: wanted, reason: reason(&error) }),
        }
    }
}

/// The browser's own words: `NotFoundError: …`.
pub fn reason(error: &JsValue) -> String {
    let text = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string());
    match (text("name"), text("message")) {
        (Some(name), Some(message)) => format!("{name}: {message}"),
        _ => error.as_string().unwrap_or_else(|| "no reason given".to_owned()),
    }
}
