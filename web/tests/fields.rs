//! The fields of the page, in a real browser: whatever is typed stands there as it was typed.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::cell::Cell;

use gloo::utils::{document, window};
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CompositionEvent, CompositionEventInit, HtmlElement, HtmlInputElement, InputEvent, InputEventInit};

wasm_bindgen_test_configure!(run_in_browser);

/// What the page would ask its server for.
const SERVER: &str = "window.fetch = (address) => {
    const bytes = files[new URL(address).pathname.split('/data/')[1]];
    return Promise.resolve(bytes ? new Response(bytes) : new Response('', { status: 404 }));
}";

/// How often a condition is looked at before a test gives up, and how long it waits in between, in milliseconds.
const LOOKS: usize = 500;
const PAUSE: i32 = 10;

/// Starts the page once, on the calculator of loans, and waits until it asks.
async fn page() {
    thread_local!(static STARTED: Cell<bool> = const { Cell::new(false) });
    if !STARTED.replace(true) {
        let files = Object::new();
        for file in policies::export(&policies::Published::default()).expect("the packs are sound") {
            let bytes = Uint8Array::from(file.bytes.as_slice());
            Reflect::set(&files, &file.path.into(), &bytes).expect("a plain object");
        }
        let serve = Function::new_with_args("files", SERVER);
        serve.call1(&JsValue::NULL, &files).expect("a server");
        window().location().set_hash("#/loan").expect("an address");
        let root = document().create_element("div").expect("an element");
        root.set_id("app");
        document().body().expect("a body").append_child(&root).expect("a place");
        huisuan_web::start();
    }
    eventually("the page asks", || found("loan.0.rate").is_some()).await;
}

fn found(name: &str) -> Option<HtmlInputElement> {
    let selector = format!("[name='{name}']");
    let element = document().query_selector(&selector).ok().flatten()?;
    element.dyn_into().ok()
}

fn field(name: &str) -> HtmlInputElement {
    found(name).expect("a field")
}

/// The words below a field: `hint` or `error`; empty where there are none.
fn said(name: &str, part: &str) -> String {
    let element = document().get_element_by_id(&format!("{name}-{part}"));
    element.and_then(|element| element.text_content()).unwrap_or_default()
}

async fn pause() {
    let later = Promise::new(&mut |resolve, _| {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PAUSE)
            .expect("a clock");
    });
    JsFuture::from(later).await.expect("time passes");
}

async fn eventually(what: &str, condition: impl Fn() -> bool) {
    for _ in 0..LOOKS {
        if condition() {
            return;
        }
        pause().await;
    }
    assert!(condition(), "waited in vain: {what}");
}

/// Tells the page what a browser tells it of an edit that is done.
fn tell(field: &HtmlInputElement, kind: &str, composing: bool) {
    let told = InputEventInit::new();
    told.set_bubbles(true);
    told.set_input_type(kind);
    told.set_is_composing(composing);
    let event = InputEvent::new_with_event_init_dict("input", &told).expect("an event");
    field.dispatch_event(&event).expect("a listener");
}

fn compose(field: &HtmlInputElement, kind: &str) {
    let told = CompositionEventInit::new();
    told.set_bubbles(true);
    let event = CompositionEvent::new_with_event_init_dict(kind, &told).expect("an event");
    field.dispatch_event(&event).expect("a listener");
}

/// Puts a text where the caret is, as typing and pasting do.
fn write(field: &HtmlInputElement, text: &str, kind: &str) {
    let (start, end) = selection(field);
    field
        .set_range_text_with_start_and_end_and_selection_mode(text, start, end, web_sys::SelectionMode::End)
        .expect("a text");
    tell(field, kind, false);
}

fn selection(field: &HtmlInputElement) -> (u32, u32) {
    let at = |end: Result<Option<u32>, JsValue>| end.ok().flatten().expect("a caret");
    (at(field.selection_start()), at(field.selection_end()))
}

fn empty(name: &str) -> HtmlInputElement {
    let field = field(name);
    field.focus().expect("a focus");
    field.select();
    write(&field, "", "deleteContentBackward");
    field
}

#[wasm_bindgen_test]
async fn a_number_is_read_while_it_is_typed_and_never_rewritten() {
    page().await;
    let rate = empty("loan.0.rate");
    let mut typed = String::new();
    for sign in "3.50".chars() {
        write(&rate, sign.encode_utf8(&mut [0; 4]), "insertText");
        typed.push(sign);
        pause().await;
        assert_eq!(rate.value(), typed);
        assert_eq!(said("loan.0.rate", "error"), "", "{typed} is a beginning, not an error");
    }
    eventually("3.5 % in basis points", || {
        said("loan.0.rate", "hint").contains("350 BP")
    })
    .await;
    assert_eq!(field("loan.0.rate").value(), "3.50");
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_marked_and_stays() {
    page().await;
    let rate = empty("loan.0.rate");
    write(&rate, "3.5厘", "insertText");
    eventually("an error", || said("loan.0.rate", "error").contains("3.5厘")).await;
    assert_eq!(rate.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(
        rate.get_attribute("aria-describedby")
            .is_some_and(|ids| ids.starts_with("loan.0.rate-error")),
        "the error is not read out with the field"
    );
    assert_eq!(rate.value(), "3.5厘");
    write(&empty("loan.0.rate"), "3.5", "insertText");
    eventually("no error", || said("loan.0.rate", "error").is_empty()).await;
    assert_eq!(rate.get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn full_width_digits_and_units_are_understood_as_they_stand() {
    page().await;
    for (typed, understood) in [
        ("３００万", "3,000,000.00"),
        ("１，２３４．５０", "1,234.50"),
        ("1.2亿", "120,000,000.00"),
        ("０", "0.00"),
    ] {
        let principal = empty("loan.0.principal");
        write(&principal, typed, "insertText");
        eventually(typed, || said("loan.0.principal", "hint").contains(understood)).await;
        assert_eq!(principal.value(), typed);
        assert_eq!(said("loan.0.principal", "error"), "");
    }
}

#[wasm_bindgen_test]
async fn what_is_pasted_stands_where_the_caret_was() {
    page().await;
    let principal = empty("loan.0.principal");
    write(&principal, "150", "insertText");
    principal.set_selection_range(1, 2).expect("a selection");
    write(&principal, " 2,000,00 ", "insertFromPaste");
    pause().await;
    assert_eq!(principal.value(), "1 2,000,00 0");
    assert_eq!(selection(&principal), (11, 11));
    write(&empty("loan.0.principal"), " 2,500,000.00 元 ", "insertFromPaste");
    eventually("the amount", || {
        said("loan.0.principal", "hint").contains("2,500,000.00")
    })
    .await;
    assert_eq!(principal.value(), " 2,500,000.00 元 ");
}

#[wasm_bindgen_test]
async fn an_input_method_is_left_alone() {
    page().await;
    let principal = empty("loan.0.principal");
    write(&principal, "5", "insertText");
    compose(&principal, "compositionstart");
    // What an input method has so far stands in the field, and is no number yet.
    for so_far in ["5w", "5wa", "5wan", "5wan'y", "5wan'yuan"] {
        principal.set_value(so_far);
        compose(&principal, "compositionupdate");
        tell(&principal, "insertCompositionText", true);
        pause().await;
        assert_eq!(principal.value(), so_far);
        assert_eq!(selection(&principal).0 as usize, so_far.len());
    }
    assert!(
        document()
            .active_element()
            .is_some_and(|active| active == *AsRef::<web_sys::Element>::as_ref(&principal)),
        "the focus was taken away"
    );
    principal.set_value("5万元");
    compose(&principal, "compositionend");
    tell(&principal, "insertFromComposition", false);
    eventually("the amount", || said("loan.0.principal", "hint").contains("50,000.00")).await;
    assert_eq!(principal.value(), "5万元");
}

#[wasm_bindgen_test]
async fn the_caret_stays_where_it_is() {
    page().await;
    let principal = empty("loan.0.principal");
    write(&principal, "1234", "insertText");
    for (at, sign, then) in [
        (1, ",", "1,234"),
        (5, ".", "1,234."),
        (6, "5", "1,234.5"),
        (0, "9", "91,234.5"),
    ] {
        principal.set_selection_range(at, at).expect("a caret");
        write(&principal, sign, "insertText");
        pause().await;
        assert_eq!(principal.value(), then);
        assert_eq!(selection(&principal), (at + 1, at + 1), "{then}");
    }
    // A change elsewhere on the page does not touch it either.
    principal.set_selection_range(2, 4).expect("a selection");
    let language = document()
        .query_selector(".look button:last-child")
        .expect("a page")
        .expect("a button");
    language.dyn_into::<HtmlElement>().expect("a button").click();
    eventually("another language", || {
        document()
            .query_selector("h1")
            .ok()
            .flatten()
            .is_some_and(|title| title.text_content().is_some_and(|title| title.contains("subsidy")))
    })
    .await;
    assert_eq!(field("loan.0.principal").value(), "91,234.5");
    assert_eq!(selection(&principal), (2, 4));
}
