//! The results in a line, which stays in sight, and the same for those who listen.

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use rules::outcome::{Block, Outcome, Status};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{class, has_amount, sign};
use crate::dom::{classed, line, maybe};
use crate::view::View;

/// How long a result must stand before it is read out: longer than between two keys.
const PAUSE: u32 = 1_000;

/// The amounts of the one who asks.
pub(crate) fn summary(view: &View<'_>, outcomes: &[Outcome]) -> Html {
    let own = |outcome: &&Outcome| has_amount(outcome);
    let own: Vec<&Outcome> = [Block::Yours, Block::Price]
        .into_iter()
        .flat_map(|block| {
            outcomes
                .iter()
                .filter(own)
                .filter(move |outcome| outcome.block == block)
        })
        .collect();
    let mut spoken: Vec<String> = own.iter().map(|outcome| view.words.headline(outcome)).collect();
    // Without an amount, or without the one that was said before, it is said how the first result stands.
    if spoken.is_empty() && !view.state.form.is_empty() {
        let judged = outcomes
            .iter()
            .filter(|outcome| !matches!(outcome.status, Status::Pointer | Status::Goal));
        let mut own = judged.filter(|outcome| matches!(outcome.block, Block::Yours | Block::Price));
        spoken.extend(own.next().map(|outcome| match outcome.status {
            Status::Ineligible => view.words.headline(outcome),
            status => view.words.status(status).to_owned(),
        }));
    }
    let links = own.iter().map(|outcome| {
        let amount = outcome.amount.map(|amount| text::money(view.state.language, amount));
        classed("a", class(outcome.block))
            .set("href", "#result")
            .set("tabindex", "-1")
            .on_click(to_result())
            .with(sign(outcome.block))
            .with(line("span", "", view.words.block(outcome.block)))
            .with(line("b", "", amount.unwrap_or_default()))
            .into()
    });
    let glance = (!own.is_empty()).then(|| {
        classed("div", "glance")
            .set("aria-hidden", "true")
            .with_all(links.collect())
            .into()
    });
    html! { <>{ maybe(glance) }<Announce text={spoken.join(" ")} /></> }
}

/// The fragment is the address of the page, so that a link inside of it scrolls by itself.
fn to_result() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        if let Some(result) = document().get_element_by_id("result") {
            result.scroll_into_view();
        }
    })
}

/// Puts the focus on a field and opens what hides it.
pub(crate) fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    let mut above = element.parent_element();
    while let Some(parent) = above {
        if parent.tag_name() == "DETAILS" {
            // The attribute exists on every such element.
            let _ = parent.set_attribute("open", "");
        }
        above = parent.parent_element();
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

#[derive(PartialEq, Properties)]
struct AnnounceProps {
    text: AttrValue,
}

/// Reads a text out once it has stood for a while.
#[component]
fn Announce(props: &AnnounceProps) -> Html {
    let spoken = use_state(|| AttrValue::from(""));
    {
        let spoken = spoken.clone();
        use_effect_with(props.text.clone(), move |text| {
            let text = text.clone();
            let timeout = Timeout::new(PAUSE, move || spoken.set(text));
            move || drop(timeout)
        });
    }
    classed("p", "spoken")
        .set("role", "status")
        .set("aria-live", "polite")
        .text((*spoken).clone())
        .into()
}
