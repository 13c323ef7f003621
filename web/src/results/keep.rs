//! Keeping a case and passing it on.

use gloo::utils::{document, window};
use rules::outcome::Outcome;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDocument, HtmlInputElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom::{cat, classed, el, line, maybe, nothing};
use crate::pass::{entries, link};
use crate::state::{Action, COMPARED, Case};
use crate::view::View;
use crate::words::{PageWords, Words};

/// What can be done with a case in which something is typed.
pub(super) fn panel(view: &View<'_>, outcomes: &[Outcome]) -> Html {
    if view.state.form.is_empty() {
        return nothing();
    }
    let address = cat(&[view.state.route.hash(), "?", &link(view, outcomes).write()]);
    let location = window().location().href().unwrap_or_default();
    let site = location.split('#').next().unwrap_or_default();
    let names: Vec<String> = entries(view, &view.state.form)
        .into_iter()
        .map(|entry| entry.name)
        .collect();
    let note = cat(&[
        view.page.pass_note,
        &names.join(view.say("、", "; ")),
        view.say("。", "."),
    ]);
    let copy = html! {
        <Copy link={cat(&[site, &address])} text={crate::paper::text(view, outcomes)} {note} words={Words(view.page)} />
    };
    let sheet = classed("a", "button")
        .set("href", view.state.route.sheet())
        .text(view.page.sheet);
    classed("section", "keep")
        .set("aria-labelledby", "keep")
        .with(el("h3").set("id", "keep").text(view.page.pass_on).into())
        .with(copy)
        .with(classed("p", "tools").with(sheet.into()).into())
        .with(name(view, &address))
        .into()
}

/// The name under which a case is kept, and the two ways to keep it.
fn name(view: &View<'_>, address: &str) -> Html {
    let page = view.page;
    let full = view.state.cases.iter().filter(|case| case.compared).count() >= COMPARED;
    let kept = view.state.cases.iter().any(|case| case.address == *address);
    let keep = |compared: bool, label: &'static str| {
        let dispatch = view.dispatch.clone();
        let usual = cat(&[page.case_word, " ", &(view.state.cases.len() + 1).to_string()]);
        let address = address.to_owned();
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
                address: address.clone(),
                compared,
            }));
        });
        let off = (kept || (compared && full)).then(String::new);
        let button = el("button").set("type", "button").set_if("disabled", off);
        Html::from(button.on_click(onclick).text(label))
    };
    let input = classed("input", "long")
        .set("id", "case-name")
        .set("type", "text")
        .set("maxlength", "40")
        .set("autocomplete", "off");
    let full = full.then(|| line("p", "muted", page.compare_full));
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

#[derive(PartialEq, Properties)]
struct CopyProps {
    link: AttrValue,
    text: AttrValue,
    note: AttrValue,
    words: Words,
}

/// What was passed on last, and whether the browser took it.
#[derive(Clone, PartialEq)]
struct Passed {
    text: AttrValue,
    copied: bool,
}

/// Two buttons that copy. What is copied is shown, so that it can be read, and copied by hand.
#[component]
fn Copy(props: &CopyProps) -> Html {
    let passed = use_state(|| None::<Passed>);
    let page: &'static PageWords = props.words.0;
    let button = |text: &AttrValue, label: &'static str| {
        let (passed, text) = (passed.clone(), text.clone());
        let onclick = Callback::from(move |_: MouseEvent| copy(text.clone(), &passed));
        Html::from(el("button").set("type", "button").on_click(onclick).text(label))
    };
    let shown = passed.as_ref().map(|passed| {
        let label = if passed.copied { page.copied } else { page.copy_failed };
        let area = el("textarea")
            .set("rows", "4")
            .set("readonly", "")
            .set("aria-label", page.passed_text);
        classed("div", "passed")
            .with(line("p", "", label))
            .with(area.value(&passed.text).into())
            .into()
    });
    classed("div", "copy")
        .with(line("p", "muted", props.note.clone()))
        .with(
            classed("p", "tools")
                .with(button(&props.link, page.copy_link))
                .with(button(&props.text, page.copy_text))
                .into(),
        )
        .with(el("div").set("role", "status").with(maybe(shown)).into())
        .into()
}

/// Copies by the clipboard where there is one, otherwise as older browsers do.
fn copy(text: AttrValue, passed: &UseStateHandle<Option<Passed>>) {
    let passed = passed.clone();
    let tell = move |text: AttrValue, copied: bool| passed.set(Some(Passed { text, copied }));
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        let copied = copy_selected(&text).unwrap_or(false);
        tell(text, copied);
        return;
    }
    let promise = clipboard.write_text(&text);
    spawn_local(async move {
        let copied = wasm_bindgen_futures::JsFuture::from(promise).await.is_ok();
        let copied = copied || copy_selected(&text).unwrap_or(false);
        tell(text, copied);
    });
}

/// Selects a text that nobody sees, and copies the selection.
fn copy_selected(text: &str) -> Option<bool> {
    let area = document().create_element("textarea").ok()?;
    let area = area.dyn_into::<HtmlTextAreaElement>().ok()?;
    area.set_value(text);
    area.set_class_name("spoken");
    document().body()?.append_child(&area).ok()?;
    area.select();
    let copied = document().dyn_into::<HtmlDocument>().ok()?.exec_command("copy");
    area.remove();
    copied.ok()
}
