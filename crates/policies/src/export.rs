//! The policies as the page loads them: files named by their content, an index that names the first of them, and the packs
//! as JSON for those who call the engine themselves.

use rules::digest::sha256;
use rules::library::{Entry as Listed, Library, Province, Shelf};
use rules::place::{lies_in, province_of};
use rules::plan::Plan;
use serde::Serialize;

use crate::{Gazetteer, LoadError, Published, catalogue, json, lpr, plan, sources};

/// A file of the page's data.
#[derive(Debug)]
pub struct File {
    /// Path below the data folder.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What is asked for first. Everything that it names never changes under the same name.
#[derive(Debug, Serialize)]
struct Index {
    schema: u32,
    /// The library of a page in Chinese, and of one in English.
    zh: String,
    en: String,
    facts: String,
    lpr: String,
    packs: String,
    /// Where the places lie, for a search.
    places: String,
}

/// What one visitor's page loads: the files for one place and subject, in the order in which they are asked for.
#[derive(Debug)]
pub struct Visit {
    /// The place, a GB/T 2260 code.
    pub place: String,
    /// The subject, an id of the catalogue.
    pub topic: String,
    /// Paths below the data folder.
    pub files: Vec<String>,
}

/// A pack in the list for those who call the engine themselves.
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
/// The page loads compiled documents: their phrases have been read and checked here, so that the page needs neither the
/// reader of phrases nor the pack check to show its first result. Versions that were published before are kept beside
/// them, below `versions/`.
pub fn export(published: &Published) -> Result<Vec<File>, LoadError> {
    let mut files = Vec::new();
    let plan = plan()?;
    let hashes: Vec<String> = plan.documents.iter().map(|document| document.hash.clone()).collect();
    let issuers: Vec<&str> = plan.documents.iter().map(|document| document.region.as_str()).collect();
    let places = Gazetteer::embedded()?.export(&mut files, &issuers)?;
    let zh = Shelves::export(&mut files, "zh", plan.clone().in_chinese());
    let en = Shelves::export(&mut files, "en", plan);
    published.export(&mut files, |version| {
        let at = hashes.iter().position(|hash| *hash == version.hash)?;
        Some([zh.files.get(at)?.clone(), en.files.get(at)?.clone()])
    })?;
    let index = Index {
        schema: 2,
        zh: zh.library,
        en: en.library,
        facts: named(&mut files, "facts", "json", json("facts", &catalogue()?)?.into_bytes()),
        lpr: named(&mut files, "lpr", "json", json("lpr", &lpr()?)?.into_bytes()),
        packs: packs(&mut files)?,
        places,
    };
    files.push(File {
        path: "index.json".to_owned(),
        bytes: json("index", &index)?.into_bytes(),
    });
    Ok(files)
}

/// What visitors with a page in Chinese load, for each place with documents and each subject of theirs.
pub fn visits() -> Result<Vec<Visit>, LoadError> {
    Ok(Shelves::export(&mut Vec::new(), "zh", plan()?.in_chinese()).visits())
}

/// A library and its shelves, as they were written.
#[derive(Debug)]
pub struct Shelves {
    /// Name of the file with the library.
    pub library: String,
    /// The name of the files with the shelves, `*` standing for the province.
    pub shelf: String,
    /// The provinces, with the numbers of their documents.
    pub provinces: Vec<Province>,
    /// The documents of all provinces.
    pub documents: Vec<Listed>,
    /// Names of the files of the documents, in the order of the plan.
    pub files: Vec<String>,
}

impl Shelves {
    /// Adds the documents of a plan, one file each, the shelves of the provinces, and the library.
    pub fn export(files: &mut Vec<File>, language: &str, plan: Plan) -> Self {
        let documents: Vec<String> = (0..plan.documents.len())
            .map(|at| {
                let name = plan.documents.get(at).map_or("", |document| &document.id);
                let bytes = plan.document_bytes(at).unwrap_or_default();
                named(files, &[language, "-", name].concat(), "bin", bytes)
            })
            .collect();
        let places = plan.documents.iter().map(|document| document.region.as_str());
        let places = places.chain(plan.catalogue.regions.iter().map(|region| region.id.as_str()));
        let mut ids: Vec<String> = places.map(province_of).collect();
        ids.sort();
        ids.dedup();
        let (mut provinces, mut shelves, mut listed) = (Vec::new(), Vec::new(), Vec::new());
        for id in ids {
            let shelf = Shelf::of(&plan, &id, |at| documents.get(at).cloned().unwrap_or_default());
            if !shelf.documents.is_empty() {
                shelves.push((id.clone(), shelf.to_bytes()));
            }
            provinces.push(Province {
                documents: u32::try_from(shelf.documents.len()).unwrap_or(u32::MAX),
                id,
            });
            listed.extend(shelf.documents);
        }
        let all: Vec<u8> = shelves.iter().flat_map(|(_, bytes)| bytes).copied().collect();
        let shelf = [language, "-shelf-*-", &short(&all), ".bin"].concat();
        files.extend(shelves.into_iter().map(|(id, bytes)| File {
            path: Library::shelf(&shelf, &id),
            bytes,
        }));
        let library = Library::of(plan, provinces.clone(), shelf.clone());
        Self {
            library: named(files, &[language, "-library"].concat(), "bin", library.to_bytes()),
            shelf,
            provinces,
            documents: listed,
            files: documents,
        }
    }

    /// What is loaded for each place with documents and each subject of theirs.
    pub fn visits(&self) -> Vec<Visit> {
        let mut visits: Vec<Visit> = Vec::new();
        for Listed {
            region: place, topics, ..
        } in &self.documents
        {
            for topic in topics {
                if visits
                    .iter()
                    .any(|visit| visit.place == *place && visit.topic == *topic)
                {
                    continue;
                }
                let shelves = self.provinces.iter().filter(|province| lies_in(place, &province.id));
                let shelves = shelves.filter(|province| province.documents > 0);
                let documents = self.documents.iter();
                let documents = documents.filter(|other| lies_in(place, &other.region) && other.topics.contains(topic));
                let files = std::iter::once(self.library.clone())
                    .chain(shelves.map(|province| Library::shelf(&self.shelf, &province.id)))
                    .chain(documents.map(|document| document.file.clone()));
                visits.push(Visit {
                    place: place.clone(),
                    topic: topic.clone(),
                    files: files.collect(),
                });
            }
        }
        visits
    }
}

/// The packs as JSON, one file each, and the list of them, whose name is returned.
fn packs(files: &mut Vec<File>) -> Result<String, LoadError> {
    let mut packs = Vec::new();
    for source in sources()? {
        let document = source.pack.document.clone();
        let text = json(&document.id, &source.pack)?;
        packs.push(Entry {
            file: named(files, &document.id, "json", text.into_bytes()),
            id: document.id,
            region: document.region,
            zh: document.zh,
            en: document.en,
            hash: source.hash,
        });
    }
    Ok(named(files, "packs", "json", json("packs", &packs)?.into_bytes()))
}

/// Adds a file under a name that holds the beginning of its digest.
pub(crate) fn named(files: &mut Vec<File>, name: &str, extension: &str, bytes: Vec<u8>) -> String {
    let path = format!("{name}-{}.{extension}", short(&bytes));
    files.push(File {
        path: path.clone(),
        bytes,
    });
    path
}

/// The beginning of the digest of some bytes, as it stands in the names of files.
fn short(bytes: &[u8]) -> String {
    sha256(bytes).chars().skip("sha256:".len()).take(16).collect()
}
