//! A value for each year: rows of a year and a value, to which years can be added.

use rules::contract::Guarantee;
use rules::fact::{FactSpec, SeriesKind};
use rules::plan::Start;
use rules::{Date, Term};
use yew::prelude::*;

use super::field::Place;
use super::{hint, typed};
use crate::dom::{all, cat, classed, el, maybe};
use crate::erase::{self, Erasure};
use crate::state::{Action, part};
use crate::view::View;

/// The most rows that are offered before anything is typed.
const MOST: i32 = 6;

pub(super) fn series(view: &View<'_>, spec: &FactSpec, kind: SeriesKind, place: &Place) -> Html {
    let typed = view.state.form.years(&place.key);
    let usual = usual(view, kind, place);
    let years = if typed.is_empty() { usual } else { typed };
    let rows = years
        .iter()
        .map(|year| self::row(view, spec, kind, place, &years, *year));
    let (first, last) = (years.first().copied().unwrap_or(1), years.last().copied().unwrap_or(0));
    let more = match kind {
        SeriesKind::Year => vec![first - 1, last + 1],
        SeriesKind::ContractYear => vec![last + 1],
        // Typed as one text.
        SeriesKind::Day => Vec::new(),
    };
    let buttons = more.into_iter().map(|year| {
        let with = years.iter().copied().chain([year]).collect();
        let button = el("button")
            .set("type", "button")
            .set_if("id", (year > last).then(|| cat(&[&place.key, "-add"])))
            .on_click(view.on(Action::Years(place.key.clone(), with)));
        button.text(cat(&[view.page.add_year, &name(view, kind, year)])).into()
    });
    let buttons: Vec<Html> = buttons.collect();
    all(vec![
        classed("div", "years").with_all(rows.collect()).into(),
        classed("p", "add").with_all(buttons).into(),
    ])
}

fn row(view: &View<'_>, spec: &FactSpec, kind: SeriesKind, place: &Place, years: &[i32], year: i32) -> Html {
    let key = part(&place.key, &year.to_string());
    let name = name(view, kind, year);
    // Typing into one of the usual rows makes all of them rows of the series, so that none disappears.
    let shown = Action::Years(place.key.clone(), years.to_vec());
    let hint = (hint::has(spec.kind) && !view.state.form.get(&key).is_empty()).then(|| {
        let hint = hint::words(view, spec.kind, &key);
        Html::from(classed("p", "hint").set("id", cat(&[&key, "-hint"])).text(hint))
    });
    let input = typed::input(view, spec.kind, &key)
        .set("class", "long")
        .set_if("aria-describedby", hint.is_some().then(|| cat(&[&key, "-hint"])))
        .on_focus(view.on(shown));
    let id = cat(&[&key, "-drop"]);
    let drop = (years.len() > 1).then(|| {
        let typed = view.state.form.get(&key);
        let lost = cat(&[&name, " ", typed]);
        erase::button(
            view,
            classed("button", "quiet")
                .set("aria-label", cat(&[view.page.drop_year, " ", &name]))
                .text("×"),
            Erasure {
                id: id.clone(),
                lost: if typed.is_empty() { String::new() } else { lost },
                action: drop(place, years, year),
                then: cat(&[&place.key, "-add"]),
            },
        )
    });
    // The button stands in the line of its field, the question below.
    let (drop, question) = if view.state.asked == id {
        (None, drop)
    } else {
        (drop, None)
    };
    let control = classed("div", "control")
        .with(input.into())
        .with(typed::unit(view, spec.kind, place))
        .with(maybe(drop));
    classed("div", "year")
        .key(&key)
        .with(el("label").set("for", key.clone()).text(name).into())
        .with(control.into())
        .with(maybe(question))
        .with(maybe(hint))
        .into()
}

fn drop(place: &Place, years: &[i32], year: i32) -> Action {
    let left = years.iter().copied().filter(|other| *other != year).collect();
    Action::DropYear(place.key.clone(), year, left)
}

fn name(view: &View<'_>, kind: SeriesKind, year: i32) -> String {
    let year = year.to_string();
    let before = match kind {
        SeriesKind::Year | SeriesKind::Day => "",
        SeriesKind::ContractYear => view.say("第 ", "Year "),
    };
    cat(&[before, &year, view.say(" 年", "")])
}

/// The years that are offered first: those of the contract, or those that the documents count.
fn usual(view: &View<'_>, kind: SeriesKind, place: &Place) -> Vec<i32> {
    match kind {
        SeriesKind::ContractYear => {
            let group = place.key.rsplit_once('.').map_or("", |(group, _)| group);
            let term = view
                .state
                .form
                .text(rules::fact::FactKind::Term, &cat(&[group, ".term"]));
            let term = term.and_then(|term| Term::parse(&term).ok());
            let years = term.map_or(1, Guarantee::years);
            (1..=i32::try_from(years).unwrap_or(1).clamp(1, 50)).collect()
        }
        SeriesKind::Year | SeriesKind::Day => {
            let fact = view.plan.catalogue.find(&place.path);
            let measures = view
                .measures
                .iter()
                .filter(|(_, asks)| fact.is_some_and(|fact| asks.contains(&fact)));
            let windows = measures.filter_map(|(measure, _)| view.plan.document(measure)?.window.as_ref());
            let years = windows.filter_map(|window| match (window.from, window.to) {
                (Start::Day(from), Some(to)) => Some((from.year(), to.year())),
                _ => None,
            });
            let today = Date::parse(&view.state.day).map_or(2024, Date::year);
            let (first, last) = years
                .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
                .unwrap_or((today, today));
            (first.max(last - MOST + 1)..=last).collect()
        }
    }
}
