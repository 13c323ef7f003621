//! Every provision of the five municipal documents has its home in a pack, and what nobody can claim says whom to ask.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use policies::cases;
use rules::outcome::{Block, Status};
use rules::pack::{Effect, Measure, Pack};
use rules::request::Request;

/// The provisions, one a line: those that a survey of the documents found, and two that it overlooked.
const PROVISIONS: &str = include_str!("../data/provisions.txt");

/// Longest titles of what judges nobody, in characters: they stand in a list.
const LONGEST: (usize, usize) = (24, 72);

fn packs() -> Vec<Pack> {
    let packs = policies::PACKS.iter();
    packs.map(|(id, text, _)| policies::pack(id, text).unwrap()).collect()
}

/// What a pack says that it covers.
fn covered(pack: &Pack) -> Vec<&String> {
    let document = &pack.document;
    let mut ids: Vec<&String> = Vec::new();
    ids.extend(document.force.iter().flat_map(|force| &force.covers));
    ids.extend(document.counts.iter().flat_map(|counts| &counts.covers));
    ids.extend(pack.conditions.iter().flat_map(|condition| &condition.covers));
    ids.extend(pack.measures.iter().flat_map(|measure| &measure.covers));
    ids
}

#[test]
fn every_provision_has_a_home_and_no_home_is_made_up() {
    let known: BTreeSet<&str> = PROVISIONS.lines().collect();
    assert_eq!(known.len(), 83);
    let packs = packs();
    let mut found = BTreeSet::new();
    for pack in &packs {
        for id in covered(pack) {
            assert!(known.contains(id.as_str()), "{id} is no provision");
            assert!(
                id.starts_with(&format!("{}/", pack.document.id)),
                "{id} in {}",
                pack.document.id
            );
            found.insert(id.as_str());
        }
    }
    let homeless: Vec<&&str> = known.difference(&found).collect();
    assert!(homeless.is_empty(), "{homeless:?}");
}

#[test]
fn every_measure_of_a_surveyed_document_covers_a_provision() {
    let surveyed: BTreeSet<&str> = PROVISIONS
        .lines()
        .filter_map(|id| Some(id.split_once('/')?.0))
        .collect();
    assert_eq!(surveyed.len(), 5, "{surveyed:?}");
    for pack in packs() {
        if surveyed.contains(pack.document.id.as_str()) {
            for measure in &pack.measures {
                assert!(!measure.covers.is_empty(), "{}/{}", pack.document.id, measure.id);
            }
        }
    }
}

#[test]
fn every_quoted_clause_is_translated() {
    for pack in packs() {
        for Measure {
            id, quote, translation, ..
        } in &pack.measures
        {
            assert!(quote.is_empty() || translation.is_some(), "{}/{id}", pack.document.id);
        }
    }
}

#[test]
fn what_judges_nobody_has_a_short_title_and_says_whom_to_ask() {
    let plan = policies::plan().unwrap();
    let request: Request = serde_json::from_str(r#"{ "schema": 1, "day": "2024-12-01" }"#).unwrap();
    let mut seen = 0;
    for outcome in plan.assess(&request).unwrap().outcomes {
        let measure = plan.measure(&outcome.measure).unwrap();
        let status = match outcome.effect {
            Effect::Pointer => Status::Pointer,
            Effect::Goal => Status::Goal,
            _ => {
                assert!(measure.is_judged());
                continue;
            }
        };
        seen += 1;
        assert_eq!(
            (outcome.status, outcome.block),
            (status, Block::Reference),
            "{}",
            outcome.measure
        );
        assert!(
            outcome.amount.is_none() && outcome.checks.is_empty(),
            "{}",
            outcome.measure
        );
        assert_eq!(
            outcome.decides.is_some(),
            status == Status::Pointer,
            "{}",
            outcome.measure
        );
        assert!(outcome.ask.is_some(), "{}", outcome.measure);
        let (zh, en) = (measure.source.zh.chars().count(), measure.source.en.chars().count());
        assert!(zh <= LONGEST.0 && en <= LONGEST.1, "{}: {zh} and {en}", outcome.measure);
    }
    assert!(seen >= 45, "{seen}");
}

#[test]
fn every_condition_of_a_clause_has_a_case_that_misses_it() {
    let plan = policies::plan().unwrap();
    let mut never = Vec::new();
    for (document, cases) in cases::all().unwrap() {
        let missed = cases.never_missed(&plan, document).into_iter();
        never.extend(missed.map(|(measure, condition)| format!("{document}/{measure}: {condition}")));
    }
    assert!(never.is_empty(), "{never:#?}");
}
