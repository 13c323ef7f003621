//! Numbers, dates and periods as people read them: every digit, thousands separated, no floats.

use rules::outcome::Period;
use rules::{Date, Exact, Money, Rate, Term};

use crate::Language;

/// Decimals of a number that does not end; it is then marked as rounded.
const DECIMALS: usize = 8;

/// An amount of money: "400,000.00 元", "400,000.00 yuan".
pub fn money(language: Language, amount: Money) -> String {
    with_yuan(language, &amount.grouped())
}

/// The same amount in 万元 ("40 万元") or 亿元, in English in millions; none where that is no easier to read.
pub fn money_wan(language: Language, amount: Money) -> Option<String> {
    let yuan = amount.fen().unsigned_abs() / 100;
    match language {
        Language::Zh if yuan >= 100_000_000 => Some(format!("{} 亿元", amount.in_yi())),
        Language::Zh if yuan >= 10_000 => Some(format!("{} 万元", amount.in_wan())),
        Language::En if yuan >= 1_000_000 => {
            let millions = amount.exact().div(Exact::integer(1_000_000)).ok()?.terminating()?;
            Some(format!("{millions} million yuan"))
        }
        Language::Zh | Language::En => None,
    }
}

fn with_yuan(language: Language, number: &str) -> String {
    match language {
        Language::Zh => format!("{number} 元"),
        Language::En => format!("{number} yuan"),
    }
}

/// An unrounded amount with its unit: all digits where it ends, else marked as rounded.
pub(crate) fn yuan(language: Language, amount: Exact) -> String {
    with_yuan(language, &number(language, amount, 2))
}

/// A share or rate in percent: "30 %", "30%".
pub(crate) fn percent(language: Language, share: Exact) -> String {
    let number = match share.mul(Exact::integer(100)) {
        Ok(percent) => number(language, percent, 0),
        Err(_) => return share.to_string(),
    };
    with_percent(language, &number)
}

/// A rate with every digit.
pub(crate) fn rate(language: Language, rate: Rate) -> String {
    with_percent(language, rate.to_string().trim_end_matches('%'))
}

fn with_percent(language: Language, number: &str) -> String {
    match language {
        Language::Zh => format!("{number} %"),
        Language::En => format!("{number}%"),
    }
}

/// A plain number with at least so many decimals, marked as rounded where it does not end.
pub(crate) fn number(language: Language, value: Exact, least: usize) -> String {
    let (digits, rounded) = digits(value, least);
    match (rounded, language) {
        (false, _) => digits,
        (true, Language::Zh) => format!("约 {digits}"),
        (true, Language::En) => format!("about {digits}"),
    }
}

/// The right side of a formula: "= 495,000.00", "≈ 0.33333333".
pub(crate) fn equals(value: Exact) -> String {
    let (digits, rounded) = digits(value, 2);
    let sign = if rounded { "≈" } else { "=" };
    format!("{sign} {digits}")
}

/// Digits for a formula; a number that does not end is a fraction there.
pub(crate) fn term(value: Exact) -> String {
    match digits(value, 2) {
        (digits, false) => digits,
        (_, true) => value.to_string(),
    }
}

/// Grouped digits, and whether they had to be rounded.
fn digits(value: Exact, least: usize) -> (String, bool) {
    let (text, rounded) = match value.terminating() {
        Some(text) => (text, false),
        None => (rounded(value), true),
    };
    (grouped(&text, least), rounded)
}

/// Rounded half up to [`DECIMALS`], without trailing zeros.
///
/// The remainder is below the denominator, which is below 2^127: a sum of two fits `u128`, so that each digit is found by
/// adding the remainder ten times.
fn rounded(value: Exact) -> String {
    let den = value.denominator().unsigned_abs();
    let magnitude = value.numerator().unsigned_abs();
    let (mut whole, mut rest) = (magnitude / den, magnitude % den);
    let mut fraction: u128 = 0;
    for _ in 0..DECIMALS {
        let (mut digit, mut left) = (0, 0);
        for _ in 0..10 {
            left += rest;
            if left >= den {
                left -= den;
                digit += 1;
            }
        }
        fraction = fraction * 10 + digit;
        rest = left;
    }
    if rest * 2 >= den {
        fraction += 1;
    }
    let unit = 10_u128.pow(8);
    whole += fraction / unit;
    // A one in front keeps the zeros behind the point.
    let decimals = (unit + fraction % unit).to_string();
    let decimals = decimals.get(1..).unwrap_or_default().trim_end_matches('0');
    let sign = if value.is_negative() { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{decimals}")
}

/// Thousands separated, with at least so many decimals.
pub(crate) fn grouped(text: &str, least: usize) -> String {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let mut result = String::with_capacity(text.len() * 2);
    if digits.len() < whole.len() {
        result.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            result.push(',');
        }
        result.push(digit);
    }
    if !decimals.is_empty() || least > 0 {
        result.push('.');
    }
    result.push_str(decimals);
    for _ in decimals.len()..least {
        result.push('0');
    }
    result
}

/// A length of time: "36 个月", "36 months".
pub(crate) fn length(language: Language, term: Term) -> String {
    match (language, term) {
        (Language::Zh, Term::Months(months)) => format!("{months} 个月"),
        (Language::Zh, Term::Days(days)) => format!("{days} 天"),
        (Language::En, Term::Months(months)) => counted(u64::from(months), "month"),
        (Language::En, Term::Days(days)) => counted(u64::from(days), "day"),
    }
}

/// "1 month", "2 months".
pub(crate) fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// "2023 年", "第 1 年"; "2023", "year 1".
pub(crate) fn period(language: Language, period: Period) -> String {
    match (language, period) {
        (Language::Zh, Period::Year(year)) => format!("{year} 年"),
        (Language::Zh, Period::ContractYear(year)) => format!("第 {year} 年"),
        (Language::En, Period::Year(year)) => year.to_string(),
        (Language::En, Period::ContractYear(year)) => format!("year {year}"),
    }
}

/// "2022-01-01 到 2024-12-31", or one side only.
pub(crate) fn days(language: Language, from: Option<Date>, to: Option<Date>) -> String {
    match (language, from, to) {
        (Language::Zh, Some(from), Some(to)) => format!("{from} 到 {to}"),
        (Language::Zh, Some(from), None) => format!("{from} 起"),
        (Language::Zh, None, Some(to)) => format!("{to} 为止"),
        (Language::Zh, None, None) => "没有写明期限".to_owned(),
        (Language::En, Some(from), Some(to)) => format!("{from} to {to}"),
        (Language::En, Some(from), None) => format!("from {from}"),
        (Language::En, None, Some(to)) => format!("until {to}"),
        (Language::En, None, None) => "no period stated".to_owned(),
    }
}

/// Typed text for an error message, cut where it is long.
pub(crate) fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    let mut clipped: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        clipped.push('…');
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    #[test]
    fn amounts_that_end_keep_every_digit() {
        assert_eq!(yuan(Language::Zh, exact(495_000, 1)), "495,000.00 元");
        assert_eq!(yuan(Language::Zh, exact(399_999_999, 1000)), "399,999.999 元");
        assert_eq!(yuan(Language::En, exact(-1_234_567, 10)), "-123,456.70 yuan");
        assert_eq!(yuan(Language::Zh, exact(1, 1 << 10)), "0.0009765625 元");
        assert_eq!(percent(Language::Zh, exact(3, 10)), "30 %");
        assert_eq!(percent(Language::En, exact(12, 1000)), "1.2%");
        assert_eq!(percent(Language::Zh, exact(10, 1)), "1,000 %");
    }

    #[test]
    fn amounts_that_do_not_end_are_marked_as_rounded() {
        assert_eq!(yuan(Language::Zh, exact(1, 3)), "约 0.33333333 元");
        assert_eq!(yuan(Language::En, exact(2, 3)), "about 0.66666667 yuan");
        assert_eq!(yuan(Language::Zh, exact(2_999_999_999, 3_000_000_000)), "约 1.00 元");
        assert_eq!(yuan(Language::Zh, exact(-4_000_000, 3)), "约 -1,333,333.33333333 元");
        assert_eq!(percent(Language::Zh, exact(1, 30)), "约 3.33333333 %");
        assert_eq!(number(Language::Zh, exact(1, i128::MAX), 0), "约 0");
        assert_eq!(number(Language::Zh, exact(i128::MAX - 1, i128::MAX), 0), "约 1");
        assert_eq!(equals(exact(1, 3)), "≈ 0.33333333");
        assert_eq!(term(exact(1, 3)), "1/3");
    }

    #[test]
    fn large_amounts_read_in_wan_and_yi() {
        let wan = |text: &str| money_wan(Language::Zh, text.parse().unwrap());
        assert_eq!(wan("9999.99"), None);
        assert_eq!(wan("400000").as_deref(), Some("40 万元"));
        assert_eq!(wan("1172945.20").as_deref(), Some("117.29452 万元"));
        assert_eq!(wan("500000000").as_deref(), Some("5 亿元"));
        let million = |text: &str| money_wan(Language::En, text.parse().unwrap());
        assert_eq!(million("999999.99"), None);
        assert_eq!(million("1172945.20").as_deref(), Some("1.1729452 million yuan"));
    }

    #[test]
    fn long_text_is_clipped() {
        assert_eq!(clipped("abc"), "abc");
        assert_eq!(clipped(&"字".repeat(41)), format!("{}…", "字".repeat(40)));
    }
}
