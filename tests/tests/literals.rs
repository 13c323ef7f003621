//! One literal or bound word of a pack changed: something must notice.
//!
//! Changed in the phrase alone, the pack check must refuse it, since the phrase is no longer in the clause. Changed in
//! phrase and clause alike, as if the law said something else, a worked case must come out differently.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::sync::LazyLock;

use policies::PACKS;
use policies::cases::{self, Cases};
use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::plan::Plan;
use toml::{Table, Value};

static FACTS: LazyLock<Catalogue> = LazyLock::new(|| policies::catalogue().expect("facts"));
static LPR: LazyLock<Lpr> = LazyLock::new(|| policies::lpr().expect("rates"));
static CASES: LazyLock<Vec<(&str, Cases)>> = LazyLock::new(|| cases::all().expect("cases"));

/// Bound words and what they are changed to.
const WORDS: [(&str, &str); 24] = [
    ("不超过", "超过"),
    ("不高于", "高于"),
    ("不低于", "低于"),
    ("及以下", "以上"),
    ("以下", "以上"),
    ("以内", "以上"),
    ("达到", "低于"),
    ("达1", "低于1"),
    ("满6", "不满6"),
    ("最高", "不低于"),
    ("为限", "以上"),
    ("全额", "减半"),
    ("不予补偿", "减半"),
    ("降低至", "不超过"),
    ("(含)以上", "以下"),
    ("超过停售", "低于停售"),
    ("不少于", "少于"),
    ("放宽至", "不低于"),
    ("提高到5%", "不低于5%"),
    ("提高至", "不低于"),
    ("可展期", "不低于"),
    ("最长至", "自"),
    ("分别给予", "给予"),
    ("每增设一个", "增设"),
];

/// The level that a clause left behind (由300万元提高到…) decides nothing; it is part of the phrase so that the new level
/// cannot be cut out of it.
const LEFT_BEHIND: [&str; 1] = ["由301万元提高到"];

/// Keys whose text is no phrase of the clause, whatever stands in it.
const NO_PHRASES: [&str; 11] = [
    "quote",
    "summary",
    "translation",
    "article",
    "zh",
    "en",
    "id",
    "covers",
    "number",
    // Codes of places.
    "region",
    "payer",
];

/// Keys whose day decides, though no clause names it.
const DAYS: [&str; 1] = ["until"];

#[test]
fn every_changed_literal_is_noticed() {
    let mut unnoticed = Vec::new();
    let mut count = 0;
    for (id, text, _) in PACKS {
        for phrase in phrases(text) {
            for changed in changes(&phrase) {
                count += 1;
                let alone = replace_values(text, &phrase, &changed);
                let quoted = text.contains(&format!("\"{phrase}\"")) && occurrences_in_clauses(text, &phrase);
                if quoted && !notices(id, &alone) {
                    unnoticed.push(format!("{id}: phrase alone: {phrase} → {changed}"));
                }
                let alike = text.replace(&phrase, &changed);
                let left_behind = LEFT_BEHIND.iter().any(|old| changed.contains(old));
                if !left_behind && !notices(id, &alike) {
                    unnoticed.push(format!("{id}: phrase and clause: {phrase} → {changed}"));
                }
            }
        }
    }
    assert!(count > 100, "only {count} changes were tried");
    assert!(
        unnoticed.is_empty(),
        "{} of {count}:\n{}",
        unnoticed.len(),
        unnoticed.join("\n")
    );
}

/// The phrases of a pack, each once: every text under whatever key that stands in a clause as well, and the days beside it.
fn phrases(text: &str) -> Vec<String> {
    let pack: Table = toml::from_str(text).expect("a pack");
    let mut clauses = String::new();
    collect(&pack, &mut |key, text| {
        if ["quote", "summary"].contains(&key) {
            clauses.extend([text, "\n"]);
        }
    });
    // The day of issue decides only where the text names no first day.
    let issue = text.contains("from_issue").then_some("issued_on");
    let mut phrases = Vec::new();
    collect(&pack, &mut |key, text| {
        let is_day = DAYS.contains(&key) || issue == Some(key);
        // A name inside of the pack has neither; the number of a table (0.9) has only digits.
        let speaks = !text.is_ascii() || text.contains(|c: char| c.is_ascii_digit());
        let is_phrase = !NO_PHRASES.contains(&key) && speaks && clauses.contains(text);
        if (is_day || is_phrase) && !phrases.iter().any(|known| known == text) {
            phrases.push(text.to_owned());
        }
    });
    phrases
}

/// Every text of a pack with the key beneath which it stands.
fn collect(table: &Table, take: &mut impl FnMut(&str, &str)) {
    for (key, value) in table {
        texts(key, value, take);
    }
}

fn texts(key: &str, value: &Value, take: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => take(key, text),
        Value::Array(values) => values.iter().for_each(|value| texts(key, value, take)),
        Value::Table(table) => collect(table, take),
        _ => {}
    }
}

/// The phrase with one number raised by one in its last place, or one bound word changed.
fn changes(phrase: &str) -> Vec<String> {
    let mut changes = Vec::new();
    let characters: Vec<char> = phrase.chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let last_of_number = !characters
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_digit() || *next == '.');
        if character.is_ascii_digit() && last_of_number {
            let raised = if *character == '9' {
                '8'
            } else {
                char::from(*character as u8 + 1)
            };
            let mut other = characters.clone();
            other[at] = raised;
            changes.push(other.into_iter().collect());
        }
    }
    for (word, other) in WORDS {
        if phrase.contains(word) {
            changes.push(phrase.replacen(word, other, 1));
        }
    }
    changes
}

/// The pack with the phrase changed where it is a value, and not inside a clause.
fn replace_values(text: &str, phrase: &str, changed: &str) -> String {
    text.replace(&format!("\"{phrase}\""), &format!("\"{changed}\""))
}

fn occurrences_in_clauses(text: &str, phrase: &str) -> bool {
    text.matches(phrase).count() > text.matches(&format!("\"{phrase}\"")).count()
}

/// Whether the pack check or a worked case notices that the pack differs.
fn notices(id: &str, text: &str) -> bool {
    let Ok(pack) = policies::pack(id, text) else {
        return true;
    };
    let Ok(source) = policies::source(pack) else {
        return true;
    };
    let Ok(plan) = Plan::new(FACTS.clone(), LPR.clone(), vec![source]) else {
        return true;
    };
    let Some((document, cases)) = CASES.iter().find(|(document, _)| *document == id) else {
        return false;
    };
    cases
        .cases
        .iter()
        .any(|case| cases.failure(&plan, document, case).is_some())
}
