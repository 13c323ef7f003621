//! What is no error but somebody should look at: documents that end soon, figures that were read long ago, words that
//! nobody uses.

use policies::cases::Cases;
use policies::{Gazetteer, LoadError};
use rules::Date;
use rules::place::NATION;
use rules::plan::{Document, Plan};

use crate::report::Diagnostic;
use crate::tongue::Tongue;

use super::tree::Node;

/// What a draft leaves empty and nobody has filled in yet.
pub(super) fn blanks(tongue: Tongue, root: Node<'_, '_>) -> Vec<Diagnostic> {
    let document = root.get("document").into_iter();
    let document = document.map(|table| (table, &["region", "zh", "en", "number", "issued_on"][..]));
    let measures = root.get("measure").map(Node::parts).unwrap_or_default().into_iter();
    let tables = document.chain(measures.map(|table| (table, &["article", "zh", "en"][..])));
    let keys = tables.flat_map(|(table, keys)| keys.iter().map(move |key| (*key, table.get(key))));
    keys.filter_map(|(key, value)| {
        let value = value.filter(|value| value.text() == Some(""))?;
        let title = tongue.say("{0} 还空着", "{0} is still empty", &[key]);
        Some(Diagnostic::error(value.span(), title))
    })
    .collect()
}

/// The place has no name by which it could be searched.
pub(super) fn place_name(tongue: Tongue, root: Node<'_, '_>) -> Result<Option<Diagnostic>, LoadError> {
    let place = root.get("document").and_then(|document| document.get("region"));
    let Some((place, code)) = place.and_then(|place| Some((place, place.text()?))) else {
        return Ok(None);
    };
    if code.is_empty() || code == NATION || Gazetteer::embedded()?.knows(code) {
        return Ok(None);
    }
    let title = tongue.say(
        "places.toml 里没有 {0} 的名字和拼音，收录以前要加上",
        "places.toml has no name and pinyin of {0}; they are needed before the pack is built in",
        &[code],
    );
    Ok(Some(Diagnostic::warning(place.span(), title)))
}

/// Conditions that every case meets: a wrong one would not be noticed.
pub(super) fn never_missed(
    tongue: Tongue,
    root: Node<'_, '_>,
    cases: &Cases,
    plan: &Plan,
    document: &str,
) -> Vec<Diagnostic> {
    let missed = cases.never_missed(plan, document).into_iter();
    missed
        .map(|(measure, condition)| {
            let place = root.named("measure", &measure).pop();
            let span = place.and_then(|place| place.get("id")).unwrap_or(root).span();
            let title = tongue.say(
                "没有一个案例不满足“{0}”的条件 {1}",
                "no case of “{0}” misses the condition {1}",
                &[&measure, &condition],
            );
            Diagnostic::warning(span, title)
        })
        .collect()
}

/// Days before the end of a document from which on it is told.
const ENDS_SOON: i64 = 60;

/// The document ends soon.
pub(super) fn ending(tongue: Tongue, root: Node<'_, '_>, document: &Document, day: Date) -> Option<Diagnostic> {
    let at = |path: &str| path.split('.').try_fold(root, |node, key| node.get(key));
    let left = document.force.to.map(|end| day.days_until(end));
    let left = left.filter(|left| (0..=ENDS_SOON).contains(left))?;
    let place = at("document.force.to").or_else(|| at("document.force.until"));
    let title = tongue.say(
        "文件还有 {0} 天到期，请查一查有没有延期或者接替的文件",
        "the document ends in {0} days; look whether it is prolonged or replaced",
        &[&left.to_string()],
    );
    Some(Diagnostic::warning(place.unwrap_or(root).span(), title))
}

/// The document was read long ago.
pub(super) fn verification(tongue: Tongue, root: Node<'_, '_>, day: Date) -> Option<Diagnostic> {
    let place = root.get("document").and_then(|document| document.get("verified_on"))?;
    let read: Date = place.text()?.parse().ok()?;
    read.plus_months(12).filter(|due| *due < day)?;
    let title = tongue.say(
        "上次核对是 {0}，已经超过一年，请重新核对",
        "last verified on {0}, more than a year ago; verify it again",
        &[&read.to_string()],
    );
    Some(Diagnostic::warning(place.span(), title))
}

/// Readings and questions that nothing of the pack refers to.
pub(super) fn unused(tongue: Tongue, root: Node<'_, '_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for table in ["reading", "question"] {
        for (id, place) in root.get(table).map(|table| table.entries()).unwrap_or_default() {
            let mut uses = 0;
            root.texts(&mut |text, _| uses += usize::from(text == id));
            if uses < 2 {
                let title = match table {
                    "reading" => tongue.say(
                        "没有地方用到这条理解说明：{0}",
                        "nothing rests on this reading: {0}",
                        &[id],
                    ),
                    _ => tongue.say("没有地方用到这个问题：{0}", "nothing asks this question: {0}", &[id]),
                };
                diagnostics.push(Diagnostic::warning(place, title));
            }
        }
    }
    diagnostics
}
