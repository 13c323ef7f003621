//! Copying a text, in every browser.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDocument, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom::{classed, el, line, maybe};
use crate::words::{PageWords, Words};

#[derive(PartialEq, Properties)]
pub(crate) struct CopyProps {
    /// What can be copied, behind the words of its button.
    pub(crate) things: Vec<(&'static str, AttrValue)>,
    /// What is said before the buttons.
    pub(crate) note: AttrValue,
    /// The words of the page.
    pub(crate) words: Words,
}

/// What was passed on last, and whether the browser took it.
#[derive(Clone, PartialEq)]
struct Passed {
    text: AttrValue,
    copied: bool,
}

/// Buttons that copy. What is copied is shown, so that it can be read, and copied by hand.
#[component]
pub(crate) fn Copy(props: &CopyProps) -> Html {
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
                .with_all(props.things.iter().map(|(label, text)| button(text, label)).collect())
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
