//! The published versions of a document: an old link is computed with the version that it names, and is told what has
//! changed since.

use serde::{Deserialize, Serialize};

use super::{bytes, read};
use crate::compact::compact;

/// The fewest digits of a digest by which a version is found.
const DIGITS: usize = 8;

/// The published versions of one document, the oldest first.
///
/// ```
/// use huisuan_rules::library::{Change, History, Version, What};
/// let version = |digits: &str, day: &str, changes: &[Change]| Version {
///     hash: format!("sha256:{digits}"), day: day.to_owned(), zh: String::new(), en: String::new(), changes: changes.to_vec(),
/// };
/// let cap = Change { article: "第五条".to_owned(), part: "art-5-firm".to_owned(), what: What::Rule };
/// let history = History { versions: vec![
///     version("0a1b2c3d4e", "2025-01-01", &[]), version("5f6e7d8c9b", "2026-01-01", &[cap.clone()]),
/// ] };
/// // A link names the first digits of the version that it was made with.
/// assert_eq!(history.find("0a1b2c3d").map(|version| version.day.as_str()), Some("2025-01-01"));
/// assert_eq!(history.changes_since("0a1b2c3d"), Some(vec![cap]));
/// assert_eq!(history.changes_since("5f6e7d8c"), Some(Vec::new()));
/// assert_eq!(history.changes_since("0a1b2c3"), None, "too few digits");
/// ```
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The versions.
    pub versions: Vec<Version>,
}

compact!(struct History { versions });

/// A published version of a document.
#[derive(Clone, Debug)]
pub struct Version {
    /// `sha256:…` of its pack.
    pub hash: String,
    /// The day on which it was published, ISO.
    pub day: String,
    /// Name of the file with the compiled document for a page in Chinese.
    pub zh: String,
    /// Name of the file with the compiled document for a page in English.
    pub en: String,
    /// What is other than in the version before; nothing in the first.
    pub changes: Vec<Change>,
}

compact!(struct Version { hash, day, zh, en, changes });

/// What is other in a version than in the one before.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Where the clause stands; empty for what the document says of itself: its dates, conditions and readings.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub article: String,
    /// The measure inside the document, or what else has changed: `force`, `counts`, `condition`, `document`, `readings`.
    pub part: String,
    /// In what way.
    pub what: What,
}

compact!(struct Change { article, part, what });

/// In what way something has changed.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Only what is told of it: titles, translations, explanations.
    Wording,
    /// What is computed or asked may be other.
    Rule,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

compact!(
    enum What {
        Wording,
        Rule,
        Added,
        Removed,
    }
);

impl History {
    /// The history in the form that [`History::from_bytes`] reads, for engines of the same version.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes(self)
    }

    /// A history that was written; `None` where the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        read(bytes)
    }

    /// The latest version whose digest begins with these digits, without `sha256:`; at least eight are needed.
    pub fn find(&self, digits: &str) -> Option<&Version> {
        self.versions.get(self.position(digits)?)
    }

    /// What has changed between a version and the latest one, each part once, in the order of the changes; what came
    /// and went in between is left out. `None` where no version has that digest.
    pub fn changes_since(&self, digits: &str) -> Option<Vec<Change>> {
        let later = self.versions.get(self.position(digits)? + 1..)?;
        let mut changes: Vec<Change> = Vec::new();
        for change in later.iter().flat_map(|version| &version.changes) {
            let same = |before: &Change| before.part == change.part && before.article == change.article;
            let Some(before) = changes.iter_mut().find(|before| same(before)) else {
                changes.push(change.clone());
                continue;
            };
            match before.what.then(change.what) {
                Some(what) => before.what = what,
                None => changes.retain(|before| !same(before)),
            }
        }
        Some(changes)
    }

    fn position(&self, digits: &str) -> Option<usize> {
        let begins = |version: &Version| version.hash.trim_start_matches("sha256:").starts_with(digits);
        self.versions
            .iter()
            .rposition(|version| digits.len() >= DIGITS && begins(version))
    }
}

impl What {
    /// Two changes of the same part, one after the other; none where it came and went.
    fn then(self, later: Self) -> Option<Self> {
        match (self, later) {
            // What went and came back was there before and is there now, perhaps in other words.
            (Self::Removed, Self::Added) => Some(Self::Rule),
            (Self::Added, Self::Removed) => None,
            _ => Some(self.max(later)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(hash: &str, changes: &[(&str, What)]) -> Version {
        let change = |(part, what): &(&str, What)| Change {
            article: "第五条".to_owned(),
            part: (*part).to_owned(),
            what: *what,
        };
        Version {
            hash: format!("sha256:{hash}"),
            day: "2026-11-22".to_owned(),
            zh: format!("zh-{hash}.bin"),
            en: format!("en-{hash}.bin"),
            changes: changes.iter().map(change).collect(),
        }
    }

    fn history() -> History {
        History {
            versions: vec![
                version("00000001aa", &[]),
                version(
                    "00000002bb",
                    &[("a", What::Rule), ("b", What::Added), ("c", What::Wording)],
                ),
                version(
                    "00000003cc",
                    &[("a", What::Wording), ("b", What::Rule), ("c", What::Removed)],
                ),
                version("00000004dd", &[("c", What::Added)]),
            ],
        }
    }

    #[test]
    fn a_version_is_found_by_the_beginning_of_its_digest() {
        let history = history();
        let file = |digits| history.find(digits).map(|version| version.zh.as_str());
        assert_eq!(file("00000002"), Some("zh-00000002bb.bin"));
        assert_eq!(file("00000002bb"), Some("zh-00000002bb.bin"));
        assert_eq!(file("00000002bc"), None);
        assert_eq!(file("0000000"), None, "too few digits");
        assert_eq!(file(""), None);
    }

    #[test]
    fn what_has_changed_since_is_told_once() {
        let told = |digits| {
            let changes = history().changes_since(digits)?;
            Some(
                changes
                    .into_iter()
                    .map(|change| (change.part, change.what))
                    .collect::<Vec<_>>(),
            )
        };
        let parts = |list: &[(&str, What)]| Some(list.iter().map(|(part, what)| ((*part).to_owned(), *what)).collect());
        let since_first = [("a", What::Rule), ("b", What::Added), ("c", What::Rule)];
        assert_eq!(told("00000001"), parts(&since_first));
        assert_eq!(told("00000003"), parts(&[("c", What::Added)]));
        assert_eq!(told("00000004"), parts(&[]));
        assert_eq!(told("99999999"), None);
    }

    #[test]
    fn what_came_and_went_in_between_is_not_told() {
        let versions = [
            version("00000001aa", &[]),
            version("00000002bb", &[("new", What::Added), ("old", What::Rule)]),
            version("00000003cc", &[("new", What::Removed), ("old", What::Removed)]),
        ];
        let history = History {
            versions: versions.to_vec(),
        };
        let told = |digits| -> Vec<(String, What)> {
            let changes = history.changes_since(digits).unwrap_or_default();
            changes.into_iter().map(|change| (change.part, change.what)).collect()
        };
        assert_eq!(told("00000001"), [("old".to_owned(), What::Removed)]);
        let gone = [("new".to_owned(), What::Removed), ("old".to_owned(), What::Removed)];
        assert_eq!(told("00000002"), gone);
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = history().to_bytes();
        let again = History::from_bytes(&bytes).expect("a history");
        assert_eq!(format!("{again:?}"), format!("{:?}", history()));
        for end in 0..bytes.len() {
            assert!(History::from_bytes(&bytes[..end]).is_none(), "{end} bytes");
        }
    }
}
