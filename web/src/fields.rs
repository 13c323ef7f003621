//! The fields of a page, made from what its measures ask.
//!
//! One listener on the form takes all input: every field has its key as its name.

use rules::fact::{FactKind, FactSpec};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::asks::{Asks, Section};
use crate::state::{Action, State, key};
use crate::view::View;

pub(crate) use choice::NATION;

mod choice;
mod field;
mod hint;
mod series;
mod typed;
mod why;

/// The form of a page: what concerns the visitor's own results, then what concerns only others.
pub(crate) fn form(view: &View<'_>, asks: &Asks<'_>, missing: &[String], folded: bool) -> Html {
    html! {
        <form class="fields" autocomplete="off" onsubmit={Callback::from(|event: SubmitEvent| event.prevent_default())}
            oninput={listener(view)} onchange={on_change(view)}>
            if asks.own.is_empty() {
                <p class="muted">{ view.page.nothing_to_ask }</p>
            }
            { for asks.own.iter().map(|section| self::section(view, section, missing, folded)) }
            if !asks.others.is_empty() {
                <details class="others">
                    <summary>{ view.page.others_only }</summary>
                    { for asks.others.iter().map(|section| self::section(view, section, missing, false)) }
                </details>
            }
            <p class="clear">
                <button type="button" onclick={erase(view)}>{ view.page.clear }</button>
                <span class="muted">{ view.page.clear_note }</span>
            </p>
        </form>
    }
}

fn section(view: &View<'_>, section: &Section<'_>, missing: &[String], folded: bool) -> Html {
    let group = section.group;
    let title = view.words.group(&group.id);
    let rows = if group.repeat {
        view.state.form.rows(&group.id)
    } else {
        1
    };
    let body = html! {
        <>
            { for (0..rows).map(|row| self::row(view, section, row, rows, missing)) }
            if group.repeat {
                <p class="add">
                    <button type="button" onclick={view.on(Action::AddRow(group.id.clone()))}>
                        { [view.page.add_row, view.say("：", ": "), &title].concat() }
                    </button>
                </p>
            }
        </>
    };
    if folded {
        let filled = filled(view, section);
        return html! {
            <details class="group" key={group.id.clone()}>
                <summary>
                    <h3>{ &title }</h3>
                    if filled > 0 {
                        <span class="muted">{ [&filled.to_string(), " ", view.page.field_count].concat() }</span>
                    }
                </summary>
                { body }
            </details>
        };
    }
    html! {
        <section class="group" key={group.id.clone()}>
            <h3>{ title }</h3>
            { body }
        </section>
    }
}

fn row(view: &View<'_>, section: &Section<'_>, row: usize, rows: usize, missing: &[String]) -> Html {
    let group = section.group;
    let fields = section.facts.iter().zip(section.facts()).map(|(fact, spec)| {
        let key = key(group, row, &spec.id);
        let path = [&group.id, ".", &spec.id].concat();
        let needed = missing.contains(&path) && view.state.form.get(&key).is_empty();
        field::field(view, *fact, spec, &field::Place { path, key, needed })
    });
    if rows == 1 {
        return html! { <div class="row" key="0">{ for fields }</div> };
    }
    let number = [view.words.group(&group.id), " ".to_owned(), (row + 1).to_string()].concat();
    html! {
        <fieldset class="row" key={row.to_string()}>
            <legend>{ &number }</legend>
            { for fields }
            <button type="button" aria-label={[view.page.drop_row, " ", &number].concat()}
                onclick={view.on(Action::DropRow(group.id.clone(), row))}>{ view.page.drop_row }</button>
        </fieldset>
    }
}

/// How many fields of a section hold something.
fn filled(view: &View<'_>, section: &Section<'_>) -> usize {
    let prefix = [&section.group.id, "."].concat();
    let texts = &view.state.form.texts;
    texts
        .iter()
        .filter(|(key, text)| key.starts_with(&prefix) && !text.is_empty())
        .count()
}

/// Whether a fact is answered by several controls, so that its name is a legend and not a label.
fn is_group(spec: &FactSpec) -> bool {
    matches!(spec.kind, FactKind::Flag | FactKind::Set) || spec.series.is_some()
}

fn erase(view: &View<'_>) -> Callback<MouseEvent> {
    let dispatch = view.dispatch.clone();
    Callback::from(move |_| {
        crate::storage::forget();
        dispatch.dispatch(Action::Clear);
    })
}

fn listener(view: &View<'_>) -> Callback<InputEvent> {
    let dispatch = view.dispatch.clone();
    Callback::from(move |event: InputEvent| take(&dispatch, &event))
}

/// Older engines tell of a choice only when it is made, not as input.
fn on_change(view: &View<'_>) -> Callback<Event> {
    let dispatch = view.dispatch.clone();
    Callback::from(move |event: Event| take(&dispatch, &event))
}

/// Takes what a control of the form holds now; its name says which field it belongs to.
pub(crate) fn take(dispatch: &UseReducerDispatcher<State>, event: &Event) {
    let Some(target) = event.target() else { return };
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        dispatch.dispatch(Action::Type(select.name(), select.value()));
    } else if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "checkbox" => dispatch.dispatch(Action::Choose(input.name(), input.value(), input.checked())),
            "radio" if !input.checked() => {}
            _ => dispatch.dispatch(Action::Type(input.name(), input.value())),
        }
    }
}
