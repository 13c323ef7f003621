//! `huisuan explain`: one measure as the page words it, in both languages, with its worked cases.

use std::fmt::Write as _;

use policies::cases::{Case, Cases};
use rules::outcome::Outcome;
use rules::plan::{Document, Measure, Plan};
use rules::request::Request;
use text::{Language, Words};

use crate::tongue::{Options, Tongue};
use crate::{Failure, outside, plan};

pub(crate) fn run(options: Options, id: &str) -> Result<(), Failure> {
    let plan = plan()?;
    let Some(measure) = plan.measure(id) else {
        return Err(unknown(options.tongue, &plan, id));
    };
    let all = policies::cases::all().map_err(|error| outside("built-in cases", error))?;
    let document = plan.document(measure).map(|document| document.id.as_str());
    let own = all.into_iter().find(|(name, _)| Some(*name) == document);
    let cases = own.map(|(_, cases)| cases);
    let explanation = Explanation {
        plan: &plan,
        measure,
        cases: cases.as_ref(),
        day: options.day.map(|day| day.to_string()),
    };
    print!("{}", explanation.text());
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

/// A measure with what is needed to explain it.
struct Explanation<'a> {
    plan: &'a Plan,
    measure: &'a Measure,
    cases: Option<&'a Cases>,
    day: Option<String>,
}

impl Explanation<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        for language in [Language::Zh, Language::En] {
            self.write(language, &mut text);
        }
        text
    }

    fn write(&self, language: Language, text: &mut String) {
        let tongue = Tongue(language);
        let words = Words {
            plan: self.plan,
            language,
        };
        let shown = self.shown();
        let Some((name, outcome)) = shown.first() else { return };
        let clause = &self.measure.source;
        let title = tongue.say("{0}", "{1}", &[&clause.zh, &clause.en]);
        let document = self.plan.document(self.measure);
        let of = document.map(|document: &Document| tongue.say("{0}", "{1}", &[&document.zh, &document.en]));
        let _ = writeln!(text, "# {title}\n{} {}", of.unwrap_or_default(), clause.article);
        let badges: Vec<String> = words.badges(outcome).into_iter().map(|badge| badge.text).collect();
        let _ = writeln!(text, "{}", tongue.list(&badges));
        section(text, &tongue.say("条文", "The clause", &[]));
        for sentence in clause.quote.iter().chain(&clause.summary) {
            let _ = writeln!(text, "{}", marked(sentence, &self.operative(outcome)));
        }
        if let Some(document) = document.filter(|document| !document.sources.is_empty()) {
            let sources = document.sources.join("；");
            let _ = writeln!(text, "{}", tongue.say("来源：{0}", "Sources: {0}", &[&sources]));
        }
        if let (Language::En, Some(translation)) = (language, &clause.translation) {
            let _ = writeln!(text, "(unofficial) {translation}");
        }
        self.conditions(words, text);
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
        for (name, outcome) in &shown {
            let _ = writeln!(text, "- {name}\n      {}", words.headline(outcome));
        }
        text.push('\n');
    }

    /// The conditions with nothing known: what the clause asks, without what somebody answered.
    fn conditions(&self, words: Words<'_>, text: &mut String) {
        let role = self.bases().next().map(|(case, _)| case);
        let empty = Request {
            facts: std::collections::BTreeMap::new(),
            ..role.unwrap_or_else(|| self.request())
        };
        let Some(outcome) = self.outcome(&empty) else { return };
        if outcome.checks.is_empty() {
            return;
        }
        let tongue = Tongue(words.language);
        section(text, &tongue.say("条件", "Conditions", &[]));
        for check in &outcome.checks {
            let _ = writeln!(text, "- {}", words.check(&outcome, check));
        }
    }

    /// The worked cases with what comes out; the one with the largest amount first: it shows the whole computation.
    fn shown(&self) -> Vec<(String, Outcome)> {
        let mut shown: Vec<(String, Outcome)> = self
            .bases()
            .filter_map(|(request, case)| Some((case.name.clone(), self.outcome(&request)?)))
            .collect();
        let computed = |(_, outcome): &&(String, Outcome)| !outcome.steps.is_empty();
        let amount = |(_, outcome): &(String, Outcome)| outcome.amount;
        let most = shown
            .iter()
            .filter(computed)
            .max_by_key(|case| amount(case))
            .map(amount);
        let best = shown
            .iter()
            .position(|case| computed(&case) && Some(amount(case)) == most);
        if let Some(best) = best {
            shown.swap(0, best);
        }
        if shown.is_empty() {
            let outcome = self.outcome(&self.request());
            shown.extend(outcome.map(|outcome| (String::new(), outcome)));
        }
        shown
    }

    /// The cases of this measure with their requests.
    fn bases(&self) -> impl Iterator<Item = (Request, &Case)> {
        let id = &self.measure.source.id;
        let document = self
            .plan
            .document(self.measure)
            .map_or("", |document| document.id.as_str());
        let cases = self.cases.into_iter();
        let of_document = cases.flat_map(|cases| cases.cases.iter().map(move |case| (cases, case)));
        of_document
            .filter(move |(_, case)| case.measure == *id)
            .filter_map(move |(cases, case)| Some((cases.request(document, case)?, case)))
            .map(|(request, case)| {
                let day = self.day.clone().unwrap_or_else(|| request.day.clone());
                (Request { day, ..request }, case)
            })
    }

    /// A request that tells nothing.
    fn request(&self) -> Request {
        let day = self.day.clone().or_else(|| self.cases.map(|cases| cases.day.clone()));
        Request {
            schema: 1,
            day: day.unwrap_or_default(),
            role: None,
            measures: vec![self.measure.id.clone()],
            documents: Vec::new(),
            region: None,
            trace: true,
            facts: std::collections::BTreeMap::new(),
        }
    }

    fn outcome(&self, request: &Request) -> Option<Outcome> {
        self.plan.assess(request).ok()?.outcomes.into_iter().next()
    }

    /// The words that decide: of every condition, of the amount and of its limits.
    fn operative<'o>(&'o self, outcome: &'o Outcome) -> Vec<&'o str> {
        let of_checks = outcome.checks.iter().filter_map(|check| check.words.as_deref());
        of_checks
            .chain(self.measure.source.words.iter().map(String::as_str))
            .collect()
    }
}

fn section(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n## {title}");
}

/// A sentence with the words that decide in brackets 【】; overlapping ones become one.
fn marked(sentence: &str, words: &[&str]) -> String {
    let mut marks = vec![false; sentence.len()];
    for word in words.iter().filter(|word| !word.is_empty()) {
        for (at, found) in sentence.match_indices(word) {
            marks
                .iter_mut()
                .skip(at)
                .take(found.len())
                .for_each(|mark| *mark = true);
        }
    }
    let mut text = String::new();
    let mut open = false;
    for (at, character) in sentence.char_indices() {
        let inside = marks.get(at).copied().unwrap_or_default();
        if inside != open {
            text.push(if inside { '【' } else { '】' });
            open = inside;
        }
        text.push(character);
    }
    if open {
        text.push('】');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_words_become_one_mark() {
        assert_eq!(marked("按利息30%补助", &["利息30%", "30%补"]), "按【利息30%补】助");
        assert_eq!(marked("甲乙", &["乙", "丙", ""]), "甲【乙】");
    }
}
