//! What holds for every typed text and every value.

use proptest::prelude::*;

use crate::{Date, Exact, Money, Rate, Term};

/// Texts of the characters that mean something to one of the readers, and of some that do not.
fn typing() -> impl Strategy<Value = String> {
    let chars = "0123456789０９.,，．+-−￥¥ \u{3000}\u{200b}元万亿%％‰BPbps个基点年月日天/-零x\u{1f600}";
    let chars: Vec<char> = chars.chars().collect();
    proptest::collection::vec(proptest::sample::select(chars), 0..40).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn no_typing_panics_and_what_reads_reads_again(text in typing()) {
        if let Ok(value) = Money::parse(&text) {
            prop_assert_eq!(Money::parse(&value.to_string()), Ok(value));
        }
        if let Ok(value) = Rate::parse(&text) {
            prop_assert_eq!(Rate::parse(&value.to_string()), Ok(value));
        }
        if let Ok(value) = Term::parse(&text) {
            prop_assert_eq!(Term::parse(&value.to_string()), Ok(value));
        }
        if let Ok(value) = Date::parse(&text) {
            prop_assert_eq!(Date::parse(&value.to_string()), Ok(value));
        }
        if let Ok(value) = text.parse::<Exact>() {
            prop_assert_eq!(value.to_string().parse(), Ok(value));
        }
    }

    #[test]
    fn every_amount_reads_back_in_each_of_its_forms(fen in -99_999_999_999_999_999..=99_999_999_999_999_999_i128) {
        let value = Money::from_fen(fen).unwrap();
        prop_assert_eq!(value.fen(), fen);
        for text in [
            value.to_string(),
            value.grouped(),
            format!("{}万元", value.in_wan()),
            format!("{}亿", value.in_yi()),
        ] {
            prop_assert_eq!(Money::parse(&text), Ok(value), "{}", text);
        }
    }

    #[test]
    fn every_rate_reads_back_in_both_units(mantissa in -100_000_000_000_000..=100_000_000_000_000_i128) {
        let fraction = Exact::new(mantissa, 1_000_000_000_000).unwrap();
        let value = Rate::from_exact(fraction).unwrap();
        prop_assert_eq!(value.exact(), fraction);
        prop_assert_eq!(Rate::parse(&value.to_string()), Ok(value));
        prop_assert_eq!(Rate::parse(&format!("{}BP", value.basis_points())), Ok(value));
    }
}
