//! What is folded until somebody opens it. It is not made before: most of a page is folded, and every key would make it anew.

use wasm_bindgen::JsCast as _;
use web_sys::Element;
use yew::prelude::*;

use crate::dom::{all, classed};
use crate::state::Action;
use crate::view::View;

/// A summary and what is behind it, under a name that nothing else on the page has.
pub(crate) fn folded(
    view: &View<'_>,
    name: String,
    class: &'static str,
    summary: Html,
    content: &dyn Fn() -> Vec<Html>,
) -> Html {
    let open = view.state.unfolded.contains(&name);
    let dispatch = view.dispatch.clone();
    let details = classed("details", class)
        .key(&name)
        .set_if("open", open.then(String::new))
        .on_toggle(Callback::from(move |event: Event| {
            let details = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let open = details.is_some_and(|details| details.has_attribute("open"));
            dispatch.dispatch(Action::Unfold(name.clone(), open));
        }))
        .with(summary);
    // One child whether it is open or not: beside a number of children that changes, the summary would be made anew and
    // lose the focus.
    let content = if open || view.framed { content() } else { Vec::new() };
    details.with(all(content)).into()
}
