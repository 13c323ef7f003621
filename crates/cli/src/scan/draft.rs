//! A first draft of a pack from the text of a document: a skeleton for each sentence that says something about a quantity.

use std::fmt::Write as _;

use rules::phrase::{self, DateEdge, DateReading, Mention, Quantity, Relation, Unit, survey};

use crate::new;
use crate::report::File;
use crate::tongue::Tongue;

use super::said;

/// Words with which something is granted.
const GRANTS: [&str; 9] = ["给予", "补助", "补贴", "贴息", "奖励", "补偿", "资助", "奖补", "返还"];

/// The draft, in TOML. What only a person can decide is left open and named in comments.
pub(super) fn draft(tongue: Tongue, document: &File) -> String {
    let name = std::path::Path::new(&document.name).file_stem();
    let id = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = document.text.lines().map(str::trim).find(|line| !line.is_empty());
    let mut pack = new::head(&id, &escaped(title.unwrap_or_default()));
    pack.push_str(&force(&document.text));
    for (number, (line, sentence)) in operative(&document.text).into_iter().enumerate() {
        pack.push_str(&measure(tongue, number + 1, line, sentence));
    }
    pack
}

/// The sentence that says from when to when the document is law, with the words of its dates.
fn force(text: &str) -> String {
    let Some((sentence, dates)) = text.lines().flat_map(sentences).find_map(|sentence| {
        let mentions = survey(sentence);
        let dates: Vec<DateReading> = mentions
            .into_iter()
            .filter_map(|mention| match mention.quantity {
                Quantity::Date(date) => Some(date),
                _ => None,
            })
            .collect();
        let says = sentence.contains("施行") || sentence.contains("有效期");
        (says && !dates.is_empty()).then_some((sentence, dates))
    }) else {
        return String::new();
    };
    let mut said = format!("\n[document.force]\nquote = \"{}\"\n", escaped(sentence));
    for date in dates {
        let key = match date.edge {
            DateEdge::From => "from",
            DateEdge::To => "to",
            DateEdge::None | DateEdge::Before | DateEdge::After => continue,
        };
        let words = sentence.get(date.span).unwrap_or_default();
        let _ = writeln!(said, "{key} = \"{words}\"");
    }
    said
}

/// The sentences of a line, without their stops.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split(['。', '；', '！']).map(str::trim)
}

/// As it stands between the quotation marks of TOML.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The sentences that say something about a quantity, with their lines. A date alone makes no rule.
fn operative(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for sentence in sentences(line) {
            let says = |mention: &Mention| !matches!(mention.quantity, Quantity::Date(_));
            if survey(sentence).iter().any(says) {
                found.push((number + 1, sentence));
            }
        }
    }
    found
}

fn measure(tongue: Tongue, number: usize, line: usize, sentence: &str) -> String {
    let grants = GRANTS.iter().any(|word| sentence.contains(word));
    let effect = if grants { "receive" } else { "price" };
    let quote = escaped(sentence);
    let mut said = format!(
        "\n[[measure]]\nid = \"clause-{number}\"\narticle = \"\" # {}\nzh = \"\"\nen = \"\"\ntopic = \"\"\neffect = \"{effect}\"\nrecipient = \"\"\nunit = \"contract\"\nquote = \"{quote}\"\n",
        tongue.say("第 {0} 行", "line {0}", &[&line.to_string()]),
    );
    for mention in survey(sentence) {
        let words = sentence.get(mention.span.clone()).unwrap_or_default();
        let place = place(&mention, words, sentence, grants);
        let _ = writeln!(said, "# {place}  {}", self::said(tongue, &mention));
    }
    said
}

/// Where the words of a mention would stand in a pack.
fn place(mention: &Mention, words: &str, sentence: &str, grants: bool) -> String {
    let Quantity::Number(item) = &mention.quantity else {
        return words.to_owned();
    };
    // Words that read differently alone are left for a person to cut.
    if phrase::stands_in(words, sentence).is_err() {
        return words.to_owned();
    }
    match (item.unit, item.relation) {
        (Unit::Ratio, Relation::Is) if grants => format!("amount.share = {{ words = \"{words}\", of = \"\" }}"),
        (Unit::Yuan, Relation::AtMost) if grants => {
            format!("caps = [ {{ words = \"{words}\", scope = \"recipient\", per = \"year\" }} ]")
        }
        (_, Relation::Is) => words.to_owned(),
        _ => format!("when = [ {{ fact = \"\", words = \"{words}\" }} ]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_about_quantities_become_skeletons() {
        let text = "一、总则\n2024年起，按贷款利息的30%给予补助，单户最高不超过40万元。加强宣传。费率不超过1%；\n到2025年底前完成。\n";
        let found: Vec<_> = operative(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(found, [2, 2]);
        let file = File {
            name: "city-2024.txt".to_owned(),
            text: text.to_owned(),
        };
        let draft = draft(Tongue(text::Language::Zh), &file);
        for line in [
            "id = \"city-2024\"",
            "zh = \"一、总则\"",
            // Nothing of the example is left where it could be taken for the document's.
            "region = \"\"",
            "number = \"\"",
            "issued_on = \"\"",
            "verified_on = \"\"",
            "# amount.share = { words = \"30%\", of = \"\" }  = 30 %",
            "# caps = [ { words = \"最高不超过40万元\", scope = \"recipient\", per = \"year\" } ]  ≤ 400000 元",
            "# when = [ { fact = \"\", words = \"不超过1%\" } ]  ≤ 1 %",
        ] {
            assert!(draft.contains(line), "{line}\n{draft}");
        }
    }
}
