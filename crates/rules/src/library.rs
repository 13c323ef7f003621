//! The documents of a site in files that are loaded when they are wanted: what all share and the provinces first, the list
//! of a province's documents when somebody is there, a document when its page is open. What is loaded first does not grow
//! with the number of documents.
//!
//! ```
//! use huisuan_rules::{Plan, library::{Library, Province, Shelf}};
//! # use huisuan_rules::{digest::sha256, lpr::Lpr, plan::Source};
//! # let facts = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json")))?;
//! # let pack = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json")))?;
//! # let source = Source { pack, hash: sha256(b"the pack") };
//! # let plan = Plan::new(facts, Lpr::default(), vec![source]).map_err(|errors| format!("{errors:?}"))?;
//! // When the site is built: a file for each document, one for each province, and one that is loaded first.
//! let document = plan.document_bytes(0).ok_or("a document")?;
//! let shelf = Shelf::of(&plan, "330000", |at| format!("document-{at}.bin")).to_bytes();
//! let provinces = vec![Province { id: "330000".to_owned(), documents: 1 }];
//! let library = Library::of(plan, provinces, "shelf-*.bin".to_owned()).to_bytes();
//!
//! // When somebody visits it.
//! let mut library = Library::from_bytes(&library).ok_or("a library")?;
//! assert_eq!(Library::shelf(&library.shelves, &library.provinces[0].id), "shelf-330000.bin");
//! let shelf = Shelf::from_bytes(&shelf).ok_or("a shelf")?;
//! assert_eq!((shelf.documents[0].region.as_str(), shelf.documents[0].file.as_str()), ("330300", "document-0.bin"));
//! library.plan.add_document(&document).ok_or("a document")?;
//! assert_eq!(library.plan.measures[0].id, "sample/art-2");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::compact::{Compact, Input, Output, compact};
use crate::fact::{Catalogue, Named};
use crate::pack::{Standing, Verification};
use crate::place::{NATION, is_code, province_of};
use crate::plan::{Document, Force, Plan, Window};

mod history;
mod places;

pub use history::{Change, History, Version, What};
pub use places::{Place, PlaceShard, Places};

/// What a page loads first.
#[derive(Clone, Debug)]
pub struct Library {
    /// What all documents share; it holds no document.
    pub plan: Plan,
    /// All provinces, with documents or without, and the whole country.
    pub provinces: Vec<Province>,
    /// The name of the files with the shelves, `*` standing for the province. Its digits are those of all shelves together, so that a
    /// library has the same size with few documents and with many.
    pub shelves: String,
}

/// A province, or the whole country, with what lies in it.
#[derive(Clone, Debug)]
pub struct Province {
    /// Its GB/T 2260 code.
    pub id: String,
    /// Number of its documents, and of those of the places in it. A province without any has no shelf.
    pub documents: u32,
}

compact!(struct Province { id, documents });

/// The names and documents of one province.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// Its places.
    pub regions: Vec<Named>,
    /// Its treasuries.
    pub payers: Vec<Named>,
    /// Its documents, and those of its places.
    pub documents: Vec<Entry>,
}

compact!(struct Shelf { regions, payers, documents });

/// What a list of documents says of one.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Name of the document inside 惠算.
    pub id: String,
    /// Code of the place that issued it.
    pub region: String,
    /// Title as published.
    pub zh: String,
    /// Unofficial English title.
    pub en: String,
    /// Number of the paper, where it has one.
    pub number: Option<String>,
    /// Draft or issued.
    pub standing: Standing,
    /// Whether the document itself was read.
    pub verification: Verification,
    /// When it is law.
    pub force: Force,
    /// Which facts count.
    pub window: Option<Window>,
    /// Subjects of its measures, each once.
    pub topics: Vec<String>,
    /// Number of its measures.
    pub measures: u32,
    /// Name of the file with the document.
    pub file: String,
    /// The first digits of its digest, by which links name its version.
    pub digits: String,
}

compact!(struct Entry {
    id, region, zh, en, number, standing, verification, force, window, topics, measures, file, digits,
});

impl Library {
    /// The library of a plan, whose own documents and the names on its shelves are left out.
    pub fn of(mut plan: Plan, provinces: Vec<Province>, shelves: String) -> Self {
        plan.catalogue
            .regions
            .retain(|region| province_of(&region.id) == region.id);
        plan.catalogue
            .payers
            .retain(|payer| !is_code(&payer.id) || payer.id == NATION);
        Self {
            plan,
            provinces,
            shelves,
        }
    }

    /// The name of the file with the [`Shelf`] of a province.
    pub fn shelf(shelves: &str, province: &str) -> String {
        let (before, after) = shelves.split_once('*').unwrap_or((shelves, ""));
        [before, province, after].concat()
    }

    /// The library in the form that [`Library::from_bytes`] reads, for engines of the same version.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut output = Output::new(u16::MAX);
        self.plan.write_shared(&mut output);
        self.provinces.write(&mut output);
        self.shelves.write(&mut output);
        output.end()
    }

    /// A library that was written; `None` where the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut input = Input::new(bytes, u16::MAX, 0);
        let library = Self {
            plan: Plan::read_shared(&mut input),
            provinces: Compact::read(&mut input),
            shelves: Compact::read(&mut input),
        };
        input.end(library)
    }
}

impl Shelf {
    /// The shelf of one province of a plan, or of the whole country. `file` names the file of a document by its place in the
    /// plan.
    pub fn of(plan: &Plan, province: &str, file: impl Fn(usize) -> String) -> Self {
        let inside = |name: &&Named| is_code(&name.id) && province_of(&name.id) == province && name.id != NATION;
        let Catalogue { regions, payers, .. } = &plan.catalogue;
        // The provinces themselves are named at once.
        let regions = regions.iter().filter(inside).filter(|region| region.id != province);
        let documents = plan.documents.iter().enumerate();
        let documents = documents.filter(|(_, document)| province_of(&document.region) == province);
        Self {
            regions: regions.cloned().collect(),
            payers: payers.iter().filter(inside).cloned().collect(),
            documents: documents
                .map(|(at, document)| entry(plan, at, document, file(at)))
                .collect(),
        }
    }

    /// The shelf in the form that [`Shelf::from_bytes`] reads, for engines of the same version.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes(self)
    }

    /// A shelf that was written; `None` where the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        read(bytes)
    }
}

fn bytes(value: &impl Compact) -> Vec<u8> {
    let mut output = Output::new(u16::MAX);
    value.write(&mut output);
    output.end()
}

fn read<T: Compact>(bytes: &[u8]) -> Option<T> {
    let mut input = Input::new(bytes, u16::MAX, 0);
    let value = T::read(&mut input);
    input.end(value)
}

fn entry(plan: &Plan, at: usize, document: &Document, file: String) -> Entry {
    let mut topics: Vec<String> = Vec::new();
    let mut count = 0;
    for measure in plan.measures.iter().filter(|measure| measure.document == at) {
        let topic = &measure.source.topic;
        if !topics.contains(topic) {
            topics.push(topic.clone());
        }
        count += 1;
    }
    Entry {
        id: document.id.clone(),
        region: document.region.clone(),
        zh: document.zh.clone(),
        en: document.en.clone(),
        number: document.number.clone(),
        standing: document.standing,
        verification: document.verification,
        force: document.force.clone(),
        window: document.window.clone(),
        topics,
        measures: count,
        file,
        digits: document.digits().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;
    use crate::sample;

    fn ids(names: &[Named]) -> Vec<&str> {
        names.iter().map(|name| name.id.as_str()).collect()
    }

    fn plan() -> Plan {
        sample::plan(&[
            ("nation", "000000", &["fee"]),
            ("province", "330000", &["interest"]),
            ("city", "330300", &["interest", "fee", "interest"]),
            ("elsewhere", "430300", &["fee"]),
        ])
    }

    #[test]
    fn what_is_loaded_first_names_provinces_and_what_lies_in_none() {
        let catalogue = Library::of(plan(), Vec::new(), String::new()).plan.catalogue;
        assert_eq!(ids(&catalogue.regions), ["000000", "330000", "430000"]);
        assert_eq!(ids(&catalogue.payers), ["000000", "fund"]);
    }

    #[test]
    fn a_shelf_holds_what_lies_in_its_province_and_was_not_named_before() {
        for (province, regions, payers, documents) in [
            (
                "330000",
                ["330300"].as_slice(),
                ["330300"].as_slice(),
                ["province", "city"].as_slice(),
            ),
            ("430000", &["430300"], &["430300"], &["elsewhere"]),
            ("000000", &[], &[], &["nation"]),
        ] {
            let shelf = Shelf::of(&plan(), province, |at| at.to_string());
            assert_eq!(ids(&shelf.regions), regions);
            assert_eq!(ids(&shelf.payers), payers);
            let found: Vec<_> = shelf.documents.iter().map(|entry| entry.id.as_str()).collect();
            assert_eq!(found, documents);
        }
    }

    #[test]
    fn an_entry_counts_the_measures_of_its_document_and_names_each_subject_once() {
        let shelf = Shelf::of(&plan(), "330000", |at| format!("{at}.bin"));
        let [province, city] = shelf.documents.as_slice() else {
            panic!("{shelf:?}");
        };
        assert_eq!((province.measures, city.measures), (1, 3));
        assert_eq!(province.topics, ["interest"]);
        assert_eq!(city.topics, ["interest", "fee"]);
        assert_eq!((province.file.as_str(), city.file.as_str()), ("1.bin", "2.bin"));
        // Links name a version by the first eight digits of its digest.
        assert_eq!(city.digits.len(), 8);
        assert!(sha256(b"city").starts_with(&format!("sha256:{}", city.digits)));
    }

    #[test]
    fn a_shelf_is_found_by_its_province() {
        assert_eq!(Library::shelf("shelf-*-0a1b.bin", "330000"), "shelf-330000-0a1b.bin");
    }
}
