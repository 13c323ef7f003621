//! The packs as the page loads them: JSON files named by their content, and an index that names them.

use rules::digest::sha256;
use serde::Serialize;

use crate::{LoadError, catalogue, json, lpr, sources};

/// A file of the page's data.
#[derive(Debug)]
pub struct File {
    /// Path below the data folder.
    pub path: String,
    /// The content.
    pub text: String,
}

/// What the page asks for first. Everything that it names never changes under the same name.
#[derive(Debug, Serialize)]
struct Index {
    schema: u32,
    facts: String,
    lpr: String,
    packs: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    region: String,
    zh: String,
    en: String,
    file: String,
    hash: String,
}

/// All files of the page's data: `index.json` and what it names.
pub fn export() -> Result<Vec<File>, LoadError> {
    let mut files = Vec::new();
    let facts = named(&mut files, "facts", json("facts", &catalogue()?)?);
    let lpr = named(&mut files, "lpr", json("lpr", &lpr()?)?);
    let mut packs = Vec::new();
    for source in sources()? {
        let document = source.pack.document.clone();
        let file = named(&mut files, &document.id, json(&document.id, &source.pack)?);
        packs.push(Entry {
            id: document.id,
            region: document.region,
            zh: document.zh,
            en: document.en,
            file,
            hash: source.hash,
        });
    }
    let index = Index {
        schema: 1,
        facts,
        lpr,
        packs,
    };
    files.push(File {
        path: "index.json".to_owned(),
        text: json("index", &index)?,
    });
    Ok(files)
}

/// Adds a file under a name that holds the beginning of its digest.
fn named(files: &mut Vec<File>, name: &str, text: String) -> String {
    let digest = sha256(text.as_bytes());
    let short: String = digest.chars().skip("sha256:".len()).take(16).collect();
    let path = format!("{name}-{short}.json");
    files.push(File {
        path: path.clone(),
        text,
    });
    path
}
