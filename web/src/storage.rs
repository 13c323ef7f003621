//! What the browser keeps: of this tab in its own storage, so that two tabs do not undo each other's typing, and the latest
//! of all in the one that they share. Either may be missing, full or forbidden: then that is said, and nothing fails.

use std::cell::Cell;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsCast as _;
use web_sys::{Storage, StorageEvent};

use crate::dom::cat;

/// What `batch.html` keeps: its columns, constants and measures.
const TABLES: &str = "huisuan-batch";

thread_local! {
    /// Whether what was typed last outlives the page.
    static KEEPS: Cell<bool> = const { Cell::new(true) };
}

/// Where a visit is kept. A page with several calculators names their frames, so that each is kept for itself.
fn key() -> String {
    cat(&["huisuan", &window().name().unwrap_or_default()])
}

fn own() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn shared() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept last time.
pub(crate) fn kept() -> Option<String> {
    let kept = |storage: Storage| storage.get_item(&key()).ok().flatten();
    own().and_then(kept).or_else(|| shared().and_then(kept))
}

/// Keeps a text for the next visit.
pub(crate) fn keep(text: &str) {
    let keep = |storage: Storage| storage.set_item(&key(), text).is_ok();
    let (own, shared) = (own().is_some_and(keep), shared().is_some_and(keep));
    KEEPS.set(own && shared);
}

/// Whether the browser took what was to be kept last.
pub(crate) fn keeps() -> bool {
    KEEPS.get()
}

/// Leaves nothing behind, as on a shared counter.
pub(crate) fn forget() {
    for storage in [own(), shared()].into_iter().flatten() {
        for key in [key().as_str(), TABLES] {
            let _ = storage.remove_item(key);
        }
    }
}

/// Tells what another tab keeps whenever it keeps something, for as long as the listener lives.
pub(crate) fn listen(told: impl Fn(String) + 'static) -> EventListener {
    EventListener::new(&window(), "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else {
            return;
        };
        // A tab that erases everything writes at once what is left: nothing in between says that there is nothing.
        if let Some(kept) = event.new_value().filter(|_| event.key() == Some(key())) {
            told(kept);
        }
    })
}
