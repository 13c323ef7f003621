//! The versions of documents that were published, kept by their digests, so that a link that was made with an old version
//! can be computed with it again.
//!
//! A folder holds `versions.jsonl`, one line for each version in the order of publication, and below `packs/` each version
//! as its canonical JSON, whose digest is its name. Nothing in it is ever changed; `huisuan publish` adds to it.

use std::collections::BTreeMap;
use std::path::Path;

use rules::digest::sha256;
use rules::library::{Change, History, What};
use rules::pack::Pack;
use rules::plan::{Plan, Source};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::export::named;
use crate::{File, LoadError, json, plan_of};

/// The list of versions.
const LIST: &str = "versions.jsonl";

/// A version of a document that was published.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The document.
    pub id: String,
    /// `sha256:…` of its pack as canonical JSON.
    pub hash: String,
    /// The day on which it was published, ISO.
    pub day: String,
    /// What is other than in the version before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// Everything that was published, in that order.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The versions.
    pub versions: Vec<Version>,
    /// Their packs as canonical JSON, by digest.
    packs: BTreeMap<String, String>,
}

/// The name of the file of a version.
fn file_name(id: &str, hash: &str) -> String {
    let digits: String = hash.chars().skip("sha256:".len()).take(16).collect();
    format!("packs/{id}-{digits}.json")
}

impl Published {
    /// Reads a folder. A folder that is empty or missing holds no versions; a pack that is not what its digest says is an
    /// error.
    pub fn read(folder: &Path) -> Result<Self, LoadError> {
        let list = folder.join(LIST);
        let mut published = Self::default();
        if !list.exists() {
            return Ok(published);
        }
        for (number, line) in text(&list)?.lines().enumerate() {
            let version: Version =
                serde_json::from_str(line).map_err(|error| wrong(&format!("{LIST}:{}", number + 1), &error))?;
            let name = file_name(&version.id, &version.hash);
            let pack = text(&folder.join(&name))?;
            if sha256(pack.as_bytes()) != version.hash {
                return Err(wrong(&name, &format!("the digest is not {}", version.hash)));
            }
            published.packs.insert(version.hash.clone(), pack);
            published.versions.push(version);
        }
        Ok(published)
    }

    /// The version of a document that was published last.
    pub fn latest(&self, id: &str) -> Option<&Version> {
        self.versions.iter().rfind(|version| version.id == id)
    }

    /// The versions among these packs that are not the ones published last, with what has changed, as of a day.
    pub fn unpublished(&self, sources: &[Source], day: &str) -> Result<Vec<Version>, LoadError> {
        let mut new = Vec::new();
        for Source { pack, hash } in sources {
            let id = &pack.document.id;
            let latest = self.latest(id);
            if latest.is_some_and(|version| version.hash == *hash) {
                continue;
            }
            let before = latest.and_then(|version| self.packs.get(&version.hash));
            let changes = match before {
                Some(before) => changes(
                    &serde_json::from_str(before).map_err(|error| wrong(id, &error))?,
                    &serde_json::to_value(pack).map_err(|error| wrong(id, &error))?,
                ),
                None => Vec::new(),
            };
            new.push(Version {
                id: id.clone(),
                hash: hash.clone(),
                day: day.to_owned(),
                changes,
            });
        }
        Ok(new)
    }

    /// Adds what is not published yet, and returns the files that hold it now: none where everything was published.
    pub fn publish(&mut self, sources: &[Source], day: &str) -> Result<Vec<File>, LoadError> {
        let new = self.unpublished(sources, day)?;
        let mut files = Vec::new();
        for version in new {
            let source = sources.iter().find(|source| source.hash == version.hash);
            if let Some(Source { pack, .. }) = source {
                let text = json(&version.id, pack)?;
                files.push(File {
                    path: file_name(&version.id, &version.hash),
                    bytes: text.clone().into_bytes(),
                });
                self.packs.insert(version.hash.clone(), text);
                self.versions.push(version);
            }
        }
        if !files.is_empty() {
            let mut list = String::new();
            for version in &self.versions {
                list += &json(LIST, version)?;
                list.push('\n');
            }
            files.push(File {
                path: LIST.to_owned(),
                bytes: list.into_bytes(),
            });
        }
        Ok(files)
    }

    /// A published version, compiled alone against the present facts.
    pub fn plan(&self, version: &Version) -> Result<Plan, LoadError> {
        let text = self.packs.get(&version.hash).map_or("", String::as_str);
        let pack: Pack = serde_json::from_str(text).map_err(|error| wrong(&version.id, &error))?;
        let source = Source {
            pack,
            hash: version.hash.clone(),
        };
        plan_of(vec![source])
    }

    /// Adds the histories of all documents to the data of a page, `versions/<document>.bin`, and the compiled versions that
    /// the page does not have anyway. `present` names the files of a document with a digest, in Chinese and in English.
    pub(crate) fn export(
        &self,
        files: &mut Vec<File>,
        present: impl Fn(&Version) -> Option<[String; 2]>,
    ) -> Result<(), LoadError> {
        let mut histories: BTreeMap<&str, History> = BTreeMap::new();
        for version in &self.versions {
            let [zh, en] = if let Some(names) = present(version) {
                names
            } else {
                let plan = self.plan(version)?;
                let mut add = |language: &str, plan: &Plan| {
                    let name = ["versions/", language, "-", &version.id].concat();
                    named(files, &name, "bin", plan.document_bytes(0).unwrap_or_default())
                };
                [add("zh", &plan.clone().in_chinese()), add("en", &plan)]
            };
            let history = histories.entry(&version.id).or_default();
            history.versions.push(rules::library::Version {
                hash: version.hash.clone(),
                day: version.day.clone(),
                zh,
                en,
                changes: version.changes.clone(),
            });
        }
        for (id, history) in histories {
            files.push(File {
                path: format!("versions/{id}.bin"),
                bytes: history.to_bytes(),
            });
        }
        Ok(())
    }
}

fn text(path: &Path) -> Result<String, LoadError> {
    std::fs::read_to_string(path).map_err(|error| wrong(&path.display().to_string(), &error))
}

fn wrong(file: &str, message: &impl ToString) -> LoadError {
    LoadError::Structure {
        file: file.to_owned(),
        message: message.to_string(),
    }
}

/// Keys that only tell people what something is.
const WORDING: [&str; 9] = [
    "zh",
    "en",
    "translation",
    "covers",
    "article",
    "number",
    "sources",
    "verified_on",
    "url",
];

/// What is other in a pack than in an earlier version of it: its measures by their articles, then the rest.
fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    listed(before, after, "measure", &mut changes);
    listed(before, after, "condition", &mut changes);
    let [old, new] = [before, after].map(|pack| pack.get("document").cloned().unwrap_or_default());
    for part in ["force", "counts"] {
        compare(old.get(part), new.get(part), "", part, &mut changes);
    }
    let rest = |document: &Value| {
        let mut document = document.clone();
        if let Some(keys) = document.as_object_mut() {
            keys.remove("force");
            keys.remove("counts");
        }
        document
    };
    compare(Some(&rest(&old)), Some(&rest(&new)), "", "document", &mut changes);
    // Readings and questions are words for people; what rests on them is part of the measures.
    let told = ["reading", "question", "beyond"];
    if told.iter().any(|key| before.get(key) != after.get(key)) {
        changes.push(Change {
            article: String::new(),
            part: "readings".to_owned(),
            what: What::Wording,
        });
    }
    changes
}

/// Compares the measures or the conditions of two versions by their ids.
fn listed(before: &Value, after: &Value, key: &str, changes: &mut Vec<Change>) {
    let list = |pack: &Value| -> Vec<Value> { pack.get(key).and_then(Value::as_array).cloned().unwrap_or_default() };
    let (old, new) = (list(before), list(after));
    let of = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut ids: Vec<String> = new.iter().chain(&old).map(|value| of(value, "id")).collect();
    let mut seen = Vec::new();
    ids.retain(|id| {
        let first = !seen.contains(id);
        seen.push(id.clone());
        first
    });
    for id in ids {
        let [one, other] = [&old, &new].map(|list| list.iter().find(|value| of(value, "id") == id));
        let article = other.or(one).map(|value| of(value, "article")).unwrap_or_default();
        let part = if key == "measure" { id.as_str() } else { key };
        compare(one, other, &article, part, changes);
    }
}

fn compare(before: Option<&Value>, after: Option<&Value>, article: &str, part: &str, changes: &mut Vec<Change>) {
    let what = match (before, after) {
        (before, after) if before == after => return,
        (None, _) => What::Added,
        (_, None) => What::Removed,
        (Some(before), Some(after)) if rule(before) == rule(after) => What::Wording,
        _ => What::Rule,
    };
    changes.push(Change {
        article: article.to_owned(),
        part: part.to_owned(),
        what,
    });
}

/// What is left of a part without what only tells people what it is.
fn rule(part: &Value) -> Value {
    let mut part = part.clone();
    if let Some(keys) = part.as_object_mut() {
        keys.retain(|key, _| !WORDING.contains(&key.as_str()));
    }
    part
}
