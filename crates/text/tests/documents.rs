//! What stands beside a document of a list, day by day: nothing that is over looks current.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{en, plan, zh};
use huisuan_text::{Language, Words};
use rules::library::{Entry, Shelf};
use rules::{Date, Plan};

/// A document as a visitor has it: from the shelf of its province, written and read.
fn entry(plan: &Plan, province: &str, id: &str) -> Entry {
    let shelf = Shelf::of(plan, province, |at| format!("{at}.bin"));
    let shelf = Shelf::from_bytes(&shelf.to_bytes()).unwrap();
    shelf.documents.into_iter().find(|entry| entry.id == id).unwrap()
}

fn badges(words: Words<'_>, entry: &Entry, day: &str) -> Vec<String> {
    let badges = words.document_badges(entry, Date::parse(day).unwrap());
    badges.into_iter().map(|badge| badge.text).collect()
}

#[test]
fn a_window_and_a_document_are_over_on_the_day_after_their_last_and_not_before() {
    let plan = plan();
    let document = entry(&plan, "000000", "national-service-2025");
    for (day, expected) in [
        ("2025-12-31", vec!["有效（剩 365 天）"]),
        (
            "2026-01-01",
            vec!["有效（剩 364 天）", "只算到 2025-12-31 的业务，已经过了"],
        ),
        (
            "2026-12-31",
            vec!["有效（最后一天）", "只算到 2025-12-31 的业务，已经过了"],
        ),
        ("2027-01-01", vec!["已失效（2026-12-31 届满）"]),
    ] {
        let mut expected = expected;
        expected.push("参数来自公开报道，未与原文核对");
        assert_eq!(badges(zh(&plan), &document, day), expected, "{day}");
    }
}

#[test]
fn a_document_without_a_known_end_is_not_said_to_be_in_force() {
    let plan = plan();
    let mut document = entry(&plan, "430000", "xiangtan-2023");
    document.force.to = None;
    assert_eq!(badges(zh(&plan), &document, "2029-01-01")[0], "已施行，终止日没有查到");
    assert_eq!(
        badges(en(&plan), &document, "2029-01-01")[0],
        "Has come into force; no last day was found"
    );
}

#[test]
fn a_draft_is_never_a_document_in_force() {
    let plan = plan();
    let document = entry(&plan, "330000", "wenzhou-2022");
    for (day, chinese, english) in [
        ("2022-07-01", "施行日期未写明", "First day in force not stated"),
        (
            "2024-12-31",
            "草案自定的期限内（最后一天）",
            "Within the draft's own period (last day)",
        ),
        (
            "2025-01-01",
            "草案自定的期限已过（2024-12-31 届满）",
            "The draft's own period is over (last day 2024-12-31)",
        ),
    ] {
        let draft = ["征求意见稿（不是正式文件）", chinese];
        assert_eq!(badges(zh(&plan), &document, day), draft, "{day}");
        let draft = ["Draft for comments (no official document)", english];
        assert_eq!(badges(en(&plan), &document, day), draft, "{day}");
    }
}

#[test]
fn a_document_that_is_not_law_yet_says_from_when_where_that_is_known() {
    let plan = plan();
    let issued = entry(&plan, "430000", "xiangtan-2023");
    for (day, chinese, english) in [
        (
            "2023-10-23",
            "尚未施行（2023-10-24 起）",
            "Not yet in force (from 2023-10-24)",
        ),
        ("2023-10-24", "有效（到 2028-10-24）", "In force (until 2028-10-24)"),
    ] {
        assert_eq!(badges(zh(&plan), &issued, day), [chinese]);
        assert_eq!(badges(en(&plan), &issued, day), [english]);
    }
    let draft = entry(&plan, "330000", "wenzhou-2022");
    assert_eq!(badges(zh(&plan), &draft, "2021-12-31")[1], "尚未施行");
}

#[test]
fn each_language_is_found_by_its_name_and_offered_to_readers_of_another() {
    for language in Language::ALL {
        assert_eq!(Language::from_id(language.id()), Some(language));
        assert!(Language::ALL.contains(&language.other()));
        let mut readers = Language::ALL.into_iter().filter(|reader| *reader != language);
        assert!(readers.any(|reader| reader.other() == language));
    }
    assert_eq!(Language::ALL.map(Language::tag), ["zh-CN", "en"]);
    assert_eq!(Language::from_id("ZH"), None);
}

#[test]
fn the_page_finds_a_library_in_each_language() {
    let files = policies::export(&policies::Published::default()).unwrap();
    let index = files.iter().find(|file| file.path == "index.json").unwrap();
    let index: serde_json::Value = serde_json::from_slice(&index.bytes).unwrap();
    for language in Language::ALL {
        let library = index.get(language.id()).and_then(serde_json::Value::as_str);
        assert!(files.iter().any(|file| Some(file.path.as_str()) == library));
    }
}
