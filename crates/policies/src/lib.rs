//! The policy packs, their cases and the catalogue of facts, embedded for native callers and exported for the page.
//!
//! A new document is a file in `packs/` with its cases in `cases/` and one line in [`PACKS`].
//!
//! ```
//! let plan = huisuan_policies::plan()?;
//! let request = serde_json::from_str(r#"{ "schema": 1, "day": "2024-12-01", "measures": ["wenzhou-2022/art-5-firm"],
//!     "facts": { "securitisation": [{ "interest": { "2023": "1400000.00" } }] } }"#)?;
//! let response = plan.assess(&request).map_err(|error| format!("{error:?}"))?;
//! // 30 % of the interest are 420,000 yuan; 单家企业年度补助不超过40万元.
//! assert_eq!(response.outcomes[0].amount, Some("400000".parse()?));
//!
//! // Every document has cases: facts and what must come out, to the fen.
//! let cases = huisuan_policies::cases::all()?;
//! assert_eq!(cases.len(), plan.documents.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

use std::fmt;

use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::pack::Pack;
use rules::plan::{PackError, Plan, Source};

pub mod cases;
mod export;
mod places;
mod published;

pub use export::{File, Shelves, Visit, export, visits};
pub use places::{Gazetteer, Name as PlaceName};
pub use published::{Published, Version};

/// The name of a document, its pack and its cases.
macro_rules! pack {
    ($id:literal) => {
        (
            $id,
            include_str!(concat!("../packs/", $id, ".toml")),
            include_str!(concat!("../cases/", $id, ".toml")),
        )
    };
}

/// The packs: name of the document, the file, its cases.
pub const PACKS: &[(&str, &str, &str)] = &[
    pack!("wenzhou-2022"),
    pack!("xiangtan-2023"),
    pack!("chenzhou-2021"),
    pack!("jiashan-2021"),
    pack!("zhumadian-draft"),
    pack!("national-startup-2023"),
    pack!("national-startup-2021"),
    pack!("national-service-2025"),
    pack!("national-service-2026"),
    pack!("national-sme-2026"),
    pack!("national-equipment-2026"),
    pack!("national-consumption-2025"),
    pack!("national-consumption-2026"),
];

const FACTS: &str = include_str!("../facts.toml");
const LPR: &str = include_str!("../lpr.toml");

/// Why policies cannot be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// The structure of a file: it is no TOML, or a key is unknown or missing. The message has line and column.
    Structure {
        /// Name of the file.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// The meaning of packs, all errors at once.
    Meaning(Vec<PackError>),
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Structure { file, message } => write!(formatter, "{file}: {message}"),
            Self::Meaning(errors) => {
                for PackError {
                    document,
                    place,
                    text,
                    problem,
                } in errors
                {
                    writeln!(formatter, "{document}: {place}: {text:?}: {problem:?}")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// The catalogue of facts.
pub fn catalogue() -> Result<Catalogue, LoadError> {
    let mut catalogue: Catalogue = read("facts.toml", FACTS)?;
    catalogue.regions.extend(Gazetteer::embedded()?.provinces());
    Ok(catalogue)
}

/// The loan prime rate.
pub fn lpr() -> Result<Lpr, LoadError> {
    read("lpr.toml", LPR)
}

/// A pack from the text of its file.
pub fn pack(file: &str, text: &str) -> Result<Pack, LoadError> {
    read(file, text)
}

/// A pack with the digest that names its version.
pub fn source(pack: Pack) -> Result<Source, LoadError> {
    let json = json(&pack.document.id.clone(), &pack)?;
    Ok(Source {
        hash: rules::digest::sha256(json.as_bytes()),
        pack,
    })
}

/// The embedded packs.
pub fn sources() -> Result<Vec<Source>, LoadError> {
    PACKS
        .iter()
        .map(|(id, text, _)| source(pack(&format!("{id}.toml"), text)?))
        .collect()
}

/// The plan of all embedded packs.
pub fn plan() -> Result<Plan, LoadError> {
    plan_of(sources()?)
}

/// The plan of some packs, against the embedded facts and rates.
pub fn plan_of(sources: Vec<Source>) -> Result<Plan, LoadError> {
    Plan::new(catalogue()?, lpr()?, sources).map_err(LoadError::Meaning)
}

fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, LoadError> {
    toml::from_str(text).map_err(|error| LoadError::Structure {
        file: file.to_owned(),
        message: error.to_string(),
    })
}

fn json<T: serde::Serialize>(file: &str, value: &T) -> Result<String, LoadError> {
    serde_json::to_string(value).map_err(|error| LoadError::Structure {
        file: file.to_owned(),
        message: error.to_string(),
    })
}
