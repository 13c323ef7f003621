//! `huisuan scan`: what a document says about quantities, and what of it its pack covers.

use rules::phrase::{Mention, Quantity, survey};

use crate::phrases;
use crate::report::{Diagnostic, File, print};
use crate::tongue::{Options, Tongue};
use crate::{Failure, outside};

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
        return compare(options.tongue, &document, &read(pack)?);
    }
    print!("{}", draft::draft(options.tongue, &document));
    Ok(())
}

/// Tells every quantity of the text with the parts of the pack that cover it; what nothing covers comes last.
fn compare(tongue: Tongue, document: &File, pack: &File) -> Result<(), Failure> {
    let pack = policies::pack(&pack.name, &pack.text).map_err(|error| {
        eprintln!("{error}");
        Failure::Input
    })?;
    let text = &document.text;
    let (covers, missing) = cover::covers(tongue, text, &pack);
    let mut open = Vec::new();
    let mentions = survey(text);
    for mention in &mentions {
        let within =
            |place: &&std::ops::Range<usize>| place.start <= mention.span.start && mention.span.end <= place.end;
        let parts: Vec<&str> = covers
            .iter()
            .filter(|cover| cover.places.iter().any(|place| within(&place)))
            .map(|cover| cover.part.as_str())
            .collect();
        if parts.is_empty() {
            let title = tongue.say("没有任何措施引用这里", "nothing covers this place", &[]);
            open.push(Diagnostic::error(mention.span.clone(), title).label(said(tongue, mention)));
        } else {
            let (line, column) = position(text, mention.span.start);
            let words = text.get(mention.span.clone()).unwrap_or_default();
            println!(
                "{line}:{column}\t{words}\t{}\t{}",
                said(tongue, mention),
                tongue.list(&parts)
            );
        }
    }
    print(tongue, document, &mut open);
    for cover::Missing { part, sentence } in &missing {
        eprintln!(
            "{}\n",
            tongue.say(
                "{0}：文中没有这句话：{1}",
                "{0}: the text has no such sentence: {1}",
                &[part, sentence]
            )
        );
    }
    let numbers = [mentions.len(), mentions.len() - open.len(), open.len(), missing.len()].map(|n| n.to_string());
    println!(
        "{}",
        tongue.say(
            "文中有 {0} 处数量、界限和日期：{1} 处已有出处，{2} 处没有；{3} 句引文在文中找不到",
            "{0} quantities, bounds and dates: {1} covered, {2} not; {3} quoted sentences are not in the text",
            &numbers.each_ref().map(String::as_str),
        )
    );
    if open.is_empty() && missing.is_empty() {
        Ok(())
    } else {
        Err(Failure::Input)
    }
}

/// What a place of the text says.
fn said(tongue: Tongue, mention: &Mention) -> String {
    match &mention.quantity {
        Quantity::Number(item) => phrases::show(tongue, item),
        Quantity::Date(date) => phrases::date(tongue, date.words),
        Quantity::Against(relation) => {
            let symbol = phrases::symbol(*relation);
            tongue.say("{0}（和别的数比）", "{0} (against another number)", &[symbol])
        }
        Quantity::Worded => tongue.say("没有写明数字", "a quantity without a number", &[]),
        Quantity::Unread(_) => tongue.say("读不懂", "cannot be read", &[]),
    }
}

/// Line and column of a byte, both from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
