//! The page: a Yew application that shows what the engine says.
#![forbid(unsafe_code)]

mod app;
mod asked;
mod asks;
mod charts;
mod copy;
mod dom;
mod erase;
mod fields;
mod folded;
mod load;
mod order;
mod pages;
mod paper;
mod pass;
mod results;
mod state;
mod storage;
mod view;
mod words;

/// Mounts the page, in a task of its own: reading the module has kept the browser busy enough.
pub fn start() {
    gloo::timers::callback::Timeout::new(0, mount).forget();
}

/// Shows the page in the element that `index.html` keeps for it.
fn mount() {
    match gloo::utils::document().get_element_by_id("app") {
        Some(root) => yew::Renderer::<app::App>::with_root(root).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
