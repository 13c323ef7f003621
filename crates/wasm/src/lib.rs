//! The engine for JavaScript: the functions of `huisuan` as an object that is loaded once and asked often.
//!
//! Nothing here computes. A request and its response are the documents that the command line reads and writes; money and
//! rates are strings. What is wrong with an input is thrown as data, never as a message to be parsed.
//!
//! In JavaScript, as `npm/README.md` of this crate shows in full:
//!
//! ```js
//! const engine = new Engine(facts, lpr, packs);
//! const { outcomes, digest } = engine.assess({ schema: 1, day: "2024-12-01", facts: { loan: [{ principal: "500万元" }] } });
//! ```
//!
//! What needs no value of JavaScript runs in Rust as well:
//!
//! ```
//! let code = huisuan_wasm::qr("https://example.gov.cn/#/loan").ok_or("a code")?;
//! let rows: Vec<&str> = code.lines().collect();
//! assert_eq!((rows.len(), rows[0].len()), (25, 25));
//! assert!(rows[0].starts_with("11111110"), "the corner by which a camera finds it");
//! # Ok::<(), &str>(())
//! ```

use std::collections::BTreeMap;

use qrcodegen::{QrCode, QrCodeEcc};
use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::pack::Pack;
use rules::plan::Plan;
use rules::request::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use text::Language;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

mod document;
mod entered;
mod error;
mod many;
mod own;
mod packs;
#[cfg(feature = "schema")]
pub mod schema;

use error::{Thrown, shape};

/// The types that the signatures below name; they are generated from the types of the engine.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { FactCatalogue, LoanPrimeRate, Pack, Request } from "./given.js";
import type { Amounts, Catalogue, Checked, Document, Outcomes, Response, Schedules } from "./found.js";
"#;

/// The engine with a catalogue of facts and packs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    plan: Plan,
    /// The catalogue without the questions of packs.
    facts: Catalogue,
}

#[wasm_bindgen]
impl Engine {
    /// Loads a catalogue of facts, the loan prime rate and a list of packs, as `huisuan export` writes them.
    ///
    /// # Errors
    /// `{ error: "shape" | "packs", … }`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "FactCatalogue")] facts: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "LoanPrimeRate")] lpr: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pack[]")] packs: &JsValue,
    ) -> Result<Engine, JsValue> {
        let facts: Catalogue = read(facts)?;
        let lpr: Lpr = read(lpr)?;
        let packs: Vec<Pack> = read(packs)?;
        let sources = packs.into_iter().map(packs::source).collect::<Result<_, _>>()?;
        let plan = Plan::new(facts.clone(), lpr, sources).map_err(|packs| Thrown::Packs {
            error: error::Packs::Packs,
            packs,
        })?;
        Ok(Self { plan, facts })
    }

    /// Assesses a request; the response carries its digest.
    ///
    /// # Errors
    /// `{ error: "facts" | "measure" | "day" | …, … }`, every field that cannot be read at once.
    #[wasm_bindgen(unchecked_return_type = "Response")]
    pub fn assess(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Request")] request: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let request: Request = read(request)?;
        let mut response = self.plan.assess(&request).map_err(Thrown::Request)?;
        let sealed = json(&response)?;
        response.seal(&json(&request)?, &sealed);
        to_js(&response)
    }

    /// The contracts of a request in full: payments, fees, premiums, interest and what the first loan costs.
    ///
    /// # Errors
    /// `{ error: "facts" | "day" | …, … }`, every field that cannot be read at once.
    #[wasm_bindgen(unchecked_return_type = "Schedules")]
    pub fn schedule(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Request")] request: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let request: Request = read(request)?;
        let schedules = self.plan.schedule(&request).map_err(Thrown::Request)?;
        to_js(&schedules)
    }

    /// Assesses many cases of one question in one call, each from the texts of a row: `[{ measure, status, … }, …]` for each.
    ///
    /// `request` is a request without facts; `columns` names the fact of each column, as errors name fields
    /// (`loan.principal`, `loan.1.rate`); `rows` is a list of lists of texts, in which an empty one is unanswered.
    ///
    /// # Errors
    /// `{ error: "facts", … }` for columns that name no fact, and what [`Engine::assess`] says of the request. A row that
    /// cannot be read does not stop the others: in its place stands `{ fields: […] }`.
    #[wasm_bindgen(js_name = assessMany, unchecked_return_type = "Outcomes")]
    pub fn assess_many(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Request")] request: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[]")] columns: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[][]")] rows: &JsValue,
    ) -> Result<JsValue, JsValue> {
        to_js(&many::assess(&self.plan, &read(request)?, &table(columns, rows)?)?)
    }

    /// The status and the amount of each measure for many cases: as [`Engine::assess_many`] without reasons, and several times
    /// as fast.
    ///
    /// # Errors
    /// Those of [`Engine::assess_many`].
    #[wasm_bindgen(unchecked_return_type = "Amounts")]
    pub fn amounts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Request")] request: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[]")] columns: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[][]")] rows: &JsValue,
    ) -> Result<JsValue, JsValue> {
        to_js(&many::amounts(&self.plan, &read(request)?, &table(columns, rows)?)?)
    }

    /// The facts that can be given, with the questions of each pack.
    ///
    /// # Errors
    /// None but those of the browser.
    #[wasm_bindgen(unchecked_return_type = "Catalogue")]
    pub fn facts(&self) -> Result<JsValue, JsValue> {
        to_js(&self.plan.catalogue)
    }

    /// The documents with their measures.
    ///
    /// # Errors
    /// None but those of the browser.
    #[wasm_bindgen(unchecked_return_type = "Document[]")]
    pub fn documents(&self) -> Result<JsValue, JsValue> {
        to_js(&document::all(&self.plan))
    }

    /// Checks a pack, TOML as it is written, against the catalogue of facts: all errors at once, as data and in words of the
    /// language (`zh` or `en`). A sound pack has none.
    ///
    /// # Errors
    /// `{ error: "shape", message }` where it is no pack.
    #[wasm_bindgen(unchecked_return_type = "Checked")]
    pub fn check(&self, pack: &str, language: &str) -> Result<JsValue, JsValue> {
        let language = Language::from_id(language).unwrap_or(Language::Zh);
        to_js(&packs::check(&self.facts, &self.plan.lpr, pack, language)?)
    }
}

/// Compiles the pack that the owner of a site has put beside the published ones, for the page: TOML as it is written, checked
/// by the same code as every pack, against the catalogue of facts and the loan prime rate as `huisuan export` writes them.
/// What comes back is marked as the site's own.
///
/// # Errors
/// `{ error: "shape", message }` where it is no pack, `{ error: "own", messages }` where it says something wrong: all errors at
/// once, in words of the language (`zh` or `en`).
#[wasm_bindgen(js_name = ownDocument)]
pub fn own_document(
    #[wasm_bindgen(unchecked_param_type = "FactCatalogue")] facts: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "LoanPrimeRate")] lpr: &JsValue,
    pack: &str,
    language: &str,
) -> Result<Vec<u8>, JsValue> {
    let language = Language::from_id(language).unwrap_or(Language::Zh);
    Ok(own::compile(pack, read(facts)?, read(lpr)?, language)?)
}

/// Compiles a rule that a visitor enters, for the page: answers to the facts of the group `rule` by name, as texts
/// (`{ kind: "points", points: "1.5%", cap: "20万元" }`). What comes back is marked as entered.
///
/// # Errors
/// `{ error: "entered", fields }` with every field that is missing or cannot be read, `{ error: "entered", messages }` where the
/// rule makes no sense, in words of the language (`zh` or `en`).
#[wasm_bindgen(js_name = enteredDocument)]
pub fn entered_document(
    #[wasm_bindgen(unchecked_param_type = "FactCatalogue")] facts: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "LoanPrimeRate")] lpr: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Record<string, string>")] rule: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "\"zh\" | \"en\"")] language: &str,
) -> Result<Vec<u8>, JsValue> {
    let language = Language::from_id(language).unwrap_or(Language::Zh);
    let rule: BTreeMap<String, String> = read(rule)?;
    Ok(entered::compile(&rule, read(facts)?, read(lpr)?, language)?)
}

/// The same rule as the beginning of a pack, in TOML; `day` is the day of today, ISO.
///
/// # Errors
/// `{ error: "entered", fields }` with every field that is missing or cannot be read.
#[wasm_bindgen(js_name = enteredPack)]
pub fn entered_pack(
    #[wasm_bindgen(unchecked_param_type = "Record<string, string>")] rule: &JsValue,
    day: &str,
) -> Result<String, JsValue> {
    let rule: BTreeMap<String, String> = read(rule)?;
    Ok(entered::pack(&rule, day)?)
}

/// A text as a QR code: a row of `0` and `1` for each row of modules, one below the other; nothing where it is too long for
/// the largest code.
#[wasm_bindgen]
pub fn qr(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let size = code.size();
    let row = |y| {
        (0..size)
            .map(|x| if code.get_module(x, y) { '1' } else { '0' })
            .collect::<String>()
    };
    Some((0..size).map(row).collect::<Vec<_>>().join("\n"))
}

fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, Thrown> {
    serde_wasm_bindgen::from_value(value.clone()).map_err(shape)
}

/// Cases as texts. Thousands of values cross several times as fast as one text that the engine reads than field by field.
fn table(columns: &JsValue, rows: &JsValue) -> Result<many::Table, Thrown> {
    let text = js_sys::JSON::stringify(rows).map_err(|_| shape("not a value of JSON"))?;
    let text = text.as_string().ok_or_else(|| shape("not a value of JSON"))?;
    Ok(many::Table {
        columns: read(columns)?,
        rows: serde_json::from_str(&text).map_err(shape)?,
    })
}

/// Canonical JSON, the same text as on the command line.
fn json<T: Serialize>(value: &T) -> Result<String, Thrown> {
    serde_json::to_string(value).map_err(shape)
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| JsValue::from_str(&error.to_string()))?;
    js_sys::JSON::parse(&text)
}

#[cfg(test)]
mod tests {
    use super::qr;

    /// Read by a library that knows nothing of the one that writes.
    fn scanned(rows: &str) -> String {
        let rows: Vec<&str> = rows.lines().collect();
        // A quiet zone around it, and several pixels for each module, as a camera sees it.
        let (scale, quiet) = (4, 4);
        let size = (rows.len() + 2 * quiet) * scale;
        let dark = |x: usize, y: usize| {
            let at = |pixel: usize| (pixel / scale).checked_sub(quiet);
            let sign = at(y)
                .and_then(|y| rows.get(y))
                .zip(at(x))
                .and_then(|(row, x)| row.as_bytes().get(x));
            sign == Some(&b'1')
        };
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| if dark(x, y) { 0 } else { 255 });
        let grids = image.detect_grids();
        grids
            .first()
            .and_then(|grid| grid.decode().ok())
            .map(|(_, text)| text)
            .unwrap_or_default()
    }

    #[test]
    fn a_code_reads_as_the_text_that_it_was_made_of() {
        let long = format!(
            "https://example.gov.cn/huisuan/#/loan?{}",
            "loan.0.principal=1&".repeat(40)
        );
        for text in ["https://example.gov.cn/#/loan?loan.0.principal=%E4%B8%87", &long] {
            assert_eq!(scanned(&qr(text).unwrap_or_default()), text);
        }
        assert_eq!(qr(&"x".repeat(3_000)), None);
    }
}
