//! Provenance: a phrase must read in its quote as it reads alone.
//!
//! That the words occur in the quote is not enough: 超过1% occurs in 不超过1%, 2% in 1.2% and 300万元 in 由300万元提高到500万元.
//! Therefore the whole quote is read, and at the place of the words it must say what they say alone: the same tokens,
//! the same numbers with the same directions, the same parts that cannot be read.

use std::ops::Range;

use super::chars::Glyphs;
use super::direction::marked;
use super::lex::{Kind, Token};
use super::reader::{Fault, Found, Reading};
use super::words::Role;
use super::{PhraseError, StandError};

/// Finds `words` in `quote` and checks that they read there as they read alone.
///
/// White space is ignored. Of several places the first that passes is returned, in bytes of the quote. Words without a
/// number or a direction need only stand there. Nothing may stand directly after a negation: 享受 is no part of 不享受.
///
/// # Errors
/// [`StandError`]: the words cannot be read alone, do not stand there, or read otherwise there.
pub fn stands_in(words: &str, quote: &str) -> Result<Range<usize>, StandError> {
    let alone = Reading::of(words);
    if let Some(error) = unreadable(&alone) {
        return Err(StandError::Unreadable(error));
    }
    let clause = Reading::of(quote);
    let mut refused = None;
    for start in clause.glyphs.occurrences(&alone.glyphs) {
        let place = start..start + alone.glyphs.len();
        if agrees(&alone, &clause, &place) {
            return Ok(clause.glyphs.bytes(place));
        }
        refused = refused.or(Some(place));
    }
    Err(match refused {
        None => StandError::NotFound,
        Some(place) => cut(&alone, &clause, quote, &place),
    })
}

/// What makes words useless whatever the quote says. That they bound nothing or count something unknown is for whoever
/// reads them as a number; as mere text they may stand in a quote.
fn unreadable(alone: &Reading) -> Option<PhraseError> {
    if alone.glyphs.len() == 0 {
        return Some(PhraseError::NoNumber { at: 0 });
    }
    let error = alone.strict().err()?;
    let text = matches!(
        error,
        PhraseError::NoNumber { .. } | PhraseError::DirectionWithoutNumber { .. } | PhraseError::UnknownUnit { .. }
    );
    (!text).then_some(error)
}

fn agrees(alone: &Reading, clause: &Reading, place: &Range<usize>) -> bool {
    let operative: Vec<&Token> = alone.tokens.iter().filter(|token| is_operative(token)).collect();
    let inside = clause
        .tokens
        .iter()
        .filter(|token| is_operative(token) && meets(&(token.from..token.to), place));
    let same_tokens = operative
        .iter()
        .map(|token| (token.kind, shift(&(token.from..token.to), place.start)));
    if !same_tokens.eq(inside.map(|token| (token.kind, token.from..token.to))) {
        return false;
    }
    let negation = |c| matches!(c, '不' | '未' | '非' | '无' | '没');
    if clause.glyphs.before(place.start).is_some_and(negation) {
        return false;
    }
    if operative.is_empty() {
        return true;
    }
    if !operative
        .iter()
        .all(|token| same_mark(alone, clause, token, place.start))
    {
        return false;
    }
    let items = alone.items.iter().map(|item| item_at(item, place.start));
    let faults = alone.faults.iter().map(|fault| fault_at(fault, place.start));
    items.eq(clause.items.iter().filter(|item| meets(&item.place, place)).cloned())
        && faults.eq(clause.faults.iter().filter(|fault| meets(&fault.place, place)).cloned())
}

/// Whether 以下 without a number has the same bracket behind it: 分行级以下 is no part of 分行级以下（不含分行）.
fn same_mark(alone: &Reading, clause: &Reading, token: &Token, by: usize) -> bool {
    let Kind::Word(Role::Suffix(relation, basis)) = token.kind else {
        return true;
    };
    let place = token.from..token.to;
    if alone.items.iter().any(|item| meets(&item.place, &place)) {
        return true;
    }
    let (own, own_basis, end) = marked(alone, relation, basis, token.to);
    (own, own_basis, end + by) == marked(clause, relation, basis, token.to + by)
}

/// Whether a token says something about a number or a date. Words that only gain a meaning around a number (以, 可, 由,
/// 分别) count where they do: in the place of its item.
fn is_operative(token: &Token) -> bool {
    match token.kind {
        Kind::Number { .. } | Kind::Date(..) | Kind::Mark { .. } | Kind::Range | Kind::Bad(_) => true,
        Kind::Word(role) => matches!(
            role,
            Role::Compare(_)
                | Role::Touch(_)
                | Role::Limit(_)
                | Role::Sense
                | Role::Suffix(..)
                | Role::Within
                | Role::Close(_)
                | Role::About
                | Role::Roughly
        ),
        Kind::Open | Kind::Close | Kind::Stop { .. } | Kind::Skip => false,
    }
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn shift(place: &Range<usize>, by: usize) -> Range<usize> {
    place.start + by..place.end + by
}

fn item_at(item: &Found, by: usize) -> Found {
    Found {
        place: shift(&item.place, by),
        number: shift(&item.number, by),
        ..item.clone()
    }
}

fn fault_at(fault: &Fault, by: usize) -> Fault {
    Fault {
        what: fault.what,
        at: fault.at + by,
        place: shift(&fault.place, by),
    }
}

fn cut(alone: &Reading, clause: &Reading, quote: &str, place: &Range<usize>) -> StandError {
    let around: Vec<&Found> = clause.items.iter().filter(|item| meets(&item.place, place)).collect();
    let from = around.iter().map(|item| item.place.start).fold(place.start, usize::min);
    let to = around.iter().map(|item| item.place.end).fold(place.end, usize::max);
    let bytes = clause.glyphs.bytes(piece(&clause.glyphs, &clause.tokens, from..to));
    let in_clause = around.iter().map(|item| {
        let mut item = clause.item(item);
        item.span = item.span.start.saturating_sub(bytes.start)..item.span.end.saturating_sub(bytes.start);
        item
    });
    StandError::Cut {
        alone: alone.items.iter().map(|item| alone.item(item)).collect(),
        in_clause: in_clause.collect(),
        clause: quote.get(bytes.clone()).unwrap_or_default().to_owned(),
    }
}

/// The pieces of the clause that a place touches, punctuation to punctuation.
fn piece(glyphs: &Glyphs, tokens: &[Token], place: Range<usize>) -> Range<usize> {
    let stops = || tokens.iter().filter(|token| matches!(token.kind, Kind::Stop { .. }));
    let from = stops()
        .filter(|stop| stop.to <= place.start)
        .map(|stop| stop.to)
        .max()
        .unwrap_or(0);
    let to = stops()
        .filter(|stop| stop.from >= place.end)
        .map(|stop| stop.from)
        .min()
        .unwrap_or(glyphs.len());
    from..to
}
