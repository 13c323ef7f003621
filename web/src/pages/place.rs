//! Choosing a place: a province, and a city or county in it.

use rules::place::{NATION, lies_in, province_of};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::dom::{all, el, line, maybe};
use crate::state::Action;
use crate::view::View;

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
    let listed = provinces.contains(&here.as_str()) && view.policies.wanted.is_around(&here);
    let inner = listed.then(|| {
        let mut options = vec![option(&here, chosen == here, view.page.whole_province.to_owned())];
        options.extend(
            inside(view, &here)
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
    let dispatch = view.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(select) = select {
            dispatch.dispatch(Action::Region(select.value()));
        }
    });
    let select = el("select").set("id", id).on_change(onchange).with_all(options);
    el("label").with(line("span", "", name)).with(select.into()).into()
}
