//! The reader of legal phrases, seen from outside.

mod dates;
mod documents;
mod props;
mod quotes;
mod reach;
mod trial;
mod words;

use huisuan_rules::phrase::{Basis, Item, PhraseError, read};

/// A reading in one line: the sign of the relation, the value, the unit; `~` marks what rests on the convention about
/// 以上 and 以下, `?` what has a direction by sense only.
fn show(items: &[Item]) -> String {
    let one = |item: &Item| {
        let convention = if item.basis == Basis::Convention { "~" } else { "" };
        let sense = if item.by_sense { "?" } else { "" };
        format!(
            "{}{convention}{sense} {} {:?}",
            item.relation.sign(),
            item.value,
            item.unit
        )
    };
    items.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn reads(words: &str, expect: &str) {
    let found = read(words).map(|items| show(&items));
    assert_eq!(found.as_deref(), Ok(expect), "{words}");
}

/// Checks the kind of an error and the character it points at.
#[track_caller]
fn fails<T>(words: &str, found: &Result<T, PhraseError>, kind: &str, at: usize) {
    let error = found.as_ref().err();
    let name = error.map(|error| format!("{error:?}")).unwrap_or_default();
    let name = name.split(' ').next().unwrap_or_default();
    assert_eq!((name, error.map(PhraseError::at)), (kind, Some(at)), "{words}");
}
