//! The overview: what can be computed, and which documents stand behind it.

use rules::plan::Measure;
use yew::prelude::*;

use crate::dom::{all, cat, classed, el, line, maybe, nothing};
use crate::results::badges;
use crate::state::Route;
use crate::view::View;

pub(super) fn home(view: &View<'_>) -> Html {
    let doors = Route::ALL
        .into_iter()
        .filter(|route| *route != Route::Home)
        .map(|route| {
            let door = el("a").set("href", route.hash());
            let door = door.with(line("strong", "", view.page.route(route))).with(line(
                "span",
                "",
                view.page.route_lead(route),
            ));
            el("li").with(door.into()).into()
        });
    let documents = (0..view.plan.documents.len()).map(|at| document(view, at));
    all(vec![
        super::intro(view.page.title, view.page.lead),
        el("section")
            .set("aria-labelledby", "what")
            .with(el("h2").set("id", "what").text(view.page.calculators).into())
            .with(classed("ul", "doors").with_all(doors.collect()).into())
            .into(),
        el("section")
            .set("aria-labelledby", "documents")
            .with(el("h2").set("id", "documents").text(view.page.documents).into())
            .with(line("p", "muted", view.page.documents_lead))
            .with(classed("ul", "documents").with_all(documents.collect()).into())
            .into(),
    ])
}

fn document(view: &View<'_>, at: usize) -> Html {
    let Some(document) = view.plan.documents.get(at) else {
        return nothing();
    };
    let source = document;
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
    let number = source
        .number
        .as_ref()
        .map(|number| Html::from(el("span").set("lang", "zh-CN").text(cat(&[" · ", number]))));
    let place = cat(&[
        &view.words.region(&source.region),
        " · ",
        &count,
        " ",
        view.page.number_of_clauses,
    ]);
    let doors = doors.map(|route| el("a").set("href", route.hash()).text(view.page.route(route)).into());
    el("li")
        .with(line("h3", "", view.words.document_title(&source.id)))
        .with(classed("p", "muted").text(place).with(maybe(number)).into())
        .with_all(outcomes.iter().map(|outcome| badges(view, outcome)).collect())
        .with(classed("p", "links").with_all(doors.collect()).into())
        .into()
}
