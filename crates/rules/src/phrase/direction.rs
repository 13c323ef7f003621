//! The direction of a bound whose other side is a fact.

use std::ops::Range;

use super::lex::Kind;
use super::reader::{Reading, What};
use super::words::Role;
use super::{Basis, PhraseError, Relation};

/// Reads the direction of a bound whose other side is a fact and no number: 超过停售标准, 分行级以下（不含分行）.
///
/// The range is that of the operative word, in bytes. A number in the words is an error, because [`super::bound`] reads
/// it.
///
/// # Errors
/// [`PhraseError`]: a number, no direction, or several.
pub fn direction(words: &str) -> Result<(Relation, Basis, Range<usize>), PhraseError> {
    let reading = Reading::of(words);
    let at = |place: usize| reading.glyphs.char_at(place);
    if let Some(item) = reading.items.first() {
        return Err(PhraseError::SeveralNumbers {
            at: at(item.place.start),
        });
    }
    if let Some(fault) = reading.faults.iter().find(|fault| fault.what != What::Orphan) {
        return Err(reading.error(fault));
    }
    let mut found: Option<(Relation, Basis, Range<usize>)> = None;
    for token in &reading.tokens {
        let Kind::Word(role) = token.kind else {
            continue;
        };
        let (relation, basis, to) = match role {
            Role::Compare(relation) | Role::Limit(relation) | Role::Close(relation) => {
                (relation, Basis::Explicit, token.to)
            }
            Role::Suffix(relation, basis) => marked(&reading, relation, basis, token.to),
            _ => continue,
        };
        let from = match found {
            None => token.from,
            // 最高不超过 says one thing twice.
            Some((before, _, ref place)) if before == relation && place.end == token.from => place.start,
            Some(_) => return Err(PhraseError::SeveralDirections { at: at(token.from) }),
        };
        found = Some((relation, basis, from..to));
    }
    let (relation, basis, place) = found.ok_or(PhraseError::NoDirection { at: 0 })?;
    Ok((relation, basis, reading.glyphs.bytes(place)))
}

/// 以下（不含分行）: what is compared is named again in the bracket.
pub(super) fn marked(reading: &Reading, relation: Relation, basis: Basis, to: usize) -> (Relation, Basis, usize) {
    let glyphs = &reading.glyphs;
    let close = (to..glyphs.len()).find(|at| glyphs.get(*at) == Some(')'));
    let (Some(open), Some(close)) = (glyphs.starts(to, "("), close) else {
        return (relation, basis, to);
    };
    if glyphs.starts(open, "含").is_some() {
        return (relation, Basis::Explicit, close + 1);
    }
    if glyphs.starts(open, "不含").is_none() {
        return (relation, basis, to);
    }
    let strict = match relation {
        Relation::AtMost => Relation::Below,
        Relation::AtLeast => Relation::Above,
        other => other,
    };
    (strict, Basis::Explicit, close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expect: Relation, operative: &str) {
        let (relation, _, span) = direction(words).unwrap();
        assert_eq!((relation, &words[span]), (expect, operative), "{words}");
    }

    #[test]
    fn bounds_against_a_fact() {
        check("超过停售标准", Relation::Above, "超过");
        check("不超过停售标准", Relation::AtMost, "不超过");
        check("不得超出扣除已有贴息后的实际利率水平", Relation::AtMost, "不得超出");
        check("达到停售标准", Relation::AtLeast, "达到");
        check("未达到上年水平", Relation::Below, "未达到");
        check("最高不超过合同约定", Relation::AtMost, "最高不超过");
        check("分行级以下（不含分行）", Relation::Below, "以下（不含分行）");
        check("县级以上（含县级）", Relation::AtLeast, "以上（含县级）");
    }

    #[test]
    fn bare_words_rest_on_the_convention() {
        assert_eq!(direction("省级以上").map(|found| found.1), Ok(Basis::Convention));
        assert_eq!(direction("省级及以上").map(|found| found.1), Ok(Basis::Explicit));
    }

    #[test]
    fn what_is_no_direction_points_at_the_place() {
        assert_eq!(direction("停售标准"), Err(PhraseError::NoDirection { at: 0 }));
        assert_eq!(direction("达到注册资本8倍"), Err(PhraseError::SeveralNumbers { at: 0 }));
        assert_eq!(
            direction("高于甲、低于乙"),
            Err(PhraseError::SeveralDirections { at: 4 })
        );
        assert_eq!(
            direction("不超过甲、不超过乙"),
            Err(PhraseError::SeveralDirections { at: 5 })
        );
        assert_eq!(direction("最高不低于甲"), Err(PhraseError::SeveralDirections { at: 2 }));
        assert_eq!(direction("不允许超过停售标准"), Err(PhraseError::Negated { at: 0 }));
    }
}
