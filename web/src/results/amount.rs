//! The amount of a result: large, in other forms, its way, its parts and its steps.

use rules::outcome::{Kind, Outcome, Status};
use rules::{Exact, Money, Rounding, capitals};
use yew::prelude::*;

use super::has_amount;
use crate::charts;
use crate::dom::{El, Text, all, cat, classed, el, line, maybe, nothing};
use crate::folded::folded;
use crate::view::View;

pub(super) fn amount(view: &View<'_>, outcome: &Outcome) -> Html {
    let Some(amount) = outcome.amount else {
        return nothing();
    };
    let open = outcome.status == Status::Incomplete;
    let kind = outcome.kind.map(|kind| {
        classed("span", "kind")
            .set("data-kind", code(kind))
            .text(view.words.kind(kind))
            .into()
    });
    let number = classed("p", "amount")
        .with(
            el("data")
                .set("value", amount.to_string())
                .text(amount.grouped())
                .into(),
        )
        .text(" ")
        .with(line("span", "yuan", view.page.yuan))
        .text(" ")
        .with(maybe(kind));
    let short = text::money_wan(view.state.language, amount).map(|short| short + " · ");
    let forms = classed("p", "forms")
        .text(short.unwrap_or_default())
        .with(el("span").set("lang", "zh-CN").text(capitals(amount)).into());
    classed("div", "money")
        .with(maybe(open.then(|| line("p", "if", view.page.if_open))))
        .with(number.into())
        .with(forms.into())
        .into()
}

/// What an amount is, as a page around this one is told.
const fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Exact => "exact",
        Kind::AtMost => "at-most",
        Kind::AtLeast => "at-least",
        Kind::Ceiling => "ceiling",
    }
}

/// Who pays whom.
pub(super) fn flow(view: &View<'_>, outcome: &Outcome) -> Html {
    let Some(payer) = &outcome.payer else {
        return nothing();
    };
    let arrow = classed("span", "arrow")
        .set("role", "img")
        .set("aria-label", view.page.pays)
        .text("→");
    classed("p", "flow")
        .text(view.words.payer(payer))
        .with(arrow.into())
        .text(view.words.recipient(&outcome.recipient))
        .into()
}

/// How the amount came about: sentences, formulas, and the parts where there are several.
pub(super) fn steps(view: &View<'_>, outcome: &Outcome) -> Html {
    if !has_amount(outcome) {
        return nothing();
    }
    // A chart has its numbers in a table as well.
    let several = outcome.periods.len() > 1 || charts::has_chart(outcome);
    let how = (!outcome.steps.is_empty()).then(|| {
        let summary = line("summary", "", view.page.how);
        folded(view, cat(&["how-", &outcome.measure]), "", summary, &|| {
            let steps = view.words.steps(outcome).into_iter().map(|step| {
                let formula = step.formula.map(|formula| line("code", "", formula));
                el("li").text(step.text).with(maybe(formula)).into()
            });
            vec![classed("ol", "steps").with_all(steps.collect()).into()]
        })
    });
    all(vec![maybe(several.then(|| parts(view, outcome))), maybe(how)])
}

/// A cell of a table.
pub(super) fn cell(text: impl Text) -> Html {
    line("td", "num", text)
}

/// A heading of a table.
pub(crate) fn heading(scope: &'static str, class: &'static str, text: impl Text) -> Html {
    classed("th", class).set("scope", scope).text(text).into()
}

fn parts(view: &View<'_>, outcome: &Outcome) -> Html {
    let page = view.page;
    let head = el("tr")
        .with(heading("col", "", page.part))
        .with(heading("col", "num", page.base))
        .with(heading("col", "num", page.amount));
    let rows = outcome.periods.iter().map(|part| {
        let capped = part.capped.then(|| line("span", "capped", page.capped));
        el("tr")
            .with(heading("row", "", view.words.line_of(outcome, part)))
            .with(cell(exact(part.base)))
            .with(
                classed("td", "num")
                    .text(part.amount.grouped())
                    .with(maybe(capped))
                    .into(),
            )
            .into()
    });
    let total = el("tr")
        .with(el("th").set("scope", "row").set("colspan", "2").text(page.total).into())
        .with(cell(outcome.amount.map(Money::grouped).unwrap_or_default()));
    let table = el("table")
        .with(line("caption", "", page.by_part))
        .with(el("thead").with(head.into()).into())
        .with(el("tbody").with_all(rows.collect()).into())
        .with(el("tfoot").with(total.into()).into());
    scrolled(page.by_part, table)
}

/// A table that may be wider than the window: it scrolls by itself, also by keys.
pub(crate) fn scrolled(name: &'static str, table: El) -> Html {
    classed("div", "table")
        .set("tabindex", "0")
        .set("role", "group")
        .set("aria-label", name)
        .with(table.into())
        .into()
}

/// An unrounded amount, shown to the fen.
fn exact(amount: Exact) -> String {
    amount
        .round_to_fen(Rounding::HalfUp)
        .map(Money::grouped)
        .unwrap_or_default()
}
