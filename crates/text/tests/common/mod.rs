//! A plan of the real packs, and outcomes of requests written as JSON.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "only tests use it")]

use huisuan_text::{Language, Words};
use rules::Plan;
use rules::outcome::Outcome;
use rules::request::{Request, RequestError};

pub(crate) fn plan() -> Plan {
    policies::plan().unwrap()
}

pub(crate) fn zh(plan: &Plan) -> Words<'_> {
    Words {
        plan,
        language: Language::Zh,
    }
}

pub(crate) fn en(plan: &Plan) -> Words<'_> {
    Words {
        plan,
        language: Language::En,
    }
}

fn request(measure: &str, day: &str, role: &str, facts: &str) -> Request {
    let text = format!(
        r#"{{ "schema": 1, "day": "{day}", "role": "{role}", "measures": ["{measure}"], "facts": {{ {facts} }} }}"#
    );
    serde_json::from_str(&text).unwrap()
}

/// The outcome of one measure.
#[track_caller]
pub(crate) fn outcome(plan: &Plan, measure: &str, day: &str, role: &str, facts: &str) -> Outcome {
    let response = plan.assess(&request(measure, day, role, facts)).unwrap();
    response.outcomes.into_iter().next().unwrap()
}

/// The error of a request about one measure.
#[track_caller]
pub(crate) fn refused(plan: &Plan, facts: &str) -> RequestError {
    let request = request("wenzhou-2022/art-5-firm", "2024-12-01", "firm", facts);
    plan.assess(&request).unwrap_err()
}

/// Facts of an applicant who meets the conditions of the Wenzhou draft.
pub(crate) const APPLICANT: &str = r#""applicant": { "registered_region": "330302", "tax_region": "330302", "legal_person": true,
    "real_estate": false, "mujun_grade": "A", "major_accident": false, "mass_incident": false }"#;

/// A firm that meets those of its fifth article.
pub(crate) const FIRM: &str = r#""firm": { "kind": "micro-small", "private": true }"#;

/// The words of all badges.
pub(crate) fn badges(words: Words<'_>, outcome: &Outcome) -> Vec<String> {
    words.badges(outcome).into_iter().map(|badge| badge.text).collect()
}

/// A small firm with a policy over 1,000,000 yuan and twelve months.
pub(crate) fn insured(premium: &str) -> String {
    format!(
        r#""firm": {{ "kind": "micro-small" }}, "insurance": [{{ "kind": "small-loan-guarantee", "insured": "1000000.00",
        "premium": "{premium}", "term": "12个月", "starts_on": "2023-03-01" }}]"#
    )
}

/// A sentence has words, and no gaps, doubled marks or names of the program between them.
#[track_caller]
pub(crate) fn whole(sentence: &str, language: Language) {
    assert!(!sentence.trim().is_empty(), "an empty sentence");
    assert_eq!(sentence.trim(), sentence);
    let mut wrong = vec!["{", "}", "  ", "Some(", "NaN"];
    match language {
        Language::Zh => wrong.extend([
            "。。",
            "，，",
            "；；",
            "，。",
            "；。",
            "：。",
            "？。",
            "？？",
            " ，",
            " 。",
            " ；",
            "（）",
            "“”",
            "““",
            "””",
            "是是",
            "您的您",
            "的的",
            " %%",
            "到账",
            "（ ",
            " ）",
            "约约",
            "元元",
            "的。",
            "是。",
        ]),
        Language::En => wrong.extend([
            "..",
            ",,",
            ";;",
            " .",
            " ,",
            " ;",
            "()",
            "?.",
            ":.",
            "the the",
            " a a ",
            "your your",
            ": :",
            "yuan yuan",
        ]),
    }
    for wrong in wrong {
        assert!(!sentence.contains(wrong), "{wrong:?} in {sentence:?}");
    }
    let foreign = |word: &&str| word.len() > 3 && !matches!(*word, "LPR");
    if language == Language::Zh {
        let mut latin = sentence.split(|c: char| !c.is_ascii_alphabetic()).filter(foreign);
        assert_eq!(latin.next(), None, "in {sentence:?}");
    }
}

/// Whether a sentence ends like one.
pub(crate) fn ends(sentence: &str) -> bool {
    sentence.ends_with(['。', '？', '.', '?'])
}
