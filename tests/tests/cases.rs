//! Every worked case of every pack, to the fen.

use policies::cases;
use rules::Plan;
use rules::library::Library;

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
fn a_plan_in_parts_answers_alike() {
    let plan = policies::plan().unwrap_or_else(|error| panic!("{error}"));
    let parts = |plan: &Plan| -> (Vec<u8>, Vec<Vec<u8>>) {
        let library = Library::of(plan.clone(), Vec::new(), String::new());
        let documents = (0..plan.documents.len()).filter_map(|at| plan.document_bytes(at));
        (library.to_bytes(), documents.collect())
    };
    let together = |library: &[u8], documents: &[Vec<u8>]| -> Option<Plan> {
        let mut plan = Library::from_bytes(library)?.plan;
        for document in documents {
            plan.add_document(document)?;
        }
        Some(plan)
    };
    let (library, documents) = parts(&plan);
    assert_eq!(documents.len(), policies::PACKS.len());
    let (library_zh, documents_zh) = parts(&plan.clone().in_chinese());
    let backwards: Vec<Vec<u8>> = documents.iter().rev().cloned().collect();
    let again = [
        together(&library, &documents),
        together(&library, &backwards),
        together(&library_zh, &documents_zh),
    ];
    let again = again.map(|plan| plan.unwrap_or_else(|| panic!("the bytes are no plan")));
    for (document, cases) in cases::all().unwrap_or_else(|error| panic!("{error}")) {
        for case in &cases.cases {
            let Some(request) = cases.request(document, case) else {
                panic!("{}: no base", case.name)
            };
            let answer = |plan: &Plan| format!("{:?}", plan.assess(&request));
            for again in &again {
                assert_eq!(answer(&plan), answer(again), "{}", case.name);
            }
        }
    }
    for end in (0..library.len()).step_by(97) {
        assert!(Library::from_bytes(&library[..end]).is_none(), "{end} bytes");
    }
    let mut alone = Library::of(plan, Vec::new(), String::new()).plan;
    for document in &documents {
        for end in (0..document.len()).step_by(97) {
            assert!(alone.add_document(&document[..end]).is_none(), "{end} bytes");
        }
    }
}
