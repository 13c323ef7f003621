//! How each kind of change is written, so that it can be asked for.

use super::{Edit, Piece};
use crate::change::{Change, Kind};
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

use Piece::{Changed, Source, Text};

fn text(text: impl Into<String>) -> Piece {
    Text(text.into())
}

/// The places that are written anew, and the changes that the language does not allow.
pub(super) fn of(
    file: &syn::File,
    source: &str,
    changes: &BTreeMap<usize, &Change>,
    condition: &str,
    constant: &BTreeSet<String>,
) -> (Vec<Edit>, Vec<usize>) {
    let mut weaver = Weaver {
        source,
        changes,
        condition,
        constant,
        edits: Vec::new(),
        ungrammatical: Vec::new(),
        fixed: 0,
    };
    weaver.visit_file(file);
    (weaver.edits, weaver.ungrammatical)
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
