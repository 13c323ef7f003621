//! Everything in a text that a rule could rest on: numbers, bounds, dates, and words that name a quantity without a number.

use std::ops::Range;

use super::chars::Glyphs;
use super::direction::marked;
use super::lex::Kind;
use super::number;
use super::reader::{Reading, What};
use super::words::Role;
use super::{DateReading, Item, PhraseError, Relation};

/// What a place of a text says about a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A number with its unit and direction.
    Number(Item),
    /// A date.
    Date(DateReading),
    /// A bound whose other side is no number: 高于各项贷款增速, 分行级以下（不含分行）.
    Against(Relation),
    /// A quantity without a number: 一定比例, 翻番.
    Worded,
    /// Something with a number that this reader cannot read.
    Unread(PhraseError),
}

/// A place of a text that says something about a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it says.
    pub quantity: Quantity,
    /// Its bytes.
    pub span: Range<usize>,
}

/// Words that name a quantity without a number. Longer words come first.
const WORDED: [&str; 26] = [
    "一定比例",
    "一定规模",
    "一定额度",
    "一定奖励",
    "一定补助",
    "一定补贴",
    "一定期限",
    "一定数量",
    "一定幅度",
    "按照比例",
    "同比例",
    "按比例",
    "翻一番",
    "翻两番",
    "翻番",
    "倍增",
    "成倍",
    "逐年",
    "全覆盖",
    "零突破",
    "破零",
    "免收",
    "免征",
    "适当",
    "足额",
    "半数",
];

/// Every number, bound and date of a text, in its order. Numbers that only count the paragraphs are left out.
///
/// A text of several lines is read line by line, since a sentence never goes over the end of a paragraph.
pub fn survey(text: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for mention in of_line(line) {
            let span = mention.span.start + start..mention.span.end + start;
            mentions.push(Mention { span, ..mention });
        }
        start += line.len();
    }
    mentions
}

fn of_line(line: &str) -> Vec<Mention> {
    let reading = Reading::of(line);
    let mut found: Vec<Mention> = Vec::new();
    let (orphans, faults): (Vec<_>, Vec<_>) = reading.faults.iter().partition(|fault| fault.what == What::Orphan);
    for fault in faults {
        let span = reading.glyphs.bytes(fault.place.clone());
        if fault.what != What::UnknownUnit || !is_heading(line, &span) {
            add(&mut found, Quantity::Unread(reading.error(fault)), span);
        }
    }
    for item in &reading.items {
        let item = reading.item(item);
        let span = item.span.clone();
        add(&mut found, Quantity::Number(item), span);
    }
    for token in &reading.tokens {
        let mut span = reading.glyphs.bytes(token.from..token.to);
        let quantity = match token.kind {
            Kind::Date(Some(words), edge) => {
                let span = span.clone();
                Quantity::Date(DateReading { words, edge, span })
            }
            Kind::Date(None, _) => Quantity::Unread(PhraseError::NoSuchDay {
                at: reading.glyphs.char_at(token.from),
            }),
            Kind::Word(Role::Suffix(..)) if refers(&reading.glyphs, token.to) => continue,
            Kind::Word(Role::Suffix(relation, basis)) => {
                let (relation, _, end) = marked(&reading, relation, basis, token.to);
                span = reading.glyphs.bytes(token.from..end);
                Quantity::Against(relation)
            }
            _ => continue,
        };
        add(&mut found, quantity, span);
    }
    for fault in orphans {
        let word = reading.tokens.iter().find(|token| token.from == fault.at);
        let quantity = match word.map(|token| token.kind) {
            Some(Kind::Word(Role::Compare(relation) | Role::Limit(relation) | Role::Touch(relation))) => {
                Quantity::Against(relation)
            }
            _ => Quantity::Unread(reading.error(fault)),
        };
        add(&mut found, quantity, reading.glyphs.bytes(fault.place.clone()));
    }
    for words in WORDED {
        // 健全覆盖… is no 全覆盖.
        let other = |at: &usize| line.get(..*at).is_some_and(|before| before.ends_with('健'));
        for (at, _) in line.match_indices(words).filter(|(at, _)| !other(at)) {
            add(&mut found, Quantity::Worded, at..at + words.len());
        }
    }
    for span in numerals(&reading.glyphs) {
        add(&mut found, Quantity::Worded, span);
    }
    found.sort_by_key(|mention| mention.span.start);
    found
}

/// Whether 以下 or 以上 points to a part of the text instead of bounding something: 以下简称, 以下措施.
fn refers(glyphs: &Glyphs, after: usize) -> bool {
    const PARTS: &[&str] = &[
        "简称", "各", "具体", "几", "措施", "意见", "条件", "情形", "方面", "文件", "材料", "任务", "内容",
    ];
    glyphs.any(after, PARTS).is_some()
}

/// Chinese numerals with something that they count: 三年, 两家, 三成. As a phrase of a pack they need an operative word.
fn numerals(glyphs: &Glyphs) -> Vec<Range<usize>> {
    const COUNTED: &str = "年月家笔倍成次户天日名人个项亿万";
    let mut spans = Vec::new();
    let mut i = 0;
    while i < glyphs.len() {
        let read = number::chinese(glyphs, i).filter(|(_, end)| glyphs.is(*end, COUNTED));
        match read {
            Some((_, end)) => {
                // 一次性 says how, 第三年 and 统一个 say nothing about a number.
                let other = glyphs.any(end, &["次性"]).is_some() || glyphs.after(i, "第统专唯");
                if !other {
                    spans.push(glyphs.bytes(i..end + 1));
                }
                i = end + 1;
            }
            None => i += 1,
        }
    }
    spans
}

/// Adds a mention where nothing has been found yet.
fn add(found: &mut Vec<Mention>, quantity: Quantity, span: Range<usize>) {
    let taken = |other: &Mention| other.span.start < span.end && span.start < other.span.end;
    if !found.iter().any(taken) {
        found.push(Mention { quantity, span });
    }
}

/// Whether a number begins its line and counts it: `1.`, `2、`, `（3）`.
fn is_heading(line: &str, span: &Range<usize>) -> bool {
    let before = line.get(..span.start).unwrap_or_default();
    let behind = line.get(span.end..).unwrap_or_default();
    let opened = before.trim().trim_start_matches(['（', '(']).is_empty();
    opened && behind.trim_start().starts_with(['.', '．', '、', '）', ')', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = survey(text).iter().map(|mention| &text[mention.span.clone()]).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn numbers_bounds_and_dates_are_found() {
        check(
            "1.对单笔500万元及以下的贷款，到2025年底前按实际利率的50%贴息。",
            &["500万元及以下", "到2025年底前", "50%"],
        );
        check(
            "二、单户不超过1000万元、期限不超过3年",
            &["不超过1000万元", "不超过3年"],
        );
    }

    #[test]
    fn what_has_no_digit_is_found() {
        check("亿元以上企业全额补助，税收减半", &["亿元以上", "全额", "减半"]);
        check("余额力争翻番，新增存款一定比例用于当地", &["翻番", "一定比例"]);
        check("贷款增速高于各项贷款增速", &["高于"]);
        check("分行级以下（不含分行）机构", &["以下（不含分行）"]);
        check("（以下简称片区）采取以下措施，健全覆盖各环节的体系", &[]);
    }

    #[test]
    fn what_cannot_be_read_is_found_too() {
        let found = survey("约三成，新增5个左右，实行三年，一次性奖励");
        let worded = found.iter().filter(|mention| mention.quantity == Quantity::Worded);
        let unread = found
            .iter()
            .filter(|mention| matches!(mention.quantity, Quantity::Unread(_)));
        assert_eq!((found.len(), worded.count(), unread.count()), (3, 2, 1), "{found:?}");
    }

    #[test]
    fn what_is_found_is_told_apart() {
        let quantities =
            |text: &str| -> Vec<Quantity> { survey(text).into_iter().map(|found| found.quantity).collect() };
        let above = Quantity::Against(Relation::Above);
        assert_eq!(quantities("贷款增速高于各项贷款增速"), [above]);
        let no_day = Quantity::Unread(PhraseError::NoSuchDay { at: 1 });
        assert_eq!(quantities("自2025年2月30日起"), std::slice::from_ref(&no_day));
        for (last, year) in [(29, 2024), (28, 2025), (29, 2000), (28, 1900)] {
            let day = |day: u8| quantities(&format!("自{year}年2月{day}日起")).contains(&no_day);
            assert_eq!((day(last), day(last + 1)), (false, true), "{year}");
        }
    }

    #[test]
    fn neighbours_are_found_each_for_itself() {
        check("新增5家10笔", &["5家", "10笔"]);
        check("满足三年5万元的标准", &["三年", "5万元"]);
    }

    #[test]
    fn a_number_is_one_mention_however_it_is_written() {
        check("补助百分之1.2.3", &["百分之1.2.3"]);
    }

    #[test]
    fn only_a_number_that_begins_its_line_with_its_sign_counts_the_paragraphs() {
        check("2、新增贷款", &[]);
        check("10支基金参加", &["10"]);
        check("新增基金10，新增贷款", &["10"]);
        check("新增10支基金", &["10"]);
    }

    #[test]
    fn places_count_from_the_beginning_of_the_text() {
        let text = "第一行\n第二行有30%\n（3）第三行有5万元\n";
        check(text, &["30%", "5万元"]);
    }
}
