//! Every worked case of every pack, to the fen.

use policies::cases;

#[test]
fn every_case_comes_out_to_the_fen() {
    let plan = policies::plan().unwrap_or_else(|error| panic!("{error}"));
    let mut failures = Vec::new();
    let mut count = 0;
    for (document, cases) in cases::all().unwrap_or_else(|error| panic!("{error}")) {
        for case in &cases.cases {
            count += 1;
            if let Some(wrong) = cases.failure(&plan, document, case) {
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
    let told = |measure: &&rules::plan::Measure| {
        measure.mechanism.is_some() || !measure.conditions.is_empty() || measure.benchmark.is_some()
    };
    for measure in plan.measures.iter().filter(told) {
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

#[test]
fn a_compiled_plan_answers_alike_after_its_binary_form() {
    let plan = policies::plan().unwrap_or_else(|error| panic!("{error}"));
    let bytes = plan.to_bytes();
    let Some(again) = rules::Plan::from_bytes(&bytes) else {
        panic!("the bytes are no plan")
    };
    for (document, cases) in cases::all().unwrap_or_else(|error| panic!("{error}")) {
        for case in &cases.cases {
            let Some(request) = cases.request(document, case) else {
                panic!("{}: no base", case.name)
            };
            let answer = |plan: &rules::Plan| format!("{:?}", plan.assess(&request));
            assert_eq!(answer(&plan), answer(&again), "{}", case.name);
        }
    }
    for end in (0..bytes.len()).step_by(997) {
        assert!(
            rules::Plan::from_bytes(&bytes[..end]).is_none(),
            "{end} bytes were taken for a plan"
        );
    }
}
