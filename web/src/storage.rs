//! The browser's local storage, which may be missing, full or forbidden: then nothing is kept, and nothing fails.

use web_sys::Storage;

const KEY: &str = "huisuan";

fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

/// What was kept last time.
pub(crate) fn kept() -> Option<String> {
    storage()?.get_item(KEY).ok().flatten()
}

/// Keeps a text for the next visit.
pub(crate) fn keep(text: &str) {
    if let Some(storage) = storage() {
        // Keeping is a convenience: where it fails, the page goes on without it.
        let _ = storage.set_item(KEY, text);
    }
}

/// Leaves nothing behind, as on a shared counter.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}
