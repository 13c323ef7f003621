//! `huisuan explain`: one measure as the page words it, in both languages, with its worked cases.

use std::fmt::Write as _;

use pages::{Example, Explanation, marks};
use rules::plan::Plan;
use text::{Language, Words};

use crate::tongue::{Options, Tongue};
use crate::{Failure, outside, plan};

pub(crate) fn run(options: Options, id: &str) -> Result<(), Failure> {
    let plan = plan()?;
    let Some((measure, document)) = plan
        .measure(id)
        .and_then(|measure| Some((measure, plan.document(measure)?)))
    else {
        return Err(unknown(options.tongue, &plan, id));
    };
    let all = policies::cases::all().map_err(|error| outside("built-in cases", error))?;
    let own = all.into_iter().find(|(name, _)| *name == document.id);
    let cases = own.map(|(_, cases)| cases);
    let explanation = Explanation {
        plan: &plan,
        measure,
        document,
        cases: cases.as_ref(),
        day: options.day,
    };
    let mut text = String::new();
    for language in [Language::Zh, Language::En] {
        write(&explanation, language, &mut text);
    }
    print!("{text}");
    Ok(())
}

fn unknown(tongue: Tongue, plan: &Plan, id: &str) -> Failure {
    let known = plan.measures.iter().map(|measure| measure.id.as_str());
    let near =
        rules::plan::nearest(known, id).map(|near| tongue.say("，是不是想写 {0}？", "; did you mean {0}?", &[near]));
    let near =
        near.unwrap_or_else(|| tongue.say("；huisuan documents 列出全部", "; `huisuan documents` lists them", &[]));
    Failure::Usage(tongue.say("没有这项措施：{0}{1}", "there is no measure {0}{1}", &[id, &near]))
}

fn write(explanation: &Explanation<'_>, language: Language, text: &mut String) {
    let tongue = Tongue(language);
    let words = Words {
        plan: explanation.plan,
        language,
    };
    let examples = explanation.examples();
    let Some(Example { name, outcome }) = examples.first() else {
        return;
    };
    let (clause, document) = (&explanation.measure.source, explanation.document);
    let title = tongue.say("{0}", "{1}", &[&clause.zh, &clause.en]);
    let of = tongue.say("{0}", "{1}", &[&document.zh, &document.en]);
    let _ = writeln!(text, "# {title}\n{of} {}", clause.article);
    let badges: Vec<String> = words.badges(outcome).into_iter().map(|badge| badge.text).collect();
    let _ = writeln!(text, "{}", tongue.list(&badges));
    section(text, &tongue.say("条文", "The clause", &[]));
    for sentence in clause.quote.iter().chain(&clause.summary) {
        let _ = writeln!(text, "{}", marked(sentence, &explanation.operative()));
    }
    if !document.sources.is_empty() {
        let sources = document.sources.join("；");
        let _ = writeln!(text, "{}", tongue.say("来源：{0}", "Sources: {0}", &[&sources]));
    }
    if let (Language::En, Some(translation)) = (language, &clause.translation) {
        let _ = writeln!(text, "(unofficial) {translation}");
    }
    // With nothing known: what the clause asks, without what somebody answered.
    if let Some(unanswered) = explanation.unanswered().filter(|outcome| !outcome.checks.is_empty()) {
        section(text, &tongue.say("条件", "Conditions", &[]));
        for check in &unanswered.checks {
            let _ = writeln!(text, "- {}", words.check(&unanswered, check));
        }
    }
    if !outcome.steps.is_empty() {
        section(
            text,
            &tongue.say("怎么算（例：{0}）", "How it is computed (example: {0})", &[name]),
        );
        for step in words.steps(outcome) {
            let _ = writeln!(text, "- {}", step.text);
            if let Some(formula) = step.formula {
                let _ = writeln!(text, "      {formula}");
            }
        }
    }
    if !outcome.assumptions.is_empty() {
        section(
            text,
            &tongue.say(
                "没有写明、这样理解的",
                "What the text leaves open and how it was read",
                &[],
            ),
        );
        for assumption in &outcome.assumptions {
            let _ = writeln!(text, "- {}", words.assumption(outcome, assumption));
        }
    }
    section(text, &tongue.say("案例", "Cases", &[]));
    for Example { name, outcome } in &examples {
        let _ = writeln!(text, "- {name}\n      {}", words.headline(outcome));
    }
    text.push('\n');
}

fn section(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n## {title}");
}

/// A sentence with the words that decide in brackets 【】.
fn marked(sentence: &str, words: &[&str]) -> String {
    let mut text = String::new();
    let mut done = 0;
    for mark in marks(sentence, words) {
        text.push_str(sentence.get(done..mark.start).unwrap_or_default());
        text.push('【');
        text.push_str(sentence.get(mark.clone()).unwrap_or_default());
        text.push('】');
        done = mark.end;
    }
    text.push_str(sentence.get(done..).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_stands_in_brackets() {
        assert_eq!(marked("按利息30%补助", &["利息30%"]), "按【利息30%】补助");
        assert_eq!(marked("甲乙", &["丙"]), "甲乙");
    }
}
