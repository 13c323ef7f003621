//! The clause itself, with the words marked that decide the result.

use rules::outcome::Outcome;
use rules::pack::Verification;
use rules::plan::{Document, Measure};
use yew::prelude::*;

use crate::dom::{self, cat, classed, el, line, maybe, nothing};
use crate::folded::folded;
use crate::order::order;
use crate::pages::clauses;
use crate::view::View;

pub(super) fn clause(view: &View<'_>, outcome: &Outcome, measure: &Measure) -> Html {
    let Some(document) = view.plan.document(measure) else {
        return nothing();
    };
    let title = if document.verification == Verification::Entered {
        view.page.entered_words
    } else {
        view.page.clause
    };
    let summary = line("summary", "", title);
    folded(view, cat(&["clause-", &outcome.measure]), "", summary, &|| {
        passages(view, outcome, measure, document)
    })
}

fn passages(view: &View<'_>, outcome: &Outcome, measure: &Measure, document: &Document) -> Vec<Html> {
    let source = &measure.source;
    let words = operative(outcome, measure);
    let tested = |id: &str| {
        outcome
            .checks
            .iter()
            .any(|check| check.condition.as_deref() == Some(id))
    };
    let conditions = document.conditions.iter().filter(|condition| tested(&condition.id));
    let mut parts = Vec::new();
    if document.verification != Verification::Entered {
        let number = document.number.as_ref().map(|number| cat(&[" ", number]));
        let cite = el("cite")
            .set("lang", "zh-CN")
            .text(document.zh.clone())
            .text(number.unwrap_or_default());
        let translated = (!view.is_zh()).then(|| line("span", "", document.en.clone()));
        parts.push(classed("p", "cite").with(cite.into()).with(maybe(translated)).into());
    }
    let read = document.verification == Verification::Original;
    if read {
        parts.push(passage(&source.article, &source.quote, &words, true));
    } else {
        let told = match document.verification {
            Verification::Own => view.page.own_rule,
            Verification::Entered => view.page.entered_rule,
            _ => view.page.secondary,
        };
        parts.push(line("p", "warning", told));
        if !document.sources.is_empty() {
            let sources = cat(&[view.page.sources, &document.sources.join("；")]);
            parts.push(line("p", "cite", sources));
        }
        parts.push(passage(&source.article, &source.summary, &words, false));
    }
    parts.push(translation(view, source.translation.as_ref()));
    for condition in conditions {
        parts.push(passage(&condition.article, &condition.quote, &words, read));
        parts.push(translation(view, condition.translation.as_ref()));
    }
    // Only what is published has a page of its own.
    if matches!(document.verification, Verification::Original | Verification::Secondary) {
        let page = cat(&[&outcome.measure, ".html"]);
        parts.push(maybe(clauses(view, &page, view.page.clause_page)));
    }
    parts
}

/// A passage; only what was read in the document itself is set as a quotation.
fn passage(article: &str, quote: &[String], words: &[&str], quoted: bool) -> Html {
    let sentences = quote
        .iter()
        .map(|sentence| el("p").with_all(marked(sentence, words)).into());
    let passage = if quoted {
        el("blockquote")
    } else {
        classed("div", "summary")
    };
    let article = line("p", "article", article.to_owned());
    passage
        .set("lang", "zh-CN")
        .with(article)
        .with_all(sentences.collect())
        .into()
}

fn translation(view: &View<'_>, translation: Option<&String>) -> Html {
    let translation = translation.filter(|_| !view.is_zh());
    maybe(translation.map(|translation| {
        let unofficial = line("strong", "", cat(&[view.page.translation, ": "]));
        classed("p", "translation")
            .with(unofficial)
            .text(translation.clone())
            .into()
    }))
}

/// The words that decide: of every condition, of the amount and of its limits.
fn operative<'a>(outcome: &'a Outcome, measure: &'a Measure) -> Vec<&'a str> {
    let of_checks = outcome.checks.iter().filter_map(|check| check.words.as_deref());
    of_checks
        .chain(measure.source.words.iter().map(String::as_str))
        .collect()
}

/// A sentence with the words marked; overlapping ones become one mark.
fn marked(sentence: &str, words: &[&str]) -> Vec<Html> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        spans.extend(sentence.match_indices(word).map(|(at, found)| (at, at + found.len())));
    }
    order(&mut spans, |span| *span);
    let mut parts = Vec::new();
    let mut done = 0;
    let mut open: Option<(usize, usize)> = None;
    let close = |span: (usize, usize), done: &mut usize, parts: &mut Vec<Html>| {
        parts.push(dom::words(sentence.get(*done..span.0).unwrap_or_default().to_owned()));
        parts.push(line(
            "mark",
            "",
            sentence.get(span.0..span.1).unwrap_or_default().to_owned(),
        ));
        *done = span.1;
    };
    for span in spans {
        open = Some(match open {
            Some(before) if span.0 <= before.1 => (before.0, before.1.max(span.1)),
            Some(before) => {
                close(before, &mut done, &mut parts);
                span
            }
            None => span,
        });
    }
    if let Some(last) = open {
        close(last, &mut done, &mut parts);
    }
    parts.push(dom::words(sentence.get(done..).unwrap_or_default().to_owned()));
    parts
}
