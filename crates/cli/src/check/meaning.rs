//! The meaning of a pack: what its clauses say, all errors at once.

use std::ops::Range;

use rules::fact::Catalogue;
use rules::phrase;
use rules::plan::{PackError, PackProblem, nearest};

use crate::phrases;
use crate::report::Diagnostic;
use crate::tongue::Tongue;

use super::tree::{Node, locate};

/// An error of a pack at its place in the file.
pub(super) fn diagnose(
    tongue: Tongue,
    text: &str,
    root: Node<'_, '_>,
    facts: &Catalogue,
    error: &PackError,
) -> Diagnostic {
    let span = unquoted(text, locate(root, error));
    let mut title = text::pack_problem(tongue.0, error);
    if error.text.is_empty() {
        let key = error.place.rsplit(' ').next().unwrap_or_default();
        title = tongue.say("{0}：{1}", "{0} {1}", &[key, &title]);
    }
    let mut diagnostic = Diagnostic::error(span.clone(), title);
    match &error.problem {
        PackProblem::NotInClause => {
            diagnostic = diagnostic.label(tongue.say("条文里没有", "not in the clause", &[]));
            diagnostic.context = similar(text, root, error).map(|(span, words)| {
                let label = tongue.say("条文写的是“{0}”", "the clause says “{0}”", &[&words]);
                (span, label)
            });
        }
        PackProblem::Cut { clause } => {
            let read = phrases::read(tongue, &error.text);
            diagnostic = diagnostic.label(tongue.say("单独读是：{0}", "alone it reads: {0}", &[&read]));
            let whole = phrases::read(tongue, clause);
            let label = tongue.say("在条文里是：{0}", "in the clause it reads: {0}", &[&whole]);
            diagnostic.context = inside_quotes(text, root, error, clause).map(|span| (span, label));
        }
        PackProblem::Unreadable { at, .. } => {
            let from = error
                .text
                .char_indices()
                .nth(*at)
                .map_or(error.text.len(), |(at, _)| at);
            if text.get(span.clone()) == Some(error.text.as_str()) {
                diagnostic.span = span.start + from..span.end;
            }
            diagnostic = diagnostic.label(tongue.say("从这里起读不懂", "cannot be read from here on", &[]));
        }
        PackProblem::Unit | PackProblem::OtherUnit { .. } => {
            let read = phrases::read(tongue, &error.text);
            diagnostic = diagnostic.label(tongue.say("读作：{0}", "reads: {0}", &[&read]));
        }
        PackProblem::UnknownId { nearest: None } => {
            let names = match error.place.rsplit(' ').next() {
                Some("topic") => &facts.topics,
                Some("recipient") => &facts.recipients,
                Some("payer") => &facts.payers,
                _ => return diagnostic,
            };
            let known: Vec<String> = names.iter().map(|name| format!("{} ({})", name.id, name.zh)).collect();
            diagnostic = diagnostic.help(tongue.say("可以用：{0}", "these are known: {0}", &[&tongue.list(&known)]));
        }
        PackProblem::FactKind { .. } => {
            let kind = facts.find(&error.text).and_then(|fact| facts.spec(fact));
            if let Some(spec) = kind {
                let kind = crate::json_name(&spec.kind);
                diagnostic = diagnostic.label(tongue.say("它是 {0} 类型的", "it is of the kind {0}", &[&kind]));
            }
        }
        _ => {}
    }
    diagnostic
}

/// The inside of a text in quotation marks.
fn unquoted(text: &str, span: Range<usize>) -> Range<usize> {
    match text.get(span.clone()) {
        Some(found) if found.len() > 2 && !found.starts_with("\"\"\"") && found.starts_with(['"', '\'']) => {
            span.start + 1..span.end - 1
        }
        _ => span,
    }
}

/// The clauses of the part of the pack that an error is about, with their places.
fn clauses<'v>(root: Node<'v, '_>, error: &PackError) -> Vec<(&'v str, Range<usize>)> {
    let mut words = error.place.split(' ');
    let parts = match (words.next(), words.next()) {
        (Some(list @ ("measure" | "condition")), Some(id)) => root.named(list, id),
        (Some(path), _) => {
            let found = path.split('.').try_fold(root, |node, key| node.get(key));
            found.into_iter().collect()
        }
        _ => Vec::new(),
    };
    let quotes = parts
        .iter()
        .flat_map(|part| ["quote", "summary"].map(|key| part.get(key)));
    let sentences = quotes.flatten().flat_map(Node::parts);
    sentences
        .filter_map(|sentence| Some((sentence.text()?, sentence.span())))
        .collect()
}

/// Where some words stand in the file, inside the clauses that an error is about.
fn inside_quotes(text: &str, root: Node<'_, '_>, error: &PackError, words: &str) -> Option<Range<usize>> {
    clauses(root, error).into_iter().find_map(|(_, span)| {
        let at = text.get(span.clone())?.find(words)?;
        Some(span.start + at..span.start + at + words.len())
    })
}

/// The words of the clause that come nearest to words that are not in it.
fn similar(text: &str, root: Node<'_, '_>, error: &PackError) -> Option<(Range<usize>, String)> {
    let length = error.text.chars().count();
    let mut windows: Vec<&str> = Vec::new();
    for (sentence, _) in clauses(root, error) {
        let starts: Vec<usize> = sentence
            .char_indices()
            .map(|(at, _)| at)
            .chain([sentence.len()])
            .collect();
        for width in length.saturating_sub(1).max(1)..=length + 1 {
            windows.extend(starts.iter().zip(starts.iter().skip(width)).filter_map(|(from, to)| {
                let window = sentence.get(*from..*to)?;
                phrase::stands_in(window, sentence).is_ok().then_some(window)
            }));
        }
    }
    let words = nearest(windows, &error.text)?.to_owned();
    Some((inside_quotes(text, root, error, &words)?, words))
}
