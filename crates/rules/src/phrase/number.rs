//! Numbers, exactly.

use rust_decimal::Decimal;

use super::chars::Glyphs;

/// A number as written: `mantissa` × 10^-`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) mantissa: i128,
    pub(super) scale: u32,
    pub(super) end: usize,
}

/// Longer numbers than this are no amounts; the limit keeps every value of the reader exact.
const MOST_DIGITS: usize = 16;

/// Reads the digits that stand at `i`; the error is the position after what cannot be read.
#[inline(never)]
pub(super) fn digits(glyphs: &Glyphs, i: usize) -> Result<Digits, usize> {
    let mut number = Digits {
        mantissa: 0,
        scale: 0,
        end: i,
    };
    let (mut count, mut point, mut malformed) = (0, false, false);
    // Digits since the last comma; the first group of a number with commas has one to three.
    let (mut group, mut commas) = (0, false);
    while let Some(c) = glyphs.get(number.end) {
        let end = number.end;
        let inside = end > i;
        if inside && !glyphs.tight(end) {
            break;
        }
        if let Some(digit) = c.to_digit(10) {
            count += 1;
            group += 1;
            malformed |= count > MOST_DIGITS;
            if !malformed {
                number.mantissa = number.mantissa * 10 + i128::from(digit);
                number.scale += u32::from(point);
            }
        } else if inside && matches!(c, '.' | ',') && digit_follows(glyphs, end + 1) {
            malformed |= point || (commas && group != 3) || (c == ',' && group > 3);
            point = c == '.';
            commas |= c == ',';
            group = 0;
        } else {
            break;
        }
        number.end += 1;
    }
    malformed |= commas && !point && group != 3;
    if malformed || count == 0 {
        Err(number.end)
    } else {
        Ok(number)
    }
}

fn digit_follows(glyphs: &Glyphs, i: usize) -> bool {
    glyphs.tight(i) && digit_at(glyphs, i)
}

/// Whether an Arabic digit stands at `i`.
pub(super) fn digit_at(glyphs: &Glyphs, i: usize) -> bool {
    glyphs.get(i).is_some_and(|c| c.is_ascii_digit())
}

/// Reads a whole number in Chinese numerals (三, 十二, 二百五十, 三十万) and the position after it.
#[inline(never)]
pub(super) fn chinese(glyphs: &Glyphs, i: usize) -> Option<(i128, usize)> {
    let (mut total, mut section, mut digit) = (0_i128, 0_i128, None);
    let mut end = i;
    while let Some(c) = glyphs.get(end) {
        if let Some(value) = numeral(c) {
            // Two digits in a row, as in 二〇二五, are the writing of years and telephone numbers.
            if digit.is_some_and(|before| before != 0) {
                return None;
            }
            digit = Some(value);
        } else if let Some(power) = place(c) {
            section += digit.take().unwrap_or(1) * power;
        } else if c == '万' && end > i {
            total += (section + digit.take().unwrap_or(0)) * 10_000;
            section = 0;
        } else if c == '亿' && end > i {
            total = (total + section + digit.take().unwrap_or(0)).checked_mul(100_000_000)?;
            section = 0;
        } else {
            break;
        }
        end += 1;
        if end > i + 12 {
            return None;
        }
    }
    // 三百二 is colloquial for 320 and no way to write an amount.
    let last_place = end.checked_sub(2).filter(|at| *at >= i).and_then(|at| glyphs.get(at));
    if digit.is_some_and(|value| value != 0) && matches!(last_place, Some('百' | '千' | '万' | '亿')) {
        return None;
    }
    let value = total + section + digit.unwrap_or(0);
    (end > i).then_some((value, end))
}

fn numeral(c: char) -> Option<i128> {
    let value = match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

fn place(c: char) -> Option<i128> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// The value `mantissa` × 10^(`exponent` - `scale`), if it can be held exactly.
#[inline(never)]
pub(super) fn exact(mantissa: i128, scale: u32, exponent: i32) -> Option<Decimal> {
    let power = exponent.checked_sub(i32::try_from(scale).ok()?)?;
    let value = if power >= 0 {
        let whole = mantissa.checked_mul(10_i128.checked_pow(power.unsigned_abs())?)?;
        Decimal::try_from_i128_with_scale(whole, 0)
    } else {
        Decimal::try_from_i128_with_scale(mantissa, power.unsigned_abs())
    };
    value.ok().map(|value| value.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<(i128, u32, usize), usize>) {
        let found = digits(&Glyphs::new(text), 0).map(|number| (number.mantissa, number.scale, number.end));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn digits_are_read_as_written() {
        check("1.20%", Ok((120, 2, 4)));
        check("１，２", Ok((1, 0, 1)));
        check("1,200,000.50元", Ok((120_000_050, 2, 12)));
        check("5 10", Ok((5, 0, 1)));
        check("5.", Ok((5, 0, 1)));
        check("1234567890123456", Ok((1_234_567_890_123_456, 0, 16)));
    }

    #[test]
    fn what_is_no_number_is_refused_as_a_whole() {
        check("1.2.3", Err(5));
        check("12,00", Err(5));
        check("1,2345", Err(6));
        check("1234,567", Err(8));
        check("1.5,000", Err(7));
        check("12345678901234567", Err(17));
        check("家", Err(0));
    }

    #[test]
    fn chinese_numerals() {
        let read = |text: &str| chinese(&Glyphs::new(text), 0);
        assert_eq!(read("三年"), Some((3, 1)));
        assert_eq!(read("十二个月"), Some((12, 2)));
        assert_eq!(read("二百五十家"), Some((250, 4)));
        assert_eq!(read("一百零五"), Some((105, 4)));
        assert_eq!(read("三十万元"), Some((300_000, 3)));
        assert_eq!(read("一亿五千万元"), Some((150_000_000, 5)));
        assert_eq!(read("十二亿元"), Some((1_200_000_000, 3)));
        assert_eq!(read("三千二百一十五万六千七百元"), Some((32_156_700, 12)));
        assert_eq!(read("三百二家"), None);
        assert_eq!(read("二〇二五年"), None);
        assert_eq!(read("万元"), None);
    }

    #[test]
    fn every_numeral_has_its_value() {
        let value = |c: char| chinese(&Glyphs::new(&c.to_string()), 0).map(|(value, _)| value);
        let values: Vec<_> = "零一二三四五六七八九十".chars().filter_map(value).collect();
        assert_eq!(values, (0..=10).collect::<Vec<_>>());
        assert_eq!((value('〇'), value('两')), (Some(0), Some(2)));
    }

    #[test]
    fn values_are_exact_or_refused() {
        assert_eq!(exact(12, 1, -2), Some(Decimal::new(12, 3)));
        assert_eq!(exact(15, 1, 8), Some(Decimal::from(150_000_000)));
        assert_eq!(exact(i128::MAX, 0, 1), None);
    }
}
