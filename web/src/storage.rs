//! The browser's local storage, which may be missing, full or forbidden: then nothing is kept, and nothing fails.

use gloo::utils::window;
use web_sys::Storage;

use crate::dom::cat;

/// Where a visit is kept. A page with several calculators names their frames, so that each is kept for itself.
fn key() -> String {
    cat(&["huisuan", &window().name().unwrap_or_default()])
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept last time.
pub(crate) fn kept() -> Option<String> {
    storage()?.get_item(&key()).ok().flatten()
}

/// Keeps a text for the next visit.
pub(crate) fn keep(text: &str) {
    if let Some(storage) = storage() {
        // Keeping is a convenience: where it fails, the page goes on without it.
        let _ = storage.set_item(&key(), text);
    }
}

/// Leaves nothing behind, as on a shared counter.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key());
    }
}
