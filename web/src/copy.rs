//! Copying a text, in every browser.

use gloo::utils::{document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{HtmlDocument, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom::{classed, el, line, maybe};
use crate::words::{PageWords, Words};

#[derive(PartialEq, Properties)]
pub(crate) struct CopyProps {
    /// What makes the texts that can be copied, behind the words of their buttons.
    pub(crate) things: Vec<(&'static str, Callback<(), String>)>,
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
    let button = |make: &Callback<(), String>, label: &'static str| {
        let (passed, make) = (passed.clone(), make.clone());
        let onclick = Callback::from(move |_: MouseEvent| copy(make.emit(()).into(), &passed));
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
                .with_all(props.things.iter().map(|(label, make)| button(make, label)).collect())
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

#[derive(PartialEq, Properties)]
pub(crate) struct PictureProps {
    /// Makes what stands in the picture.
    pub(crate) text: Callback<(), String>,
    /// Makes the link that its code holds.
    pub(crate) link: Callback<(), String>,
    /// The words of the page.
    pub(crate) words: Words,
}

/// A picture that was made of a text and a link.
#[derive(Clone, PartialEq)]
struct Made {
    of: String,
    text: String,
    /// The picture as an address, and whether it has a code; none where it could not be made.
    picture: Option<(String, bool)>,
}

/// A button that makes a picture with a code, to keep by a long press and to go on elsewhere with a camera.
#[component]
pub(crate) fn Picture(props: &PictureProps) -> Html {
    let made = use_state(|| None::<Made>);
    let page: &'static PageWords = props.words.0;
    let make = {
        let (made, text, link) = (made.setter(), props.text.clone(), props.link.clone());
        Callback::from(move |_: MouseEvent| {
            let (made, text, link) = (made.clone(), text.emit(()), link.emit(()));
            spawn_local(async move {
                let answer = crate::load::more("picture", &[&text, &link]).await;
                let picture = answer.ok().and_then(|answer| {
                    let get = |key: &str| js_sys::Reflect::get(&answer, &JsValue::from_str(key)).ok();
                    Some((get("image")?.as_string()?, get("coded")?.is_truthy()))
                });
                made.set(Some(Made {
                    of: link,
                    text,
                    picture,
                }));
            });
        })
    };
    // A picture of what was typed before is no picture of what stands there now.
    let current = made.as_ref().filter(|made| made.of == props.link.emit(()));
    let shown = current.map(|made| match &made.picture {
        Some((address, coded)) => {
            let note = if *coded {
                page.picture_note
            } else {
                page.picture_without_code
            };
            let image = el("img").set("src", address.clone()).set("alt", made.text.clone());
            classed("div", "picture")
                .with(line("p", "", note))
                .with(image.into())
                .into()
        }
        None => line("p", "", page.picture_failed),
    });
    let button = el("button").set("type", "button").on_click(make).text(page.picture);
    classed("div", "copy")
        .with(classed("p", "tools").with(button.into()).into())
        .with(el("div").set("role", "status").with(maybe(shown)).into())
        .into()
}
