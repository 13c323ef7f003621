//! What is repaid when: the contract as it is, without any subsidy.

use std::rc::Rc;

use rules::contract::{AnnualRates, Event, Row, Schedule};
use rules::schedule::{Answer, LoanContract};
use rules::{Date, Money};
use yew::prelude::*;

use super::amount::{cell, heading, scrolled};
use crate::copy::Copy;
use crate::dom::{all, cat, classed, el, line, maybe};
use crate::folded::folded;
use crate::pages::to_field;
use crate::view::View;
use crate::words::{PageWords, Words};

/// Rows that are shown at first.
const FIRST: usize = 12;

/// A schedule for each loan that is typed in completely.
pub(super) fn schedules(view: &View<'_>) -> Html {
    let loans = view.loans();
    let several = loans.len() > 1;
    let complete = loans.into_iter().enumerate().filter_map(|(row, loan)| match loan {
        Answer::Ok(loan) => Some(contract(view, several.then_some(row + 1), loan, true)),
        _ => None,
    });
    let parts: Vec<Html> = complete.collect();
    let more = (!parts.is_empty()).then(|| {
        let link = el("a").set("href", crate::state::Route::Contract.hash());
        classed("p", "links")
            .with(link.text(view.page.events_more).into())
            .into()
    });
    all(vec![all(parts), maybe(more)])
}

/// Each loan: its payments, what is missing, or what does not fit.
pub(crate) fn loans(view: &View<'_>) -> Html {
    let loans = view.loans();
    let several = loans.len() > 1;
    let loans = loans.into_iter().enumerate().map(|(row, loan)| match loan {
        Answer::Ok(loan) => contract(view, several.then_some(row + 1), loan, false),
        Answer::Missing(paths) => missing(view, row, &paths),
        Answer::Problem(misfit) => line("p", "notice", view.words.misfit(&misfit)),
    });
    all(loans.collect())
}

/// What is still to be filled in, each with a way to its field.
pub(crate) fn missing(view: &View<'_>, row: usize, paths: &[String]) -> Html {
    let links = paths.iter().map(|path| {
        let link = classed("button", "link").set("type", "button");
        let link = link.on_click(to_field(view, path, Some(row)));
        el("li").with(link.text(view.words.fact(path)).into()).into()
    });
    classed("div", "missing")
        .with(line("p", "", view.page.no_amount_yet))
        .with(el("ul").with_all(links.collect()).into())
        .into()
}

/// What a loan costs. Where it is only beside a subsidy, its payments are folded.
fn contract(view: &View<'_>, number: Option<usize>, loan: LoanContract, beside: bool) -> Html {
    let page = view.page;
    let LoanContract {
        schedule,
        accrued_by_year,
        annual_rate,
        assumptions,
    } = loan;
    let money = |amount: Money| text::money(view.state.language, amount);
    let mut facts = Vec::new();
    facts.extend(
        schedule
            .instalment
            .map(|instalment| (page.instalment, money(instalment))),
    );
    facts.push((page.all_interest, money(schedule.totals.interest)));
    facts.push((page.all_paid, money(schedule.totals.payment)));
    facts.extend(annual_rate.iter().flat_map(|rates| annual(page, rates)));
    let pairs = facts.into_iter().map(|(name, value)| pair(name, value));
    let assumed = assumptions
        .iter()
        .filter_map(|assumption| view.words.contract_assumption(assumption));
    let assumed: Vec<Html> = assumed.map(|sentence| line("li", "", sentence)).collect();
    let assumed = (!assumed.is_empty()).then(|| {
        classed("div", "assumed")
            .with(line("p", "", page.assumed_here))
            .with(el("ul").with_all(assumed).into())
            .into()
    });
    let years = accrued_by_year.and_then(|accrued| {
        let paid = schedule.interest_by_year().ok()?;
        let mut years: Vec<i32> = accrued.keys().chain(paid.keys()).copied().collect();
        crate::order::order(&mut years, |year| *year);
        years.dedup();
        let rows = years.into_iter().map(|year| {
            let of = |sums: &litemap::LiteMap<i32, Money>| cell(sums.get(&year).copied().unwrap_or_default().grouped());
            el("tr")
                .with(heading("row", "num", year.to_string()))
                .with(of(&paid))
                .with(of(&accrued))
                .into()
        });
        let head = el("tr")
            .with(heading("col", "num", page.year))
            .with(heading("col", "num", page.paid_in_year))
            .with(heading("col", "num", page.accrued_in_year));
        let table = el("table")
            .with(el("thead").with(head.into()).into())
            .with(el("tbody").with_all(rows.collect()).into());
        Some(scrolled(page.paid_in_year, table))
    });
    let number = number
        .map(|number| cat(&[" ", &number.to_string()]))
        .unwrap_or_default();
    let count = schedule.rows.len().to_string();
    let schedule = Rc::new(schedule);
    let payments = || vec![html! { <Repayments schedule={schedule.clone()} words={Words(page)} /> }];
    let payments = if beside {
        let summary = line("summary", "", cat(&[page.each_payment, " · ", &count]));
        folded(view, cat(&["payments", &number]), "more", summary, &payments)
    } else {
        all(payments())
    };
    classed("section", "schedule")
        .with(el("h3").text(page.schedule).text(number).into())
        .with(line("p", "muted", page.schedule_note))
        .with(classed("dl", "facts").with_all(pairs.collect()).into())
        .with(maybe(assumed))
        .with(payments)
        .with(maybe(years))
        .into()
}

/// A name and what it is.
pub(crate) fn pair(name: &'static str, value: String) -> Html {
    el("div").with(line("dt", "", name)).with(line("dd", "", value)).into()
}

/// Annual rates with their names; that there is none is said as well.
pub(crate) fn annual(page: &'static PageWords, rates: &AnnualRates) -> Vec<(&'static str, String)> {
    if !rates.unique {
        return vec![(page.effective, page.none_unique.to_owned())];
    }
    let rates = [
        (page.irr, rates.monthly_irr_x12),
        (page.effective, rates.effective),
        (page.xirr, rates.xirr),
    ];
    let known = rates
        .into_iter()
        .filter_map(|(name, rate)| Some((name, rate?.to_string())));
    known.collect()
}

/// The cells of a payment, as they are shown, copied and saved.
fn cells(page: &PageWords, row: &Row) -> [String; 8] {
    let event = row.event.map(|event| match event {
        Event::Prepayment => page.events[0],
        Event::PrepaidInFull => page.events[1],
        Event::Extended => page.events[2],
    });
    let number = if row.event == Some(Event::Prepayment) {
        String::new()
    } else {
        row.number.to_string()
    };
    [
        number,
        row.due_on.map(|day: Date| day.to_string()).unwrap_or_default(),
        row.rate.to_string(),
        row.principal.to_string(),
        row.interest.to_string(),
        row.payment.to_string(),
        row.closing.to_string(),
        event.unwrap_or_default().to_owned(),
    ]
}

/// All payments as text, a line each.
fn table(page: &PageWords, schedule: &Schedule, between: &str) -> String {
    let mut text = page.columns.join(between);
    for row in &schedule.rows {
        text.push('\n');
        text.push_str(&cells(page, row).join(between));
    }
    text
}

#[derive(PartialEq, Properties)]
struct RepaymentsProps {
    schedule: Rc<Schedule>,
    words: Words,
}

#[component]
fn Repayments(props: &RepaymentsProps) -> Html {
    let all = use_state(|| false);
    let page = props.words.0;
    let schedule = &props.schedule;
    let count = schedule.rows.len();
    let shown = if *all { count } else { FIRST };
    // Columns in which nothing would stand are left out.
    let of = |row: &Row| cells(page, row);
    let dated = schedule.rows.iter().any(|row| row.due_on.is_some());
    let told = schedule.rows.iter().any(|row| row.event.is_some());
    let rates = schedule
        .rows
        .iter()
        .any(|row| schedule.rows.first().is_some_and(|first| first.rate != row.rate));
    let has = |at: &usize| match at {
        1 => dated,
        2 => rates,
        7 => told,
        _ => true,
    };
    let columns = page.columns.iter().enumerate().filter(|(at, _)| has(at));
    let head = el("tr").with_all(columns.map(|(_, name)| heading("col", "num", *name)).collect());
    let rows = schedule.rows.iter().take(shown).map(|row| {
        let grouped = [row.principal, row.interest, row.payment, row.closing].map(Money::grouped);
        let cells = of(row).into_iter().enumerate().filter(|(at, _)| has(at));
        let cells = cells.map(|(at, text)| match at {
            0 => heading("row", "num", text),
            3..=6 => cell(grouped.get(at - 3).cloned().unwrap_or(text)),
            _ => cell(text),
        });
        el("tr").with_all(cells.collect()).into()
    });
    let totals = [
        schedule.totals.principal,
        schedule.totals.interest,
        schedule.totals.payment,
    ];
    let before = 1 + usize::from(dated) + usize::from(rates);
    let total = el("tr")
        .with(
            el("th")
                .set("scope", "row")
                .set("colspan", before.to_string())
                .text(page.total)
                .into(),
        )
        .with_all(totals.map(|money| cell(money.grouped())).into())
        .with(el("td").set("colspan", if told { "2" } else { "1" }).into());
    let table_of = el("table")
        .with(el("thead").with(head.into()).into())
        .with(el("tbody").with_all(rows.collect()).into())
        .with(el("tfoot").with(total.into()).into());
    let scroll = scrolled(page.schedule, table_of);
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    let button = (shown < count).then(|| {
        let label = cat(&[page.show_all, " (", &count.to_string(), ")"]);
        let button = el("button").set("type", "button").on_click(more).text(label);
        Html::from(classed("p", "tools").with(button.into()))
    });
    // With the mark by which spreadsheets know UTF-8. Where a file cannot be saved, the table can be copied.
    let file = String::from(js_sys::encode_uri_component(&table(page, schedule, ",")));
    let save = classed("a", "button")
        .set("href", cat(&["data:text/csv;charset=utf-8,%EF%BB%BF", &file]))
        .set("download", cat(&[page.table_file, ".csv"]))
        .text(page.save_table);
    let copied = {
        let schedule = schedule.clone();
        Callback::from(move |()| table(page, &schedule, "\t"))
    };
    let things = vec![(page.copy_table, copied)];
    let actions = classed("div", "actions")
        .with(maybe(button))
        .with(html! { <Copy {things} note="" words={props.words} /> })
        .with(classed("p", "tools").with(save.into()).into());
    crate::dom::all(vec![scroll, actions.into()])
}
