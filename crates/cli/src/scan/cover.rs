//! Which places of a document its pack covers.

use std::ops::Range;

use rules::pack::{Pack, Quote};

use crate::tongue::Tongue;

/// A part of a pack with the places of the text that it quotes.
pub(super) struct Cover {
    /// The part, as it is told.
    pub(super) part: String,
    /// Bytes of the text.
    pub(super) places: Vec<Range<usize>>,
}

/// A sentence that a pack quotes and that is not in the text.
pub(super) struct Missing {
    pub(super) part: String,
    pub(super) sentence: String,
}

/// Everything that a pack quotes, found in the text.
pub(super) fn covers(tongue: Tongue, text: &str, pack: &Pack) -> (Vec<Cover>, Vec<Missing>) {
    let squeezed = Squeezed::of(text);
    let title = Quote(vec![pack.document.zh.clone()]);
    let mut parts: Vec<(String, &Quote, bool)> =
        vec![(tongue.say("文件标题", "title of the document", &[]), &title, false)];
    if let Some(force) = &pack.document.force {
        parts.push((tongue.say("有效期", "in force", &[]), &force.quote, true));
    }
    if let Some(counts) = &pack.document.counts {
        parts.push((tongue.say("计算区间", "facts that count", &[]), &counts.quote, true));
    }
    for condition in &pack.conditions {
        let part = tongue.say("条件 {0}", "condition {0}", &[&condition.id]);
        parts.push((part, &condition.quote, true));
    }
    for measure in &pack.measures {
        let part = tongue.say("措施 {0}", "measure {0}", &[&measure.id]);
        parts.push((part, &measure.quote, true));
    }
    for beyond in &pack.beyond {
        let part = tongue.say("不计算：{0}", "not computed: {1}", &[&beyond.zh, &beyond.en]);
        parts.push((part, &beyond.quote, true));
    }
    let mut covers = Vec::new();
    let mut missing = Vec::new();
    for (part, quote, must) in parts {
        let mut places = Vec::new();
        for sentence in quote.iter() {
            let found = squeezed.places(sentence);
            if found.is_empty() && must {
                missing.push(Missing {
                    part: part.clone(),
                    sentence: sentence.to_owned(),
                });
            }
            places.extend(found);
        }
        covers.push(Cover { part, places });
    }
    (covers, missing)
}

/// A text without its white space, and where each of its bytes stands.
struct Squeezed {
    text: String,
    bytes: Vec<usize>,
}

impl Squeezed {
    fn of(text: &str) -> Self {
        let mut squeezed = Self {
            text: String::new(),
            bytes: Vec::new(),
        };
        for (at, character) in text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
            squeezed.text.push(character);
            squeezed.bytes.extend(at..at + character.len_utf8());
        }
        squeezed
    }

    /// Every place where a sentence stands; an ellipsis joins pieces that stand one behind the other.
    fn places(&self, sentence: &str) -> Vec<Range<usize>> {
        let wanted: String = sentence
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let pieces: Vec<&str> = wanted.split('…').filter(|piece| !piece.is_empty()).collect();
        let place = |from: usize, piece: &str| {
            let last = from + piece.len() - 1;
            Some(*self.bytes.get(from)?..*self.bytes.get(last)? + 1)
        };
        if let [whole] = pieces.as_slice() {
            let found = self.text.match_indices(whole);
            return found.filter_map(|(from, _)| place(from, whole)).collect();
        }
        let mut places = Vec::new();
        let mut after = 0;
        for piece in pieces {
            let Some(at) = self.text.get(after..).and_then(|rest| rest.find(piece)) else {
                return Vec::new();
            };
            places.extend(place(after + at, piece));
            after += at + piece.len();
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sentence: &str, expect: &[&str]) {
        let places = Squeezed::of(text).places(sentence);
        let found: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn quotes_are_found_whatever_the_white_space() {
        check("按 利息\n30% 补助", "利息30%补助", &["利息\n30% 补助"]);
        check("甲30%乙30%丙", "30%", &["30%", "30%"]);
        check("甲给予乙，丙丁", "甲给予…丁", &["甲给予", "丁"]);
        check("丁甲", "甲…丁", &[]);
        check("甲", "乙", &[]);
    }
}
