//! Places by their GB/T 2260 codes: two digits each for the province, the city and the county, zeros for none.
//!
//! ```
//! use huisuan_rules::place::{NATION, lies_in, province_of};
//! assert!(lies_in("330304", "330300") && lies_in("330304", NATION) && !lies_in("330300", "330304"));
//! assert_eq!(province_of("330304"), "330000");
//! ```

/// The code of the whole country.
pub const NATION: &str = "000000";

/// The digits of a code that name something: those of a city are four, of the whole country none.
pub fn digits(code: &str) -> &str {
    let mut digits = code;
    while let Some(larger) = digits.strip_suffix("00") {
        digits = larger;
    }
    digits
}

/// Whether one place lies in another, or is the same.
pub fn lies_in(place: &str, other: &str) -> bool {
    place.starts_with(digits(other))
}

/// The code of the province around a place, itself for a province; of the whole country its own.
pub fn province_of(code: &str) -> String {
    code.get(..2)
        .map(|digits| [digits, "0000"].concat())
        .unwrap_or_default()
}

/// Whether an id is a code.
pub fn is_code(id: &str) -> bool {
    id.len() == 6 && id.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_can_belong_to_the_name() {
        // 331000 is Taizhou and 331100 Lishui; 500000 is Chongqing and 510000 Sichuan.
        assert_eq!(digits("331000"), "3310");
        assert!(lies_in("331002", "331000"));
        assert!(!lies_in("331100", "331000"));
        assert!(!lies_in("510100", "500000"));
        assert!(lies_in("330300", "330000"));
        assert!(lies_in("330300", NATION));
        assert!(!lies_in("330000", "330300"));
    }

    #[test]
    fn a_place_lies_in_its_province() {
        assert_eq!(province_of("330302"), "330000");
        assert_eq!(province_of("430000"), "430000");
        assert_eq!(province_of(NATION), NATION);
    }
}
