//! The head of every page: where to go, who asks, for which day, how it is shown.

use rules::Date;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::dom::{cat, classed, el, line};
use crate::state::{Action, Route, THEMES};
use crate::view::View;

pub(super) fn header(view: &View<'_>) -> Html {
    let state = view.state;
    let other = state.language.other();
    let large = el("button")
        .set("type", "button")
        .set("aria-pressed", if state.large { "true" } else { "false" })
        .set("aria-label", cat(&["A⁺ ", view.page.large]))
        .on_click(view.on(Action::Large(!state.large)))
        .text("A⁺");
    let language = el("button")
        .set("type", "button")
        .set("lang", other.tag())
        .on_click(view.on(Action::Language(other)))
        .text(view.page.other_language);
    let links = Route::ALL.map(|route| {
        let link = el("a").set("href", route.hash());
        let here = (route == state.route).then(|| "page".to_owned());
        link.set_if("aria-current", here).text(view.page.route(route)).into()
    });
    let brand = classed("a", "brand")
        .set("href", Route::Home.hash())
        .text(view.page.brand);
    let look = classed("div", "look")
        .with(theme(view))
        .with(large.into())
        .with(language.into());
    let labelled =
        |name: &'static str, control: Html| Html::from(el("label").with(line("span", "", name)).with(control));
    classed("header", "top")
        .with(classed("div", "bar").with(brand.into()).with(look.into()).into())
        .with(el("nav").set("aria-label", view.page.nav).with_all(links.into()).into())
        .with(
            classed("div", "who")
                .with(super::place::places(view))
                .with(labelled(view.page.role, role(view)))
                .with(labelled(view.page.day, day(view)))
                .into(),
        )
        .into()
}

/// The colours of the page.
fn theme(view: &View<'_>) -> Html {
    let options = THEMES.into_iter().zip(view.page.themes).map(|(theme, name)| {
        let option = el("option").set("value", theme).selected(theme == view.state.theme);
        option.text(name).into()
    });
    el("select")
        .set("id", "theme")
        .set("aria-label", view.page.theme)
        .on_change(view.chosen(Action::Theme))
        .with_all(options.collect())
        .into()
}

fn role(view: &View<'_>) -> Html {
    let chosen = view.role();
    let actors = view.plan.catalogue.actors.iter().map(|actor| {
        let option = el("option").set("value", actor.id.clone()).selected(actor.id == chosen);
        option.text(view.words.actor(&actor.id)).into()
    });
    el("select")
        .set("id", "role")
        .on_change(view.chosen(Action::Role))
        .with_all(actors.collect())
        .into()
}

fn day(view: &View<'_>) -> Html {
    let dispatch = view.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        {
            dispatch.dispatch(Action::Day(input.value()));
        }
    });
    let wrong = Date::parse(&crate::state::day(&view.state.day)).is_err();
    classed("input", "medium")
        .set("id", "day")
        .set("type", "text")
        .set("inputmode", "numeric")
        .set("autocomplete", "off")
        .set_if("aria-invalid", wrong.then(|| "true".to_owned()))
        .value(&view.state.day)
        .on_input(oninput)
        .into()
}
