//! The pages, and the frame around them.

use rules::fact::Fact;
use rules::place::lies_in;
use rules::plan::Measure;
use yew::prelude::*;

use crate::asked;
use crate::asks::Asks;
use crate::dom::{all, cat, classed, el, line, maybe};
use crate::fields;
use crate::paper;
use crate::results;
use crate::state::Route;
use crate::view::View;

mod compare;
mod contract;
mod header;
mod home;
mod opened;
mod pick;
mod place;
mod rule;

/// The measures that the page at hand computes.
pub(crate) fn measures<'a>(view: &View<'a>) -> Vec<&'a Measure> {
    let state = view.state;
    let all = view.plan.measures.iter();
    match state.route {
        Route::Home | Route::Contract | Route::Compare => Vec::new(),
        Route::Rule => all.filter(|measure| rule::is_entered(view, measure)).collect(),
        Route::Everything => all
            .filter(|measure| is_here(view, measure) && view.is_own(measure))
            .collect(),
        Route::Loan | Route::Guarantee | Route::Insurance | Route::Securitisation => {
            let measures = of_topic(view);
            let picked: Vec<_> = measures
                .iter()
                .filter(|measure| measure.id == state.pick())
                .copied()
                .collect();
            if picked.is_empty() { measures } else { picked }
        }
    }
}

/// The measures on the subject of a calculator.
fn of_topic<'a>(view: &View<'a>) -> Vec<&'a Measure> {
    let topics = view.state.route.topics();
    view.plan
        .measures
        .iter()
        .filter(|measure| is_here(view, measure) && topics.contains(&measure.source.topic.as_str()))
        .collect()
}

/// Whether a measure holds in the place that was chosen: those of the place, and those of all around it.
fn is_here(view: &View<'_>, measure: &Measure) -> bool {
    let document = view.plan.document(measure);
    document.is_some_and(|document| lies_in(view.place(), &document.region))
}

/// The page at hand with its frame.
pub(crate) fn page(view: &View<'_>) -> Html {
    let route = view.state.route;
    let body = match route {
        Route::Home => home::home(view),
        Route::Contract => contract::contract(view),
        Route::Compare => compare::compare(view),
        Route::Loan | Route::Guarantee | Route::Insurance | Route::Securitisation | Route::Everything | Route::Rule => {
            if view.state.sheet {
                paper::sheet(view, &view.outcomes().unwrap_or_default())
            } else {
                calculator(view, route)
            }
        }
    };
    all(vec![
        classed("a", "skip")
            .set("href", "#main")
            .on_click(to_main())
            .text(view.page.skip)
            .into(),
        header::header(view),
        maybe(refused(view)),
        el("main")
            .set("id", "main")
            .set("tabindex", "-1")
            .set("aria-busy", if view.is_waiting() { "true" } else { "false" })
            .with(body)
            .into(),
        el("footer")
            .with(maybe(clauses(view, "index.html", view.page.clause_pages)))
            .with(maybe(tables(view)))
            .with(line("p", "", view.page.estimate))
            .with(line("p", "", view.page.report))
            .with(line("p", "", view.page.privacy))
            .into(),
    ])
}

/// The fragment is the address of the page, so that a link inside of it moves the focus by itself.
fn to_main() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        results::summary::focus("main");
    })
}

/// That the rule of the site's own was left out, and why.
fn refused(view: &View<'_>) -> Option<Html> {
    let refused = view.policies.refused.as_ref()?;
    Some(line("p", "notice own", cat(&[view.page.own_refused, refused])))
}

/// A link to a page that explains clauses without computing, in the language of the page.
pub(crate) fn clauses(view: &View<'_>, page: &str, words: &'static str) -> Option<Html> {
    beside(view, cat(&["clauses/", view.say("", "en/"), page]), words)
}

/// A link to another page of the site, if there is one.
fn beside(view: &View<'_>, address: String, words: &'static str) -> Option<Html> {
    let link = el("a").set("href", address).text(words);
    (!view.alone).then(|| classed("p", "links").with(link.into()).into())
}

/// A link to the page of tables.
fn tables(view: &View<'_>) -> Option<Html> {
    beside(view, "batch.html".to_owned(), view.page.tables)
}

fn calculator(view: &View<'_>, route: Route) -> Html {
    let measures: Vec<&Measure> = view.measures.iter().map(|(measure, _)| *measure).collect();
    let mut asks = Asks::of(view);
    let assessed = view.outcomes();
    let outcomes = assessed.as_deref().unwrap_or_default();
    let folded = route == Route::Everything;
    let left_out = !folded && asks.leave_decided(view, outcomes);
    if folded {
        asks.narrow(view, outcomes);
    }
    let own = measures
        .iter()
        .zip(outcomes)
        .filter(|(measure, _)| view.is_own(measure));
    // Before anything is typed everything is missing, and marks on every field would only be noise.
    let own = own.filter(|_| !view.state.form.is_empty());
    // A target asks for nothing: what could be compared with it stays unmarked.
    let own = own.filter(|(measure, _)| measure.is_judged());
    let missing: Vec<String> = own.flat_map(|(_, outcome)| outcome.missing.iter().cloned()).collect();
    let first = match route {
        Route::Everything => None,
        Route::Rule => Some(rule::form(view)),
        _ => Some(pick::clause(view, &of_topic(view), outcomes)),
    };
    let found = match &assessed {
        _ if view.is_waiting() => el("p").set("role", "status").text(view.page.loading).into(),
        Ok(outcomes) => results::results(view, outcomes, &asks),
        Err(_) => line("p", "notice", view.page.day_wrong),
    };
    let case = classed("section", "case")
        .set("aria-labelledby", "case")
        .with(el("h2").set("id", "case").text(view.page.your_case).into())
        .with(maybe(first))
        .with(fields::form(view, &asks, &missing, folded))
        .with(maybe(left_out.then(|| line("p", "muted", view.page.left_out))));
    let results = classed("section", "results")
        .set("aria-labelledby", "results")
        .set("id", "result")
        .set_if("data-request", is_hosted().then(|| asked::request(view)))
        .with(el("h2").set("id", "results").text(view.page.result).into())
        .with(found);
    all(vec![
        intro(view.page.route(route), view.page.route_lead(route)),
        maybe((route == Route::Rule).then(|| line("p", "notice own", view.page.entered_notice))),
        opened::news(view),
        opened::notice(view, outcomes),
        results::summary::summary(view, outcomes),
        classed("div", "desk").with(case.into()).with(results.into()).into(),
    ])
}

/// Whether a page around this one has said who it is, and may want all of a result.
fn is_hosted() -> bool {
    let query = gloo::utils::window().location().search().unwrap_or_default();
    query.contains("host=")
}

/// The title of a page and what it is for.
fn intro(title: &'static str, lead: &'static str) -> Html {
    classed("div", "intro")
        .with(line("h1", "", title))
        .with(line("p", "lead", lead))
        .into()
}

/// Opens what the field stands in and puts the focus on it: in a row, or else in the first one that has not answered it.
pub(crate) fn to_field(view: &View<'_>, path: &str, row: Option<usize>) -> Callback<MouseEvent> {
    let (group, fact) = path.split_once('.').unwrap_or_default();
    let groups = &view.plan.catalogue.groups;
    let id = groups.iter().find(|of| of.id == group).map_or_else(String::new, |of| {
        let key = |row| crate::state::key(of, row, fact);
        let rows = if of.repeat { view.state.form.rows(group) } else { 1 };
        let open = row.or_else(|| (0..rows).find(|row| view.state.form.get(&key(*row)).is_empty()));
        key(open.unwrap_or(0))
    });
    Callback::from(move |_| results::summary::focus(&id))
}

/// Whether the page at hand asks for a fact for which no measure asks.
pub(crate) fn asks(view: &View<'_>, fact: Fact) -> bool {
    match view.state.route {
        Route::Contract => contract::asks(view, fact),
        Route::Rule => rule::asks(view, fact),
        _ => false,
    }
}
