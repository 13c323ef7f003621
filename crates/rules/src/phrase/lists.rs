//! Lists: 分别 makes one reading of the numbers that follow it.

use super::Relation;
use super::chars::Glyphs;
use super::lex::{Kind, Token};
use super::reader::Found;
use super::words::Role;

/// Gives the items of 分别给予30万元、20万元、10万元 one place, so that none can be taken out of the list, and the direction of
/// the first (分别不超过20万元、10万元) to those that follow.
pub(super) fn join(glyphs: &Glyphs, tokens: &[Token], items: &mut [Found]) {
    for (i, each) in tokens.iter().enumerate() {
        if each.kind != Kind::Word(Role::Each) {
            continue;
        }
        let ends = |token: &&Token| matches!(token.kind, Kind::Stop { weak: false } | Kind::Word(Role::Each));
        let end = tokens
            .iter()
            .skip(i + 1)
            .find(ends)
            .map_or(glyphs.len(), |token| token.from);
        let within = |item: &&mut Found| item.number.start >= each.to && item.number.end <= end;
        let mut run: Vec<&mut Found> = Vec::new();
        for item in items.iter_mut().filter(within) {
            let joined = run
                .last()
                .is_some_and(|before| joint(glyphs, before.place.end, item.place.start));
            if !joined && run.len() > 1 {
                break;
            }
            if !joined {
                run.clear();
            }
            run.push(item);
        }
        if run.len() > 1 {
            unite(each.from, &mut run);
        }
    }
}

/// Whether nothing but 、 or 和 stands between two items.
fn joint(glyphs: &Glyphs, from: usize, to: usize) -> bool {
    to == from + 1 && matches!(glyphs.get(from), Some('、' | '和' | '与' | '及'))
}

fn unite(from: usize, run: &mut [&mut Found]) {
    let Some((first, rest)) = run.split_first_mut() else {
        return;
    };
    let says = first.relation != Relation::Is || first.by_sense;
    let prefixed = says && first.place.end == first.number.end;
    for item in rest {
        if prefixed && item.relation == Relation::Is && !item.by_sense {
            item.relation = first.relation;
            item.basis = first.basis;
            item.by_sense = first.by_sense;
        }
        item.place.start = from.min(item.place.start);
    }
    first.place.start = from.min(first.place.start);
}
