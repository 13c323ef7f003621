//! The boundary to JavaScript, in a real browser.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use huisuan_wasm::Engine;
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The files that the page loads, as JavaScript values: facts, rates, packs.
fn data() -> (JsValue, JsValue, JsValue) {
    let files = policies::export().expect("the packs are sound");
    let parse = |name: &str| {
        let file = files
            .iter()
            .find(|file| file.path.starts_with(name))
            .expect("the file is exported");
        JSON::parse(std::str::from_utf8(&file.bytes).expect("text")).expect("JSON")
    };
    let packs: js_sys::Array = policies::PACKS.iter().map(|(id, _, _)| parse(id)).collect();
    (parse("facts-"), parse("lpr-"), packs.into())
}

fn engine() -> Engine {
    let (facts, lpr, packs) = data();
    Engine::new(facts, lpr, packs).expect("the packs are sound")
}

fn request(text: &str) -> JsValue {
    JSON::parse(text).expect("JSON")
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

#[wasm_bindgen_test]
fn an_amount_crosses_as_text_to_the_fen() {
    let response = engine()
        .assess(request(
            r#"{"schema":1,"day":"2024-12-01","role":"firm","measures":["wenzhou-2022/art-5-firm"],"facts":{
                "firm":{"private":true,"kind":"micro-small"},
                "securitisation":[{"kind":"technology-rights","interest":{"2023":"1,333,333.34"}}]}}"#,
        ))
        .expect("a response");
    let outcome = js_sys::Array::from(&get(&response, "outcomes")).get(0);
    assert_eq!(get(&outcome, "amount"), JsValue::from_str("400000.00"));
    assert_eq!(get(&outcome, "capped"), JsValue::TRUE);
    assert_eq!(get(&outcome, "status"), JsValue::from_str("incomplete"));
    let digest = get(&response, "digest").as_string().unwrap_or_default();
    assert_eq!(digest.len(), "sha256:".len() + 64);
}

#[wasm_bindgen_test]
fn a_bad_field_is_thrown_as_data_that_names_it() {
    let thrown = engine()
        .assess(request(
            r#"{"schema":1,"day":"2024-12-01","facts":{"loan":[{"principal":"5 00 abc","rate":"3.5"}]}}"#,
        ))
        .expect_err("an error");
    assert_eq!(get(&thrown, "error"), JsValue::from_str("facts"));
    let fields = js_sys::Array::from(&get(&thrown, "fields"));
    let names: Vec<_> = fields
        .iter()
        .filter_map(|field| get(&field, "field").as_string())
        .collect();
    assert_eq!(names, ["loan.0.principal", "loan.0.rate"]);
}

#[wasm_bindgen_test]
fn a_number_instead_of_text_is_refused_and_not_rounded() {
    let thrown = engine()
        .assess(request(
            r#"{"schema":1,"day":"2024-12-01","facts":{"loan":[{"principal":0.045}]}}"#,
        ))
        .expect_err("an error");
    assert_eq!(get(&thrown, "error"), JsValue::from_str("shape"));
}

#[wasm_bindgen_test]
fn a_pack_whose_phrase_is_not_in_its_clause_is_refused_with_the_place() {
    let (facts, lpr, packs) = data();
    let text = JSON::stringify(&packs).expect("JSON").as_string().unwrap_or_default();
    let changed = text.replace(
        "\"words\":\"年化保险费率不超过1.2%\"",
        "\"words\":\"年化保险费率不超过1.3%\"",
    );
    let thrown = Engine::new(facts, lpr, JSON::parse(&changed).expect("JSON")).expect_err("an error");
    assert_eq!(get(&thrown, "error"), JsValue::from_str("packs"));
    let places: Vec<_> = js_sys::Array::from(&get(&thrown, "packs"))
        .iter()
        .filter_map(|error| get(&error, "place").as_string())
        .collect();
    assert!(
        places.iter().any(|place| place.starts_with("measure art-4 ")),
        "{places:?}"
    );
}
