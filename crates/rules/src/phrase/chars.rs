//! Text as the reader sees it: white space dropped, width and letter case unified, places kept.

use std::ops::Range;

/// One visible character.
#[derive(Clone, Debug)]
struct Glyph {
    raw: char,
    norm: char,
    at: usize,
    bytes: Range<usize>,
    tight: bool,
}

/// The visible characters of a text.
///
/// Positions inside the reader count glyphs; [`Glyphs::char_at`] and [`Glyphs::bytes`] lead back to the text.
#[derive(Clone, Debug)]
pub(super) struct Glyphs {
    list: Vec<Glyph>,
    chars: usize,
    bytes: usize,
}

/// The look-ups are called from hundreds of places: kept out of line, they keep the WebAssembly small.
impl Glyphs {
    pub(super) fn new(text: &str) -> Self {
        let mut list: Vec<Glyph> = Vec::new();
        let mut chars = 0;
        for (start, raw) in text.char_indices() {
            let bytes = start..start + raw.len_utf8();
            if !blank(raw) {
                let tight = list.last().is_some_and(|before| before.bytes.end == start);
                list.push(Glyph {
                    raw,
                    norm: unify(raw),
                    at: chars,
                    bytes,
                    tight,
                });
            }
            chars += 1;
        }
        Self {
            list,
            chars,
            bytes: text.len(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The unified character at a position.
    pub(super) fn get(&self, i: usize) -> Option<char> {
        self.list.get(i).map(|glyph| glyph.norm)
    }

    /// The character at a position as it was written.
    pub(super) fn raw(&self, i: usize) -> Option<char> {
        self.list.get(i).map(|glyph| glyph.raw)
    }

    /// The unified character before a position.
    pub(super) fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|i| self.get(i))
    }

    /// Whether no white space separates the glyph from the one before it.
    pub(super) fn tight(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|glyph| glyph.tight)
    }

    /// The position after `pattern` (in unified characters), if it stands at `i`.
    #[inline(never)]
    pub(super) fn starts(&self, i: usize, pattern: &str) -> Option<usize> {
        let mut end = i;
        for c in pattern.chars() {
            if self.get(end) != Some(c) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The first of `patterns` that stands at `i`, as the position after it. Longer patterns must come first.
    #[inline(never)]
    pub(super) fn any(&self, i: usize, patterns: &[&str]) -> Option<usize> {
        patterns.iter().find_map(|pattern| self.starts(i, pattern))
    }

    /// The longest word of a table that stands at `i`, with what the table says about it. Of equals the first is taken.
    pub(super) fn pick<T: Copy>(&self, i: usize, table: &[(&str, T)]) -> Option<(T, usize)> {
        let mut best: Option<(T, usize)> = None;
        for (word, value) in table {
            if let Some(end) = self.starts(i, word)
                && best.is_none_or(|(_, longest)| end > longest)
            {
                best = Some((*value, end));
            }
        }
        best
    }

    /// Whether the unified character at a position is one of `set`.
    #[inline(never)]
    pub(super) fn is(&self, i: usize, set: &str) -> bool {
        self.get(i).is_some_and(|c| among(c, set))
    }

    /// Whether the unified character before a position is one of `set`.
    #[inline(never)]
    pub(super) fn after(&self, i: usize, set: &str) -> bool {
        self.before(i).is_some_and(|c| among(c, set))
    }

    /// Whether one of `patterns` ends just before `i`.
    #[inline(never)]
    pub(super) fn ends(&self, i: usize, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| {
            i.checked_sub(pattern.chars().count())
                .is_some_and(|start| self.starts(start, pattern).is_some())
        })
    }

    /// Whether `wanted` occurs in a range.
    pub(super) fn has(&self, range: Range<usize>, wanted: char) -> bool {
        self.list
            .get(range)
            .is_some_and(|part| part.iter().any(|glyph| glyph.norm == wanted))
    }

    /// The places where `other` occurs, character by character as written.
    pub(super) fn occurrences<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        let width = other.list.len().max(1);
        self.list.windows(width).enumerate().filter_map(move |(at, window)| {
            let same = window
                .iter()
                .map(|glyph| glyph.raw)
                .eq(other.list.iter().map(|glyph| glyph.raw));
            same.then_some(at)
        })
    }

    /// The index in the text of the character at a position.
    pub(super) fn char_at(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.chars, |glyph| glyph.at)
    }

    /// The bytes of the text that a range of glyphs covers.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self.list.get(range.start).map_or(self.bytes, |glyph| glyph.bytes.start);
        let last = range.end.checked_sub(1).and_then(|i| self.list.get(i));
        let end = last.map_or(start, |glyph| glyph.bytes.end);
        start..end.max(start)
    }
}

/// Whether `c` is one of `set`. The search of the standard library is made for long texts and too large for this.
fn among(c: char, set: &str) -> bool {
    set.chars().any(|other| other == c)
}

/// White space, and the invisible marks that copying from web pages leaves behind.
fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// One form for each sign. The Chinese comma stays what it is: only the ASCII comma may group the digits of a number.
fn unify(c: char) -> char {
    match c {
        '，' => c,
        '！'..='～' => {
            let narrow = u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c);
            narrow.to_ascii_uppercase()
        }
        '—' | '–' | '‐' | '‑' | '―' | '−' | '─' => '-',
        '〜' | '∼' => '~',
        '﹪' => '%',
        '﹙' => '(',
        '﹚' => ')',
        '〇' | '○' => '〇',
        other => other.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_width_do_not_matter_and_places_are_kept() {
        let text = "不超过\u{3000}１．２％ Bp";
        let glyphs = Glyphs::new(text);
        let unified: String = (0..glyphs.len()).filter_map(|i| glyphs.get(i)).collect();
        assert_eq!(unified, "不超过1.2%BP");
        assert_eq!(glyphs.char_at(3), 4);
        assert_eq!(glyphs.char_at(99), text.chars().count());
        assert_eq!(&text[glyphs.bytes(3..7)], "１．２％");
        assert!(!glyphs.tight(3) && glyphs.tight(4));
    }

    #[test]
    fn occurrences_are_verbatim_but_for_white_space() {
        let quote = Glyphs::new("达到 60 亿元，达到60亿元，达到６０亿元");
        assert_eq!(
            quote.occurrences(&Glyphs::new("60亿元")).collect::<Vec<_>>(),
            vec![2, 9]
        );
    }
}
