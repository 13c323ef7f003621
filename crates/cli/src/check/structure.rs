//! The structure of a file: TOML, its keys and their kinds.
//!
//! Serde stops at the first error, so that the parts of a list are read one by one: each measure tells its own first error,
//! and those that can be read are checked for their meaning.

use std::ops::Range;

use rules::pack::{Beyond, DocumentCondition, Measure, Pack};
use rules::plan::nearest;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Error, ValueDeserializer};

use crate::report::Diagnostic;
use crate::tongue::Tongue;

/// A file as far as it can be read.
pub(super) struct Parsed<'t, T> {
    /// The tree with the places of all keys and values.
    pub(super) tree: Spanned<DeValue<'t>>,
    /// What it says, without the parts that cannot be read.
    pub(super) value: Option<T>,
    /// Names of the parts that cannot be read.
    pub(super) dropped: Vec<String>,
    /// What is wrong with its structure.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A list of the file whose parts are read one by one: its key, what names a part, and a trial.
type List = (&'static str, &'static str, fn(Spanned<DeValue<'_>>) -> Option<Error>);

/// Reads a pack.
pub(super) fn pack(tongue: Tongue, text: &str) -> Parsed<'_, Pack> {
    parse(
        tongue,
        text,
        &[
            ("condition", "id", trial::<DocumentCondition>),
            ("measure", "id", trial::<Measure>),
            ("beyond", "quote", trial::<Beyond>),
        ],
    )
}

/// Reads the cases of a pack.
pub(super) fn cases(tongue: Tongue, text: &str) -> Parsed<'_, policies::cases::Cases> {
    parse(tongue, text, &[("case", "name", trial::<policies::cases::Case>)])
}

fn trial<T: DeserializeOwned>(value: Spanned<DeValue<'_>>) -> Option<Error> {
    T::deserialize(ValueDeserializer::from(value)).err()
}

fn parse<'t, T: DeserializeOwned>(tongue: Tongue, text: &'t str, lists: &[List]) -> Parsed<'t, T> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let whole = table.span();
    let tree = Spanned::new(whole.clone(), DeValue::Table(table.into_inner()));
    let mut diagnostics: Vec<_> = errors.iter().map(|error| explain(tongue, error, &whole)).collect();
    let mut parsed = Parsed {
        tree,
        value: None,
        dropped: Vec::new(),
        diagnostics: Vec::new(),
    };
    if diagnostics.is_empty() {
        let mut readable = parsed.tree.clone();
        for (key, name, trial) in lists {
            let Some(DeValue::Array(parts)) = entry(&mut readable, key) else {
                continue;
            };
            let all = std::mem::replace(parts, DeArray::new());
            let readable = all.into_iter().filter(|part| {
                let Some(error) = trial(part.clone()) else { return true };
                diagnostics.push(explain(tongue, &error, &part.span()));
                let named = part.get_ref().get(*name).and_then(|name| name.get_ref().as_str());
                parsed.dropped.extend(named.map(str::to_owned));
                false
            });
            *parts = readable.collect();
        }
        match T::deserialize(ValueDeserializer::from(readable)) {
            Ok(value) => parsed.value = Some(value),
            Err(error) => diagnostics.push(explain(tongue, &error, &whole)),
        }
    }
    parsed.diagnostics = diagnostics;
    parsed
}

fn entry<'v, 't>(tree: &'v mut Spanned<DeValue<'t>>, key: &str) -> Option<&'v mut DeValue<'t>> {
    let DeValue::Table(table) = tree.get_mut() else {
        return None;
    };
    table.get_mut(key).map(Spanned::get_mut)
}

/// An error of the parser in the language of the user, with the nearest name where a name is wrong.
fn explain(tongue: Tongue, error: &Error, around: &Range<usize>) -> Diagnostic {
    let message = error.message();
    let span = error.span().unwrap_or_else(|| around.clone());
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (given, allowed) = names
        .split_first()
        .map_or(("", &[][..]), |(given, rest)| (*given, rest));
    let (title, expected) = if message.starts_with("unknown field") {
        let title = tongue.say("没有“{0}”这个键", "there is no key “{0}”", &[given]);
        (title, allowed)
    } else if message.starts_with("unknown variant") {
        let title = tongue.say("没有“{0}”这个值", "there is no value “{0}”", &[given]);
        (title, allowed)
    } else if message.starts_with("missing field") {
        let title = tongue.say("缺少“{0}”这个键", "the key “{0}” is missing", &[given]);
        return Diagnostic::error(span, title).label(tongue.say("写在这里", "belongs here", &[]));
    } else if message.starts_with("duplicate key") {
        (tongue.say("同一个键写了两次", "the key stands twice", &[]), &[][..])
    } else {
        (tongue.say("写法不对：{0}", "cannot be read: {0}", &[message]), &[][..])
    };
    let mut diagnostic = Diagnostic::error(span, title);
    if let Some(near) = nearest(expected.iter().copied(), given) {
        diagnostic = diagnostic.label(tongue.say("是不是想写 {0}？", "did you mean {0}?", &[near]));
    } else if !expected.is_empty() {
        diagnostic = diagnostic.help(tongue.say("可以用：{0}", "these are known: {0}", &[&tongue.list(expected)]));
    }
    diagnostic
}
