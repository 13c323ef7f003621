//! The application: loads the policies, keeps the state, shows the page.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::{document_element, window};
use js_sys::Date;
use rules::Plan;
use text::Language;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom::{cat, classed, el, line};
use crate::load::{self, Failure};
use crate::pages;
use crate::state::{self, Action, Route, State};
use crate::storage;
use crate::view::View;
use crate::words::page_words;

/// How far loading is.
enum Loading {
    Running,
    Failed(Failure),
    Done(Rc<Plan>),
}

/// Everything on the screen.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(first_state);
    let loading = use_state(|| Loading::Running);
    let attempt = use_state(|| 0_u32);
    {
        let loading = loading.clone();
        use_effect_with(*attempt, move |_| {
            spawn_local(async move {
                loading.set(match load::plan().await {
                    Ok(plan) => Loading::Done(Rc::new(plan)),
                    Err(failure) => Loading::Failed(failure),
                });
            });
        });
    }
    {
        let dispatch = state.dispatcher();
        use_effect_with((), move |()| {
            let listener = EventListener::new(&window(), "hashchange", move |_| {
                dispatch.dispatch(Action::Go(Route::current()));
                window().scroll_to_with_x_and_y(0.into(), 0.into());
            });
            move || drop(listener)
        });
    }
    use_effect_with(state.clone(), |state| keep(state));
    let retry = {
        let loading = loading.clone();
        Callback::from(move |_: MouseEvent| {
            loading.set(Loading::Running);
            attempt.set(*attempt + 1);
        })
    };
    match &*loading {
        Loading::Done(plan) => pages::page(&View::new(plan, &state, state.dispatcher())),
        Loading::Running => waiting(state.language),
        Loading::Failed(failure) => failed(state.language, failure, retry),
    }
}

fn first_state() -> State {
    let now = Date::new_0();
    let two = |number: u32| {
        let text = number.to_string();
        if number < 10 { cat(&["0", &text]) } else { text }
    };
    let day = [
        now.get_full_year().to_string(),
        two(now.get_month() + 1),
        two(now.get_date()),
    ]
    .join("-");
    let mut state = State::new(day);
    if let Some(kept) = storage::kept() {
        state = state::read(&kept, state);
    }
    // A page around this one may ask for its own language.
    let query = window().location().search().unwrap_or_default();
    match query.split(['?', '&']).find(|part| part.starts_with("lang=")) {
        Some("lang=zh") => state.language = Language::Zh,
        Some("lang=en") => state.language = Language::En,
        _ => {}
    }
    state.route = Route::current();
    state
}

/// What is typed outlives the page; the language and the size of letters belong to the whole document.
fn keep(state: &State) {
    storage::keep(&state::write(state));
    let root = document_element();
    let language = match state.language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    };
    // Attributes with these names can always be set.
    let _ = root.set_attribute("lang", language);
    let _ = root.set_attribute("data-letters", if state.large { "large" } else { "normal" });
    let page = page_words(state.language);
    gloo::utils::document().set_title(&cat(&[page.route(state.route), " · ", page.title]));
}

fn waiting(language: Language) -> Html {
    let page = page_words(language);
    let status = el("p").set("role", "status").text(page.loading);
    classed("main", "wait")
        .with(line("h1", "", page.brand))
        .with(status.into())
        .into()
}

fn failed(language: Language, failure: &str, retry: Callback<MouseEvent>) -> Html {
    let page = page_words(language);
    let button = classed("button", "main")
        .set("type", "button")
        .on_click(retry)
        .text(page.retry);
    let notice = classed("div", "notice")
        .set("role", "alert")
        .with(line("p", "", page.load_failed))
        .with(line("p", "muted", failure.to_owned()))
        .with(button.into());
    classed("main", "wait")
        .with(line("h1", "", page.brand))
        .with(notice.into())
        .into()
}
