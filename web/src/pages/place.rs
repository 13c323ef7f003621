//! Choosing a place: a province, and a city or county in it, or any by searching.

use rules::library::Place;
use rules::place::{NATION, lies_in, province_of};
use text::Language;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom::{all, cat, classed, el, line, maybe};
use crate::load;
use crate::state::{Action, State};
use crate::view::{View, counted};
use crate::words::Words;

/// The places of the head: the provinces, and where one is chosen, what lies in it.
pub(super) fn places(view: &View<'_>) -> Html {
    let chosen = view.place();
    let here = province_of(chosen);
    let provinces = view.policies.provinces.iter().map(|province| province.id.as_str());
    let provinces: Vec<&str> = provinces.filter(|id| *id != NATION).collect();
    let mut options = vec![option("", chosen == NATION, view.page.nation.to_owned())];
    options.extend(
        provinces
            .iter()
            .map(|id| option(id, *id == here, view.words.region(id))),
    );
    let mut inner = inside(view, &here);
    let listed = provinces.contains(&here.as_str()) && (chosen != here || !inner.is_empty());
    let inner = listed.then(|| {
        let mut options = vec![option(&here, chosen == here, view.page.whole_province.to_owned())];
        // One that was searched for need not have documents of its own.
        if chosen != here && !inner.contains(&chosen) {
            inner.push(chosen);
        }
        options.extend(
            inner
                .into_iter()
                .map(|id| option(id, id == chosen, view.words.region(id))),
        );
        labelled(view, view.page.city, "place", options)
    });
    all(vec![labelled(view, view.page.place, "province", options), maybe(inner)])
}

/// The places inside of a province that have documents of their own, each once.
pub(super) fn inside<'a>(view: &View<'a>, province: &str) -> Vec<&'a str> {
    let mut places: Vec<&str> = Vec::new();
    for document in &view.policies.documents {
        let place = document.region.as_str();
        if place != province && lies_in(place, province) && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

fn option(id: &str, chosen: bool, name: String) -> Html {
    el("option")
        .set("value", id.to_owned())
        .selected(chosen)
        .text(name)
        .into()
}

fn labelled(view: &View<'_>, name: &'static str, id: &'static str, options: Vec<Html>) -> Html {
    let select = el("select")
        .set("id", id)
        .on_change(view.chosen(Action::Region))
        .with_all(options);
    el("label").with(line("span", "", name)).with(select.into()).into()
}

/// A field that finds places by name, pinyin, initials or code.
pub(super) fn search(view: &View<'_>) -> Html {
    let dispatch = view.dispatch.clone();
    html! {
        <Search names={view.policies.places.clone()} language={view.state.language} words={Words(view.page)} {dispatch} />
    }
}

#[derive(PartialEq, Properties)]
struct SearchProps {
    names: String,
    language: Language,
    words: Words,
    dispatch: UseReducerDispatcher<State>,
}

/// What was typed, and what was found for it; nothing where it could not be loaded.
#[derive(Clone, Default, PartialEq)]
struct Found {
    typed: String,
    places: Option<Vec<Place>>,
}

#[component]
fn Search(props: &SearchProps) -> Html {
    let typed = use_state(String::new);
    let found = use_state(Found::default);
    {
        let found = found.setter();
        use_effect_with((*typed).clone(), {
            let names = props.names.clone();
            move |typed| {
                // Nothing is loaded before somebody searches.
                if typed.trim().is_empty() {
                    return;
                }
                let typed = typed.clone();
                spawn_local(async move {
                    let places = load::places(names, typed.clone()).await.ok();
                    found.set(Found { typed, places });
                });
            }
        });
    }
    let page = props.words.0;
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                typed.set(input.value());
            }
        })
    };
    let input = classed("input", "long")
        .set("id", "search")
        .set("type", "search")
        .set("autocomplete", "off")
        .set("aria-describedby", "search-help")
        .value(&typed)
        .on_input(oninput);
    // An answer to something that was typed before says nothing about what stands there now.
    let current = !typed.trim().is_empty() && found.typed == *typed;
    let list = current.then(|| match &found.places {
        Some(places) if places.is_empty() => line("p", "muted", page.no_place),
        Some(places) => {
            let items = places.iter().map(|place| self::found(props, place));
            classed("ul", "found").with_all(items.collect()).into()
        }
        None => line("p", "muted", page.load_failed),
    });
    classed("div", "field search")
        .with(el("label").set("for", "search").text(page.search).into())
        .with(classed("div", "control").with(input.into()).into())
        .with(
            classed("p", "help")
                .set("id", "search-help")
                .text(page.search_help)
                .into(),
        )
        .with(el("div").set("role", "status").with(maybe(list)).into())
        .into()
}

fn found(props: &SearchProps, place: &Place) -> Html {
    let page = props.words.0;
    let dispatch = props.dispatch.clone();
    let id = place.id.clone();
    let button = classed("button", "link")
        .set("type", "button")
        .on_click(Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Region(id.clone()));
        }));
    let name = props.language.say(&place.zh, &place.en);
    let within = props.language.say(&place.within.zh, &place.within.en);
    let documents = if place.documents == 0 {
        page.no_documents.to_owned()
    } else {
        counted(props.language, &place.documents.to_string(), page.number_of_documents)
    };
    let around = cat(&[" ", within, if within.is_empty() { "" } else { " · " }, &documents]);
    el("li")
        .with(button.text(name.to_owned()).into())
        .with(line("small", "muted", around))
        .into()
}
