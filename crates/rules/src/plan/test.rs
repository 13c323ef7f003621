//! What a compiled condition tests.

use crate::Date;
use crate::assess::PrimeRateFacts;
use crate::compact::compact;
use crate::fact::Fact;
use crate::pack::UnclearFor;
use crate::phrase::Relation;

use super::Interval;

/// One condition of a clause.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Name of the condition inside its measure: the path of the fact that it tests.
    pub id: String,
    /// The words that ask.
    pub words: Option<String>,
    /// What is tested.
    pub test: Test,
    /// The condition excludes: it may not hold.
    pub excludes: bool,
    /// The reading on which it rests.
    pub reading: Option<String>,
    /// The reading that names who decides it.
    pub points_to: Option<String>,
    /// The document condition to which it belongs.
    pub of_document: Option<OfDocument>,
}

compact!(struct Condition { id, words, test, excludes, reading, points_to, of_document });

/// A document condition, as its parts carry it.
#[derive(Clone, Debug)]
pub struct OfDocument {
    /// Its id in the pack.
    pub id: String,
    /// Where it stands.
    pub article: String,
    /// Measures for which it decides nothing.
    pub unclear_for: Option<UnclearFor>,
}

compact!(struct OfDocument { id, article, unclear_for });

/// What a condition tests.
#[derive(Clone, Debug)]
pub enum Test {
    /// A number lies in an interval.
    Within {
        /// The number.
        fact: Fact,
        /// The interval.
        interval: Interval,
    },
    /// A rate lies in an interval around the prime rate.
    ByPrimeRate {
        /// The rate.
        fact: Fact,
        /// What decides the prime rate.
        prime_rate: PrimeRateFacts,
        /// The interval, as differences from the prime rate.
        interval: Interval,
    },
    /// The time between two days lies in an interval of months.
    Lasting {
        /// The span.
        fact: Fact,
        /// The interval, in months.
        interval: Interval,
    },
    /// The term of a contract lies in an interval of months or of days.
    Running {
        /// The term.
        fact: Fact,
        /// The day on which it begins, which months and days are compared by.
        from: Fact,
        /// The interval, in months or in days.
        interval: Interval,
    },
    /// A number lies in the interval that another fact chooses.
    Chosen {
        /// The number.
        fact: Fact,
        /// The choosing fact.
        by: Fact,
        /// The intervals; the first whose `when` admits the choosing fact.
        branches: Vec<Branch>,
    },
    /// A number compares with another fact.
    Against {
        /// The number.
        fact: Fact,
        /// The other fact.
        other: Fact,
        /// How.
        relation: Relation,
    },
    /// Another day than the one that places the case in a year lies in the window of the document.
    InWindow {
        /// The day.
        fact: Fact,
        /// First day.
        from: Option<Date>,
        /// Last day, included.
        to: Option<Date>,
    },
    /// A choice, or one of a set, is among some.
    OneOf {
        /// The fact.
        fact: Fact,
        /// Words of the clause with the choices that they cover.
        allowed: Vec<(String, Vec<String>)>,
        /// The words with 等 that leave the list open.
        open: Option<String>,
        /// Choices of which the clause does not say whether it means them, with the reading that says why.
        unclear: Vec<(String, String)>,
    },
    /// A place lies under one of some codes.
    Under {
        /// The fact.
        fact: Fact,
        /// Prefixes of codes.
        prefixes: Vec<String>,
    },
    /// A flag has this answer.
    Is {
        /// The fact.
        fact: Fact,
        /// The answer.
        answer: bool,
        /// The reading that says why another answer decides nothing, where it does not refuse.
        unclear: Option<String>,
    },
    /// The difference of two rates lies below a number of percentage points.
    Apart {
        /// The first rate.
        fact: Fact,
        /// The rate that is taken off.
        less: Fact,
        /// The interval of the difference.
        interval: Interval,
    },
    /// A day is not later than another.
    NoLater {
        /// The day.
        fact: Fact,
        /// The last one that passes.
        until: Date,
    },
    /// At least one holds.
    Any(Vec<Condition>),
}

compact!(enum Test {
    Within { fact, interval },
    Lasting { fact, interval },
    Chosen { fact, by, branches },
    Against { fact, other, relation },
    OneOf { fact, allowed, open, unclear },
    Under { fact, prefixes },
    Is { fact, answer, unclear },
    Apart { fact, less, interval },
    ByPrimeRate { fact, prime_rate, interval },
    NoLater { fact, until },
    InWindow { fact, from, to },
    Running { fact, from, interval },
    Any(parts),
});

/// One branch of a chosen bound.
#[derive(Clone, Debug)]
pub struct Branch {
    /// What the choosing fact must be; always, where it is not said.
    pub when: Option<Interval>,
    /// The bound.
    pub interval: Interval,
}

compact!(struct Branch { when, interval });

impl Condition {
    /// Calls `add` for every fact that the condition looks at.
    pub fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        match &self.test {
            Test::Within { fact, .. }
            | Test::Lasting { fact, .. }
            | Test::OneOf { fact, .. }
            | Test::Under { fact, .. }
            | Test::NoLater { fact, .. }
            | Test::InWindow { fact, .. }
            | Test::Is { fact, .. } => add(*fact),
            Test::ByPrimeRate { fact, prime_rate, .. } => {
                add(*fact);
                prime_rate.each_fact(add);
            }
            Test::Apart { fact, less, .. } => {
                add(*fact);
                add(*less);
            }
            Test::Running { fact, from, .. } => {
                add(*fact);
                add(*from);
            }
            Test::Chosen { fact, by, .. } => {
                add(*by);
                add(*fact);
            }
            Test::Against { fact, other, .. } => {
                add(*fact);
                add(*other);
            }
            Test::Any(parts) => {
                for part in parts {
                    part.each_fact(add);
                }
            }
        }
    }
}
