//! The policies as the page loads them: files named by their content, and an index that names them.

use rules::digest::sha256;
use serde::Serialize;

use crate::{LoadError, catalogue, json, lpr, plan, sources};

/// A file of the page's data.
#[derive(Debug)]
pub struct File {
    /// Path below the data folder.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What the page asks for first. Everything that it names never changes under the same name.
#[derive(Debug, Serialize)]
struct Index {
    schema: u32,
    plan: String,
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
///
/// The page loads the compiled plan in a binary form: its phrases have been read and checked here, so that
/// the page needs neither the reader of phrases nor the pack check to show its first result. The JSON of facts and packs
/// stands beside it for those who call the engine themselves.
pub fn export() -> Result<Vec<File>, LoadError> {
    let mut files = Vec::new();
    let compiled = plan()?.to_bytes();
    let plan = named(&mut files, "plan", "bin", compiled);
    let facts = named(&mut files, "facts", "json", json("facts", &catalogue()?)?.into_bytes());
    let lpr = named(&mut files, "lpr", "json", json("lpr", &lpr()?)?.into_bytes());
    let mut packs = Vec::new();
    for source in sources()? {
        let document = source.pack.document.clone();
        let text = json(&document.id, &source.pack)?;
        packs.push(Entry {
            file: named(&mut files, &document.id, "json", text.into_bytes()),
            id: document.id,
            region: document.region,
            zh: document.zh,
            en: document.en,
            hash: source.hash,
        });
    }
    let index = Index {
        schema: 1,
        plan,
        facts,
        lpr,
        packs,
    };
    files.push(File {
        path: "index.json".to_owned(),
        bytes: json("index", &index)?.into_bytes(),
    });
    Ok(files)
}

/// Adds a file under a name that holds the beginning of its digest.
fn named(files: &mut Vec<File>, name: &str, extension: &str, bytes: Vec<u8>) -> String {
    let digest = sha256(&bytes);
    let short: String = digest.chars().skip("sha256:".len()).take(16).collect();
    let path = format!("{name}-{short}.{extension}");
    files.push(File {
        path: path.clone(),
        bytes,
    });
    path
}
