//! `huisuan explain`: one measure as the page words it, in both languages, with its worked cases.

use std::fmt::Write as _;

use pages::{Example, Explanation, marks};
use policies::LoadError;
use policies::cases::Cases;
use rules::plan::Plan;
use serde_json::{Value, json};
use text::{Language, Words};

use crate::tongue::{Options, Tongue};
use crate::{Failure, check, complain, facts, outside, plan, print, say};

/// `pack` is a file that is not built in, whose cases stand beside it.
pub(crate) fn run(options: Options, id: &str, pack: Option<&str>) -> Result<(), Failure> {
    let (plan, all) = if let Some(file) = pack {
        from_file(options.tongue, file)?
    } else {
        let all = policies::cases::all().map_err(|error| outside("built-in cases", error))?;
        let all = all.into_iter().map(|(id, cases)| (id.to_owned(), cases)).collect();
        (plan()?, all)
    };
    let found = plan.measure(id);
    let Some((measure, document)) = found.and_then(|measure| Some((measure, plan.document(measure)?))) else {
        return Err(facts::unknown(options.tongue, &plan, id));
    };
    let cases = all.into_iter().find(|(name, _)| *name == document.id);
    let cases = cases.map(|(_, cases)| cases);
    let explanation = Explanation {
        plan: &plan,
        measure,
        document,
        cases: cases.as_ref(),
        day: options.day,
    };
    if options.json {
        return print(&as_json(&explanation, options.tongue.0));
    }
    let mut text = String::new();
    for language in Language::ALL {
        write(&explanation, language, &mut text);
    }
    say(&text)
}

/// The plan of one file, and the cases beside it.
fn from_file(tongue: Tongue, file: &str) -> Result<(Plan, Vec<(String, Cases)>), Failure> {
    let wrong = |error: LoadError| {
        complain(&error.to_string());
        complain(&tongue.say("先运行 huisuan check {0}", "run `huisuan check {0}` first", &[file]));
        Failure::Input
    };
    let input = check::read(&[file])?.pop().ok_or(Failure::Input)?;
    let source = policies::pack(file, &input.pack.text)
        .and_then(policies::source)
        .map_err(wrong)?;
    let id = source.pack.document.id.clone();
    let internal = |error: LoadError| outside("facts.toml", error);
    let facts = policies::catalogue().map_err(internal)?;
    let plan = Plan::new(facts, policies::lpr().map_err(internal)?, vec![source]);
    let plan = plan.map_err(|errors| wrong(LoadError::Meaning(errors)))?;
    let cases = match input.cases {
        Some(cases) => vec![(id, policies::cases::parse(&cases.name, &cases.text).map_err(wrong)?)],
        None => Vec::new(),
    };
    Ok((plan, cases))
}

/// The explanation in one language, for programs.
fn as_json(explanation: &Explanation<'_>, language: Language) -> Value {
    let words = Words {
        plan: explanation.plan,
        language,
    };
    let clause = &explanation.measure.source;
    let examples = explanation.examples();
    let unanswered = explanation.unanswered();
    let first = examples.first().map(|example| &example.outcome);
    let steps = first.map(|outcome| words.steps(outcome)).unwrap_or_default();
    let assumptions = first.into_iter().flat_map(|outcome| {
        let assumptions = outcome.assumptions.iter();
        assumptions.map(|assumption| words.assumption(outcome, assumption))
    });
    let conditions = unanswered.iter().flat_map(|outcome| {
        let checks = outcome.checks.iter();
        checks.map(|check| words.check(outcome, check))
    });
    let badges = first.map(|outcome| words.badges(outcome)).unwrap_or_default();
    json!({
        "measure": explanation.measure.id,
        "title": words.measure_title(&explanation.measure.id),
        "document": words.document_title(&explanation.document.id),
        "article": clause.article,
        "standing": badges.into_iter().map(|badge| badge.text).collect::<Vec<_>>(),
        "quote": clause.quote,
        "summary": clause.summary,
        "operative": explanation.operative(),
        "translation": clause.translation,
        "conditions": conditions.collect::<Vec<_>>(),
        "steps": steps.into_iter().map(|step| json!({ "text": step.text, "formula": step.formula })).collect::<Vec<_>>(),
        "assumptions": assumptions.collect::<Vec<_>>(),
        "cases": examples.iter().map(|Example { name, outcome }| {
            json!({ "name": name, "headline": words.headline(outcome), "amount": outcome.amount })
        }).collect::<Vec<_>>(),
    })
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
    if let Some(translation) = clause.translation.as_ref().filter(|_| !language.is_zh()) {
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
