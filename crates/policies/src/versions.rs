//! Every version of a pack that was ever published, so that a link made with it computes the same again.
//!
//! `versions.jsonl` has one line for each: the day, the digest, the pack as its canonical JSON. Lines are only added
//! (`huisuan publish`); a line that this engine could no longer read would be a version dropped, and is an error.

use rules::digest::sha256;
use rules::plan::{Plan, Source};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{File, LoadError, catalogue, json, lpr, sources};

const VERSIONS: &str = include_str!("../versions.jsonl");

/// A line of the record.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Line {
    published_on: String,
    hash: String,
    pack: Box<RawValue>,
}

/// A version that was published.
#[derive(Clone, Debug)]
pub struct Version {
    /// The day of publication, ISO.
    pub published_on: String,
    /// The pack with its digest.
    pub source: Source,
    /// Its canonical JSON.
    pub json: String,
}

/// All published versions, in the order of publication.
pub fn all() -> Result<Vec<Version>, LoadError> {
    read(VERSIONS)
}

fn read(record: &str) -> Result<Vec<Version>, LoadError> {
    let mut versions: Vec<Version> = Vec::new();
    for (number, line) in record.lines().enumerate() {
        let wrong = |message: String| LoadError::Structure {
            file: format!("versions.jsonl:{}", number + 1),
            message,
        };
        let line: Line = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        let json = line.pack.get().to_owned();
        let hash = line.hash;
        if sha256(json.as_bytes()) != hash {
            return Err(wrong(format!("the pack is not the one of {hash}")));
        }
        if versions.iter().any(|version| version.source.hash == hash) {
            return Err(wrong(format!("{hash} stands twice")));
        }
        let pack = serde_json::from_str(&json).map_err(|error| wrong(error.to_string()))?;
        versions.push(Version {
            published_on: line.published_on,
            source: Source { pack, hash },
            json,
        });
    }
    Ok(versions)
}

/// Lines for the packs of this build that have not been published yet, with the ids of their documents.
pub fn unpublished(day: &str) -> Result<Vec<(String, String)>, LoadError> {
    let published = all()?;
    let mut lines = Vec::new();
    for source in sources()? {
        if published.iter().any(|version| version.source.hash == source.hash) {
            continue;
        }
        let id = source.pack.document.id.clone();
        let text = json(&id, &source.pack)?;
        let pack = RawValue::from_string(text).map_err(|error| LoadError::Structure {
            file: id.clone(),
            message: error.to_string(),
        })?;
        let line = Line {
            published_on: day.to_owned(),
            hash: source.hash,
            pack,
        };
        lines.push((json(&id, &line)?, id));
    }
    Ok(lines)
}

/// Where a version stands in the exported folder.
#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    hash: String,
    published_on: String,
    /// The pack, for those who call the engine themselves.
    file: String,
    /// The same compiled against the catalogue of this build.
    plan: String,
}

/// Adds the files of all earlier versions, and a list of them whose name comes back. The page loads that list only
/// for a link whose pack is not among the present ones.
pub(crate) fn export(files: &mut Vec<File>) -> Result<String, LoadError> {
    let present: Vec<String> = sources()?.into_iter().map(|source| source.hash).collect();
    let mut entries = Vec::new();
    for version in all()? {
        let Source { pack, hash } = version.source;
        if present.contains(&hash) {
            continue;
        }
        let id = pack.document.id.clone();
        let source = Source {
            pack,
            hash: hash.clone(),
        };
        let plan = Plan::new(catalogue()?, lpr()?, vec![source]).map_err(LoadError::Meaning)?;
        entries.push(Entry {
            file: crate::export::named(files, &id, "json", version.json.into_bytes()),
            plan: crate::export::named(files, &id, "bin", plan.to_bytes()),
            id,
            hash,
            published_on: version.published_on,
        });
    }
    let list = json("versions", &entries)?.into_bytes();
    Ok(crate::export::named(files, "versions", "json", list))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(change: impl Fn(String) -> String) -> String {
        let Some((line, _)) = sources()
            .unwrap_or_else(|error| panic!("{error}"))
            .first()
            .map(|source| {
                let pack = json("", &source.pack).unwrap_or_else(|error| panic!("{error}"));
                let line = format!(
                    "{{\"published_on\":\"2026-11-22\",\"hash\":\"{}\",\"pack\":{pack}}}\n",
                    source.hash
                );
                (line, ())
            })
        else {
            panic!("no packs")
        };
        change(line)
    }

    #[test]
    fn a_version_is_what_its_digest_says() {
        let good = line(|line| line);
        assert_eq!(read(&good).map(|versions| versions.len()).ok(), Some(1));
        let changed = line(|line| line.replacen("standing", "Standing", 1));
        assert!(read(&changed).is_err());
        assert!(read(&(good.clone() + &good)).is_err());
    }

    #[test]
    fn every_published_version_still_compiles() {
        for version in all().unwrap_or_else(|error| panic!("{error}")) {
            let (facts, rates) = (catalogue(), lpr());
            let (Ok(facts), Ok(rates)) = (facts, rates) else {
                panic!("the catalogue cannot be read")
            };
            let id = version.source.pack.document.id.clone();
            let compiled = Plan::new(facts, rates, vec![version.source]);
            assert!(compiled.is_ok(), "{id} of {}: {:?}", version.published_on, compiled.err());
        }
    }
}
