//! Values by day: what a contract says for single days.

use crate::date::Date;

/// A value for each of some days, the earliest first; one value a day.
///
/// ```
/// use huisuan_rules::{Dated, Money};
/// let mut prepaid: Dated<Money> = Dated::NONE;
/// prepaid.set("2026-12-01".parse()?, "5万元".parse()?);
/// prepaid.set("2026-03-15".parse()?, "1000".parse()?);
/// assert_eq!(prepaid.get("2026-12-01".parse()?), Some(&"50000".parse()?));
/// let days: Vec<String> = prepaid.iter().map(|(day, _)| day.to_string()).collect();
/// assert_eq!(days, ["2026-03-15", "2026-12-01"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dated<T>(Vec<(Date, T)>);

impl<T> Default for Dated<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T> Dated<T> {
    /// A value for no day at all.
    pub const NONE: Self = Self(Vec::new());

    /// Sets the value of a day, in place of the one that it had.
    pub fn set(&mut self, day: Date, value: T) {
        match self.0.binary_search_by_key(&day, |(known, _)| *known) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = value;
                }
            }
            Err(at) => self.0.insert(at, (day, value)),
        }
    }

    /// The value of that very day.
    pub fn get(&self, day: Date) -> Option<&T> {
        let at = self.0.binary_search_by_key(&day, |(known, _)| *known).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The days with their values, the earliest first.
    pub fn iter(&self) -> std::slice::Iter<'_, (Date, T)> {
        self.0.iter()
    }

    /// Whether there is no day.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of days.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a, T> IntoIterator for &'a Dated<T> {
    type Item = &'a (Date, T);
    type IntoIter = std::slice::Iter<'a, (Date, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> FromIterator<(Date, T)> for Dated<T> {
    fn from_iter<I: IntoIterator<Item = (Date, T)>>(values: I) -> Self {
        let mut dated = Self::NONE;
        for (day, value) in values {
            dated.set(day, value);
        }
        dated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_in_order_and_stand_once() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let dated: Dated<u8> = [(day("2026-03-15"), 1), (day("2026-01-01"), 2), (day("2026-03-15"), 3)]
            .into_iter()
            .collect();
        assert_eq!(dated.iter().map(|(_, value)| *value).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(dated.get(day("2026-03-15")), Some(&3));
        assert_eq!(dated.get(day("2026-03-16")), None);
        assert_eq!((dated.len(), dated.is_empty()), (2, false));
    }
}
