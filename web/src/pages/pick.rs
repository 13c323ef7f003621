//! Choosing a clause of a calculator, or the place of the page that shows everything.

use rules::plan::Measure;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::results::badges;
use crate::state::Action;
use crate::view::View;

pub(super) fn clause(view: &View<'_>, measures: &[&Measure]) -> Html {
    let outcomes = view.outcomes(measures).unwrap_or_default();
    let picked = view.state.pick();
    let known = measures.iter().any(|measure| measure.id == picked);
    html! {
        <fieldset class="pick">
            <legend>{ view.page.which_clause }</legend>
            <label class="option">
                <input type="radio" name="pick" checked={!known} onchange={view.on(Action::Pick(String::new()))} />
                <span>{ view.page.all_clauses }</span>
            </label>
            { for measures.iter().zip(&outcomes).map(|(measure, outcome)| html! {
                <label class="option">
                    <input type="radio" name="pick" value={measure.id.clone()} checked={measure.id == picked}
                        onchange={view.on(Action::Pick(measure.id.clone()))} />
                    <span>
                        { view.words.measure_title(&measure.id) }
                        <small>{ place_of(view, measure) }{ " · " }<span lang="zh-CN">{ &measure.source.article }</span></small>
                        { badges(view, outcome) }
                    </span>
                </label>
            }) }
        </fieldset>
    }
}

fn place_of(view: &View<'_>, measure: &Measure) -> String {
    let document = view.plan.document(measure);
    document
        .map(|document| view.words.region(&document.pack.document.region))
        .unwrap_or_default()
}

pub(super) fn place(view: &View<'_>) -> Html {
    let chosen = view.state.region.as_str();
    let dispatch = view.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
        {
            dispatch.dispatch(Action::Region(select.value()));
        }
    });
    let regions = view
        .plan
        .catalogue
        .regions
        .iter()
        .filter(|region| region.id != crate::fields::NATION);
    html! {
        <div class="field">
            <label for="place">{ view.page.place }</label>
            <div class="control">
                <select id="place" class="long" {onchange}>
                    <option value="" selected={chosen.is_empty()}>{ view.page.all_places }</option>
                    { for regions.map(|region| html! {
                        <option value={region.id.clone()} selected={region.id == chosen}>
                            { view.words.region(&region.id) }
                        </option>
                    }) }
                </select>
            </div>
        </div>
    }
}
