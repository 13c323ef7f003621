//! The overview: what can be computed, and which documents stand behind it.

use rules::Date;
use rules::library::Entry;
use rules::place::{NATION, lies_in};
use yew::prelude::*;

use crate::dom::{all, cat, classed, el, line, maybe};
use crate::results::marks;
use crate::state::{Action, Route, day};
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
    all(vec![
        super::intro(view.page.title, view.page.lead),
        super::place::search(view),
        covered(view),
        el("section")
            .set("aria-labelledby", "what")
            .with(el("h2").set("id", "what").text(view.page.calculators).into())
            .with(classed("ul", "doors").with_all(doors.collect()).into())
            .with(maybe(super::tables(view)))
            .into(),
        el("section")
            .set("aria-labelledby", "documents")
            .with(el("h2").set("id", "documents").text(view.page.documents).into())
            .with(line("p", "muted", view.page.documents_lead))
            .with(documents(view))
            .into(),
    ])
}

/// The documents of the place, of what lies around it and of what lies in it.
fn documents(view: &View<'_>) -> Html {
    let place = view.place();
    let near = |region: &str| lies_in(place, region) || (place != NATION && lies_in(region, place));
    let documents = view.policies.documents.iter().filter(|entry| near(&entry.region));
    classed("ul", "documents")
        .with_all(documents.map(|entry| document(view, entry)).collect())
        .into()
}

/// The provinces with documents, and how many those are.
fn covered(view: &View<'_>) -> Html {
    let provinces = view.policies.provinces.iter();
    let provinces = provinces.filter(|province| province.id != NATION && province.documents > 0);
    let provinces: Vec<Html> = provinces
        .map(|province| {
            let count = province.documents.to_string();
            let button = classed("button", "link")
                .set("type", "button")
                .on_click(view.on(Action::Region(province.id.clone())));
            let name = cat(&[
                &view.words.region(&province.id),
                view.say("（", " ("),
                &count,
                view.say("）", ")"),
            ]);
            el("li").with(button.text(name).into()).into()
        })
        .collect();
    classed("div", "covered")
        .with(line("span", "muted", view.page.elsewhere))
        .with(el("ul").with_all(provinces).into())
        .into()
}

fn document(view: &View<'_>, document: &Entry) -> Html {
    let doors = Route::CALCULATORS.into_iter().filter(|route| {
        route
            .topics()
            .iter()
            .any(|topic| document.topics.iter().any(|of| of == topic))
    });
    let number = document
        .number
        .as_ref()
        .map(|number| Html::from(el("span").set("lang", "zh-CN").text(cat(&[" · ", number]))));
    let place = cat(&[
        &view.words.region(&document.region),
        " · ",
        &view.counted(&document.measures.to_string(), view.page.number_of_clauses),
    ]);
    // A link of a document that lies farther in goes there.
    let doors = doors.chain([Route::Everything]).map(|route| {
        let inner = !lies_in(view.place(), &document.region);
        let carried = if inner {
            ["?region=", &document.region].concat()
        } else {
            String::new()
        };
        let address = cat(&[route.hash(), &carried]);
        el("a").set("href", address).text(view.page.route(route)).into()
    });
    let badges = Date::parse(&day(&view.state.day)).ok();
    let badges = badges.map(|day| marks(view.words.document_badges(document, day)));
    let title = if view.is_zh() {
        document.zh.clone()
    } else {
        cat(&[&document.en, " (", &document.zh, ")"])
    };
    el("li")
        .with(line("h3", "", title))
        .with(classed("p", "muted").text(place).with(maybe(number)).into())
        .with(maybe(badges))
        .with(classed("p", "links").with_all(doors.collect()).into())
        .into()
}
