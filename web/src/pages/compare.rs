//! Cases that were kept, and up to four of them side by side.

use std::rc::Rc;

use rules::outcome::Outcome;
use yew::prelude::*;

use crate::dom::{all, cat, classed, el, line, maybe, nothing};
use crate::erase::{self, Erasure};
use crate::fields;
use crate::pass::{Entry, entries};
use crate::results::{BLOCKS, has_amount, heading};
use crate::state::{Action, COMPARED, Case, Link, Route, State, day};
use crate::view::View;

/// Rows that belong together, under a heading.
struct Part {
    name: &'static str,
    rows: Vec<Row>,
}

/// A row of the comparison: the field or measure, its name, and what each case says.
struct Row {
    key: String,
    name: String,
    cells: Vec<String>,
}

impl Part {
    /// Writes a cell, in a new row where there is none for its key yet.
    fn fill(&mut self, key: &str, name: String, at: usize, cases: usize, value: String) {
        let known = self.rows.iter().position(|row| row.key == key);
        let row = known.unwrap_or_else(|| {
            self.rows.push(Row {
                key: key.to_owned(),
                name,
                cells: vec![String::new(); cases],
            });
            self.rows.len() - 1
        });
        if let Some(cell) = self.rows.get_mut(row).and_then(|row| row.cells.get_mut(at)) {
            *cell = value;
        }
    }
}

pub(super) fn compare(view: &View<'_>) -> Html {
    let cases = &view.state.cases;
    let typed = fields::lost(view, "", view.state.form.filled(""));
    let kept = (!cases.is_empty()).then(|| view.counted(&cases.len().to_string(), view.page.lost_cases));
    let all_of_it: Vec<&str> = [typed.as_str(), kept.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let clear = erase::button(
        view,
        el("button").text(view.page.clear_all),
        Erasure {
            id: "clear".to_owned(),
            lost: all_of_it.join(view.say("，", ", ")),
            action: Action::ClearAll,
            then: "clear".to_owned(),
        },
    );
    let none = cases.is_empty().then(|| line("p", "muted", view.page.no_cases));
    let list = if cases.is_empty() {
        nothing()
    } else {
        let items = cases.iter().enumerate().map(|(at, case)| item(view, at, case));
        classed("ul", "documents").with_all(items.collect()).into()
    };
    all(vec![
        super::intro(view.page.route(Route::Compare), view.page.route_lead(Route::Compare)),
        table(view),
        el("section")
            .set("aria-labelledby", "cases")
            .with(
                el("h2")
                    .set("id", "cases")
                    .set("tabindex", "-1")
                    .text(view.page.cases)
                    .into(),
            )
            .with(el("div").set("role", "status").with(maybe(none)).into())
            .with(list)
            .with(
                classed("div", "clear")
                    .with(clear)
                    .with(line("span", "muted", view.page.clear_note))
                    .into(),
            )
            .into(),
    ])
}

/// The page and the content of a kept case.
fn read(view: &View<'_>, case: &Case) -> (Route, Rc<Link>) {
    let (route, _, carried) = Route::of(&case.address);
    let mut link = Link::kept(carried);
    link.settle(view.plan);
    (route, Rc::new(link))
}

fn item(view: &View<'_>, at: usize, case: &Case) -> Html {
    let (route, link) = read(view, case);
    let what = cat(&[
        view.page.route(route),
        " · ",
        &day(&link.day),
        " · ",
        &view.words.actor(&link.role),
    ]);
    let full = view.state.cases.iter().filter(|case| case.compared).count() >= COMPARED;
    let named = |label: &str| cat(&[label, view.say("：", ": "), &case.name]);
    let open = {
        let dispatch = view.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Open(route, link.clone(), false));
            // The address follows; where it cannot, the page is there nevertheless.
            let _ = gloo::utils::window().location().set_hash(route.hash());
        })
    };
    let open = el("button")
        .set("type", "button")
        .set("aria-label", named(view.page.open_case))
        .on_click(open)
        .text(view.page.open_case);
    let compared = el("button")
        .set("type", "button")
        .set("aria-label", named(view.page.put_aside))
        .set("aria-pressed", if case.compared { "true" } else { "false" })
        .set_if("disabled", (full && !case.compared).then(String::new))
        .on_click(view.on(Action::Compare(at, !case.compared)))
        .text(cat(&[if case.compared { "✓ " } else { "" }, view.page.comparison]));
    let erase = erase::button(
        view,
        el("button")
            .set("aria-label", named(view.page.erase))
            .text(view.page.erase),
        Erasure {
            id: cat(&["case-", &at.to_string()]),
            lost: cat(&["“", &case.name, "”"]),
            action: Action::Forget(at),
            then: "cases".to_owned(),
        },
    );
    el("li")
        .key(&case.address)
        .with(line("h3", "", case.name.clone()))
        .with(line("p", "muted", what))
        .with(
            classed("div", "tools")
                .with(open.into())
                .with(compared.into())
                .with(erase)
                .into(),
        )
        .into()
}

fn table(view: &View<'_>) -> Html {
    let cases: Vec<&Case> = view.state.cases.iter().filter(|case| case.compared).collect();
    if cases.is_empty() {
        return nothing();
    }
    let states: Vec<Rc<State>> = cases
        .iter()
        .map(|case| {
            let mut state = State::new(view.state.day.clone());
            let (route, link) = read(view, case);
            state.language = view.state.language;
            state.open(route, &link, false);
            Rc::new(state)
        })
        .collect();
    let views: Vec<View<'_>> = states
        .iter()
        .map(|state| View::new(view.policies, state, view.dispatch.clone()))
        .collect();
    let page = view.page;
    let part = |name| Part { name, rows: Vec::new() };
    let mut asked = part(page.your_case);
    let mut blocks = BLOCKS.map(|block| part(view.words.block(block)));
    for (at, view) in views.iter().enumerate() {
        let state = view.state;
        for (name, value) in [
            (page.calculators, page.route(state.route).to_owned()),
            (page.day, day(&state.day)),
            (page.role, view.words.actor(view.role())),
            (page.place, view.words.region(view.place())),
            (page.which_clause, picked(view)),
        ] {
            asked.fill(name, name.to_owned(), at, views.len(), value);
        }
    }
    for (at, view) in views.iter().enumerate() {
        for Entry { key, name, value } in entries(view, &view.state.form) {
            asked.fill(&key, name, at, views.len(), value);
        }
        for outcome in view.outcomes().unwrap_or_default() {
            let block = BLOCKS.iter().position(|block| *block == outcome.block);
            if let Some(part) = block.and_then(|block| blocks.get_mut(block)) {
                let name = view.words.measure_title(&outcome.measure);
                part.fill(&outcome.measure, name, at, views.len(), told(view, &outcome));
            }
        }
    }
    let head = cases.iter().map(|case| heading("col", "", case.name.clone()));
    let head = el("tr").with(heading("col", "", page.what)).with_all(head.collect());
    // What each is worth stands first, what was asked behind it.
    let parts = blocks.into_iter().chain([asked]).filter(|part| !part.rows.is_empty());
    let parts = parts.map(|part| self::part(view, part, cases.len()));
    let table = el("table")
        .with(line("caption", "", page.not_added))
        .with(el("thead").with(head.into()).into())
        .with_all(parts.collect());
    classed("div", "table compared")
        .set("tabindex", "0")
        .set("role", "group")
        .set("aria-label", page.comparison)
        .with(table.into())
        .into()
}

/// The rows of a part below their heading.
fn part(view: &View<'_>, part: Part, cases: usize) -> Html {
    let name = classed("th", "part").set("scope", "rowgroup");
    let name = name.set("colspan", (cases + 1).to_string()).text(part.name);
    el("tbody")
        .with(el("tr").with(name.into()).into())
        .with_all(part.rows.into_iter().map(|row| self::row(view, row)).collect())
        .into()
}

/// A row; where the cases differ, it says so in words and by weight.
fn row(view: &View<'_>, row: Row) -> Html {
    let same = row.cells.iter().all(|cell| row.cells.first() == Some(cell));
    let differs = (!same).then(|| line("span", "differs", cat(&["≠ ", view.page.differs])));
    let name = el("th").set("scope", "row").text(row.name).with(maybe(differs));
    let cells = row.cells.into_iter().map(|cell| {
        let text = if cell.is_empty() { "—".to_owned() } else { cell };
        line("td", if same { "" } else { "other" }, text)
    });
    el("tr").with(name.into()).with_all(cells.collect()).into()
}

fn picked(view: &View<'_>) -> String {
    match view.state.pick() {
        "" => view.page.all_clauses.to_owned(),
        pick => view.words.measure_title(pick),
    }
}

/// An outcome in a cell: the amount and its kind, or how it stands.
fn told(view: &View<'_>, outcome: &Outcome) -> String {
    let amount = outcome.amount.zip(outcome.kind).filter(|_| has_amount(outcome));
    let status = view.words.status(outcome.status);
    match amount {
        Some((amount, kind)) => {
            let amount = text::money(view.state.language, amount);
            cat(&[
                &amount,
                view.say("（", " ("),
                view.words.kind(kind),
                view.say("，", ", "),
                status,
                view.say("）", ")"),
            ])
        }
        None => status.to_owned(),
    }
}
