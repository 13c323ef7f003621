//! Sentences from templates: the words of a language with numbered places.
//!
//! Templates instead of `format!`: both languages share the code that finds and words the parts of a sentence, and add
//! nothing but their text to the download.

use crate::{Language, Words};

impl Words<'_> {
    /// A template with its places filled; in English it begins with a capital letter.
    pub(crate) fn sentence(&self, template: &str, parts: &[&str]) -> String {
        let mut text = fill(template, parts);
        if self.language == Language::En
            && let Some(first) = text.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
        text
    }

    /// A name in the middle of a sentence: “Interest” becomes “interest”, “LPR” stays.
    pub(crate) fn inner(&self, mut name: String) -> String {
        let second = name.as_bytes().get(1).copied().unwrap_or_default();
        if self.language == Language::En
            && second.is_ascii_lowercase()
            && let Some(first) = name.get_mut(..1)
        {
            first.make_ascii_lowercase();
        }
        name
    }
}

/// Puts parts into the places `{0}`, `{1}` … of a template.
///
/// Between a Chinese character and a number or a Latin letter stands a space, as in “是 1.5 %，”; templates need not
/// know which of both a part begins with. Parts themselves are never touched.
pub(crate) fn fill(template: &str, parts: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        append(&mut text, before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        let place = place
            .bytes()
            .next()
            .map_or(usize::MAX, |digit| usize::from(digit.wrapping_sub(b'0')));
        append(&mut text, parts.get(place).copied().unwrap_or_default());
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

/// Several texts with something between them.
pub(crate) fn join<'t>(texts: impl IntoIterator<Item = &'t str>, between: &str) -> String {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
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
