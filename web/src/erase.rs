//! What would be lost is asked about first, in its own place: a dialogue of the browser is blocked in frames.

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom::{El, cat, classed, el};
use crate::state::Action;
use crate::storage;
use crate::view::View;

/// The id of the button that leaves everything as it is; one question is asked at a time.
const LEAVE: &str = "leave";

/// Something that can be erased.
pub(crate) struct Erasure {
    /// The id of its button.
    pub(crate) id: String,
    /// What is lost, in words. Where nothing is, nothing is asked.
    pub(crate) lost: String,
    /// What erases it.
    pub(crate) action: Action,
    /// The id of what has the focus afterwards.
    pub(crate) then: String,
}

/// A button that erases; pressed, it gives way to a question that the focus enters.
pub(crate) fn button(view: &View<'_>, button: El, erasure: Erasure) -> Html {
    let Erasure { id, lost, action, then } = erasure;
    let asks = !lost.is_empty();
    if !asks || view.state.asked != id {
        let (action, focus) = if asks {
            (Action::Ask(id.clone()), LEAVE.to_owned())
        } else {
            (action, then)
        };
        let press = press(view, action, focus);
        let button = button.set("type", "button").set("id", id);
        return button.on_click(press.reform(|_| ())).into();
    }
    let leave = press(view, Action::Ask(String::new()), id);
    let escape = {
        let leave = leave.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                leave.emit(());
            }
        })
    };
    let question = cat(&[view.page.sure, &lost, view.say("。", ".")]);
    let choice = |words: &'static str, press: Callback<()>| {
        let button = el("button").set("type", "button").text(words);
        button.on_click(press.reform(|_| ()))
    };
    classed("div", "sure")
        .set("role", "group")
        .set("aria-labelledby", "sure")
        .on_key(escape)
        .with(el("span").set("id", "sure").text(question).into())
        .with(choice(view.page.leave, leave).set("id", LEAVE).into())
        .with(choice(view.page.erase, press(view, action, then)).into())
        .into()
}

/// Changes the state, and then moves the focus, which would be lost with what has gone.
fn press(view: &View<'_>, action: Action, focus: String) -> Callback<()> {
    let dispatch = view.dispatch.clone();
    Callback::from(move |()| {
        if matches!(action, Action::Clear | Action::ClearAll) {
            storage::forget();
        }
        dispatch.dispatch(action.clone());
        let focus = focus.clone();
        let there = move || {
            let element = document().get_element_by_id(&focus);
            if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
                // An element of the page takes the focus, or keeps it where it is.
                let _ = element.focus();
            }
        };
        Timeout::new(0, there).forget();
    })
}
