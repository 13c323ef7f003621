//! The application: loads the policies, keeps the state, shows the page.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::{document_element, window};
use js_sys::Date;
use rules::Plan;
use rules::pack::Verification;
use rules::place::is_code;
use text::Language;
use wasm_bindgen::JsValue;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom::{cat, classed, el, line, nothing};
use crate::load::{self, Failure, Policies, Wanted};
use crate::pages;
use crate::state::{self, Action, Link, Route, State};
use crate::storage;
use crate::view::View;
use crate::words::page_words;

/// How far loading is.
enum Loading {
    Running,
    Failed(Failure),
    Done(Rc<Policies>),
}

/// Everything on the screen.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(first_state);
    let loading = use_state(|| Loading::Running);
    let attempt = use_state(|| 0_u32);
    {
        let (loading, seen) = (loading.clone(), state.seen.clone());
        let dispatch = state.dispatcher();
        use_effect_with((*attempt, Wanted::of(&state)), move |(_, wanted)| {
            let current = Rc::new(Cell::new(true));
            let still = current.clone();
            let wanted = wanted.clone();
            spawn_local(async move {
                let loaded = load::policies(wanted, seen.clone()).await;
                if !still.get() {
                    return;
                }
                // All that follows from what was loaded is there before it is shown, so that it is shown once.
                let loaded = match loaded {
                    Ok(policies) => {
                        // What an address carries is only read once there is a catalogue to hold it against.
                        if !matches!(*loading, Loading::Done(_)) {
                            follow(&policies.plan, &dispatch);
                        }
                        // A document that is seen for the first time has no news.
                        let first = unseen(&policies, &seen);
                        if !first.is_empty() {
                            dispatch.dispatch(Action::Seen(first));
                        }
                        Loading::Done(Rc::new(policies))
                    }
                    Err(failure) => Loading::Failed(failure),
                };
                loading.set(loaded);
            });
            move || current.set(false)
        });
    }
    let loaded = match &*loading {
        Loading::Done(policies) => Some(policies.clone()),
        _ => None,
    };
    // Until the names are there in another language, the page stays in the one before.
    let shown = Rc::new(State {
        language: loaded
            .as_ref()
            .map_or(state.language, |policies| policies.wanted.language),
        ..(*state).clone()
    });
    {
        let dispatch = state.dispatcher();
        use_effect_with(loaded.is_some(), move |_| {
            let listener = loaded.map(|policies| {
                EventListener::new(&window(), "hashchange", move |_| {
                    follow(&policies.plan, &dispatch);
                    window().scroll_to_with_x_and_y(0.into(), 0.into());
                })
            });
            move || drop(listener)
        });
    }
    use_effect_with(state.clone(), |state| storage::keep(&state::write(state)));
    let look = (shown.language, shown.large, shown.theme.clone(), shown.route);
    use_effect_with(look, |(language, large, theme, route)| {
        dress(*language, *large, theme, *route);
    });
    {
        let dispatch = state.dispatcher();
        // Cases belong to the device, what is typed to the tab.
        use_effect_with((), move |()| {
            let listener = storage::listen(move |kept| {
                let other = state::read(&kept, State::new(String::new()));
                dispatch.dispatch(Action::Cases(other.cases));
            });
            move || drop(listener)
        });
    }
    use_effect_with(matches!(*loading, Loading::Running), |running| {
        if let Some(first) = first_paint().filter(|_| !running) {
            first.remove();
        }
    });
    let retry = {
        let loading = loading.clone();
        Callback::from(move |_: MouseEvent| {
            loading.set(Loading::Running);
            attempt.set(*attempt + 1);
        })
    };
    match &*loading {
        Loading::Done(policies) => pages::page(&View::new(policies, &shown, state.dispatcher())),
        // What painted first stands until then.
        Loading::Running if first_paint().is_some() => nothing(),
        Loading::Running => waiting(state.language),
        Loading::Failed(failure) => failed(state.language, failure, retry),
    }
}

/// The versions of documents that were not seen before, as a list; those of a link are not those of today.
fn unseen(policies: &Policies, seen: &str) -> String {
    let documents = policies.plan.documents.iter();
    let new = documents.filter(|document| {
        let old = policies.old.iter().any(|old| old.id == document.id);
        let published = matches!(document.verification, Verification::Original | Verification::Secondary);
        published && !old && load::digits(seen, &document.id).is_none()
    });
    let versions: Vec<String> = new
        .map(|document| cat(&[&document.id, ":", document.digits()]))
        .collect();
    versions.join(",")
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
    let mut asked = query.split(['?', '&']).filter_map(|part| part.strip_prefix("lang="));
    state.language = asked.find_map(Language::from_id).unwrap_or(state.language);
    let address = address();
    let carried;
    (state.route, state.sheet, carried) = Route::of(&address);
    // What is loaded first is already right; everything else that the address carries waits for the catalogue.
    let region = Link::read(carried).region;
    if is_code(&region) {
        state.region = region;
    }
    state
}

/// The address of the page inside of the site.
fn address() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes where the address says and takes what it carries. It is short again afterwards, so that it does not say what is
/// no longer so once something else is typed.
fn follow(plan: &Plan, dispatch: &UseReducerDispatcher<State>) {
    let address = address();
    let (route, sheet, carried) = Route::of(&address);
    if carried.is_empty() {
        dispatch.dispatch(Action::Go(route, sheet));
        return;
    }
    let mut link = Link::read(carried);
    link.settle(plan);
    if let Ok(history) = window().history() {
        // Where the address cannot be changed, it stays as it is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(route.hash()));
    }
    dispatch.dispatch(Action::Open(route, Rc::new(link), true));
}

/// The language, the size of letters, the colours and the title belong to the whole document, for which browsers compute all styles
/// anew whenever one of them is set.
fn dress(language: Language, large: bool, theme: &str, route: Route) {
    let root = document_element();
    // Attributes with these names can always be set.
    let _ = root.set_attribute("lang", language.tag());
    let _ = root.set_attribute("data-letters", if large { "large" } else { "normal" });
    let _ = root.set_attribute("data-theme", theme);
    let page = page_words(language);
    gloo::utils::document().set_title(&cat(&[page.route(route), " · ", page.title]));
}

/// What the file of the page shows before the application can.
fn first_paint() -> Option<web_sys::Element> {
    gloo::utils::document().get_element_by_id("first")
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
