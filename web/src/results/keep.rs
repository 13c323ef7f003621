//! Keeping a case and passing it on.

use gloo::utils::document;
use rules::outcome::Outcome;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::copy::{Copy, Picture};
use crate::dom::{cat, classed, el, line, maybe, nothing};
use crate::paper;
use crate::pass::{Later, address, entries, later, whole_address};
use crate::state::{Action, COMPARED, Case, KEPT};
use crate::view::View;
use crate::words::Words;

/// What can be done with a case in which something is typed that the page at hand asks.
pub(super) fn panel(view: &View<'_>, outcomes: &[Outcome]) -> Html {
    let entries = entries(view, &view.state.form).into_iter();
    let names: Vec<String> = entries.map(|entry| entry.name).collect();
    if names.is_empty() {
        return nothing();
    }
    let note = cat(&[view.page.pass_note, &view.listed(&names), view.say("。", ".")]);
    let link = later(view, whole_address);
    let things = vec![
        (view.page.copy_link, link.clone()),
        (view.page.copy_text, later(view, paper::text)),
    ];
    let words = Words(view.page);
    let picture = html! { <Picture text={later(view, paper::brief)} {link} {words} /> };
    let copy = html! { <Copy {things} {note} {words} /> };
    let sheet = classed("a", "button")
        .set("href", view.state.route.sheet())
        .text(view.page.sheet);
    classed("section", "keep actions")
        .set("aria-labelledby", "keep")
        .with(el("h3").set("id", "keep").text(view.page.pass_on).into())
        .with(copy)
        .with(picture)
        .with(classed("p", "tools").with(sheet.into()).into())
        .with(name(view, outcomes))
        .into()
}

/// The name under which a case is kept, and the two ways to keep it.
fn name(view: &View<'_>, outcomes: &[Outcome]) -> Html {
    let page = view.page;
    let full = view.state.cases.iter().filter(|case| case.compared).count() >= COMPARED;
    let cases = &view.state.cases;
    let kept = !cases.is_empty() && {
        let address = address(view, outcomes);
        cases.iter().any(|case| case.address == address)
    };
    let most = view.state.cases.len() >= KEPT;
    let keep = |compared: bool, label: &'static str| {
        let dispatch = view.dispatch.clone();
        let usual = cat(&[page.case_word, " ", &(view.state.cases.len() + 1).to_string()]);
        let later = Later::new(view);
        let onclick = Callback::from(move |_: MouseEvent| {
            let input = document().get_element_by_id("case-name");
            let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
            let typed = input.as_ref().map(HtmlInputElement::value).unwrap_or_default();
            let name = if typed.trim().is_empty() { usual.clone() } else { typed };
            if let Some(input) = input {
                input.set_value("");
            }
            dispatch.dispatch(Action::Keep(Case {
                name,
                address: later.make(address),
                compared,
            }));
        });
        let off = (kept || most || (compared && full)).then(String::new);
        let button = el("button").set("type", "button").set_if("disabled", off);
        Html::from(button.on_click(onclick).text(label))
    };
    let input = classed("input", "long")
        .set("id", "case-name")
        .set("type", "text")
        .set("maxlength", "40")
        .set("autocomplete", "off");
    let full = if most {
        Some(page.kept_full)
    } else {
        full.then_some(page.compare_full)
    };
    let full = full.map(|told| line("p", "muted", told));
    let kept = kept.then(|| line("span", "", cat(&["✓ ", page.cases])));
    classed("div", "field")
        .with(el("label").set("for", "case-name").text(page.case_name).into())
        .with(classed("div", "control").with(input.into()).into())
        .with(
            classed("p", "tools")
                .with(keep(false, page.keep_case))
                .with(keep(true, page.put_aside))
                .with(el("span").set("role", "status").with(maybe(kept)).into())
                .into(),
        )
        .with(maybe(full))
        .into()
}
