//! What `web/ACCESSIBILITY.md` says of itself: no criterion is left out, and each test that it names exists.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;

use huisuan_xtask::shell::root;

/// How many criteria WCAG 2.2 has at the levels A and AA.
const CRITERIA: (usize, usize) = (31, 24);

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows of the table: criterion, level, state, evidence.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes().get(2).is_some_and(u8::is_ascii_digit))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

/// The names of tests, `suite::test`, in a text.
fn tests(text: &str) -> Vec<(&str, &str)> {
    let code = text.split('`').skip(1).step_by(2);
    code.filter_map(|code| code.split_once("::")).collect()
}

#[test]
fn every_criterion_has_a_state_and_evidence() {
    let text = read("web/ACCESSIBILITY.md");
    let rows = rows(&text);
    let of = |level: &str| rows.iter().filter(|row| row[1] == level).count();
    assert_eq!(
        (of("A"), of("AA"), rows.len()),
        (CRITERIA.0, CRITERIA.1, CRITERIA.0 + CRITERIA.1)
    );
    let mut criteria: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    criteria.sort_unstable();
    criteria.dedup();
    assert_eq!(criteria.len(), rows.len(), "a criterion stands there twice");
    for row in &rows {
        let [criterion, _, state, evidence] = row[..] else {
            panic!("{row:?} has not four cells")
        };
        let says = match state {
            "met" => !tests(evidence).is_empty() || evidence.starts_with("read") || evidence.starts_with("computed"),
            "not applicable" => evidence.starts_with("none"),
            "in part" => evidence.len() > 40,
            other => panic!("{criterion}: {other} is no state"),
        };
        assert!(says, "{criterion} is said to be {state}, without evidence: {evidence}");
    }
    // What stands above the table agrees with it.
    let partly = rows.iter().filter(|row| row[2] == "in part").count();
    assert!(partly == 0 && !text.contains("只达到一部分") && !text.contains("in part only"));
}

#[test]
fn every_test_that_is_named_exists() {
    let text = read("web/ACCESSIBILITY.md");
    let named = tests(&text);
    assert!(named.len() > 30, "{}", named.len());
    for (suite, test) in named {
        let source = read(&format!("tests/tests/{suite}.rs"));
        let begins = source.find(&format!("fn {test}() -> Result<()>"));
        let Some(begins) = begins else {
            panic!("{suite}::{test} does not exist")
        };
        assert!(source[..begins].trim_end().ends_with(']'), "{suite}::{test} is no test");
        // It is run by the command that the statement names.
        let command = read("crates/xtask/src/test.rs");
        assert!(
            command.contains(&format!("browser_tests(\"{suite}\"")),
            "{suite} is not run"
        );
    }
}
