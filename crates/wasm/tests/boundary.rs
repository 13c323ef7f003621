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
    let files = policies::export(&policies::Published::default()).expect("the packs are sound");
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
    Engine::new(&facts, &lpr, &packs).expect("the packs are sound")
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
        .assess(&request(
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
        .assess(&request(
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
fn a_schedule_crosses_with_its_years_and_rates() {
    let document = engine()
        .schedule(&request(
            r#"{"schema":1,"day":"2026-06-30","facts":{"loan":{"principal":"100万元","rate":"4.35%","term":"12个月",
                "paid_out_on":"2026-01-15","repayment":"interest-quarterly","prepayments":{"2026-03-21":"100万元"}}}}"#,
        ))
        .expect("a schedule");
    let loan = get(&js_sys::Array::from(&get(&document, "loan")).get(0), "ok");
    let rows = js_sys::Array::from(&get(&loan, "rows"));
    assert_eq!(get(&rows.get(1), "event"), JsValue::from_str("prepaid-in-full"));
    assert_eq!(get(&get(&loan, "paid_by_year"), "2026"), JsValue::from_str("7854.17"));
    let rates = get(&loan, "annual_rate");
    assert_eq!(get(&rates, "solution"), JsValue::from_str("unique"));
    assert_eq!(get(&rates, "monthly_irr_x12"), JsValue::NULL);
    assert!(get(&document, "cost").is_undefined());
    let thrown = engine()
        .schedule(&request(
            r#"{"schema":1,"day":"2026-06-30","facts":{"loan":{"prepayments":{"2026-02-30":"1"}}}}"#,
        ))
        .expect_err("an error");
    let problem = get(&js_sys::Array::from(&get(&thrown, "fields")).get(0), "problem");
    assert_eq!(get(&problem, "code"), JsValue::from_str("day"));
}

#[wasm_bindgen_test]
fn a_number_instead_of_text_is_refused_and_not_rounded() {
    let thrown = engine()
        .assess(&request(
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
    let thrown = Engine::new(&facts, &lpr, &JSON::parse(&changed).expect("JSON")).expect_err("an error");
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
