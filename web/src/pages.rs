//! The pages, and the frame around them.

use rules::plan::Measure;
use yew::prelude::*;

use crate::asks::Asks;
use crate::fields;
use crate::results;
use crate::state::Route;
use crate::view::View;

mod header;
mod home;
mod pick;

/// The measures that the page at hand computes.
pub(crate) fn measures<'a>(view: &View<'a>) -> Vec<&'a Measure> {
    let state = view.state;
    let all = view.plan.measures.iter();
    match state.route {
        Route::Home => Vec::new(),
        Route::Everything => all
            .filter(|measure| view.is_own(measure) && is_here(view, measure))
            .collect(),
        _ => {
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
        .filter(|measure| topics.contains(&measure.source.topic.as_str()))
        .collect()
}

/// Whether a measure holds in the place that was chosen: those of the place, and those of the whole country.
fn is_here(view: &View<'_>, measure: &Measure) -> bool {
    let region = view.state.region.as_str();
    let document = view.plan.document(measure);
    region.is_empty()
        || document.is_some_and(|document| region.starts_with(document.pack.document.region.trim_end_matches('0')))
}

/// The page at hand with its frame.
pub(crate) fn page(view: &View<'_>) -> Html {
    let route = view.state.route;
    html! {
        <>
            <a class="skip" href="#main">{ view.page.skip }</a>
            { header::header(view) }
            <main id="main" tabindex="-1">
                if route == Route::Home {
                    { home::home(view) }
                } else {
                    { calculator(view, route) }
                }
            </main>
            <footer>
                <p>{ view.page.estimate }</p>
                <p>{ view.page.report }{ " " }{ view.page.privacy }</p>
            </footer>
        </>
    }
}

fn calculator(view: &View<'_>, route: Route) -> Html {
    let measures: Vec<&Measure> = view.measures.iter().map(|(measure, _)| *measure).collect();
    let asks = Asks::of(view);
    let assessed = view.outcomes(&measures);
    let outcomes = assessed.as_deref().unwrap_or_default();
    let own = measures
        .iter()
        .zip(outcomes)
        .filter(|(measure, _)| view.is_own(measure));
    // Before anything is typed everything is missing, and marks on every field would only be noise.
    let own = own.filter(|_| !view.state.form.is_empty());
    let missing: Vec<String> = own.flat_map(|(_, outcome)| outcome.missing.iter().cloned()).collect();
    html! {
        <>
            <div class="intro">
                <h1>{ view.page.route(route) }</h1>
                <p class="lead">{ view.page.route_lead(route) }</p>
            </div>
            { results::summary::summary(view, outcomes) }
            <div class="desk">
                <section class="case" aria-labelledby="case">
                    <h2 id="case">{ view.page.your_case }</h2>
                    if route == Route::Everything {
                        { pick::place(view) }
                    } else {
                        { pick::clause(view, &of_topic(view)) }
                    }
                    { fields::form(view, &asks, &missing, route == Route::Everything) }
                </section>
                <section class="results" aria-labelledby="results" id="result">
                    <h2 id="results">{ view.page.result }</h2>
                    { match &assessed {
                        Ok(outcomes) => results::results(view, outcomes, &asks),
                        Err(_) => html! { <p class="notice">{ view.page.day_wrong }</p> },
                    } }
                </section>
            </div>
        </>
    }
}
