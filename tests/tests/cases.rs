//! Every worked case of every pack, to the fen.

use policies::cases;

mod common;

#[test]
fn every_case_comes_out_to_the_fen() {
    let plan = policies::plan().unwrap_or_else(|error| panic!("{error}"));
    let mut failures = Vec::new();
    let mut count = 0;
    for (document, cases) in cases::all().unwrap_or_else(|error| panic!("{error}")) {
        for case in &cases.cases {
            count += 1;
            let wrong = common::differences_of(&plan, document, &cases, case);
            if !wrong.is_empty() {
                failures.push(format!("{document} {}: {}\n    {wrong:#?}", case.measure, case.name));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} cases:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn every_measure_with_an_amount_or_a_condition_has_a_case() {
    let plan = policies::plan().unwrap_or_else(|error| panic!("{error}"));
    let all = cases::all().unwrap_or_else(|error| panic!("{error}"));
    for measure in &plan.measures {
        let Some((document, id)) = measure.id.split_once('/') else {
            panic!("{}", measure.id)
        };
        let cases = all
            .iter()
            .find(|(name, _)| *name == document)
            .map(|(_, cases)| &cases.cases);
        let count = cases.map_or(0, |cases| cases.iter().filter(|case| case.measure == id).count());
        assert!(count > 0, "{} has no case", measure.id);
    }
}
