//! What is added to each row: the result of each measure, and what is wrong with the row.

use rules::Money;
use rules::outcome::{Assumption, Outcome, Status};
use serde::Serialize;

use crate::table::{Answer, RowAnswer, Table};

/// The version of the engine that computes.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// What is added to a row as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Added {
    /// The version of the engine.
    pub engine: &'static str,
    /// What is wrong with the row, a sentence for each error.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<AddedError>,
    /// The result of each measure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<AddedOutcome>,
}

/// What is wrong with a row, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddedError {
    /// The heading of the column; empty where the row as a whole is meant.
    pub column: String,
    /// What was given.
    pub given: String,
    /// What is wrong and what is allowed.
    pub message: String,
}

/// The result of a measure for the party of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddedOutcome {
    /// `document/measure`.
    pub measure: String,
    /// The amount of the whole party, yuan, on its first row only, so that a column can be summed. With an open condition it
    /// holds if that is met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The part of this row, where the measure counts contract by contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_amount: Option<Money>,
    /// Whom it pays, or whose price it limits.
    pub recipient: String,
    /// What the amount is, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Whether the case meets the conditions, in words.
    pub status: &'static str,
    /// Why not, why that is unclear, and what is still to be known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reasons: String,
    /// Standing and force of the document and what else must be said beside the amount.
    pub document: String,
    /// The digest of the pack, which is its version.
    pub pack: String,
}

/// Columns that are added for each measure.
const OF_MEASURE: usize = 8;

impl Table {
    /// The headings of what is added: errors, the version of the engine, then the same eight columns for each measure.
    pub fn added_headings(&self) -> Vec<String> {
        let words = self.words();
        let own = |zh, en| say(self, zh, en).to_owned();
        let mut headings = vec![
            own("惠算：错误", "Huisuan: errors"),
            own("惠算：引擎版本", "Huisuan: engine"),
        ];
        let titles: Vec<String> = self.measures().iter().map(|id| words.measure_title(id)).collect();
        for (id, title) in self.measures().iter().zip(&titles) {
            let twice = titles.iter().filter(|other| *other == title).count() > 1;
            let name = if twice {
                format!("{title}（{id}）")
            } else {
                title.clone()
            };
            let columns: [(&str, &str); OF_MEASURE] = [
                (
                    "金额（元，全户合计，记在第一行）",
                    "amount (yuan, of the whole party, on its first row)",
                ),
                ("本行金额（元）", "amount of this row (yuan)"),
                ("领取人或付费人", "recipient or payer"),
                ("金额性质", "kind of amount"),
                ("结论", "status"),
                ("原因和待补", "reasons and what is missing"),
                ("文件状态", "document"),
                ("文件版本", "version of the document"),
            ];
            let colon = say(self, "：", ": ");
            headings.extend(columns.map(|(zh, en)| [&name, colon, say(self, zh, en)].concat()));
        }
        headings
    }

    /// What is added to a row of a party.
    pub fn added(&self, answer: &Answer, row: usize) -> Added {
        let of_row = answer.rows.get(row);
        let errors = of_row.map(|row| &row.errors[..]).unwrap_or_default();
        let outcomes = answer.outcomes.iter().enumerate();
        Added {
            engine: ENGINE,
            errors: errors
                .iter()
                .map(|error| crate::words::row_error(self, error))
                .collect(),
            outcomes: outcomes
                .map(|(at, outcome)| self.outcome(at, outcome, row == 0, of_row))
                .collect(),
        }
    }

    fn outcome(&self, at: usize, outcome: &Outcome, first: bool, row: Option<&RowAnswer>) -> AddedOutcome {
        let words = self.words();
        let named = outcome.amount.is_some();
        AddedOutcome {
            measure: outcome.measure.clone(),
            amount: outcome.amount.filter(|_| first),
            row_amount: row.and_then(|row| self.row_amount(at, outcome, row)),
            recipient: words.recipient(&outcome.recipient),
            kind: outcome
                .kind
                .filter(|_| named)
                .map_or("", |kind| words.kind(kind))
                .to_owned(),
            status: words.status(outcome.status),
            reasons: self.reasons(outcome),
            document: self.document(outcome),
            pack: outcome.pack.clone(),
        }
    }

    /// The lines of an amount that belong to the contract of a row; none where no contract counts for itself.
    fn row_amount(&self, at: usize, outcome: &Outcome, row: &RowAnswer) -> Option<Money> {
        let contract = self.contract_of(at, row)?;
        let counted = outcome.periods.iter().any(|line| line.contract.is_some());
        outcome.amount.filter(|_| counted)?;
        let own = outcome.periods.iter().filter(|line| line.contract == Some(contract));
        Money::sum(own.map(|line| line.amount)).ok()
    }

    fn reasons(&self, outcome: &Outcome) -> String {
        let words = self.words();
        let mut sentences: Vec<String> = Vec::new();
        let mut add = |sentence: String| {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        };
        outcome
            .reasons
            .iter()
            .for_each(|reason| add(words.reason(outcome, reason)));
        if outcome.status != Status::Ineligible {
            words.missing(outcome).into_iter().for_each(&mut add);
        }
        let exclusive = |it: &&Assumption| matches!(it, Assumption::OneOf { .. });
        let assumed = outcome.assumptions.iter().filter(exclusive);
        assumed.for_each(|it| add(words.assumption(outcome, it)));
        outcome.warnings.iter().for_each(|id| add(words.warning(outcome, id)));
        sentences.join(say(self, "", " "))
    }

    fn document(&self, outcome: &Outcome) -> String {
        let badges = self.words().badges(outcome);
        let texts: Vec<&str> = badges.iter().map(|badge| badge.text.as_str()).collect();
        texts.join(say(self, "；", "; "))
    }
}

impl Added {
    /// The cells of what is added, beneath [`Table::added_headings`].
    pub fn cells(&self) -> Vec<String> {
        let errors: Vec<&str> = self.errors.iter().map(|error| error.message.as_str()).collect();
        let mut cells = vec![errors.join(" "), self.engine.to_owned()];
        let text = |amount: Option<Money>| amount.map_or_else(String::new, |amount| amount.to_string());
        for outcome in &self.outcomes {
            cells.extend([
                text(outcome.amount),
                text(outcome.row_amount),
                outcome.recipient.clone(),
                outcome.kind.clone(),
                outcome.status.to_owned(),
                outcome.reasons.clone(),
                outcome.document.clone(),
                outcome.pack.clone(),
            ]);
        }
        cells
    }
}

/// The one of two texts that is in the language of what is added.
pub(crate) fn say<'t>(table: &Table, zh: &'t str, en: &'t str) -> &'t str {
    table.words().language.say(zh, en)
}
