//! The head of every page: where to go, who asks, for which day, how it is shown.

use text::Language;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::state::{Action, Route};
use crate::view::View;

pub(super) fn header(view: &View<'_>) -> Html {
    let state = view.state;
    let other = if view.is_zh() { Language::En } else { Language::Zh };
    html! {
        <header class="top">
            <div class="bar">
                <a class="brand" href={Route::Home.hash()}>{ view.page.brand }</a>
                <div class="look">
                    <button type="button" aria-pressed={state.large.to_string()} aria-label={view.page.large}
                        onclick={view.on(Action::Large(!state.large))}>{ "A⁺" }</button>
                    <button type="button" lang={if view.is_zh() { "en" } else { "zh-CN" }}
                        onclick={view.on(Action::Language(other))}>{ view.page.other_language }</button>
                </div>
            </div>
            <nav aria-label={view.page.nav}>
                { for Route::ALL.into_iter().map(|route| html! {
                    <a href={route.hash()} aria-current={(route == state.route).then_some("page")}>
                        { view.page.route(route) }
                    </a>
                }) }
            </nav>
            <div class="who">
                <label>
                    <span>{ view.page.role }</span>
                    { role(view) }
                </label>
                <label>
                    <span>{ view.page.day }</span>
                    { day(view) }
                </label>
            </div>
        </header>
    }
}

fn role(view: &View<'_>) -> Html {
    let chosen = view.role();
    let dispatch = view.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
        {
            dispatch.dispatch(Action::Role(select.value()));
        }
    });
    html! {
        <select id="role" {onchange}>
            { for view.plan.catalogue.actors.iter().map(|actor| html! {
                <option value={actor.id.clone()} selected={actor.id == chosen}>{ view.words.actor(&actor.id) }</option>
            }) }
        </select>
    }
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
    html! {
        <input id="day" type="text" inputmode="numeric" autocomplete="off" class="medium"
            value={view.state.day.clone()} {oninput} />
    }
}
