//! What is repaid when: the contract as it is, without any subsidy.

use rules::contract::{DayBasis, Loan, Repayment, Schedule};
use rules::fact::FactKind;
use rules::{Date, Money, Rate, Term};
use yew::prelude::*;

use super::amount::{cell, heading};
use crate::dom::{all, cat, classed, el, line, maybe};
use crate::view::View;
use crate::words::Words;

/// Rows that are shown at first.
const FIRST: usize = 12;

/// A schedule for each loan that is typed in completely.
pub(super) fn schedules(view: &View<'_>) -> Html {
    let rows = view.state.form.rows("loan");
    let schedules = (0..rows).filter_map(|row| Some((row, loan(view, row)?.schedule().ok()?)));
    let parts = schedules.map(|(row, schedule)| {
        html! { <Repayments key={row} number={(rows > 1).then_some(row + 1)} {schedule} words={Words(view.page)} /> }
    });
    all(parts.collect())
}

fn loan(view: &View<'_>, row: usize) -> Option<Loan> {
    let text = |kind, fact: &str| {
        let key = cat(&["loan.", &row.to_string(), ".", fact]);
        view.state.form.text(kind, &key)
    };
    let mut loan = Loan::new(
        Money::parse(&text(FactKind::Money, "principal")?).ok()?,
        Rate::parse(&text(FactKind::Rate, "rate")?).ok()?,
        Term::parse(&text(FactKind::Term, "term")?).ok()?,
        Repayment::from_id(&text(FactKind::Choice, "repayment")?)?,
    );
    if let Some(basis) = text(FactKind::Choice, "day_basis").and_then(|id| DayBasis::from_id(&id)) {
        loan.basis = basis;
    }
    loan.paid_out_on = text(FactKind::Date, "paid_out_on").and_then(|day| Date::parse(&day).ok());
    Some(loan)
}

#[derive(PartialEq, Properties)]
struct RepaymentsProps {
    number: Option<usize>,
    schedule: Schedule,
    words: Words,
}

#[component]
fn Repayments(props: &RepaymentsProps) -> Html {
    let all = use_state(|| false);
    let page = props.words.0;
    let schedule = &props.schedule;
    let shown = if *all { schedule.rows.len() } else { FIRST };
    let dated = schedule.rows.iter().any(|row| row.due_on.is_some());
    let number = props.number.map(|number| cat(&[" ", &number.to_string()]));
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    let columns = page.columns.iter().enumerate().filter(|(at, _)| dated || *at != 1);
    let head = el("tr").with_all(columns.map(|(_, name)| heading("col", "num", *name)).collect());
    let rows = schedule.rows.iter().take(shown).map(|row| {
        let due = dated.then(|| cell(row.due_on.map(|day| day.to_string()).unwrap_or_default()));
        el("tr")
            .with(heading("row", "num", row.number.to_string()))
            .with(maybe(due))
            .with_all(
                [row.principal, row.interest, row.payment, row.closing]
                    .map(|money| cell(money.grouped()))
                    .into(),
            )
            .into()
    });
    let totals = [
        schedule.totals.principal,
        schedule.totals.interest,
        schedule.totals.payment,
    ];
    let total = el("tr")
        .with(
            el("th")
                .set("scope", "row")
                .set("colspan", if dated { "2" } else { "1" })
                .text(page.total)
                .into(),
        )
        .with_all(totals.map(|money| cell(money.grouped())).into())
        .with(el("td").into());
    let table = el("table")
        .with(el("thead").with(head.into()).into())
        .with(el("tbody").with_all(rows.collect()).into())
        .with(el("tfoot").with(total.into()).into());
    let scroll = classed("div", "table")
        .set("tabindex", "0")
        .set("role", "group")
        .set("aria-label", page.schedule);
    let count = schedule.rows.len();
    let button = (shown < count).then(|| {
        let label = cat(&[page.show_all, " (", &count.to_string(), ")"]);
        el("button").set("type", "button").on_click(more).text(label).into()
    });
    classed("section", "schedule")
        .with(el("h3").text(page.schedule).text(number.unwrap_or_default()).into())
        .with(line("p", "muted", page.schedule_note))
        .with(scroll.with(table.into()).into())
        .with(maybe(button))
        .into()
}
