//! Fetches the policies: an index, the library that it names, and the documents that the library names.

use js_sys::Promise;
use rules::Plan;
use rules::library::{Library, Shelf};
use text::Language;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use crate::dom::cat;

/// Why there are no policies, in words for whoever reports it.
pub(crate) type Failure = String;

/// What the page asks for first; the files that it names never change under the same name.
const INDEX: &str = "index.json";

/// The plan of all policies of the site, with names in a language.
pub(crate) async fn plan(language: Language) -> Result<Plan, Failure> {
    let index = value(INDEX, answer(INDEX, ask(INDEX)?).await?.json()).await?;
    let get = |key: &str| js_sys::Reflect::get(&index, &JsValue::from_str(key)).unwrap_or_default();
    let name = match get(language.id()).as_string() {
        Some(name) if get("schema") == 2 => name,
        _ => return Err(cat(&[INDEX, ": schema"])),
    };
    let library = files(vec![name]).await?;
    let library = library.first().and_then(|(_, bytes)| Library::from_bytes(bytes));
    let Library {
        mut plan, provinces, ..
    } = library.ok_or("library")?;
    let shelves = provinces.into_iter().map(|province| province.shelf);
    let mut documents = Vec::new();
    for (name, bytes) in files(shelves.collect()).await? {
        let shelf = Shelf::from_bytes(&bytes).ok_or(name)?;
        plan.catalogue.regions.extend(shelf.regions);
        plan.catalogue.payers.extend(shelf.payers);
        documents.extend(shelf.documents.into_iter().map(|document| document.file));
    }
    for (name, bytes) in files(documents).await? {
        plan.add_document(&bytes).ok_or(name)?;
    }
    Ok(plan)
}

/// Files with their names. All are asked for before the first is waited for.
async fn files(names: Vec<String>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut asked = Vec::new();
    for name in names {
        let promise = ask(&name)?;
        asked.push((name, promise));
    }
    let mut files = Vec::new();
    for (name, promise) in asked {
        let body = value(&name, answer(&name, promise).await?.array_buffer()).await?;
        files.push((name, js_sys::Uint8Array::new(&body).to_vec()));
    }
    Ok(files)
}

/// Asks for a file, relative to the page, so that a site may live in any folder.
fn ask(name: &str) -> Result<Promise, Failure> {
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    let path = cat(&["data/", name]);
    let url = Url::new_with_base(&path, &base).map_err(|error| failure(name, &error))?;
    Ok(gloo::utils::window().fetch_with_str(&url.href()))
}

async fn answer(name: &str, asked: Promise) -> Result<Response, Failure> {
    let answer = JsFuture::from(asked).await;
    let response: Response = answer
        .and_then(wasm_bindgen::JsCast::dyn_into)
        .map_err(|error| failure(name, &error))?;
    if response.ok() {
        Ok(response)
    } else {
        Err(cat(&[name, ": ", &response.status().to_string()]))
    }
}

async fn value(name: &str, promise: Result<Promise, JsValue>) -> Result<JsValue, Failure> {
    let promise = promise.map_err(|error| failure(name, &error))?;
    JsFuture::from(promise).await.map_err(|error| failure(name, &error))
}

fn failure(name: &str, error: &JsValue) -> Failure {
    let message = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    cat(&[name, ": ", &message.unwrap_or_default()])
}
