//! A loan contract alone: its payments with everything that can happen to it, and what it costs in all.

use rules::contract::{Repayment, Settlement};
use rules::fact::{Fact, FactSpec, Group};
use rules::schedule::{Answer, Costs, LoanCost};
use yew::prelude::*;

use crate::charts;
use crate::copy::Copy;
use crate::dom::{all, classed, el, line, maybe, nothing};
use crate::fields;
use crate::pass::{entries, later, whole_address};
use crate::results::{heading, schedule, scrolled};
use crate::state::{Route, key};
use crate::view::View;
use crate::words::Words;

/// What every loan contract says.
const COMMON: [&str; 6] = ["principal", "rate", "term", "paid_out_on", "repayment", "day_basis"];

/// The groups of facts on this page.
const LOAN: &str = "loan";
const COST: &str = "cost";

/// Whether a fact belongs to this page.
pub(super) fn asks(view: &View<'_>, fact: Fact) -> bool {
    let group = view.plan.catalogue.group(fact);
    group.is_some_and(|group| {
        let spec = group.facts.get(fact.position());
        group.id == COST || (group.id == LOAN && spec.is_some_and(|spec| spec.optional || is_common(spec)))
    })
}

fn is_common(spec: &FactSpec) -> bool {
    COMMON.contains(&spec.id.as_str())
}

pub(super) fn contract(view: &View<'_>) -> Html {
    let page = view.page;
    let case = classed("section", "case")
        .set("aria-labelledby", "case")
        .with(el("h2").set("id", "case").text(page.your_case).into())
        .with(form(view));
    let results = classed("section", "results")
        .set("aria-labelledby", "results")
        .set("id", "result")
        .with(el("h2").set("id", "results").text(page.result).into())
        .with(schedule::loans(view))
        .with(costs(view))
        .with(pass(view));
    all(vec![
        super::intro(page.route(Route::Contract), page.route_lead(Route::Contract)),
        classed("div", "desk").with(case.into()).with(results.into()).into(),
    ])
}

fn form(view: &View<'_>) -> Html {
    let groups = &view.plan.catalogue.groups;
    let group = |id: &str| groups.iter().find(|group| group.id == id);
    let loans = group(LOAN).map(|group| {
        let rows = view.state.form.rows(LOAN);
        let loans = (0..rows).map(|row| loan(view, group, row, rows));
        let section = classed("section", "group").with(line("h3", "", view.words.group(LOAN)));
        section.with_all(loans.collect()).with(fields::more(view, group)).into()
    });
    let cost = group(COST).map(|group| {
        let fields = group.facts.iter().map(|spec| fields::one(view, group, spec, 0));
        classed("section", "group")
            .with(line("h3", "", view.words.group(COST)))
            .with(line("p", "muted", view.page.cost_lead))
            .with_all(fields.collect())
            .into()
    });
    fields::frame(view, vec![maybe(loans), maybe(cost)])
}

/// The fields of one loan: what every contract says, and folded, what few say.
fn loan(view: &View<'_>, group: &Group, row: usize, rows: usize) -> Html {
    let answer = |fact: &str| view.state.form.get(&key(group, row, fact));
    let repayment = answer("repayment");
    let table = repayment == "table";
    let method = Repayment::from_id(repayment);
    let has = |what: fn(Repayment) -> bool| method.is_some_and(what);
    let instalments = has(Repayment::has_instalments);
    let interest_first = has(Repayment::settles_interest);
    let agreed = Settlement::from_id(answer("settlement"));
    let due_dates = method.is_some_and(|method| method.has_first_due_date(agreed));
    // What the contract cannot say by its method is not asked; what was answered stays in sight.
    let matters = |spec: &&FactSpec| {
        let matters = match spec.id.as_str() {
            "frequency" => instalments,
            "grace" => has(Repayment::amortises),
            "after_prepayment" => has(Repayment::amortises) && !answer("prepayments").is_empty(),
            "settlement" => interest_first,
            "first_due_on" => due_dates,
            "spread" | "tenor" => !["", "none"].contains(&answer("repricing")),
            "extension_rate" => !answer("extended_to").is_empty(),
            "repayments" => false,
            _ => true,
        };
        spec.optional && (matters || !answer(&spec.id).is_empty()) && !(table && spec.id == "repayments")
    };
    let one = |spec: &FactSpec| fields::one(view, group, spec, row);
    let first = group
        .facts
        .iter()
        .filter(|spec| is_common(spec) || (table && spec.id == "repayments"));
    let rest: Vec<Html> = group.facts.iter().filter(matters).map(one).collect();
    // Fields that come and go stand only among fields with keys, so that the one that is typed into stays where it is.
    let rest = classed("details", "group rest")
        .with(line("summary", "", view.page.loan_rest))
        .with(classed("div", "row").with_all(rest).into());
    let fields = classed("div", "row").with_all(first.map(one).collect());
    if rows == 1 {
        return all(vec![fields.into(), rest.into()]);
    }
    fields::numbered(view, group, row)
        .with(fields.into())
        .with(rest.into())
        .into()
}

/// What the first loan costs, before and after subsidies.
fn costs(view: &View<'_>) -> Html {
    let page = view.page;
    let body = match view.costs() {
        None => return nothing(),
        Some(Answer::Ok(costs)) => compared(view, &costs),
        Some(Answer::Missing(paths)) => schedule::missing(view, 0, &paths),
        Some(Answer::Problem(misfit)) => line("p", "notice", view.words.misfit(&misfit)),
    };
    classed("section", "schedule")
        .with(line("h3", "", page.cost_of_all))
        .with(line("p", "muted", page.cost_lead))
        .with(body)
        .into()
}

fn compared(view: &View<'_>, costs: &Costs) -> Html {
    let page = view.page;
    let head = el("tr")
        .with(heading("col", "", page.what))
        .with(heading("col", "num", page.before_subsidy))
        .with(heading("col", "num", page.after_subsidy));
    let row = |name: &'static str, of: &dyn Fn(&LoanCost) -> Option<String>| {
        let cells = [of(&costs.before), of(&costs.after)];
        let known = cells.iter().any(Option::is_some);
        let cells = cells.map(|cell| line("td", "num", cell.unwrap_or_else(|| "—".to_owned())));
        let row = el("tr").with(heading("row", "", name)).with_all(cells.into());
        maybe(known.then(|| row.into()))
    };
    let money = |cost: &LoanCost| Some(text::money(view.state.language, cost.total_cost));
    let rows = vec![
        row(page.irr, &|cost| cost.monthly_irr_x12.map(|rate| rate.to_string())),
        row(page.effective, &|cost| cost.effective.map(|rate| rate.to_string())),
        row(page.xirr, &|cost| cost.xirr.map(|rate| rate.to_string())),
        row(page.disclosure, &|cost| cost.disclosure.map(|rate| rate.to_string())),
        row(page.total_cost, &money),
    ];
    let unique = |cost: &LoanCost| cost.solution == "unique";
    let none = !unique(&costs.before) || !unique(&costs.after);
    let table = el("table")
        .with(line("caption", "spoken", page.cost_of_all))
        .with(el("thead").with(head.into()).into())
        .with(el("tbody").with_all(rows).into());
    all(vec![
        scrolled(view.page.cost_of_all, table),
        maybe(none.then(|| line("p", "notice", page.none_unique))),
        charts::cost(view, costs),
    ])
}

/// Passing the case on.
fn pass(view: &View<'_>) -> Html {
    if entries(view, &view.state.form).is_empty() {
        return nothing();
    }
    let things = vec![(view.page.copy_link, later(view, whole_address))];
    classed("section", "keep")
        .set("aria-labelledby", "keep")
        .with(el("h3").set("id", "keep").text(view.page.pass_on).into())
        .with(html! { <Copy {things} note={view.page.estimate} words={Words(view.page)} /> })
        .into()
}
