//! Rows as JSON lines: an object for each row, whose keys are the headings.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::{Added, Record};

/// The key of what is added.
pub const ADDED: &str = "huisuan";

/// The fields of one line, in its order; values are texts, numbers, true, false or null.
#[derive(Debug)]
pub struct Line<'l> {
    fields: Vec<(String, &'l RawValue)>,
}

impl<'l> Line<'l> {
    /// Reads a line; what is wrong with it is told for developers.
    ///
    /// # Errors
    /// What the reader of JSON says of a line that is no object of such values, in English, for developers.
    pub fn read(line: &'l str) -> Result<Self, String> {
        serde_json::from_str(line).map_err(|error| error.to_string())
    }

    /// The keys, without that of an earlier result.
    pub fn headings(&self) -> Vec<&str> {
        self.fields.iter().map(|(key, _)| key.as_str()).collect()
    }

    /// The keys with a value that are none of these headings.
    pub fn beside(&self, headings: &[String]) -> impl Iterator<Item = &str> {
        let beside = |(key, value): &&(String, &RawValue)| value.get() != "null" && !headings.contains(key);
        self.fields.iter().filter(beside).map(|(key, _)| key.as_str())
    }

    /// The cells beneath headings. A number is taken as it is written, digit by digit; true and false are 是 and 否.
    ///
    /// # Errors
    /// The heading beneath which an object or a list stands, or a text that cannot be read, in English, for developers.
    pub fn record(&self, headings: &[String]) -> Result<Record, String> {
        let cells = headings.iter().map(|heading| {
            let Some((_, value)) = self.fields.iter().find(|(key, _)| key == heading) else {
                return Ok(String::new());
            };
            match value.get() {
                "null" => Ok(String::new()),
                "true" => Ok("是".to_owned()),
                "false" => Ok("否".to_owned()),
                text if text.starts_with('"') => serde_json::from_str(text).map_err(|error| error.to_string()),
                nested if nested.starts_with(['{', '[']) => Err(format!("{heading}: a text or a number is expected")),
                number => Ok(number.to_owned()),
            }
        });
        Ok(cells.collect::<Result<Vec<String>, String>>()?.into_iter().collect())
    }
}

/// A row as a line without what is added: its cells as texts beneath the headings.
pub fn line_of(headings: &[String], record: &Record) -> String {
    let fields = headings.iter().zip(record.cells()).map(|(heading, cell)| {
        let texts = [heading.as_str(), cell].map(|text| serde_json::to_string(text).unwrap_or_default());
        texts.join(":")
    });
    ["{", &fields.collect::<Vec<_>>().join(","), "}"].concat()
}

/// A line with what is added, in place of an earlier result. A line that is no object stands as a text under `line`.
pub fn write_line(text: &mut String, line: &str, added: &Added) {
    text.push('{');
    let fields = Line::read(line).map(|line| line.fields);
    if fields.is_err() {
        text.push_str("\"line\":");
        text.push_str(&serde_json::to_string(line).unwrap_or_default());
        text.push(',');
    }
    for (key, value) in fields.unwrap_or_default() {
        // A text and an object made of texts can always be written.
        text.push_str(&serde_json::to_string(&key).unwrap_or_default());
        text.push(':');
        text.push_str(value.get());
        text.push(',');
    }
    text.push('"');
    text.push_str(ADDED);
    text.push_str("\":");
    text.push_str(&serde_json::to_string(added).unwrap_or_default());
    text.push_str("}\n");
}

impl<'de> Deserialize<'de> for Line<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Line<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object with a field for each column")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    if key != ADDED {
                        fields.push((key, value));
                    }
                }
                Ok(Line { fields })
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit_and_keys_their_order() {
        let line = Line::read(r#"{"b":0.1000000000000000055511151231257827,"a":"=1","c":null,"d":true}"#).unwrap();
        assert_eq!(line.headings(), ["b", "a", "c", "d"]);
        let headings = ["a", "b", "c", "d", "e"].map(str::to_owned);
        let record = line.record(&headings).unwrap();
        assert_eq!(
            record.cells().collect::<Vec<_>>(),
            ["=1", "0.1000000000000000055511151231257827", "", "是", ""]
        );
    }

    #[test]
    fn a_result_takes_the_place_of_an_earlier_one() {
        let added = Added {
            engine: "1",
            errors: Vec::new(),
            outcomes: Vec::new(),
        };
        let mut text = String::new();
        write_line(&mut text, r#"{"a":1.50,"huisuan":{"engine":"0"},"b":"x"}"#, &added);
        assert_eq!(text, "{\"a\":1.50,\"b\":\"x\",\"huisuan\":{\"engine\":\"1\"}}\n");
        text.clear();
        write_line(&mut text, "no \"row\"", &added);
        assert_eq!(text, "{\"line\":\"no \\\"row\\\"\",\"huisuan\":{\"engine\":\"1\"}}\n");
    }

    #[test]
    fn cells_become_a_line_that_reads_as_the_same_cells() {
        let headings = ["甲", "\"b\""].map(str::to_owned);
        let record: Record = ["1\n2", "\\"].into_iter().collect();
        let line = line_of(&headings, &record);
        assert_eq!(Line::read(&line).unwrap().record(&headings), Ok(record));
    }

    #[test]
    fn what_is_no_row_is_told() {
        for line in ["", "[1]", "{", "{\"a\":1}x"] {
            assert!(Line::read(line).is_err(), "{line}");
        }
        let nested = Line::read(r#"{"a":[1]}"#).unwrap();
        assert!(nested.record(&["a".to_owned()]).is_err());
    }
}
