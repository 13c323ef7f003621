//! What is read as the value of a fact, and what is said of what cannot be.

use super::*;

fn prepayments() -> FactSpec {
    let text = r#"{ "id": "prepayments", "type": "money", "series": "day", "min": "0.01", "zh": "提前还本", "en": "Prepaid" }"#;
    serde_json::from_str(text).unwrap()
}

fn read(raw: &str) -> Result<Value, FieldProblem> {
    Value::read(&prepayments(), &serde_json::from_str(raw).unwrap())
}

#[test]
fn a_series_by_day_is_in_the_order_of_its_days() {
    let value = read(r#"{ "2026-12-01": "5万元", "2026-03-15": "1000.5" }"#).unwrap();
    assert_eq!(value.shown(), "2026-03-15: 1000.50, 2026-12-01: 50000.00");
    assert_eq!(value.exact(), None);
    assert_eq!(read("{}").map(|value| value.shown()), Ok(String::new()));
}

#[test]
fn an_error_of_a_series_names_its_day() {
    assert_eq!(read("\"5万元\""), Err(FieldProblem::NotByDay));
    let no_day = |given: &str| {
        Err(FieldProblem::Day {
            given: given.to_owned(),
        })
    };
    assert_eq!(read(r#"{ "2026-02-29": "1" }"#), no_day("2026-02-29"));
    assert_eq!(read(r#"{ "2026": "1" }"#), no_day("2026"));
    // The same day, written in two ways.
    assert_eq!(read(r#"{ "2026-03-15": "1", "2026/3/15": "2" }"#), no_day("2026/3/15"));
    let wrong = |given: &str, problem| {
        Err(FieldProblem::OnDay {
            day: "2026-03-15".to_owned(),
            given: given.to_owned(),
            problem: Box::new(problem),
        })
    };
    let min = "0.01".to_owned();
    assert_eq!(
        read(r#"{ "2026-03-15": "0" }"#),
        wrong("0", FieldProblem::TooSmall { min })
    );
    let error = MoneyError::NotANumber { at: 0, found: 'x' };
    assert_eq!(
        read(r#"{ "2026-03-15": "x" }"#),
        wrong("x", FieldProblem::Money { error })
    );
}

#[test]
fn a_series_by_day_has_so_many_days() {
    let first: Date = "2026-01-01".parse().unwrap();
    let days = |count: i32| {
        let days = (0..count).map(|day| first.plus_days(day).unwrap().to_string());
        let values = days.map(|day| (day, RawValue::Text("1".to_owned())));
        Value::read(&prepayments(), &RawValue::Years(values.collect()))
    };
    assert!(days(1000).is_ok());
    assert_eq!(days(1001), Err(FieldProblem::TooManyDays { most: 1000 }));
}

/// A fact of one kind, with more of its keys.
fn fact(kind: &str, more: &str) -> FactSpec {
    let text = format!(r#"{{ "id": "fact", "type": "{kind}", "zh": "事实", "en": "Fact"{more} }}"#);
    serde_json::from_str(&text).unwrap()
}

fn cell(spec: &FactSpec, text: &str) -> Result<Value, FieldProblem> {
    Value::read_cell(spec, &Limits::of(spec), text)
}

#[test]
fn a_cell_gives_a_derived_fact_only_where_it_is_asked_for() {
    let derived = r#", "derive": "ratio", "from": ["loan.interest", "loan.principal"]"#;
    let rate = Value::Rate("1.2%".parse().unwrap());
    assert_eq!(cell(&fact("rate", derived), "1.2%"), Err(FieldProblem::Derived));
    let asked = format!("{derived}, \"asked\": true");
    assert_eq!(cell(&fact("rate", &asked), "1.2%"), Ok(rate.clone()));
    assert_eq!(cell(&fact("rate", ""), "1.2%"), Ok(rate));
}

#[test]
fn a_derived_fact_is_not_given_by_a_request_either() {
    let given = RawValue::Text("1.2%".to_owned());
    let derived = fact(
        "rate",
        r#", "derive": "ratio", "from": ["loan.interest", "loan.principal"]"#,
    );
    assert_eq!(Value::read(&derived, &given), Err(FieldProblem::Derived));
    let span = fact(
        "span",
        r#", "derive": "span", "from": ["loan.paid_out_on", "loan.signed_on"]"#,
    );
    assert_eq!(Value::read(&span, &given), Err(FieldProblem::Derived));
}

#[test]
fn only_an_answer_holds_for_every_year() {
    let (yes, every) = (RawValue::Flag(true), r#", "series": "year""#);
    assert_eq!(Value::read(&fact("flag", every), &yes), Ok(Value::Flag(true)));
    assert_eq!(Value::read(&fact("money", every), &yes), Err(FieldProblem::NotByYear));
}

#[test]
fn a_cell_answers_a_question_with_true_or_false() {
    let flag = fact("flag", "");
    assert_eq!(cell(&flag, "true"), Ok(Value::Flag(true)));
    assert_eq!(cell(&flag, "false"), Ok(Value::Flag(false)));
    assert_eq!(cell(&flag, "maybe"), Err(FieldProblem::Flag));
}

#[test]
fn a_text_has_at_most_sixty_characters() {
    let name = |characters| cell(&fact("text", ""), &"银".repeat(characters));
    assert_eq!(name(60), Ok(Value::Text("银".repeat(60))));
    assert_eq!(name(61), Err(FieldProblem::TooLong { most: 60 }));
    assert!(name(62).is_err());
}

#[test]
fn full_width_digits_and_signs_count_as_half_width_ones() {
    assert_eq!(cell(&fact("count", ""), "＋１０ ９"), Ok(Value::Count(109)));
    let number = Value::Number(Exact::new(-5, 2).unwrap());
    assert_eq!(cell(&fact("number", ""), "－２．５"), Ok(number));
}

#[test]
fn what_is_no_value_is_told_what_could_stand_there() {
    let error = serde_json::from_str::<RawValue>("5").unwrap_err().to_string();
    let expected = "expected text, true or false, a list of texts, or an object of years or days";
    assert!(error.contains(expected), "{error}");
}
