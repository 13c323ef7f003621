//! Numbers as people type them: full-width digits, spaces, thousands separators, units behind.

#[cfg(test)]
mod properties;

/// Most digits that [`plain`] reads: they fit any scale of money and rates.
const MOST_PLAIN: usize = 15;

/// Powers of ten, up to the largest scale of [`plain`].
const POWERS: [u64; 11] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
];

/// Reads digits with at most one dot, as programs write them, without looking at single characters of other scripts: the
/// number as so many units of `10^-scale`, and what stands behind it. `None` leaves the text to [`Cursor`], which says what
/// is wrong with it.
pub(crate) fn plain(text: &str, scale: usize) -> Option<(u64, &str)> {
    let bytes = text.as_bytes();
    let (whole, mut end) = digits(0, bytes);
    let (mut value, mut count, mut decimals) = (whole, end, 0);
    if let Some([b'.', fraction @ ..]) = bytes.get(end..) {
        (value, decimals) = digits(whole, fraction);
        count += decimals;
        end += 1 + decimals;
    }
    if count == 0 || count > MOST_PLAIN {
        return None;
    }
    let unit = POWERS.get(scale.checked_sub(decimals)?)?;
    let value = value.checked_mul(*unit)?;
    Some((value, text.get(end..)?))
}

/// The number that `value` and the digits behind it make, and how many these are; a number of more than nineteen digits
/// wraps around.
fn digits(mut value: u64, bytes: &[u8]) -> (u64, usize) {
    let mut count = 0;
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
        count += 1;
    }
    (value, count)
}

/// One character of a typed text that carries meaning.
#[derive(Clone, Copy, Debug)]
struct Glyph {
    /// Position in the text, counted in characters.
    at: usize,
    /// The character as typed, for error messages.
    typed: char,
    /// The same character in its half-width form.
    plain: char,
}

/// Reads a typed text from left to right.
#[derive(Debug)]
pub(crate) struct Cursor {
    glyphs: Vec<Glyph>,
    next: usize,
}

/// An unsigned decimal number as typed: `mantissa / 10^decimals`, without trailing zeros behind the dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) mantissa: i128,
    pub(crate) decimals: u32,
}

/// Why no number could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberError {
    /// No digit stands where a number must start.
    Missing,
    /// Thousands separators stand where they cannot.
    BadGrouping,
    /// More than [`MAX_WHOLE`] before the dot.
    TooLarge,
    /// More than [`MAX_DECIMALS`] significant digits behind the dot.
    TooFine,
}

/// With [`MAX_DECIMALS`] digits behind it this still fits an `i128`: 10^24 × 10^13 = 10^37.
const MAX_WHOLE: i128 = 1_000_000_000_000_000_000_000_000;
const MAX_DECIMALS: usize = 13;

impl Cursor {
    /// Drops white space and zero-width characters, which arrive with pasted text, and narrows
    /// full-width characters. A space between two digits becomes a thousands separator, so that
    /// "1 234" reads as a number and "12 34" is refused instead of read as 1234.
    pub(crate) fn new(text: &str) -> Self {
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
        let mut gap = None;
        for (at, typed) in text.chars().enumerate() {
            if typed.is_whitespace() || matches!(typed, '\u{200b}' | '\u{feff}') {
                if typed.is_whitespace() && gap.is_none() {
                    gap = Some((at, typed));
                }
                continue;
            }
            let plain = half_width(typed);
            let after_digit = glyphs.last().is_some_and(|g| g.plain.is_ascii_digit());
            if let Some((at, typed)) = gap.take()
                && after_digit
                && plain.is_ascii_digit()
            {
                glyphs.push(Glyph { at, typed, plain: ',' });
            }
            glyphs.push(Glyph { at, typed, plain });
        }
        Self { glyphs, next: 0 }
    }

    /// The text held nothing but white space.
    pub(crate) fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    /// Everything has been read.
    pub(crate) fn at_end(&self) -> bool {
        self.next >= self.glyphs.len()
    }

    /// The next character in its half-width form.
    pub(crate) fn peek(&self) -> Option<char> {
        self.glyphs.get(self.next).map(|g| g.plain)
    }

    /// Takes `word` if it comes next, ignoring ASCII case.
    pub(crate) fn take(&mut self, word: &str) -> bool {
        let mut at = self.next;
        for wanted in word.chars() {
            match self.glyphs.get(at) {
                Some(g) if g.plain.eq_ignore_ascii_case(&wanted) => at += 1,
                _ => return false,
            }
        }
        self.next = at;
        true
    }

    /// Takes the first of `words` that comes next; longer words must stand before their beginnings.
    pub(crate) fn take_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.take(word))
    }

    /// Where reading stopped and the character typed there; at the end, the last character.
    pub(crate) fn stopped(&self) -> (usize, char) {
        self.glyphs
            .get(self.next)
            .or(self.glyphs.last())
            .map_or((0, ' '), |g| (g.at, g.typed))
    }

    /// Takes an optional sign; true for minus.
    pub(crate) fn sign(&mut self) -> bool {
        self.take("-") || {
            self.take("+");
            false
        }
    }

    /// Takes a decimal number. Digits may miss on one side of the dot ("5.", ".5"), because a
    /// result that follows the typing should not vanish between two keys.
    pub(crate) fn number(&mut self, grouping: bool) -> Result<Number, NumberError> {
        let mut whole: i128 = 0;
        let (mut first, mut group, mut separators, mut digits) = (0_usize, 0_usize, 0_usize, 0_usize);
        while let Some(c) = self.peek() {
            if let Some(digit) = c.to_digit(10) {
                whole = whole.saturating_mul(10).saturating_add(i128::from(digit));
                group += 1;
                digits += 1;
            } else if grouping && c == ',' && digits > 0 {
                if separators == 0 {
                    first = group;
                } else if group != 3 {
                    return Err(NumberError::BadGrouping);
                }
                separators += 1;
                group = 0;
            } else {
                break;
            }
            self.next += 1;
        }
        if separators > 0 && (group != 3 || first > 3) {
            return Err(NumberError::BadGrouping);
        }
        let mut fraction: i128 = 0;
        let mut decimals = 0_usize;
        if self.take(".") {
            let mut zeros = 0_usize;
            while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
                digits += 1;
                self.next += 1;
                if digit == 0 {
                    zeros += 1;
                    continue;
                }
                decimals += zeros + 1;
                if decimals > MAX_DECIMALS {
                    return Err(NumberError::TooFine);
                }
                for _ in 0..=zeros {
                    fraction = fraction.saturating_mul(10);
                }
                fraction = fraction.saturating_add(i128::from(digit));
                zeros = 0;
            }
            if grouping && self.peek() == Some(',') {
                return Err(NumberError::BadGrouping);
            }
        }
        if digits == 0 {
            return Err(NumberError::Missing);
        }
        if whole > MAX_WHOLE {
            return Err(NumberError::TooLarge);
        }
        let mut mantissa = whole;
        for _ in 0..decimals {
            mantissa = mantissa.saturating_mul(10);
        }
        Ok(Number {
            mantissa: mantissa.saturating_add(fraction),
            decimals: u32::try_from(decimals).unwrap_or(u32::MAX),
        })
    }

    /// Takes a whole number of at most nine digits without separators.
    pub(crate) fn whole(&mut self) -> Option<u32> {
        let start = self.next;
        let mut value: u32 = 0;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = value.checked_mul(10)?.checked_add(digit)?;
            self.next += 1;
        }
        (self.next > start).then_some(value)
    }
}

/// Full-width forms of ASCII (U+FF01 to U+FF5E), the yen sign of Chinese keyboards and the minus of
/// typesetters become their half-width forms.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        '−' | '–' => '-',
        _ => c,
    }
}

/// `value / 10^scale` in plain digits, with at least `keep` and otherwise no trailing zeros behind
/// the dot.
pub(crate) fn scaled(value: i128, scale: usize, keep: usize) -> String {
    let digits = value.unsigned_abs().to_string();
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = padded.split_at(padded.len().saturating_sub(scale));
    let significant = fraction.trim_end_matches('0').len().max(keep.min(scale));
    let fraction = fraction.get(..significant).unwrap_or(fraction);
    let sign = if value < 0 { "-" } else { "" };
    let dot = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{dot}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_read_to_their_scale_and_others_are_left_alone() {
        assert_eq!(plain("1234.5", 2), Some((123_450, "")));
        assert_eq!(plain("3.45%", 10), Some((34_500_000_000, "%")));
        assert_eq!(plain("5.", 2), Some((500, "")));
        assert_eq!(plain("500万元", 2), Some((50_000, "万元")));
        for other in ["", ".", "-1", "１", "1.234", "1234567890123456"] {
            assert_eq!(plain(other, 2), None, "{other}");
        }
        assert_eq!(plain("1.2.3", 2), Some((120, ".3")));
        // As many digits as are read.
        assert_eq!(plain("123456789012345", 2), Some((12_345_678_901_234_500, "")));
    }

    #[track_caller]
    fn check(text: &str, mantissa: i128, decimals: u32) {
        let mut cursor = Cursor::new(text);
        assert_eq!(cursor.number(true), Ok(Number { mantissa, decimals }), "{text}");
        assert!(cursor.at_end(), "{text} is read to its end");
    }

    #[test]
    fn numbers_read_as_typed() {
        check("５００", 500, 0);
        check(" 1，234．50 ", 12345, 1);
        check("1 234 567", 1_234_567, 0);
        check("1, 234", 1234, 0);
        check(".05", 5, 2);
        check("123,456", 123_456, 0);
        check("1,234,567", 1_234_567, 0);
        check("5.", 5, 0);
        check("0.000000", 0, 0);
        check("100.0", 100, 0);
    }

    #[test]
    fn separators_stand_between_groups_of_three_only() {
        assert_eq!(Cursor::new(",234").number(true), Err(NumberError::Missing));
        for text in ["1,23,4", "12 34", "1234,567", "1,", "1,,234", "0.123,456", "1,2345"] {
            assert_eq!(Cursor::new(text).number(true), Err(NumberError::BadGrouping), "{text}");
        }
    }

    #[test]
    fn length_is_limited_on_both_sides_of_the_dot() {
        let many = "9".repeat(5000);
        assert_eq!(Cursor::new(&many).number(true), Err(NumberError::TooLarge));
        let fine = format!("0.{}1", "0".repeat(5000));
        assert_eq!(Cursor::new(&fine).number(true), Err(NumberError::TooFine));
        check(&format!("1.{}", "0".repeat(5000)), 1, 0);
        check("1000000000000000000000000.0000000000001", 10_i128.pow(37) + 1, 13);
    }

    #[test]
    fn every_minus_that_is_typed_is_one() {
        for (text, minus) in [
            ("-5", true),
            ("−5", true),
            ("–5", true),
            ("－5", true),
            ("+5", false),
            ("5", false),
        ] {
            let mut cursor = Cursor::new(text);
            assert_eq!(cursor.sign(), minus, "{text}");
            assert_eq!(cursor.whole(), Some(5), "{text}");
        }
    }

    #[test]
    fn a_whole_number_has_a_digit() {
        for (text, number) in [("0", Some(0)), ("12年", Some(12)), ("年", None), ("", None)] {
            assert_eq!(Cursor::new(text).whole(), number, "{text}");
        }
    }

    #[test]
    fn scaled_numbers_keep_every_digit() {
        assert_eq!(scaled(12_345_678, 4, 0), "1234.5678");
        assert_eq!(scaled(-5, 2, 0), "-0.05");
        assert_eq!(scaled(500, 2, 0), "5");
        assert_eq!(scaled(500, 2, 2), "5.00");
        assert_eq!(scaled(0, 2, 2), "0.00");
        assert_eq!(scaled(7, 0, 0), "7");
    }
}
