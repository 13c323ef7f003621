//! What a whole table comes to: per measure, and per recipient. Never summed over recipients, blocks or kinds of amount.

use rules::outcome::{Assumption, Block, Kind, Outcome, Status};
use rules::pack::Effect;
use serde::{Deserialize, Serialize};

use crate::table::Answer;

/// An amount that many results sum to, in fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum(i128);

/// How many results, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Tally {
    /// How many parties.
    pub parties: u64,
    /// The sum of their amounts, yuan.
    pub amount: Sum,
}

/// The total of a measure, for one kind of amount.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct MeasureTotal {
    /// `document/measure`.
    pub measure: String,
    /// Whom it pays, or whose price it limits.
    pub recipient: String,
    /// Where it belongs for the one who asks.
    pub block: Block,
    /// What the amounts are; none where there is no amount.
    pub kind: Option<Kind>,
    /// All conditions are met.
    pub eligible: Tally,
    /// Conditions are open or the text does not decide; the sum holds if all of them are met.
    pub open: Tally,
    /// A condition fails.
    pub ineligible: u64,
    /// How many of the amounts a cap has reduced.
    pub capped: u64,
}

/// What one recipient gets by all measures that pay it, for one kind of amount.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct RecipientTotal {
    /// The recipient.
    pub recipient: String,
    /// Where it belongs for the one who asks.
    pub block: Block,
    /// What the amounts are.
    pub kind: Kind,
    /// Results whose conditions are all met. Those of which only one counts for a contract are left out.
    pub amount: Sum,
    /// How many such results there are.
    pub results: u64,
    /// Results that were left out, because only one of them counts for a contract.
    pub alternatives: u64,
}

/// What a table comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Totals {
    /// Rows, without blank ones.
    pub rows: u64,
    /// Parties that were computed.
    pub parties: u64,
    /// Rows without a result: what is wrong with them, or with another row of their party, stands there.
    pub bad_rows: u64,
    /// Per measure and kind of amount.
    pub measures: Vec<MeasureTotal>,
    /// Per recipient, block and kind of amount.
    pub recipients: Vec<RecipientTotal>,
}

impl Totals {
    /// Adds what a party gets to the sums of its measures, and its rows to the counts.
    pub fn count(&mut self, answer: &Answer) {
        if answer.blank {
            return;
        }
        let rows = u64::try_from(answer.rows.len()).unwrap_or(u64::MAX);
        self.rows += rows;
        if answer.rows.iter().any(|row| !row.errors.is_empty()) {
            self.bad_rows += rows;
            return;
        }
        self.parties += 1;
        for outcome in &answer.outcomes {
            self.measure(outcome);
            self.recipient(outcome);
        }
    }

    fn measure(&mut self, outcome: &Outcome) {
        let kind = outcome.kind.filter(|_| outcome.amount.is_some());
        let known = self
            .measures
            .iter()
            .position(|total| total.measure == outcome.measure && total.kind == kind);
        let at = known.unwrap_or_else(|| {
            self.measures.push(MeasureTotal {
                measure: outcome.measure.clone(),
                recipient: outcome.recipient.clone(),
                block: outcome.block,
                kind,
                eligible: Tally::default(),
                open: Tally::default(),
                ineligible: 0,
                capped: 0,
            });
            self.measures.len() - 1
        });
        let Some(total) = self.measures.get_mut(at) else { return };
        let tally = match outcome.status {
            Status::Eligible => &mut total.eligible,
            Status::Incomplete | Status::Unclear => &mut total.open,
            Status::Ineligible => {
                total.ineligible += 1;
                return;
            }
            Status::Pointer | Status::Goal => return,
        };
        tally.parties += 1;
        tally.amount.add(outcome);
        total.capped += u64::from(outcome.capped);
    }

    fn recipient(&mut self, outcome: &Outcome) {
        let (Some(_), Some(kind)) = (outcome.amount, outcome.kind) else {
            return;
        };
        if outcome.effect != Effect::Receive || outcome.status != Status::Eligible {
            return;
        }
        let same = |total: &RecipientTotal| {
            total.recipient == outcome.recipient && total.block == outcome.block && total.kind == kind
        };
        let at = self.recipients.iter().position(same).unwrap_or_else(|| {
            self.recipients.push(RecipientTotal {
                recipient: outcome.recipient.clone(),
                block: outcome.block,
                kind,
                amount: Sum::default(),
                results: 0,
                alternatives: 0,
            });
            self.recipients.len() - 1
        });
        let Some(total) = self.recipients.get_mut(at) else {
            return;
        };
        let alternative = |assumption: &Assumption| matches!(assumption, Assumption::OneOf { .. });
        if outcome.assumptions.iter().any(alternative) {
            total.alternatives += 1;
        } else {
            total.results += 1;
            total.amount.add(outcome);
        }
    }

    /// Adds the totals of another part of the same table.
    pub fn join(&mut self, other: Self) {
        self.rows += other.rows;
        self.parties += other.parties;
        self.bad_rows += other.bad_rows;
        for more in other.measures {
            let same = |total: &&mut MeasureTotal| total.measure == more.measure && total.kind == more.kind;
            if let Some(total) = self.measures.iter_mut().find(same) {
                total.eligible.join(more.eligible);
                total.open.join(more.open);
                total.ineligible += more.ineligible;
                total.capped += more.capped;
            } else {
                self.measures.push(more);
            }
        }
        for more in other.recipients {
            let same = |total: &&mut RecipientTotal| {
                total.recipient == more.recipient && total.block == more.block && total.kind == more.kind
            };
            if let Some(total) = self.recipients.iter_mut().find(same) {
                total.amount.0 = total.amount.0.saturating_add(more.amount.0);
                total.results += more.results;
                total.alternatives += more.alternatives;
            } else {
                self.recipients.push(more);
            }
        }
    }

    /// Puts the totals of measures into an order, that of the table, which does not depend on what came first. Parties that
    /// get nothing stand beside those that get an amount.
    pub fn settle(&mut self, measures: &[String]) {
        let without = |total: &MeasureTotal| total.kind.is_none() && total.eligible.parties + total.open.parties == 0;
        let (empty, mut others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.measures).into_iter().partition(without);
        others.sort_by_key(|total| kind_order(total.kind));
        for total in empty {
            match others.iter_mut().find(|other| other.measure == total.measure) {
                Some(other) => other.ineligible += total.ineligible,
                None => others.push(total),
            }
        }
        self.measures = others;
        let place = |id: &String| measures.iter().position(|measure| measure == id);
        self.measures
            .sort_by_key(|total| (place(&total.measure), kind_order(total.kind)));
        self.recipients.sort_by(|a, b| {
            (a.block, &a.recipient, kind_order(Some(a.kind))).cmp(&(b.block, &b.recipient, kind_order(Some(b.kind))))
        });
    }
}

fn kind_order(kind: Option<Kind>) -> u8 {
    match kind {
        Some(Kind::Exact) => 0,
        Some(Kind::AtMost) => 1,
        Some(Kind::AtLeast) => 2,
        Some(Kind::Ceiling) => 3,
        None => 4,
    }
}

impl Tally {
    fn join(&mut self, other: Self) {
        self.parties += other.parties;
        self.amount.0 = self.amount.0.saturating_add(other.amount.0);
    }
}

impl Sum {
    /// Adds the amount of an outcome. An amount has at most 24 digits of yuan: more parties than there are people stay exact.
    fn add(&mut self, outcome: &Outcome) {
        let fen = outcome.amount.map_or(0, rules::Money::fen);
        self.0 = self.0.saturating_add(fen);
    }
}

/// Plain digits with two decimals: "1234567.80".
impl std::fmt::Display for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Serialize for Sum {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // Yuan with two decimals: without the point it is a number of fen.
        let fen = text.split_once('.').filter(|(_, fen)| fen.len() == 2);
        let fen = fen.and_then(|(yuan, fen)| [yuan, fen].concat().parse().ok());
        fen.map(Self)
            .ok_or_else(|| serde::de::Error::custom(format_args!("{text} is no sum in yuan")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_read_as_it_is_written() {
        for fen in [0, 5, -5, 123, -123, i128::from(i64::MAX) * 7] {
            let text = serde_json::to_string(&Sum(fen)).unwrap();
            assert_eq!(serde_json::from_str::<Sum>(&text).unwrap(), Sum(fen), "{text}");
        }
        for wrong in ["\"1\"", "\"1.2\"", "\"1.234\"", "\"x.00\"", "1.00", "\"\""] {
            assert!(serde_json::from_str::<Sum>(wrong).is_err(), "{wrong}");
        }
    }
}
