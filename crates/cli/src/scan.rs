//! `huisuan scan`: what a document says about quantities, and what of it its pack covers.

use rules::pack::Verification;
use rules::phrase::{Mention, Quantity, survey};
use serde_json::{Value, json};

use crate::phrases;
use crate::report::{Diagnostic, File, position, print};
use crate::tongue::{Options, Tongue};
use crate::{Failure, complain, outside, say};

mod cover;
mod draft;

pub(crate) fn run(options: Options, text: &str, pack: Option<&str>) -> Result<(), Failure> {
    let read = |name: &str| {
        let text = std::fs::read_to_string(name).map_err(|error| outside(name, error))?;
        Ok(File {
            name: name.to_owned(),
            text,
        })
    };
    let document = read(text)?;
    if let Some(pack) = pack {
        return compare(options, &document, &read(pack)?);
    }
    if options.json {
        let mentions = survey(&document.text);
        let mentions = mentions
            .iter()
            .map(|mention| told(options.tongue, &document.text, mention, &[]));
        return crate::print(&json!({ "mentions": mentions.collect::<Vec<_>>() }));
    }
    say(&draft::draft(options.tongue, &document))
}

/// Tells every quantity of the text with the parts of the pack that cover it; what nothing covers comes last.
fn compare(options: Options, document: &File, pack: &File) -> Result<(), Failure> {
    let tongue = options.tongue;
    let pack = policies::pack(&pack.name, &pack.text).map_err(|error| {
        complain(&error.to_string());
        Failure::Input
    })?;
    let text = &document.text;
    let (covers, missing) = cover::covers(tongue, text, &pack);
    let mut open = Vec::new();
    let (mut lines, mut list) = (String::new(), Vec::new());
    let mentions = survey(text);
    for mention in &mentions {
        let within =
            |place: &&std::ops::Range<usize>| place.start <= mention.span.start && mention.span.end <= place.end;
        let parts: Vec<&str> = covers
            .iter()
            .filter(|cover| cover.places.iter().any(|place| within(&place)))
            .map(|cover| cover.part.as_str())
            .collect();
        list.push(told(tongue, text, mention, &parts));
        if parts.is_empty() {
            let title = tongue.say("没有任何措施引用这里", "nothing covers this place", &[]);
            open.push(Diagnostic::error(mention.span.clone(), title).label(said(tongue, mention)));
        } else {
            let (line, column) = position(text, mention.span.start);
            let words = text.get(mention.span.clone()).unwrap_or_default();
            let cells = [words, &said(tongue, mention), &tongue.list(&parts)].join("\t");
            lines.extend([format!("{line}:{column}\t{cells}\n")]);
        }
    }
    let complete = open.is_empty() && missing.is_empty();
    if options.json {
        let missing = missing.iter();
        let missing = missing.map(|missing| json!({ "part": missing.part, "sentence": missing.sentence }));
        crate::print(&json!({ "mentions": list, "missing": missing.collect::<Vec<_>>() }))?;
        return if complete { Ok(()) } else { Err(Failure::Input) };
    }
    say(&lines)?;
    print(tongue, document, &mut open);
    for cover::Missing { part, sentence } in &missing {
        complain(&tongue.say(
            "{0}：文中没有这句话：{1}",
            "{0}: the text has no such sentence: {1}",
            &[part, sentence],
        ));
    }
    let numbers = [mentions.len(), mentions.len() - open.len(), open.len(), missing.len()].map(|n| n.to_string());
    let sum = tongue.say(
        "文中有 {0} 处数量、界限和日期：{1} 处已有出处，{2} 处没有；{3} 句引文在文中找不到\n",
        "{0} quantities, bounds and dates: {1} covered, {2} not; {3} quoted sentences are not in the text\n",
        &numbers.each_ref().map(String::as_str),
    );
    say(&sum)?;
    if pack.document.verification == Verification::Secondary {
        complain(&tongue.say(
            "这份政策文件是据报道写的，没有引文，不能和原文对照",
            "this pack is written from reports and quotes nothing, so that there is nothing to compare",
            &[],
        ));
    }
    if complete { Ok(()) } else { Err(Failure::Input) }
}

/// A mention with what covers it, as JSON.
fn told(tongue: Tongue, text: &str, mention: &Mention, parts: &[&str]) -> Value {
    let (line, column) = position(text, mention.span.start);
    let words = text.get(mention.span.clone()).unwrap_or_default();
    json!({ "line": line, "column": column, "words": words, "says": said(tongue, mention), "covered_by": parts })
}

/// What a place of the text says.
fn said(tongue: Tongue, mention: &Mention) -> String {
    match &mention.quantity {
        Quantity::Number(item) => phrases::show(tongue, item),
        Quantity::Date(date) => phrases::date(tongue, date.words),
        Quantity::Against(relation) => {
            let symbol = relation.sign();
            tongue.say("{0}（和别的数比）", "{0} (against another number)", &[symbol])
        }
        Quantity::Worded => tongue.say("没有写明数字", "a quantity without a number", &[]),
        Quantity::Unread(_) => tongue.say("读不懂", "cannot be read", &[]),
    }
}
