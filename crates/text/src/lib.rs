//! The words of the engine: outcomes, reasons, steps and errors as plain sentences in Chinese and English.
//!
//! The names of facts, places and clauses are data of the catalogue and the packs; the sentences around them stand in
//! `zh` and `en`, one file each for the same subject, with exhaustive matches: a reason without a translation does not
//! compile. Sentences hold no markup, and nothing here computes money: every number comes from the outcome.
//!
//! ```
//! use huisuan_text::{Language, money};
//! let amount = "400000".parse()?;
//! assert_eq!(money(Language::Zh, amount), "400,000.00 元");
//! assert_eq!(money(Language::En, amount), "400,000.00 yuan");
//! # Ok::<(), rules::MoneyError>(())
//! ```
#![forbid(unsafe_code)]
#![warn(clippy::missing_errors_doc)]

use fill::join;
use rules::library::Entry;
use rules::outcome::{Assumption, Block, Check, Comparison, Kind, Line, Outcome, Reason, State, Status, WhatIf};
use rules::plan::PackError;
use rules::request::{FieldError, RequestError};
use rules::schedule::Misfit;
use rules::{Date, Plan};

mod badge;
mod case;
mod condition;
mod en;
mod field;
mod fill;
mod headline;
mod label;
mod lookup;
mod number;
mod pack;
mod reason;
mod step;
mod zh;

pub use badge::{Badge, Tone};
pub use number::{money, money_wan};

/// The language of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese (简体中文).
    Zh,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which pages are written.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Its name in requests and links: `zh` or `en`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.id() == id)
    }

    /// Its name in documents, as browsers and screen readers know it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language that a reader of this one is offered instead.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Whether it is Chinese: clauses need no translation, sentences no capital letters.
    pub const fn is_zh(self) -> bool {
        match self {
            Self::Zh => true,
            Self::En => false,
        }
    }

    /// The one of two texts that is in this language.
    pub const fn say<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A step of a computation: the sentence first, the formula second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// The same as a formula, where there is something to compute.
    pub formula: Option<String>,
}

/// The words for one plan in one language.
///
/// ```
/// use huisuan_text::{Language, Words};
/// let plan = policies::plan()?;
/// let request = serde_json::from_str(r#"{ "schema": 1, "day": "2024-12-01", "measures": ["wenzhou-2022/art-5-firm"],
///     "facts": { "securitisation": [{ "interest": { "2023": "1400000.00" } }] } }"#)?;
/// let response = plan.assess(&request).map_err(|error| format!("{error:?}"))?;
/// let outcome = &response.outcomes[0];
/// let words = Words { plan: &plan, language: Language::En };
/// assert_eq!(
///     words.headline(outcome),
///     "Under this draft for comments (no official document), if all open conditions are met, the subsidy for your firm is \
///      400,000.00 yuan, from the treasury of Wenzhou city (温州市级财政).",
/// );
/// let step = &words.steps(outcome)[0];
/// assert_eq!(step.text, "Interest, 2023: 1,400,000.00 yuan; 30% of it is 420,000.00 yuan.");
/// assert_eq!(step.formula.as_deref(), Some("1,400,000.00 × 30% = 420,000.00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Where the names come from.
    pub plan: &'a Plan,
    /// The language of every sentence.
    pub language: Language,
}

/// Calls the function of that path in the module of the language.
macro_rules! in_language {
    ($language:expr, $($function:ident)::+ ( $($argument:expr),* )) => {
        match $language {
            $crate::Language::Zh => $crate::zh::$($function)::+($($argument),*),
            $crate::Language::En => $crate::en::$($function)::+($($argument),*),
        }
    };
}
pub(crate) use in_language;

impl Words<'_> {
    /// What an amount is: 精确, 至多, 至少 or 上限价.
    pub fn kind(&self, kind: Kind) -> &'static str {
        in_language!(self.language, kind(kind))
    }

    /// Whether the case meets the conditions, in a few characters.
    pub fn status(&self, status: Status) -> &'static str {
        in_language!(self.language, status(status))
    }

    /// The heading of a block: 给您的钱, 您最多付, 付给别人的钱, 供参考. Blocks are never added up.
    pub fn block(&self, block: Block) -> &'static str {
        in_language!(self.language, block(block))
    }

    /// How a condition stands: 符合, 不符合, 还不知道, 条文没说清.
    pub fn state(&self, state: State) -> &'static str {
        in_language!(self.language, state(state))
    }

    /// What must be said beside an outcome: standing, force, provenance, strength.
    pub fn badges(&self, outcome: &Outcome) -> Vec<Badge> {
        badge::badges(self, outcome)
    }

    /// What was assumed about a contract; none for an assumption about a clause.
    pub fn contract_assumption(&self, assumption: &Assumption) -> Option<String> {
        condition::about_contract(self, assumption)
    }

    /// What does not fit about a contract.
    pub fn misfit(&self, misfit: &Misfit) -> String {
        reason::misfit(self, &misfit.fact, &misfit.code)
    }

    /// What must be said beside a document of a list, on a day.
    pub fn document_badges(&self, entry: &Entry, day: Date) -> Vec<Badge> {
        badge::entry(self, entry, day)
    }

    /// One sentence that says what the outcome is, how much, whom it pays and from which treasury.
    pub fn headline(&self, outcome: &Outcome) -> String {
        headline::headline(self, outcome)
    }

    /// How a fact compares with the target of a goal.
    pub fn comparison(&self, outcome: &Outcome, comparison: &Comparison) -> String {
        headline::comparison(self, outcome, comparison)
    }

    /// What the user pays against a price; none where the outcome is no price or nothing was given to compare.
    pub fn paid(&self, outcome: &Outcome) -> Option<String> {
        headline::paid(self, outcome)
    }

    /// How the amount came about, in the order of the computation.
    pub fn steps(&self, outcome: &Outcome) -> Vec<Sentence> {
        step::steps(self, outcome)
    }

    /// Why not, or why it is unclear.
    pub fn reason(&self, outcome: &Outcome, reason: &Reason) -> String {
        reason::reason(self, outcome, reason)
    }

    /// A condition and what was given, without how it stands; that is [`Words::state`].
    pub fn check(&self, outcome: &Outcome, check: &Check) -> String {
        condition::check(self, outcome, check)
    }

    /// What the text does not say and the result rests on.
    pub fn assumption(&self, outcome: &Outcome, assumption: &Assumption) -> String {
        condition::assumption(self, outcome, assumption)
    }

    /// A warning of an outcome, by the id of its reading.
    pub fn warning(&self, outcome: &Outcome, id: &str) -> String {
        self.reading(&outcome.measure, id)
    }

    /// What would change the result.
    pub fn what_if(&self, outcome: &Outcome, what_if: &WhatIf) -> String {
        condition::what_if(self, outcome, what_if)
    }

    /// What is still to be known; none where nothing is.
    pub fn missing(&self, outcome: &Outcome) -> Option<String> {
        condition::missing(self, outcome)
    }

    /// The name of a part of an amount: 2023 年, 第 1 年, 第 2 笔. Empty where the amount has one part only.
    ///
    /// A product that tells parts apart is shown by its name. [`Words::line_of`] knows the measure and is exact where a
    /// name that the user typed is also the id of a product.
    pub fn line(&self, line: &Line) -> String {
        self.part(line.contract, line, None)
    }

    /// The name of a part of the amount of this outcome.
    pub fn line_of(&self, outcome: &Outcome, line: &Line) -> String {
        // The only contract needs no number.
        let contract = line.contract.filter(|_| case::several_contracts(outcome));
        self.part(contract, line, self.measure(outcome))
    }

    fn part(&self, contract: Option<usize>, line: &Line, measure: Option<&rules::plan::Measure>) -> String {
        let parts = [
            line.key.as_deref().map(|key| self.key(key, measure)),
            contract.map(|number| self.fill(self.say("第 {0} 笔", "no. {0}")).count(number + 1).done()),
            line.period.map(|period| number::period(self.language, period)),
        ];
        join(&parts.map(Option::unwrap_or_default), self.say("，", ", "))
    }

    /// What is wrong with one field: its name, what was given, what is allowed, with an example.
    pub fn field_error(&self, error: &FieldError) -> String {
        field::field_error(self, error)
    }

    /// What is wrong with a request, one sentence for each error.
    pub fn request_error(&self, error: &RequestError) -> Vec<String> {
        field::request_error(self, error)
    }
}

/// What is wrong at one place of a pack, for whoever stands there: the text and what to do.
pub fn pack_problem(language: Language, error: &PackError) -> String {
    pack::pack_problem(language, error)
}

/// What is wrong with a pack, for whoever writes packs: the place, the text that stands there, what to do.
pub fn pack_error(language: Language, error: &PackError) -> String {
    pack::pack_error(language, error)
}
