//! How a clause turns a base into an amount: a closed set, one file each, each with a clause that needs it.
//!
//! A pack says [`pack::Amount`]; a plan holds the [`Mechanism`] that was compiled of it, its words read once.
//!
//! ```
//! use huisuan_rules::{Plan, mechanism::Mechanism};
//! # use huisuan_rules::{digest::sha256, lpr::Lpr, plan::Source};
//! # let facts = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json")))?;
//! # let pack = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json")))?;
//! # let source = Source { pack, hash: sha256(b"the pack") };
//! # let plan = Plan::new(facts, Lpr::default(), vec![source]).map_err(|errors| format!("{errors:?}"))?;
//! let Some(Mechanism::Share(share)) = &plan.measures[0].mechanism else { return Err("a share".into()) };
//! assert_eq!((plan.catalogue.path(share.of).as_str(), share.share), ("loan.interest", "0.3".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::contract::DayBasis;
use crate::fact::Fact;
use crate::outcome::{Assumption, Kind, Period, Why};
use crate::pack;
use crate::phrase::{Item, Relation};
use crate::plan::{Measure, Reader};
use crate::trace::Step;
use crate::{ArithmeticError, Exact, Money};

mod borne;
mod each;
mod fixed;
mod interest_share;
mod loan_facts;
mod points;
mod price;
mod ranked;
mod rate_ceiling;
mod share;
mod slices;
mod split;
mod subsidised;
mod tiers;
mod top_up;

pub use borne::Borne;
pub use each::Each;
pub use fixed::Fixed;
pub use interest_share::InterestShare;
pub use loan_facts::LoanFacts;
pub(crate) use loan_facts::{Terms, gap as contract_gap};
pub use points::Points;
pub use price::Price;
pub use ranked::Ranked;
pub use rate_ceiling::RateCeiling;
pub use share::Share;
pub use slices::Slices;
pub use split::Split;
pub(crate) use subsidised::{Ceiling, Stretch};
pub use tiers::Tiers;
pub use top_up::TopUp;

/// One way of turning a base into an amount.
#[derive(Clone, Debug)]
pub enum Mechanism {
    /// A share of a base.
    Share(Share),
    /// A share chosen by a rate, for the whole base.
    Tiers(Tiers),
    /// Shares of the parts of a base.
    Slices(Slices),
    /// What is missing to a share of a base.
    TopUp(TopUp),
    /// The most that may be charged.
    Price(Price),
    /// The highest rate of a loan.
    RateCeiling(RateCeiling),
    /// A share of each payment of interest.
    InterestShare(InterestShare),
    /// Points on the balance of a loan.
    Points(Points),
    /// Interest above the rate that the borrower bears.
    Borne(Borne),
    /// A sum.
    Fixed(Fixed),
    /// A sum for each of a number.
    Each(Each),
    /// A sum for each rank.
    Ranked(Ranked),
    /// A loss that several parties share.
    Split(Split),
}

compact!(
    enum Mechanism {
        Share(share),
        Tiers(tiers),
        Slices(slices),
        TopUp(top_up),
        Price(price),
        RateCeiling(ceiling),
        InterestShare(share),
        Fixed(fixed),
        Each(each),
        Ranked(ranked),
        Split(split),
        Points(points),
        Borne(borne),
    }
);

/// An amount of one row and year, before caps and rounding.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) period: Option<Period>,
    pub(crate) base: Exact,
    pub(crate) raw: Exact,
    pub(crate) steps: Vec<Step>,
    /// This part gets nothing, where the clause covers no such number.
    pub(crate) refused: Option<Refusal>,
    /// Facts without which this part has no amount.
    pub(crate) open: Vec<Fact>,
}

/// A clause that covers no such number; with the reason, where reasons are wanted.
#[derive(Clone, Debug)]
pub(crate) struct Refusal(pub(crate) Option<Box<Why>>);

/// What a mechanism yields for one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Yield {
    pub(crate) cells: Vec<Cell>,
    /// Facts without which the amount is not the last word.
    pub(crate) open: Vec<Fact>,
    pub(crate) assumptions: Vec<Assumption>,
    /// The rate of a price.
    pub(crate) rate: Option<Exact>,
    /// What the user pays against the price.
    pub(crate) paid: Option<Spent>,
}

/// What the user pays for a contract, and the most that the clause allows for the same contract.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spent {
    pub(crate) amount: Money,
    pub(crate) ceiling: Money,
    /// The rate that is paid.
    pub(crate) rate: Option<Exact>,
    pub(crate) within: bool,
}

impl Spent {
    /// How far it lies from the ceiling, on the side that `within` names.
    pub(crate) fn difference(&self) -> Result<Money, ArithmeticError> {
        let (more, less) = if self.within {
            (self.ceiling, self.amount)
        } else {
            (self.amount, self.ceiling)
        };
        // A rate on the bound may round to a fen on the other side of it.
        more.max(less).minus(less)
    }
}

impl Mechanism {
    pub(crate) fn compile(reader: &mut Reader<'_>, amount: &pack::Amount) -> Option<Self> {
        Some(match amount {
            pack::Amount::Share(source) => Self::Share(Share::compile(reader, source)?),
            pack::Amount::Tiers(source) => Self::Tiers(Tiers::compile(reader, source)?),
            pack::Amount::Slices(source) => Self::Slices(Slices::compile(reader, source)?),
            pack::Amount::TopUp(source) => Self::TopUp(TopUp::compile(reader, source)?),
            pack::Amount::Price(source) => Self::Price(Price::compile(reader, source)?),
            pack::Amount::RateCeiling(source) => Self::RateCeiling(RateCeiling::compile(reader, source)?),
            pack::Amount::InterestShare(source) => Self::InterestShare(InterestShare::compile(reader, source)?),
            pack::Amount::Points(source) => Self::Points(Points::compile(reader, source)?),
            pack::Amount::Borne(source) => Self::Borne(Borne::compile(reader, source)?),
            pack::Amount::Fixed(source) => Self::Fixed(Fixed::compile(reader, source)?),
            pack::Amount::Each(source) => Self::Each(Each::compile(reader, source)?),
            pack::Amount::Ranked(source) => Self::Ranked(Ranked::compile(reader, source)?),
            pack::Amount::Split(source) => Self::Split(Split::compile(reader, source)?),
        })
    }

    /// What the amount is: the words of the share decide (不超过 at most, 不低于 at least), never those of a cap.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Share(share) => share.kind(),
            Self::Price(_) | Self::RateCeiling(_) => Kind::Ceiling,
            Self::Fixed(fixed) => fixed.kind(),
            Self::Tiers(_)
            | Self::Slices(_)
            | Self::TopUp(_)
            | Self::InterestShare(_)
            | Self::Points(_)
            | Self::Borne(_)
            | Self::Each(_)
            | Self::Ranked(_)
            | Self::Split(_) => Kind::Exact,
        }
    }

    /// Whether a fraction of a fen is dropped: a ceiling in the words of a bound must itself pass.
    pub(crate) fn rounds_down(&self) -> bool {
        matches!(self, Self::Price(price) if price.rounds_down())
    }

    pub(crate) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        match self {
            Self::Share(share) => add(share.of),
            Self::Tiers(tiers) => {
                add(tiers.by);
                add(tiers.of);
            }
            Self::Slices(slices) => slices.each_fact(add),
            Self::TopUp(top_up) => {
                add(top_up.of);
                add(top_up.less);
            }
            Self::Price(price) => price.each_fact(add),
            Self::RateCeiling(ceiling) => ceiling.each_fact(add),
            Self::InterestShare(share) => share.each_fact(add),
            Self::Points(points) => points.each_fact(add),
            Self::Borne(borne) => borne.each_fact(add),
            Self::Fixed(_) => {}
            Self::Each(each) => add(each.of),
            Self::Ranked(ranked) => add(ranked.by),
            Self::Split(split) => add(split.of),
        }
    }

    /// The amounts of one row, year by year.
    pub(crate) fn cells(&self, scope: &Scope<'_>, measure: &Measure) -> Result<Yield, Gap> {
        match self {
            Self::Share(share) => share.cells(scope),
            Self::Tiers(tiers) => tiers.cells(scope),
            Self::Slices(slices) => slices.cells(scope),
            Self::TopUp(top_up) => top_up.cells(scope),
            Self::Price(price) => price.cells(scope),
            Self::RateCeiling(ceiling) => ceiling.cells(scope),
            Self::InterestShare(share) => share.cells(scope, measure),
            Self::Points(points) => points.cells(scope, measure),
            Self::Borne(borne) => borne.cells(scope, measure),
            Self::Fixed(fixed) => Ok(fixed.cells(scope)),
            Self::Each(each) => each.cells(scope),
            Self::Ranked(ranked) => ranked.cells(scope),
            Self::Split(split) => split.cells(scope),
        }
    }

    /// What is subsidised of the loan of one row, before a limit that several loans share; none where it is no loan or
    /// cannot be computed.
    pub(crate) fn stretches(&self, scope: &Scope<'_>, measure: &Measure) -> Option<(DayBasis, Vec<Stretch>)> {
        match self {
            Self::InterestShare(share) => share.stretches(scope, &measure.limits),
            Self::Points(points) => points.stretches(scope, &measure.limits),
            Self::Borne(borne) => borne.stretches(scope, &measure.limits),
            _ => None,
        }
    }
}

/// The kind of result that the words of a share make.
fn kind_of(item: &Item) -> Kind {
    match item.relation {
        Relation::AtMost | Relation::Below => Kind::AtMost,
        Relation::AtLeast | Relation::Above => Kind::AtLeast,
        Relation::Is => Kind::Exact,
    }
}

impl Yield {
    /// One cell.
    fn of(cell: Cell) -> Self {
        Self {
            cells: vec![cell],
            ..Self::default()
        }
    }

    /// A loan of which nothing is subsidised gets an exact zero; the steps name the limit that left nothing.
    fn or_zero(mut self, steps: Vec<Step>) -> Self {
        if self.cells.is_empty() {
            self.cells.push(Cell::new((None, Exact::ZERO), Exact::ZERO, steps));
        }
        self
    }
}

impl Cell {
    /// An amount that is known.
    fn new((period, base): (Option<Period>, Exact), raw: Exact, steps: Vec<Step>) -> Self {
        Self {
            period,
            base,
            raw,
            steps,
            refused: None,
            open: Vec::new(),
        }
    }

    /// An amount that one step tells.
    fn with_step(scope: &Scope<'_>, of: (Option<Period>, Exact), raw: Exact, step: impl FnOnce() -> Step) -> Self {
        let steps = if scope.trace { vec![step()] } else { Vec::new() };
        Self::new(of, raw, steps)
    }

    /// A share of a base, with the steps that tell it.
    fn of_share(
        scope: &Scope<'_>,
        fact: Fact,
        (period, base): (Option<Period>, Exact),
        (share, words): (Exact, &str),
    ) -> Result<Self, Gap> {
        let raw = base.mul(share)?;
        let mut steps = Vec::new();
        if scope.trace {
            let words = words.to_owned();
            steps.push(base_step(scope, fact, period, base));
            steps.push(Step::Share {
                words,
                share,
                base,
                result: raw,
            });
        }
        Ok(Self::new((period, base), raw, steps))
    }

    /// A part that gets nothing, and why.
    fn refused(of: (Option<Period>, Exact), why: Option<Box<Why>>) -> Self {
        Self {
            refused: Some(Refusal(why)),
            ..Self::new(of, Exact::ZERO, Vec::new())
        }
    }

    /// A part whose amount is not known for want of other facts; the other parts have theirs.
    fn or_open(of: (Option<Period>, Exact), cell: Result<Self, Gap>) -> Result<Self, Gap> {
        match cell {
            Err(Gap::Missing(open)) => Ok(Self {
                open,
                ..Self::new(of, Exact::ZERO, Vec::new())
            }),
            cell => cell,
        }
    }
}

/// The step that names a base.
fn base_step(scope: &Scope<'_>, fact: Fact, period: Option<Period>, amount: Exact) -> Step {
    let contract = scope.row.map(|(_, number)| number);
    Step::Base {
        fact: scope.plan.catalogue.path(fact),
        period,
        contract,
        amount,
    }
}
