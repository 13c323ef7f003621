//! The overview: what can be computed, and which documents stand behind it.

use rules::plan::Measure;
use yew::prelude::*;

use crate::results::badges;
use crate::state::Route;
use crate::view::View;

pub(super) fn home(view: &View<'_>) -> Html {
    html! {
        <>
            <div class="intro">
                <h1>{ view.page.title }</h1>
                <p class="lead">{ view.page.lead }</p>
            </div>
            <section aria-labelledby="what">
                <h2 id="what">{ view.page.calculators }</h2>
                <ul class="doors">
                    { for Route::ALL.into_iter().filter(|route| *route != Route::Home).map(|route| html! {
                        <li>
                            <a href={route.hash()}>
                                <strong>{ view.page.route(route) }</strong>
                                <span>{ view.page.route_lead(route) }</span>
                            </a>
                        </li>
                    }) }
                </ul>
            </section>
            <section aria-labelledby="documents">
                <h2 id="documents">{ view.page.documents }</h2>
                <p class="muted">{ view.page.documents_lead }</p>
                <ul class="documents">
                    { for (0..view.plan.documents.len()).map(|at| document(view, at)) }
                </ul>
            </section>
        </>
    }
}

fn document(view: &View<'_>, at: usize) -> Html {
    let Some(document) = view.plan.documents.get(at) else {
        return Html::default();
    };
    let source = &document.pack.document;
    let measures: Vec<&Measure> = view
        .plan
        .measures
        .iter()
        .filter(|measure| measure.document == at)
        .collect();
    // Standing and force are the same for all measures of a document.
    let first: Vec<&Measure> = measures.first().copied().into_iter().collect();
    let outcomes = view.outcomes(&first).unwrap_or_default();
    let doors = Route::CALCULATORS.into_iter().filter(|route| {
        measures
            .iter()
            .any(|measure| route.topics().contains(&measure.source.topic.as_str()))
    });
    let count = measures.len().to_string();
    let place = [
        view.words.region(&source.region),
        " · ".to_owned(),
        count,
        " ".to_owned(),
    ]
    .concat();
    html! {
        <li>
            <h3>{ view.words.document_title(&source.id) }</h3>
            <p class="muted">
                { place }{ view.page.number_of_clauses }
                if let Some(number) = &source.number {
                    { " · " }<span lang="zh-CN">{ number }</span>
                }
            </p>
            { for outcomes.iter().map(|outcome| badges(view, outcome)) }
            <p class="links">
                { for doors.map(|route| html! { <a href={route.hash()}>{ view.page.route(route) }</a> }) }
            </p>
        </li>
    }
}
