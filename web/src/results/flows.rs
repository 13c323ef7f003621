//! Who pays and who receives, one line for each amount: what a reader takes for one sum goes several ways.

use rules::outcome::{Block, Outcome, Status};
use yew::prelude::*;

use super::amount::{heading, scrolled};
use super::{badges, class, has_amount};
use crate::dom::{cat, classed, el, line, maybe, nothing};
use crate::order::order;
use crate::view::View;

/// The picture, which is a table as well; none where a single amount says it itself.
pub(super) fn flows(view: &View<'_>, outcomes: &[Outcome]) -> Html {
    let page = view.page;
    let mut outcomes: Vec<&Outcome> = outcomes.iter().collect();
    order(&mut outcomes, |outcome| outcome.block);
    let rows: Vec<Html> = outcomes.iter().filter_map(|outcome| flow(view, outcome)).collect();
    if rows.len() < 2 {
        return nothing();
    }
    let head = el("tr")
        .with(heading("col", "", page.flow_from))
        .with(heading("col", "", page.amount))
        .with(heading("col", "", page.flow_to));
    let table = classed("table", "flows")
        .with(line("caption", "", page.flows))
        .with(el("thead").with(head.into()).into())
        .with(el("tbody").with_all(rows).into());
    scrolled(page.flows, table)
}

fn flow(view: &View<'_>, outcome: &Outcome) -> Option<Html> {
    let amount = outcome.amount.filter(|_| has_amount(outcome))?;
    let recipient = view.words.recipient(&outcome.recipient);
    let (from, to) = match (outcome.block, &outcome.payer) {
        // The recipient of a ceiling is whoever pays the price.
        (Block::Price, _) => (recipient, view.page.flow_charges.to_owned()),
        (_, Some(payer)) => (view.words.payer(payer), recipient),
        _ => return None,
    };
    let party = |text: String| line("span", "party", text);
    let open = outcome.status == Status::Incomplete;
    let kind = outcome.kind.map(|kind| line("span", "", view.words.kind(kind)));
    let way = classed("td", "way")
        .with(line("span", "", view.words.measure_title(&outcome.measure)))
        .with(maybe(open.then(|| line("span", "", view.page.if_open))))
        .with(line("b", "", cat(&[&amount.grouped(), " ", view.page.yuan])))
        .with(maybe(kind))
        .with(badges(view, outcome))
        .with(classed("span", "shaft").set("aria-hidden", "true").into());
    let row = el("tr")
        .set("data-block", class(outcome.block))
        .with(el("th").set("scope", "row").with(party(from)).into())
        .with(way.into())
        .with(el("td").with(party(to)).into());
    Some(row.into())
}
