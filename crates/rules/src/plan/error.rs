//! What can be wrong with a pack, and where.

use serde::Serialize;

use crate::fact::FactKind;
use crate::phrase::{PhraseError, StandError, Unit};

/// One error of a pack: the place, the text that stands there, what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackError {
    /// Id of the document.
    pub document: String,
    /// Where in the pack: `measure art-4 when[2] words`.
    pub place: String,
    /// What stands there.
    pub text: String,
    /// What is wrong.
    pub problem: PackProblem,
}

impl PackError {
    pub(crate) fn new(document: &str, place: &str, text: &str, problem: PackProblem) -> Self {
        Self {
            document: document.to_owned(),
            place: place.to_owned(),
            text: text.to_owned(),
            problem,
        }
    }
}

/// What is wrong at one place of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum PackProblem {
    /// Another version of the file format.
    Schema,
    /// The id stands twice.
    Duplicate,
    /// Something that must be there is not.
    Missing,
    /// Keys stand together that do not fit.
    Mixture,
    /// The words do not stand in the clause.
    NotInClause,
    /// The words read differently inside the clause: they were cut out of a larger phrase.
    Cut {
        /// The clause around them.
        clause: String,
    },
    /// The words cannot be read; the character at that index is the first that cannot.
    Unreadable {
        /// Index of the character.
        at: usize,
        /// Name of the difficulty.
        difficulty: String,
    },
    /// The number has another unit than this place needs, or the wrong direction.
    Unit,
    /// The number has none of the units that fit here.
    OtherUnit {
        /// Those, as documents write them.
        wanted: Vec<String>,
    },
    /// There is no such fact.
    UnknownFact {
        /// The nearest name that exists.
        nearest: Option<String>,
    },
    /// The fact has another kind than this place needs.
    FactKind {
        /// The kinds that fit here.
        wanted: Vec<FactKind>,
    },
    /// There is no such choice of the fact.
    UnknownChoice {
        /// The choices.
        allowed: Vec<String>,
    },
    /// There is no such id in the catalogue or in the pack.
    UnknownId {
        /// The nearest one that exists.
        nearest: Option<String>,
    },
    /// There is no such reading or question in the pack.
    UnknownReading {
        /// The nearest one that exists.
        nearest: Option<String>,
    },
    /// A typed direction or a reading of the text has no reason.
    NoReason,
    /// Bounds leave a gap or overlap.
    Overlap,
    /// The shares of the parties do not make up the whole.
    NotWhole,
    /// A limit or cap has nothing that it could limit.
    NoTarget,
    /// The window ends before it starts.
    EmptyWindow,
    /// Not a day.
    Day,
    /// An issued document of ours must quote; one from reports must not.
    Provenance,
}

impl PackProblem {
    /// An id that is not among those that exist.
    pub(crate) fn unknown_id<'n>(known: impl IntoIterator<Item = &'n String>, given: &str) -> Self {
        let nearest = nearest(known.into_iter().map(String::as_str), given);
        Self::UnknownId {
            nearest: nearest.map(str::to_owned),
        }
    }

    /// A number in another unit than these.
    pub(crate) fn other_unit(wanted: &[Unit]) -> Self {
        let wanted = wanted.iter().map(|unit| unit.sign().to_owned()).collect();
        Self::OtherUnit { wanted }
    }

    pub(crate) fn phrase(error: &PhraseError) -> Self {
        let name = format!("{error:?}");
        let difficulty = name.split([' ', '{']).next().unwrap_or_default().to_owned();
        Self::Unreadable {
            at: error.at(),
            difficulty,
        }
    }

    pub(crate) fn stand(error: StandError) -> Self {
        match error {
            StandError::NotFound => Self::NotInClause,
            StandError::Cut { clause, .. } => Self::Cut { clause },
            StandError::Unreadable(error) => Self::phrase(&error),
        }
    }
}

/// The name that was probably meant: the one that differs in the fewest letters, if these are few.
pub fn nearest<'n>(known: impl IntoIterator<Item = &'n str>, given: &str) -> Option<&'n str> {
    let most = 4.min(given.chars().count().div_ceil(3));
    known
        .into_iter()
        .map(|name| (distance(name, given), name))
        .min()
        .filter(|(far, _)| *far <= most)
        .map(|(_, name)| name)
}

/// How many letters must change to turn one name into the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.chars().enumerate() {
        let mut diagonal = i;
        let mut last = i + 1;
        let mut next = vec![last];
        for (r, &above) in right.iter().zip(row.iter().skip(1)) {
            last = (diagonal + usize::from(l != *r)).min(above + 1).min(last + 1);
            diagonal = above;
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_differs_in_few_letters() {
        let names = ["loan.principal", "loan.rate", "bank"];
        assert_eq!(nearest(names, "loan.principle"), Some("loan.principal"));
        assert_eq!(nearest(names, "lona.rate"), Some("loan.rate"));
        assert_eq!(nearest(names, "firm"), None);
        assert_eq!(nearest(names, ""), None);
    }

    #[test]
    fn a_distance_counts_the_letters_that_are_changed_added_or_left_out() {
        for (left, right, letters) in [
            ("rate", "rate", 0),
            ("rate", "rata", 1),
            ("rate", "rates", 1),
            ("rate", "rat", 1),
            ("rate", "arte", 2),
            ("kitten", "sitting", 3),
            ("", "rate", 4),
            ("rate", "", 4),
            ("abcd", "wxyz", 4),
        ] {
            assert_eq!(distance(left, right), letters, "{left} {right}");
        }
    }
}
