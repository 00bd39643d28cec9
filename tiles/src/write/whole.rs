//! A file that is whole or not there: it grows under another name beside its place and is renamed when it is safe on disk.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

const ENDING: &str = ".partial";

#[derive(Debug, thiserror::Error)]
pub enum WholeError {
    #[error("{path} names no file")]
    NoName { path: PathBuf },
    #[error("could not begin a file beside {path}")]
    Begin {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("could not finish {path}")]
    Finish {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
}

/// The growing file. Dropped, it vanishes; if the process is killed, the next one that writes the same file removes it.
#[derive(Debug)]
pub struct Unfinished {
    file: NamedTempFile,
    out: PathBuf,
}

impl Unfinished {
    /// Begins a file that will be `out`.
    pub fn beside(out: &Path) -> Result<Unfinished, WholeError> {
        let name = out.file_name().ok_or_else(|| WholeError::NoName { path: out.to_owned() })?;
        let folder = folder_of(out);
        let failed = |source| WholeError::Begin { path: out.to_owned(), source };
        let prefix = format!(".{}.", name.to_string_lossy());
        sweep(folder, &prefix);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(ENDING);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(failed)?;
        // Held as long as the file is open: tells the living from what a killed process left.
        file.as_file().lock().map_err(failed)?;
        Ok(Unfinished { file, out: out.to_owned() })
    }

    /// Makes the bytes safe on disk and gives the file its name, in the place of an older one.
    pub fn finish(self) -> Result<(), WholeError> {
        let out = self.out.clone();
        self.finish_as(&out)
    }

    /// The same under another name in the same folder, where the bytes make the name.
    pub fn finish_as(self, out: &Path) -> Result<(), WholeError> {
        let (file, out) = (self.file, out.to_owned());
        let failed = |source| WholeError::Finish { path: out.clone(), source };
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&out).map_err(|error| failed(error.error))?;
        // The name is safe only when the folder is; only Unix can say so.
        #[cfg(unix)]
        if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
        }
        Ok(())
    }
}

/// The folder in which a file lies or will lie.
pub(crate) fn folder_of(out: &Path) -> &Path {
    match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Removes what killed processes left. Whoever still writes holds a lock; what cannot be removed is left alone.
fn sweep(folder: &Path, prefix: &str) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(prefix) || !name.ends_with(ENDING) {
            continue;
        }
        let left = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Unfinished {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_process_left_goes_and_what_another_writes_stays() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.pmtiles");
        std::fs::write(folder.path().join(".a.pmtiles.Xy12.partial"), "left").unwrap();
        std::fs::write(folder.path().join(".b.pmtiles.Xy12.partial"), "of another file").unwrap();
        let one = Unfinished::beside(&out).unwrap();
        let two = Unfinished::beside(&out).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
        one.finish().unwrap();
        two.finish().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = Unfinished::beside(Path::new("/no/such/folder/a.pmtiles")).unwrap_err();
        assert!(error.to_string().contains("/no/such/folder/a.pmtiles"));
        assert!(matches!(Unfinished::beside(Path::new("/")), Err(WholeError::NoName { .. })));
    }
}
