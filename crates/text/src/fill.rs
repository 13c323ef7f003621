//! Sentences from templates: the words of a language with numbered places.
//!
//! Templates instead of `format!`: both languages share the code that finds and words the parts of a sentence, and add
//! nothing but their text to the download.

use rules::outcome::{Outcome, Period};
use rules::{Date, Exact, Money, Rate};

use crate::Words;
use crate::lookup::quoted;
use crate::number;

impl Words<'_> {
    /// A sentence, which in English begins with a capital letter.
    pub(crate) fn sentence(&self, mut text: String) -> String {
        if !self.language.is_zh()
            && let Some(first) = text.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
        text
    }

    /// A name in the middle of a sentence: “Interest” becomes “interest”, “A loan” “a loan”, “LPR” stays.
    pub(crate) fn inner(&self, mut name: String) -> String {
        let second = name.as_bytes().get(1).copied().unwrap_or_default();
        if !self.language.is_zh()
            && (second.is_ascii_lowercase() || name.starts_with("A "))
            && let Some(first) = name.get_mut(..1)
        {
            first.make_ascii_lowercase();
        }
        name
    }
}

/// A template whose places are being filled, in their order.
///
/// The parts stand one behind the other in one buffer, so that a caller only names them.
pub(crate) struct Filling<'w> {
    words: &'w Words<'w>,
    template: &'static str,
    parts: String,
    ends: [usize; MOST_PLACES],
    count: usize,
}

/// Most places of a template.
const MOST_PLACES: usize = 6;

impl Words<'_> {
    /// Begins to fill a template.
    pub(crate) fn fill(&self, template: &'static str) -> Filling<'_> {
        Filling {
            words: self,
            template,
            parts: String::new(),
            ends: [0; MOST_PLACES],
            count: 0,
        }
    }
}

impl Filling<'_> {
    /// The next place.
    pub(crate) fn text(&mut self, part: &str) -> &mut Self {
        self.parts.push_str(part);
        if let Some(end) = self.ends.get_mut(self.count) {
            *end = self.parts.len();
            self.count += 1;
        }
        self
    }

    /// A count.
    pub(crate) fn count(&mut self, number: usize) -> &mut Self {
        self.text(&number.to_string())
    }

    /// A day.
    pub(crate) fn day(&mut self, day: Date) -> &mut Self {
        self.text(&day.to_string())
    }

    /// An amount of money.
    pub(crate) fn money(&mut self, amount: Money) -> &mut Self {
        self.text(&number::money(self.words.language, amount))
    }

    /// An amount before its rounding.
    pub(crate) fn yuan(&mut self, amount: &Exact) -> &mut Self {
        self.text(&number::yuan(self.words.language, amount))
    }

    /// A share.
    pub(crate) fn percent(&mut self, share: &Exact) -> &mut Self {
        self.text(&number::percent(self.words.language, share))
    }

    /// A rate.
    pub(crate) fn rate(&mut self, rate: Rate) -> &mut Self {
        self.text(&number::rate(self.words.language, rate))
    }

    /// A year; empty where there is none.
    pub(crate) fn period(&mut self, period: Option<Period>) -> &mut Self {
        match period {
            Some(period) => self.text(&number::period(self.words.language, period)),
            None => self.text(""),
        }
    }

    /// The name of a fact.
    pub(crate) fn fact(&mut self, path: &str) -> &mut Self {
        self.text(&self.words.fact(path))
    }

    /// A value of a fact.
    pub(crate) fn value(&mut self, path: &str, given: &str) -> &mut Self {
        self.text(&self.words.value(path, given))
    }

    /// The name of a recipient.
    pub(crate) fn recipient(&mut self, id: &str) -> &mut Self {
        self.text(&self.words.recipient(id))
    }

    /// Words of the clause.
    pub(crate) fn clause(&mut self, outcome: &Outcome, words: &str) -> &mut Self {
        self.text(&quoted(outcome, words))
    }

    /// The filled template.
    pub(crate) fn done(&mut self) -> String {
        compose(self.template, &|place| {
            let start = place.checked_sub(1).map_or(0, |before| self.end(before));
            self.parts.get(start..self.end(place)).unwrap_or_default()
        })
    }

    fn end(&self, place: usize) -> usize {
        self.ends.get(place).copied().unwrap_or_default()
    }
}

/// Puts parts into the places `{0}`, `{1}` … of a template.
pub(crate) fn fill(template: &str, parts: &[&str]) -> String {
    compose(template, &|place| parts.get(place).copied().unwrap_or_default())
}

/// Puts parts into the places of a template.
///
/// Between a Chinese character and a number or a Latin letter stands a space, as in “是 1.5 %，”; templates need not
/// know which of both a part begins with. Parts themselves are never touched.
fn compose<'p>(template: &str, part: &dyn Fn(usize) -> &'p str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        append(&mut text, before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        let digit = place.bytes().next().unwrap_or_default();
        append(&mut text, part(usize::from(digit.wrapping_sub(b'0'))));
        rest = after;
    }
    append(&mut text, rest);
    text
}

fn append(text: &mut String, piece: &str) {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '-');
    if let (Some(last), Some(first)) = (text.chars().next_back(), piece.chars().next())
        && ((chinese(last) && latin(first)) || (latin(last) && chinese(first)))
    {
        text.push(' ');
    }
    text.push_str(piece);
}

/// Several texts with something between them; empty ones are left out.
pub(crate) fn join<T: AsRef<str>>(texts: &[T], between: &str) -> String {
    let mut joined = String::new();
    for text in texts {
        let text = text.as_ref();
        if !joined.is_empty() && !text.is_empty() {
            joined.push_str(between);
        }
        joined.push_str(text);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_any_order() {
        assert_eq!(fill("{1} of {0}", &["a", "b"]), "b of a");
        assert_eq!(fill("none", &[]), "none");
        assert_eq!(fill("{0}{1}", &["{1}", "x"]), "{1}x");
        assert_eq!(fill("{0}{2}", &["a"]), "a");
    }

    #[test]
    fn a_space_stands_between_chinese_and_numbers_only() {
        assert_eq!(
            fill("费率是{0}，要求{1}。", &["1.5 %", "不超过1.2%"]),
            "费率是 1.5 %，要求不超过1.2%。"
        );
        assert_eq!(
            fill("{0}的{1}", &["2023 年利息 100.00 元", "30 %"]),
            "2023 年利息 100.00 元的 30 %"
        );
        assert_eq!(fill("您（{0}）{1}是", &["银行", "5%"]), "您（银行）5% 是");
        assert_eq!(fill("是{0}", &["约 1.33 %"]), "是约 1.33 %");
    }
}
