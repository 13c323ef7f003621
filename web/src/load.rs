//! Fetches the policies: an index, then the files that it names, then the plan that is made of them.

use rules::Plan;
use rules::plan::Source;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

/// What the page asks for first; the files that it names never change under the same name.
#[derive(Deserialize)]
struct Index {
    schema: u32,
    facts: String,
    lpr: String,
    packs: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    file: String,
    hash: String,
}

/// Why there are no policies, in words for whoever reports it.
pub(crate) type Failure = String;

/// The plan of all policies of the site.
pub(crate) async fn plan() -> Result<Plan, Failure> {
    let index: Index = json("index.json").await?;
    if index.schema != 1 {
        return Err(["data/index.json: schema ", &index.schema.to_string()].concat());
    }
    // All requests start before the first answer is awaited.
    let facts = fetch(&index.facts)?;
    let lpr = fetch(&index.lpr)?;
    let packs: Result<Vec<_>, Failure> = index.packs.iter().map(|entry| fetch(&entry.file)).collect();
    let catalogue = read(&index.facts, facts).await?;
    let lpr = read(&index.lpr, lpr).await?;
    let mut sources = Vec::new();
    for (entry, answer) in index.packs.into_iter().zip(packs?) {
        sources.push(Source {
            pack: read(&entry.file, answer).await?,
            hash: entry.hash,
        });
    }
    Plan::new(catalogue, lpr, sources).map_err(|errors| {
        let places = errors.iter().map(|error| [&error.document, " ", &error.place].concat());
        places.collect::<Vec<_>>().join("; ")
    })
}

async fn json<T: DeserializeOwned>(name: &str) -> Result<T, Failure> {
    read(name, fetch(name)?).await
}

/// Starts a request, relative to the page, so that a site may live in any folder.
fn fetch(name: &str) -> Result<JsFuture, Failure> {
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    let path = ["data/", name].concat();
    let url = Url::new_with_base(&path, &base).map_err(|error| failure(name, &error))?;
    Ok(JsFuture::from(gloo::utils::window().fetch_with_str(&url.href())))
}

async fn read<T: DeserializeOwned>(name: &str, answer: JsFuture) -> Result<T, Failure> {
    let response: Response = answer
        .await
        .and_then(|value| value.dyn_into())
        .map_err(|error| failure(name, &error))?;
    if !response.ok() {
        return Err([name, ": ", &response.status().to_string()].concat());
    }
    let body = response.json().map_err(|error| failure(name, &error))?;
    let value = JsFuture::from(body).await.map_err(|error| failure(name, &error))?;
    serde_wasm_bindgen::from_value(value).map_err(|error| failure(name, &error.into()))
}

fn failure(name: &str, error: &JsValue) -> Failure {
    let message = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    [name, ": ", &message.unwrap_or_default()].concat()
}
