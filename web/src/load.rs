//! Fetches the policies: an index, the library that it names, and the documents that the library names.

use rules::Plan;
use rules::library::{Library, Province, Shelf};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use crate::dom::cat;

/// Why there are no policies, in words for whoever reports it.
pub(crate) type Failure = String;

/// What the page asks for first; the files that it names never change under the same name.
const INDEX: &str = "index.json";

/// The plan of all policies of the site.
pub(crate) async fn plan() -> Result<Plan, Failure> {
    let index = value(INDEX, fetch(INDEX).await?.json()).await?;
    let get = |key: &str| js_sys::Reflect::get(&index, &JsValue::from_str(key)).unwrap_or_default();
    let name = match get("en").as_string() {
        Some(name) if get("schema") == 2 => name,
        _ => return Err(cat(&[INDEX, ": schema"])),
    };
    let Library {
        mut plan, provinces, ..
    } = Library::from_bytes(&bytes(&name).await?).ok_or(name)?;
    for Province { shelf, .. } in provinces {
        let Shelf {
            regions,
            payers,
            documents,
        } = Shelf::from_bytes(&bytes(&shelf).await?).ok_or(shelf)?;
        plan.catalogue.regions.extend(regions);
        plan.catalogue.payers.extend(payers);
        for document in documents {
            let bytes = bytes(&document.file).await?;
            plan.add_document(&bytes).ok_or(document.file)?;
        }
    }
    Ok(plan)
}

async fn bytes(name: &str) -> Result<Vec<u8>, Failure> {
    let body = value(name, fetch(name).await?.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&body).to_vec())
}

/// Asks for a file, relative to the page, so that a site may live in any folder.
async fn fetch(name: &str) -> Result<Response, Failure> {
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    let path = cat(&["data/", name]);
    let url = Url::new_with_base(&path, &base).map_err(|error| failure(name, &error))?;
    let answer = JsFuture::from(gloo::utils::window().fetch_with_str(&url.href())).await;
    let response: Response = answer
        .and_then(wasm_bindgen::JsCast::dyn_into)
        .map_err(|error| failure(name, &error))?;
    if response.ok() {
        Ok(response)
    } else {
        Err(cat(&[name, ": ", &response.status().to_string()]))
    }
}

async fn value(name: &str, promise: Result<js_sys::Promise, JsValue>) -> Result<JsValue, Failure> {
    let promise = promise.map_err(|error| failure(name, &error))?;
    JsFuture::from(promise).await.map_err(|error| failure(name, &error))
}

fn failure(name: &str, error: &JsValue) -> Failure {
    let message = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    cat(&[name, ": ", &message.unwrap_or_default()])
}
