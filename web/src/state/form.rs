//! The fields: exact texts by name, and what the engine is told of them.

use litemap::LiteMap;
use rules::fact::{Catalogue, FactKind, FactSpec, Group, RawValue, SeriesKind};
use rules::request::RawRows;
use rules::{Money, Rate, RateError, Term, TermError};

use super::link::{MOST_ROWS, UNKNOWN, units};
use crate::dom::cat;
use crate::order::order;

/// The name of a field: `group.fact`, with the number of the row between them where the group repeats, as the engine
/// names it in its errors. Behind `~` stands the year of a series or the unit of a term.
pub(crate) type Key = String;

/// The answer to a set of which nothing applies, which is not the same as no answer.
pub(super) const NONE: &str = "-";

/// What is typed. A field without a text, or with an empty one, is unanswered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// Texts by field.
    pub(crate) texts: LiteMap<Key, String>,
    /// Number of rows of groups with more than one.
    pub(crate) rows: LiteMap<String, usize>,
}

/// The name of a field.
pub(crate) fn key(group: &Group, row: usize, fact: &str) -> Key {
    if group.repeat {
        cat(&[&group.id, ".", &row.to_string(), ".", fact])
    } else {
        cat(&[&group.id, ".", fact])
    }
}

/// The name of a part of a field.
pub(crate) fn part(key: &str, part: &str) -> Key {
    cat(&[key, "~", part])
}

impl Form {
    /// The text of a field.
    pub(crate) fn get(&self, key: &str) -> &str {
        self.texts.get(key).map_or("", String::as_str)
    }

    /// Whether nothing is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.values().all(String::is_empty) && self.rows.is_empty()
    }

    /// Whether a question is answered for any contract, or was until its field was emptied.
    pub(crate) fn was_answered(&self, group: &Group, fact: &str) -> bool {
        let rows = if group.repeat { self.rows(&group.id) } else { 1 };
        (0..rows).any(|row| {
            let key = key(group, row, fact);
            let years = part(&key, "");
            self.texts.keys().any(|name| *name == key || name.starts_with(&years))
        })
    }

    /// The same with another text in one field.
    pub(crate) fn with(&self, key: Key, text: String) -> Self {
        let mut form = self.clone();
        form.set(key, text);
        form
    }

    /// Whether it says the same as another; a field that was emptied says nothing.
    pub(super) fn says(&self, other: &Self) -> bool {
        let told = |form: &Self| -> Vec<(Key, String)> {
            let texts = form.texts.iter().filter(|(_, text)| !text.is_empty());
            texts.map(|(key, text)| (key.clone(), text.clone())).collect()
        };
        self.rows == other.rows && told(self) == told(other)
    }

    /// How many fields hold something whose keys begin so.
    pub(crate) fn filled(&self, prefix: &str) -> usize {
        let filled = |(key, text): &(&Key, &String)| key.starts_with(prefix) && !text.is_empty();
        self.texts.iter().filter(filled).count()
    }

    pub(super) fn set(&mut self, key: Key, text: String) {
        // An empty text keeps the field, or the row of its year, on the screen while somebody is at it.
        self.texts.insert(key, text);
    }

    /// Whether a choice of a set is ticked; `""` asks for "none of these".
    pub(crate) fn is_chosen(&self, key: &str, id: &str) -> bool {
        let text = self.get(key);
        if id.is_empty() {
            text == NONE
        } else {
            text.split(',').any(|chosen| chosen == id)
        }
    }

    pub(super) fn choose(&mut self, key: Key, id: &str, chosen: bool) {
        let text = if id.is_empty() {
            if chosen { NONE.to_owned() } else { String::new() }
        } else if id == UNKNOWN {
            if chosen { UNKNOWN.to_owned() } else { String::new() }
        } else {
            let before = self.get(&key);
            let others = before
                .split(',')
                .filter(|other| !["", NONE, UNKNOWN, id].contains(other));
            others.chain(chosen.then_some(id)).collect::<Vec<_>>().join(",")
        };
        self.set(key, text);
    }

    /// The years of a series that have a row, in order.
    pub(crate) fn years(&self, key: &str) -> Vec<i32> {
        let prefix = part(key, "");
        let names = self.texts.keys().filter_map(|name| name.strip_prefix(&prefix));
        let mut years: Vec<i32> = names.filter_map(|year| year.parse().ok()).collect();
        order(&mut years, |year| *year);
        years
    }

    pub(super) fn show_years(&mut self, key: &str, years: &[i32]) {
        for year in years {
            self.texts.entry(part(key, &year.to_string())).or_default();
        }
    }

    pub(super) fn drop_year(&mut self, key: &str, year: i32) {
        self.texts.remove(&part(key, &year.to_string()));
    }

    /// The number of rows of a group.
    pub(crate) fn rows(&self, group: &str) -> usize {
        self.rows.get(group).copied().unwrap_or(1)
    }

    /// Has as many rows of each group as something is said of.
    pub(super) fn reach(&mut self) {
        for key in self.texts.keys() {
            let mut parts = key.split('.');
            let (group, row) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let Ok(row) = row.parse::<usize>() else { continue };
            if row >= self.rows.get(group).copied().unwrap_or(1) {
                self.rows.insert(group.to_owned(), row + 1);
            }
        }
    }

    pub(super) fn add_row(&mut self, group: String) {
        let rows = self.rows.entry(group).or_insert(1);
        *rows = (*rows + 1).min(MOST_ROWS);
    }

    /// The rows of another group that say they belong to a row of this one, by its number.
    pub(crate) fn belonging(&self, part: &str, group: &str, row: usize) -> Vec<usize> {
        let named = |at: &usize| self.number(part, *at, group) == Some(row + 1);
        (0..self.rows(part)).filter(named).collect()
    }

    /// The number of the row to which a row of another group belongs.
    fn number(&self, part: &str, at: usize, group: &str) -> Option<usize> {
        self.get(&belongs_to(part, at, group)).trim().parse().ok()
    }

    /// Takes out a row with what belongs to it in the groups `parts`; what belongs to those behind it goes with their numbers.
    pub(super) fn drop_row(&mut self, group: &str, row: usize, parts: &[String]) {
        for part in parts {
            for at in self.belonging(part, group, row).into_iter().rev() {
                self.take_out(part, at);
            }
            for at in 0..self.rows(part) {
                if let Some(number) = self.number(part, at, group).filter(|number| *number > row + 1) {
                    self.set(belongs_to(part, at, group), (number - 1).to_string());
                }
            }
        }
        self.take_out(group, row);
    }

    fn take_out(&mut self, group: &str, row: usize) {
        let rows = self.rows(group);
        let prefix = |row: usize| cat(&[group, ".", &row.to_string(), "."]);
        for at in row..rows {
            let gone: Vec<Key> = self
                .texts
                .keys()
                .filter(|key| key.starts_with(&prefix(at)))
                .cloned()
                .collect();
            for key in gone {
                self.texts.remove(&key);
            }
            // Those behind it move up by one.
            let next = prefix(at + 1);
            let moved: Vec<(Key, String)> = self
                .texts
                .iter()
                .filter_map(|(key, text)| Some((prefix(at) + key.strip_prefix(&next)?, text.clone())))
                .collect();
            self.texts.extend(moved);
        }
        match rows.saturating_sub(1) {
            0 | 1 => self.rows.remove(group),
            left => self.rows.insert(group.to_owned(), left),
        };
    }

    /// The facts as the engine reads them; what is not answered is left out.
    pub(crate) fn facts(&self, catalogue: &Catalogue) -> LiteMap<String, RawRows> {
        let mut facts = LiteMap::new();
        for group in &catalogue.groups {
            let count = if group.repeat { self.rows(&group.id) } else { 1 };
            let rows: Vec<LiteMap<String, RawValue>> = (0..count).map(|row| self.row(group, row)).collect();
            if count > 1 || rows.iter().any(|row| !row.is_empty()) {
                facts.insert(group.id.clone(), RawRows(rows));
            }
        }
        facts
    }

    fn row(&self, group: &Group, row: usize) -> LiteMap<String, RawValue> {
        let mut values = LiteMap::new();
        for spec in &group.facts {
            if let Some(value) = self.value(spec, &key(group, row, &spec.id)) {
                values.insert(spec.id.clone(), value);
            }
        }
        values
    }

    fn value(&self, spec: &FactSpec, key: &str) -> Option<RawValue> {
        let text = self.get(key);
        match spec.kind {
            FactKind::Flag => match text {
                "yes" => Some(RawValue::Flag(true)),
                "no" => Some(RawValue::Flag(false)),
                _ => None,
            },
            FactKind::Set if text == NONE => Some(RawValue::List(Vec::new())),
            FactKind::Set if text.is_empty() || text == UNKNOWN => None,
            FactKind::Set => Some(RawValue::List(text.split(',').map(str::to_owned).collect())),
            _ if spec.series == Some(SeriesKind::Day) => self.days(spec.kind, key),
            _ if spec.series.is_some() => {
                let mut years = LiteMap::new();
                for year in self.years(key) {
                    let year = year.to_string();
                    if let Some(value) = self.text(spec.kind, &part(key, &year)) {
                        years.insert(year, RawValue::Text(value));
                    }
                }
                (!years.is_empty()).then_some(RawValue::Years(years))
            }
            kind => self.text(kind, key).map(RawValue::Text),
        }
    }

    /// A series by day, typed as days and values: `2025-03-01 10万；2026-03-01 5万`. What is no day, or stands there twice,
    /// goes to the engine as it is, which says so.
    fn days(&self, kind: FactKind, key: &str) -> Option<RawValue> {
        let mut days = LiteMap::new();
        for entry in self.get(key).split(['；', ';', '\n']) {
            let entry = entry.trim();
            if entry.is_empty() {
                continue;
            }
            let (at, value) = entry.split_once(char::is_whitespace).unwrap_or((entry, ""));
            let value = self.with_unit(kind, key, value.trim()).unwrap_or_default();
            let mut at = day(at);
            if days.contains_key(&at) {
                entry.clone_into(&mut at);
            }
            days.insert(at, RawValue::Text(value));
        }
        (!days.is_empty()).then_some(RawValue::Years(days))
    }

    /// The text of a field with the unit that the page shows beside it, where none was typed.
    pub(crate) fn text(&self, kind: FactKind, key: &str) -> Option<String> {
        self.with_unit(kind, key, self.get(key))
    }

    fn with_unit(&self, kind: FactKind, key: &str, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            return None;
        }
        let unit = match kind {
            FactKind::Choice | FactKind::Region if text == UNKNOWN => return None,
            FactKind::Money if !has_unit(text) => self.unit(kind, key),
            FactKind::Rate if Rate::parse(text) == Err(RateError::NoUnit) => "%",
            FactKind::Term if Term::parse(text) == Err(TermError::NoUnit) => self.unit(kind, key),
            FactKind::Date => return Some(day(text)),
            _ => "",
        };
        Some(cat(&[text, unit]))
    }

    /// The unit that stands beside a field, or beside the years of a series.
    pub(crate) fn unit(&self, kind: FactKind, key: &str) -> &str {
        let field = key.split('~').next().unwrap_or_default();
        match self.get(&part(field, "unit")) {
            "" => units(kind).first().copied().unwrap_or_default(),
            unit => unit,
        }
    }

    /// Shows amounts in another unit. They stay exactly what they are; a text with a unit of its own stays as it is.
    pub(super) fn show_in(&mut self, key: &str, unit: &str) {
        let years = part(key, "");
        let fields: Vec<Key> = self
            .texts
            .keys()
            .filter(|field| *field == key || field.starts_with(&years))
            .cloned()
            .collect();
        for field in fields {
            let amount = Some(self.get(&field)).filter(|text| !has_unit(text));
            let amount = amount.and_then(|text| Money::parse(&cat(&[text, self.unit(FactKind::Money, key)])).ok());
            if let Some(amount) = amount {
                self.texts.insert(field, amount_in(amount, unit));
            }
        }
    }

    /// How an amount is typed into a field whose unit stands beside it.
    pub(crate) fn typed_amount(&self, amount: Money, key: &str) -> String {
        amount_in(amount, self.unit(FactKind::Money, key))
    }
}

/// The field that says to which row of a group a row of another one belongs: it has the name of that group.
fn belongs_to(part: &str, at: usize, group: &str) -> Key {
    cat(&[part, ".", &at.to_string(), ".", group])
}

fn amount_in(amount: Money, unit: &str) -> String {
    if unit == "万元" {
        return amount.in_wan();
    }
    let text = amount.to_string();
    text.strip_suffix(".00").map(str::to_owned).unwrap_or(text)
}

/// Whether an amount says its own unit.
fn has_unit(text: &str) -> bool {
    text.contains(['元', '万', '亿'])
}

/// A day; eight digits, which a numeric keyboard can type, are year, month and day.
pub(crate) fn day(text: &str) -> String {
    let digits: Option<Vec<char>> = text
        .trim()
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => c.is_ascii_digit().then_some(c),
        })
        .collect();
    match digits.as_deref() {
        Some([y1, y2, y3, y4, m1, m2, d1, d2]) => [y1, y2, y3, y4, &'-', m1, m2, &'-', d1, d2].into_iter().collect(),
        _ => text.to_owned(),
    }
}
