//! Finds the place of something in a file: from the path that an error names to the bytes that it is about.

use std::ops::Range;

use rules::plan::{PackError, PackProblem};
use toml::Spanned;
use toml::de::DeValue;

/// A value with the place of the key that holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'v, 't> {
    pub(super) value: &'v Spanned<DeValue<'t>>,
    key: Option<(usize, usize)>,
}

impl<'v, 't> Node<'v, 't> {
    pub(super) fn root(value: &'v Spanned<DeValue<'t>>) -> Self {
        Self { value, key: None }
    }

    /// What a person would point at: a text itself, the key or heading of a table.
    pub(super) fn span(&self) -> Range<usize> {
        match (self.value.get_ref(), self.key) {
            (DeValue::Table(_) | DeValue::Array(_), Some((start, end))) => start..end,
            _ => self.value.span(),
        }
    }

    /// The value under a key.
    pub(super) fn get(&self, wanted: &str) -> Option<Self> {
        let table = self.value.get_ref().as_table()?;
        let (key, value) = table.iter().find(|(key, _)| key.get_ref() == wanted)?;
        let key = key.span();
        Some(Self {
            value,
            key: Some((key.start, key.end)),
        })
    }

    /// The parts of a list; a single value stands for itself.
    pub(super) fn parts(self) -> Vec<Self> {
        match self.value.get_ref() {
            DeValue::Array(list) => list.iter().map(Self::root).collect(),
            _ => vec![self],
        }
    }

    /// The part of a list whose `id` is this; of several the last.
    pub(super) fn named(&self, list: &str, id: &str) -> Vec<Self> {
        let parts = self.get(list).map(Self::parts).unwrap_or_default();
        let is = |part: &Self| part.get("id").and_then(|found| found.value.get_ref().as_str()) == Some(id);
        parts.into_iter().filter(is).collect()
    }

    /// The keys of a table with their places.
    pub(super) fn entries(&self) -> Vec<(&'v str, Range<usize>)> {
        let table = self.value.get_ref().as_table();
        let keys = table.into_iter().flat_map(|table| table.keys());
        keys.map(|key| (key.get_ref().as_ref(), key.span())).collect()
    }

    pub(super) fn text(&self) -> Option<&'v str> {
        self.value.get_ref().as_str()
    }

    /// Calls `found` for the place of every text and key below, in the order of the file.
    pub(super) fn texts(&self, found: &mut dyn FnMut(&'v str, Range<usize>)) {
        match self.value.get_ref() {
            DeValue::String(text) => found(text, self.value.span()),
            DeValue::Array(list) => {
                for part in list {
                    Self::root(part).texts(found);
                }
            }
            DeValue::Table(table) => {
                let mut entries: Vec<_> = table.iter().collect();
                entries.sort_by_key(|(key, _)| key.span().start);
                for (key, value) in entries {
                    found(key.get_ref(), key.span());
                    Self::root(value).texts(found);
                }
            }
            _ => {}
        }
    }

    /// The first place below where exactly this text stands.
    fn find(&self, wanted: &str) -> Option<Range<usize>> {
        let mut place = None;
        self.texts(&mut |text, span| {
            if text == wanted && place.is_none() {
                place = Some(span);
            }
        });
        place
    }
}

/// The place that an error of a pack is about: its path is `measure art-4 when[2] words` or `document.force to`.
pub(super) fn locate(root: Node<'_, '_>, error: &PackError) -> Range<usize> {
    let mut words = error.place.split(' ').peekable();
    let first = words.peek().copied().unwrap_or_default();
    let mut parts = vec![root];
    if matches!(first, "measure" | "condition" | "reading" | "question") && error.place.contains(' ') {
        words.next();
        let id = words.next().unwrap_or_default();
        let found = match first {
            "measure" | "condition" => root.named(first, id),
            _ => root.get(first).and_then(|table| table.get(id)).into_iter().collect(),
        };
        if !found.is_empty() {
            parts = found;
        }
    }
    if error.problem == PackProblem::Duplicate {
        parts = parts.pop().into_iter().collect();
    }
    let segments: Vec<&str> = words.flat_map(|word| word.split('.')).collect();
    let ends: Vec<_> = parts.into_iter().map(|part| descend(part, &segments)).collect();
    let exact = (!error.text.is_empty())
        .then(|| {
            ends.iter()
                .find_map(|(nodes, _)| nodes.iter().find_map(|node| node.find(&error.text)))
        })
        .flatten();
    // What is missing is missing where the path ends too early; anything else is where it leads to its end.
    let missing = error.problem == PackProblem::Missing;
    let best = ends.iter().find(|(_, whole)| *whole != missing).or(ends.first());
    let any = best.and_then(|(nodes, _)| nodes.first());
    exact.unwrap_or_else(|| any.unwrap_or(&root).span())
}

/// The values at the end of a path, as far as it leads, and whether it leads to its end.
fn descend<'v, 't>(part: Node<'v, 't>, segments: &[&str]) -> (Vec<Node<'v, 't>>, bool) {
    let mut nodes = vec![part];
    for segment in segments {
        let (key, number) = match segment.split_once('[') {
            Some((key, rest)) => (key, rest.trim_end_matches(']').parse::<usize>().ok()),
            None => (*segment, None),
        };
        let mut next = Vec::new();
        for part in nodes.iter().flat_map(|node| node.parts()) {
            let Some(found) = part.get(key) else { continue };
            match number {
                Some(number) => next.extend(found.parts().into_iter().nth(number)),
                None => next.push(found),
            }
        }
        if next.is_empty() {
            return (nodes, false);
        }
        nodes = next;
    }
    (nodes, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    const TEXT: &str = r#"
schema = 1
[document.force]
to = "2024年"
[[measure]]
id = "a"
when = [{ fact = "x.y", words = "甲" }, { any = [{ fact = "x.z", words = "乙" }] }]
[[measure]]
id = "a"
amount.tiers = { of = "x.y", tiers = [{ words = "甲", share = "丙" }, { words = "乙", share = "丁" }] }
[reading.r]
zh = ""
"#;

    #[track_caller]
    fn check(path: &str, text: &str, problem: PackProblem, line: usize, found: &str) {
        let error = PackError {
            document: String::new(),
            place: path.to_owned(),
            text: text.to_owned(),
            problem,
        };
        let table = DeTable::parse(TEXT).unwrap();
        let tree = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
        let span = locate(Node::root(&tree), &error);
        assert_eq!(&TEXT[span.clone()], found);
        assert_eq!(TEXT[..span.start].matches('\n').count() + 1, line);
    }

    #[test]
    fn an_error_is_found_where_it_stands() {
        check("schema", "1", PackProblem::Schema, 2, "1");
        check("document.force to", "2024年", PackProblem::NotInClause, 4, "\"2024年\"");
        check("measure a id", "a", PackProblem::Duplicate, 9, "\"a\"");
        check("measure a when[0] words", "甲", PackProblem::Unit, 7, "\"甲\"");
        check("measure a when[1] words", "乙", PackProblem::Unit, 7, "\"乙\"");
        check(
            "measure a amount.tiers.tiers.share",
            "丁",
            PackProblem::Unit,
            10,
            "\"丁\"",
        );
        check("measure a amount.tiers.share", "丁", PackProblem::Unit, 10, "\"丁\"");
        check("measure a when", "", PackProblem::Missing, 8, "[[measure]]");
        check("measure a rounding", "", PackProblem::Missing, 5, "[[measure]]");
        check("reading r zh", "", PackProblem::Missing, 12, "\"\"");
        check("measure", "", PackProblem::Missing, 5, "measure");
        check("nowhere", "", PackProblem::Missing, 1, "");
    }
}
