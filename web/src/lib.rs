//! The page: a Yew application that shows what the engine says.
#![forbid(unsafe_code)]

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Mounts the page in the element that `index.html` keeps for it.
///
/// The static text in that element, which paints before the application is loaded, is replaced.
pub fn start() {
    match gloo::utils::document().get_element_by_id("app") {
        Some(root) => yew::Renderer::<Page>::with_root(root).render(),
        None => yew::Renderer::<Page>::new().render(),
    };
}

/// Everything on the screen.
#[component]
pub fn Page() -> Html {
    let typed = use_state(String::new);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            typed.set(input.value());
        })
    };
    html! {
        <main>
            <h1>{ "惠算" }</h1>
            <label for="principal">{ "贷款本金（元）" }</label>
            <input id="principal" type="text" inputmode="decimal" value={(*typed).clone()} {oninput} />
            <output for="principal">{ format!("您填写的是：{}", *typed) }</output>
        </main>
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    async fn the_page_renders_its_heading() {
        let root = gloo::utils::document()
            .create_element("div")
            .expect("a document makes elements");
        yew::Renderer::<Page>::with_root(root.clone()).render();
        yew::platform::time::sleep(std::time::Duration::ZERO).await;
        assert!(root.inner_html().contains("<h1>惠算</h1>"));
    }
}
