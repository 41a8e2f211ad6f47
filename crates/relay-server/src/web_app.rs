//! The web app's files, read into memory once: what a browser gets at `/`.
//!
//! They are whatever the folder holds, with the compressed forms (`.br`, `.gz`) that the build put
//! beside them. The relay compresses nothing and makes nothing up, so what it serves can be compared
//! with a build, file by file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hyper::body::Bytes;
use sha2::{Digest as _, Sha256};

/// The page itself; every address of the app that is no file leads to it.
const INDEX: &str = "/index.html";

/// An app is a few megabytes. A folder that holds more than this is some other folder.
const MOST_BYTES: u64 = 64 << 20;

#[derive(Debug, thiserror::Error)]
pub enum WebAppError {
    #[error("web_folder: {} cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("web_folder: {} has no index.html; build the web app there", .0.display())]
    NoIndex(PathBuf),
    #[error("web_folder: {} holds more than {} MiB, which is no web app", .0.display(), MOST_BYTES >> 20)]
    TooLarge(PathBuf),
}

/// One file in every form that there is of it.
pub struct WebFile {
    pub content_type: &'static str,
    /// In quotes, as HTTP wants it.
    pub tag: String,
    /// Whether its name changes with what is in it.
    pub immutable: bool,
    pub plain: Bytes,
    pub brotli: Option<Bytes>,
    pub gzip: Option<Bytes>,
}

/// By the path of an address.
pub struct WebApp {
    files: BTreeMap<String, WebFile>,
}

impl WebApp {
    pub fn read(folder: &Path) -> Result<Self, WebAppError> {
        let mut found = BTreeMap::new();
        collect(folder, "", &mut found, &mut 0)?;
        let mut files = BTreeMap::new();
        for (path, plain) in &found {
            let form = |end: &str| found.get(&format!("{path}.{end}")).cloned();
            let is_form = [".br", ".gz"]
                .iter()
                .filter_map(|end| path.strip_suffix(end))
                .any(|whole| found.contains_key(whole));
            if !is_form {
                let file = WebFile {
                    content_type: content_type(path),
                    tag: tag(plain),
                    immutable: path.starts_with("/assets/"),
                    plain: plain.clone(),
                    brotli: form("br"),
                    gzip: form("gz"),
                };
                files.insert(path.clone(), file);
            }
        }
        if files.contains_key(INDEX) {
            Ok(Self { files })
        } else {
            Err(WebAppError::NoIndex(folder.to_path_buf()))
        }
    }

    /// The file at an address. The app's own addresses, of invitations and links to rooms too, are its page.
    pub fn file(&self, path: &str) -> Option<&WebFile> {
        match path {
            "/" | "/join" | "/knock" => self.files.get(INDEX),
            _ => self.files.get(path),
        }
    }
}

fn collect(
    folder: &Path,
    prefix: &str,
    found: &mut BTreeMap<String, Bytes>,
    total: &mut u64,
) -> Result<(), WebAppError> {
    let read = |source| WebAppError::Read { path: folder.to_path_buf(), source };
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        // A name that is no text has no address.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{prefix}/{name}");
        let kind = entry.file_type().map_err(read)?;
        if kind.is_dir() {
            collect(&entry.path(), &path, found, total)?;
        } else if kind.is_file() {
            *total += entry.metadata().map_err(read)?.len();
            if *total > MOST_BYTES {
                return Err(WebAppError::TooLarge(folder.to_path_buf()));
            }
            found.insert(path, std::fs::read(entry.path()).map_err(read)?.into());
        }
    }
    Ok(())
}

fn tag(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let mut tag = String::from("\"");
    for byte in &digest[..16] {
        // Writing into a String does not fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_forms_that_lie_beside_it_and_no_address_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        for (name, text) in
            [("index.html", "page"), ("assets/a-1.js", "code"), ("assets/a-1.js.br", "short")]
        {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let app = WebApp::read(folder.path()).unwrap();
        let code = app.file("/assets/a-1.js").unwrap();
        assert_eq!(code.brotli.as_deref(), Some(&b"short"[..]));
        assert!(code.gzip.is_none() && code.immutable);
        assert!(app.file("/assets/a-1.js.br").is_none());
        let page = app.file("/join").unwrap();
        assert_eq!((&page.plain[..], page.immutable), (&b"page"[..], false));
        for path in ["/../Cargo.toml", "/assets", "/assets/", "", "/assets/a-1.js/"] {
            assert!(app.file(path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_folder_without_the_page_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(WebApp::read(folder.path()), Err(WebAppError::NoIndex(_))));
        let missing = folder.path().join("missing");
        assert!(matches!(WebApp::read(&missing), Err(WebAppError::Read { .. })));
    }
}
