//! A file with all its changes in it at once, each of which takes effect when it is the one asked for: the tests are built once, not once
//! for each change.

use crate::change::{Change, Kind};
use anyhow::{Context as _, Result};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};
use syn::{
    Arm, BinOp, Block, Expr, ExprBinary, ExprStruct, ExprUnary, ImplItemFn, ItemFn, Member, ReturnType, Signature,
    TraitItemFn, Type,
    spanned::Spanned as _,
    visit::{self, Visit},
};

/// A file with changes woven into it.
#[derive(Debug)]
pub(crate) struct Woven {
    pub(crate) text: String,
    /// Where in the text which changes stand; inner ones behind those around them.
    pub(crate) regions: Vec<Region>,
    /// Changes that the language does not allow: || beside a condition that binds.
    pub(crate) ungrammatical: Vec<usize>,
    /// Changes that no way was found for.
    pub(crate) left: Vec<usize>,
}

/// A part of a woven file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) range: Range<usize>,
    pub(crate) changes: Vec<usize>,
    /// Whether it is what stands there after one change, rather than a place that can be changed.
    pub(crate) changed: bool,
}

/// A place of the source that is written anew.
struct Edit {
    range: Range<usize>,
    changes: Vec<usize>,
    pieces: Vec<Piece>,
}

enum Piece {
    Text(String),
    /// A part of the source, with the edits inside of it.
    Source(Range<usize>),
    /// What stands there after a change.
    Changed(usize, Vec<Piece>),
}

use Piece::{Changed, Source, Text};

fn text(text: impl Into<String>) -> Piece {
    Text(text.into())
}

/// Weaves changes, each with its number, into their file. `condition` is the path of the function that says whether a change is asked for;
/// functions named in `constant` stay const, and whatever is changed in them is left.
pub(crate) fn weave(
    source: &str,
    changes: &BTreeMap<usize, &Change>,
    condition: &str,
    constant: &BTreeSet<String>,
) -> Result<Woven> {
    let file = syn::parse_file(source).context("this is no Rust")?;
    let mut weaver = Weaver {
        source,
        changes,
        condition,
        constant,
        edits: Vec::new(),
        ungrammatical: Vec::new(),
        fixed: 0,
    };
    weaver.visit_file(&file);
    let (mut edits, ungrammatical) = (weaver.edits, weaver.ungrammatical);
    // What is around something comes before it.
    edits.sort_by_key(|edit| (edit.range.start, usize::MAX - edit.range.end));
    let woven = edits.iter().flat_map(|edit| &edit.changes);
    let met: BTreeSet<usize> = woven.chain(&ungrammatical).copied().collect();
    let mut woven = Woven {
        text: String::with_capacity(source.len() * 4),
        regions: Vec::new(),
        ungrammatical,
        left: changes.keys().copied().filter(|id| !met.contains(id)).collect(),
    };
    woven.write(source, 0..source.len(), &edits);
    Ok(woven)
}

impl Woven {
    fn write(&mut self, source: &str, range: Range<usize>, edits: &[Edit]) {
        let mut at = range.start;
        for edit in edits {
            if edit.range.start < at || edit.range.end > range.end {
                continue;
            }
            self.text.push_str(&source[at..edit.range.start]);
            at = edit.range.end;
            self.region(&edit.changes, false, |woven| woven.pieces(source, &edit.pieces, edits));
        }
        self.text.push_str(&source[at..range.end]);
    }

    fn pieces(&mut self, source: &str, pieces: &[Piece], edits: &[Edit]) {
        for piece in pieces {
            match piece {
                Text(text) => self.text.push_str(text),
                Source(range) => self.write(source, range.clone(), edits),
                Changed(id, pieces) => self.region(&[*id], true, |woven| woven.pieces(source, pieces, edits)),
            }
        }
    }

    fn region(&mut self, about: &[usize], changed: bool, write: impl FnOnce(&mut Self)) {
        let (at, start) = (self.regions.len(), self.text.len());
        self.regions.push(Region {
            range: start..start,
            changes: about.to_vec(),
            changed,
        });
        write(self);
        self.regions[at].range.end = self.text.len();
    }

    /// The innermost region around a part of the text.
    pub(crate) fn region_of(&self, range: &Range<usize>) -> Option<&Region> {
        let around = |region: &&Region| region.range.start <= range.start && range.end <= region.range.end;
        self.regions
            .iter()
            .rev()
            .filter(|region| !region.changes.is_empty())
            .find(around)
    }
}

struct Weaver<'a> {
    source: &'a str,
    changes: &'a BTreeMap<usize, &'a Change>,
    condition: &'a str,
    constant: &'a BTreeSet<String>,
    edits: Vec<Edit>,
    ungrammatical: Vec<usize>,
    /// How many functions around this place stay const.
    fixed: usize,
}

impl Weaver<'_> {
    fn asked(&self, id: usize) -> String {
        format!("{}({id})", self.condition)
    }

    /// The changes of a kind that begin at a place.
    fn at(&self, kind: Kind, start: usize) -> Vec<(usize, &str)> {
        let here = |(_, change): &(&usize, &&Change)| change.kind == kind && change.span.start == start;
        let found = self.changes.iter().filter(here);
        found.map(|(id, change)| (*id, change.replacement.as_str())).collect()
    }

    fn push(&mut self, range: Range<usize>, changes: Vec<usize>, pieces: Vec<Piece>) {
        if self.fixed == 0 {
            self.edits.push(Edit { range, changes, pieces });
        }
    }

    /// One piece for each change, asked for one after the other, and what stands there without any.
    fn branches(
        &self,
        changes: &[(usize, &str)],
        branch: impl Fn(&str) -> Vec<Piece>,
        usual: Vec<Piece>,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (id, replacement) in changes {
            pieces.push(text(format!("if {} {{ ", self.asked(*id))));
            pieces.push(Changed(*id, branch(replacement)));
            pieces.push(text(" } else "));
        }
        pieces.push(text("{ "));
        pieces.extend(usual);
        pieces.push(text(" }"));
        pieces
    }

    fn function(&mut self, signature: &Signature, block: Option<&Block>, visit: impl FnOnce(&mut Self)) {
        let Some(block) = block else { return };
        let name = signature.ident.to_string();
        let stays = signature.constness.is_some() && self.constant.contains(&name);
        self.fixed += usize::from(stays);
        if let Some(constness) = &signature.constness {
            self.push(constness.span().byte_range(), Vec::new(), Vec::new());
        }
        let open = block.brace_token.span.open().byte_range().end;
        let first = block.stmts.first().map(|statement| statement.span().byte_range().start);
        let changes = first.map(|first| self.at(Kind::FnValue, first)).unwrap_or_default();
        // A type without a name is that of the first value that is returned.
        let named = !matches!(&signature.output, ReturnType::Type(_, given) if matches!(**given, Type::ImplTrait(_)));
        if named && !changes.is_empty() {
            let pieces = changes.iter().flat_map(|(id, value)| {
                let returned = vec![text(format!("return {value};"))];
                [
                    text(format!(" if {} {{ ", self.asked(*id))),
                    Changed(*id, returned),
                    text(" }"),
                ]
            });
            let pieces = pieces.collect();
            let ids = changes.iter().map(|(id, _)| *id).collect();
            self.push(open..open, ids, pieces);
        }
        visit(self);
        self.fixed -= usize::from(stays);
    }
}

fn range(node: &impl syn::spanned::Spanned) -> Range<usize> {
    node.span().byte_range()
}

/// What decides between true and false with the second operand only where the first leaves it open.
fn decides(operator: &BinOp) -> bool {
    matches!(operator, BinOp::And(_) | BinOp::Or(_))
}

fn compares(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_)
    )
}

fn assigns(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

/// Whether a condition binds names, which it cannot do inside of anything else.
fn binds(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(both) => decides(&both.op) && (binds(&both.left) || binds(&both.right)),
        _ => false,
    }
}

impl<'a> Visit<'a> for Weaver<'_> {
    fn visit_item_fn(&mut self, item: &'a ItemFn) {
        self.function(&item.sig, Some(&item.block), |weaver| {
            visit::visit_item_fn(weaver, item);
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'a ImplItemFn) {
        self.function(&item.sig, Some(&item.block), |weaver| {
            visit::visit_impl_item_fn(weaver, item);
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'a TraitItemFn) {
        self.function(&item.sig, item.default.as_ref(), |weaver| {
            visit::visit_trait_item_fn(weaver, item);
        });
    }

    fn visit_expr_binary(&mut self, binary: &'a ExprBinary) {
        visit::visit_expr_binary(self, binary);
        let written = &self.source[range(&binary.op)];
        let changes = self.at(Kind::BinaryOperator, range(&binary.op).start);
        let ids: Vec<usize> = changes.iter().map(|(id, _)| *id).collect();
        if binds(&binary.left) || binds(&binary.right) {
            self.ungrammatical.extend(ids);
            return;
        }
        if changes.is_empty() {
            return;
        }
        let (left, right) = (|| Source(range(&*binary.left)), || Source(range(&*binary.right)));
        let mut pieces = vec![text("(match (")];
        if decides(&binary.op) {
            let [(id, _)] = changes[..] else { return };
            let asked = self.asked(id);
            pieces.extend([left(), text(format!(") {{ left => if left != {asked} {{ "))]);
            if matches!(binary.op, BinOp::And(_)) {
                pieces.extend([right(), text(" } else { left }")]);
            } else {
                pieces.extend([text("left } else { "), right(), text(" }")]);
            }
        } else if assigns(&binary.op) {
            let assign = |operator: &str| vec![left(), text(format!(" {operator} right"))];
            pieces.extend([right(), text(") { right => ")]);
            pieces.extend(self.branches(&changes, assign, assign(written)));
        } else {
            let (by, of) = if compares(&binary.op) { ("&", "*") } else { ("", "") };
            let both = |operator: &str| vec![text(format!("({of}left) {operator} ({of}right)"))];
            pieces.extend([text(format!("{by}(")), left(), text(format!("), {by}(")), right()]);
            pieces.push(text(")) { (left, right) => "));
            pieces.extend(self.branches(&changes, both, both(written)));
        }
        pieces.push(text(" })"));
        self.push(range(binary), ids, pieces);
    }

    fn visit_expr_unary(&mut self, unary: &'a ExprUnary) {
        visit::visit_expr_unary(self, unary);
        let written = &self.source[range(&unary.op)];
        let changes = self.at(Kind::UnaryOperator, range(&unary.op).start);
        if changes.is_empty() {
            return;
        }
        let mut pieces = vec![text("(match ("), Source(range(&*unary.expr)), text(") { operand => ")];
        let usual = vec![text(format!("{written} operand"))];
        pieces.extend(self.branches(&changes, |_| vec![text("operand")], usual));
        pieces.push(text(" })"));
        let ids = changes.iter().map(|(id, _)| *id).collect();
        self.push(range(unary), ids, pieces);
    }

    fn visit_arm(&mut self, arm: &'a Arm) {
        visit::visit_arm(self, arm);
        let start = range(arm).start;
        let left_out = self.at(Kind::MatchArm, start);
        let guard = arm.guard.as_ref().map(|(_, guard)| &**guard);
        if guard.is_some_and(binds) {
            return;
        }
        let guards = guard
            .map(|guard| self.at(Kind::MatchArmGuard, range(guard).start))
            .unwrap_or_default();
        if left_out.is_empty() && guards.is_empty() {
            return;
        }
        let mut pieces = vec![text(" if ")];
        for (id, _) in &left_out {
            let condition = vec![text(format!("!{}", self.asked(*id)))];
            pieces.extend([
                Changed(*id, condition),
                text(if guard.is_some() { " && (" } else { " " }),
            ]);
        }
        if let Some(guard) = guard {
            for (id, value) in &guards {
                let (not, then) = if *value == "true" { ("", "||") } else { ("!", "&&") };
                let condition = vec![text(format!("{not}{} {then} (", self.asked(*id)))];
                pieces.push(Changed(*id, condition));
            }
            pieces.push(Source(range(guard)));
            pieces.extend(guards.iter().chain(&left_out).map(|_| text(") ")));
        }
        let ids = left_out.iter().chain(&guards).map(|(id, _)| *id).collect();
        let between = range(&arm.pat).end..range(&arm.fat_arrow_token).start;
        self.push(between, ids, pieces);
    }

    fn visit_expr_struct(&mut self, made: &'a ExprStruct) {
        visit::visit_expr_struct(self, made);
        let Some(base) = &made.rest else { return };
        let path = &self.source[range(&made.path)];
        let base = format!("let base: &{path} = &({});", &self.source[range(&**base)]);
        for field in &made.fields {
            let changes = self.at(Kind::StructField, range(field).start);
            let Member::Named(name) = &field.member else { continue };
            if changes.is_empty() {
                continue;
            }
            let taken = |_: &str| vec![text(format!("{base} base.{name}.clone()"))];
            let usual = match field.colon_token {
                Some(_) => Source(range(&field.expr)),
                None => text(name.to_string()),
            };
            let mut pieces = vec![text(format!("{name}: "))];
            pieces.extend(self.branches(&changes, taken, vec![usual]));
            let ids = changes.iter().map(|(id, _)| *id).collect();
            self.push(range(field), ids, pieces);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, fs, process::Command};

    const SAMPLE: &str = r#"
const fn sign(number: i64) -> i64 {
    match number {
        0 => 0,
        n if n > 0 => 1,
        _ => -1,
    }
}
#[derive(Clone)]
struct Pair { left: i64, right: i64 }
fn pair(left: i64) -> Pair {
    Pair { left, ..Pair { left: 7, right: 8 } }
}
fn main() {
    let (four, two) = (4, 2);
    let mut sum = four * two + 1;
    sum -= 2;
    let both = four > two && two != 0 || !(four == 1);
    if let Some(one) = Some(four) && one >= two {
        print!("{} {sum} {both} {} {}", sign(sum), pair(3).left, pair(3).right);
    }
}
"#;

    /// What the sample prints with each change; the first is that of no change.
    const CHANGES: [(Kind, &str, &str, &str); 14] = [
        (Kind::FnValue, "match number", "9", "9 7 true 3 8"),
        (Kind::MatchArm, "0 =>", "", "1 7 true 3 8"),
        (Kind::MatchArmGuard, "n > 0", "false", "-1 7 true 3 8"),
        (Kind::MatchArmGuard, "n > 0", "true", "1 7 true 3 8"),
        (Kind::UnaryOperator, "-1,", "", "1 7 true 3 8"),
        (Kind::StructField, "left, ..", "", "1 7 true 7 8"),
        (Kind::BinaryOperator, "* two", "/", "1 1 true 3 8"),
        (Kind::BinaryOperator, "+ 1", "-", "1 5 true 3 8"),
        (Kind::BinaryOperator, "-= 2", "+=", "1 11 true 3 8"),
        (Kind::BinaryOperator, "&& two", "||", "1 7 true 3 8"),
        (Kind::BinaryOperator, "|| !", "&&", "1 7 true 3 8"),
        (Kind::UnaryOperator, "!(four", "", "1 7 true 3 8"),
        (Kind::BinaryOperator, ">= two", "<", ""),
        (Kind::BinaryOperator, "&& one", "||", "1 7 true 3 8"),
    ];

    fn changes() -> Vec<Change> {
        let change = |&(kind, at, replacement, _): &(Kind, &str, &str, &str)| {
            let start = SAMPLE.find(at).expect("the sample has it");
            Change {
                name: at.to_owned(),
                file: "sample.rs".to_owned(),
                kind,
                span: start..start + 1,
                replacement: replacement.to_owned(),
            }
        };
        CHANGES.iter().map(change).collect()
    }

    fn woven(constant: &[&str]) -> Woven {
        let changes = changes();
        let numbered = (1..).zip(&changes).collect();
        let constant = constant.iter().map(ToString::to_string).collect();
        weave(SAMPLE, &numbered, "asked", &constant).unwrap()
    }

    #[test]
    fn each_change_takes_effect_when_it_is_asked_for_and_no_other() {
        let directory = env::temp_dir().join(format!("huisuan-woven-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let asking = "fn asked(id: usize) -> bool { std::env::args().nth(1) == Some(id.to_string()) }";
        fs::write(directory.join("sample.rs"), woven(&[]).text + asking).unwrap();
        let built = Command::new("rustc")
            .args(["--edition=2024", "--cap-lints=allow", "sample.rs"])
            .current_dir(&directory)
            .status();
        assert!(built.unwrap().success());
        for (id, (_, at, replacement, printed)) in (1..).zip(CHANGES) {
            let run = Command::new(directory.join("sample"))
                .arg(id.to_string())
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(run.stdout).unwrap(), printed, "{replacement} at {at}");
        }
        let run = Command::new(directory.join("sample")).output().unwrap();
        assert_eq!(String::from_utf8(run.stdout).unwrap(), "1 7 true 3 8");
        fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn a_condition_that_binds_has_no_or_beside_it() {
        let woven = woven(&[]);
        assert_eq!((woven.ungrammatical, woven.left), (vec![14], vec![]));
    }

    #[test]
    fn a_function_that_stays_const_is_left_as_it_is() {
        let woven = woven(&["sign"]);
        assert_eq!(woven.left, [1, 2, 3, 4, 5]);
        assert!(
            woven
                .text
                .contains("const fn sign(number: i64) -> i64 {\n    match number {\n        0 => 0,")
        );
    }

    #[test]
    fn the_innermost_region_tells_which_change_is_meant() {
        let woven = woven(&[]);
        let start = woven.text.find("(left) / (right)").unwrap();
        let region = woven.region_of(&(start..start + 1)).unwrap();
        assert_eq!((&region.changes[..], region.changed), (&[7][..], true));
        let start = woven.text.find("(match ((four)").unwrap();
        let region = woven.region_of(&(start..start + 1)).unwrap();
        assert_eq!((&region.changes[..], region.changed), (&[7][..], false));
    }
}
