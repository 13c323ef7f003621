//! From cells to the lines of an outcome: sum, cap, round, so that the lines add up to the amount.

use litemap::LiteMap;

use crate::fact::{Actor, Fact};
use crate::mechanism::{Cell, Mechanism, Split};
use crate::outcome::{Line, Part, Period, State};
use crate::pack::{CapPer, CapScope, Rounding as When, Unit};
use crate::plan::{Cap, CapLimit, Condition, Measure};
use crate::trace::Step;
use crate::{ArithmeticError, Exact, Money, Rounding};

use super::check;
use super::scope::{Gap, Scope};

/// What the lines of a measure come to.
#[derive(Default)]
pub(super) struct Sum {
    pub(super) lines: Vec<Line>,
    pub(super) amount: Money,
    pub(super) capped: bool,
    pub(super) steps: Vec<Step>,
    /// A cap cut several lines at once, and they were allotted to the earliest first.
    pub(super) allotted: bool,
    pub(super) missing: Vec<Fact>,
    /// What each party bears of a loss.
    pub(super) parts: Vec<Part>,
}

/// A line by its place among the lines, after the key and year of the sum under which it falls.
type Member = ((Option<String>, Option<Period>), usize);

/// What makes a line: year, contract, and counterparty or product; in this order they are shown.
type Place = (Option<Period>, Option<usize>, Option<String>);

/// A line in the making.
pub(super) struct Open {
    row: usize,
    /// The other rows of which it is the sum.
    others: Vec<usize>,
    contract: Option<usize>,
    key: Option<String>,
    period: Option<Period>,
    base: Exact,
    raw: Exact,
    left: Exact,
}

/// Sums the amounts of cells to lines, applies the caps in the order of the clause, and rounds; the steps of the cells come
/// before those that are added here.
pub(super) fn sum(
    scope: &Scope<'_>,
    measure: &Measure,
    parts: Vec<Open>,
    steps: Vec<Step>,
    actor: &Actor,
) -> Result<Sum, Gap> {
    let mut result = Sum {
        steps,
        ..Sum::default()
    };
    let mut open = joined(parts)?;
    // A cap on some of the lines comes before one on all of them: what it takes is then there for the others.
    for of_some in [true, false] {
        for cap in measure.caps.iter().filter(|cap| cap.only.is_some() == of_some) {
            apply(scope, measure, cap, &mut open, &mut result)?;
        }
    }
    round(scope, measure, open, &mut result)?;
    if let Some(Mechanism::Split(split)) = &measure.mechanism {
        divide(scope, split, actor, &mut result)?;
    }
    if scope.trace && result.lines.len() > 1 {
        result.steps.push(Step::Total {
            parts: result.lines.len(),
            amount: result.amount,
        });
    }
    Ok(result)
}

/// Parts of the same place become one line; lines stand in the order of their places.
fn joined(mut parts: Vec<Open>) -> Result<Vec<Open>, ArithmeticError> {
    if parts.len() < 2 {
        return Ok(parts);
    }
    // Parts of one place keep their order.
    parts.sort_by(|one, other| one.place().cmp(&other.place()));
    let mut lines: Vec<Open> = Vec::with_capacity(parts.len());
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.place() == part.place() => {
                // What comes to nothing says nothing of its row.
                if line.raw.is_zero() {
                    line.row = part.row;
                } else if !part.raw.is_zero() {
                    line.others.push(part.row);
                }
                line.base = line.base.add(part.base)?;
                line.raw = line.raw.add(part.raw)?;
                line.left = line.raw;
            }
            _ => lines.push(part),
        }
    }
    Ok(lines)
}

impl Open {
    /// The amount of a cell of one row, with the product or counterparty that it belongs to.
    pub(super) fn new(measure: &Measure, row: usize, key: Option<String>, cell: &Cell) -> Self {
        let counted = matches!(measure.source.unit, Some(Unit::Contract | Unit::Event | Unit::Spend));
        Self {
            row,
            others: Vec::new(),
            contract: counted.then_some(row),
            key,
            period: cell.period,
            base: cell.base,
            raw: cell.raw,
            left: cell.raw,
        }
    }

    /// The rows of which it is the sum.
    fn rows(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.row).chain(self.others.iter().copied())
    }

    /// Year, contract, and counterparty or product.
    fn place(&self) -> (Option<Period>, Option<usize>, Option<&str>) {
        (self.period, self.contract, self.key.as_deref())
    }
}

/// Divides each line among the parties of a loss. Where one of them asks, the lines become its own parts.
fn divide(scope: &Scope<'_>, split: &Split, actor: &Actor, sum: &mut Sum) -> Result<(), ArithmeticError> {
    let parties = split.parts.iter().map(|part| Part {
        party: part.party.clone(),
        amount: Money::ZERO,
        own: actor.sees.contains(&part.party),
    });
    let mut parties: Vec<_> = parties.collect();
    for line in &mut sum.lines {
        let whole = line.amount;
        for ((party, part), amount) in parties.iter_mut().zip(&split.parts).zip(split.divide(whole)?) {
            party.amount = party.amount.plus(amount)?;
            if party.own {
                line.amount = amount;
                line.raw = whole.exact().mul(part.share)?;
            }
        }
    }
    sum.amount = Money::sum(sum.lines.iter().map(|line| line.amount))?;
    if scope.trace {
        for (party, part) in parties.iter().zip(&split.parts) {
            sum.steps.push(Step::Part {
                party: part.party.clone(),
                words: part.words.clone(),
                share: part.share,
                amount: party.amount,
            });
        }
    }
    sum.parts = parties;
    Ok(())
}

fn apply(scope: &Scope<'_>, measure: &Measure, cap: &Cap, lines: &mut [Open], result: &mut Sum) -> Result<(), Gap> {
    // Most cases have one line, which is then the sum.
    if let ([line], None, CapScope::Recipient) = (&*lines, &cap.only, cap.scope) {
        let alone = [(under(cap, line), 0)];
        place_in_years(scope, measure, cap, &alone, lines, result)?;
        return cut(scope, measure, cap, &alone, lines, result);
    }
    let mut groups = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if let Some(only) = &cap.only
            && !counts(scope, measure, line, only, result)
        {
            continue;
        }
        groups.push((under(cap, line), at));
    }
    groups.sort();
    if let (CapScope::Lender | CapScope::Counterparty, CapLimit::Sum(limit), Some(by)) =
        (cap.scope, cap.limit, measure.by)
    {
        let rows = measure.rows.map(|rows| (rows.group, 0));
        let contract = |row| scope.in_row(rows, row).row_of(by).ok();
        if nameless(contract, limit, &groups, lines)? {
            result.missing.push(by);
        }
    }
    place_in_years(scope, measure, cap, &groups, lines, result)?;
    for members in groups.chunk_by(together) {
        cut(scope, measure, cap, members, lines, result)?;
    }
    Ok(())
}

/// Key and year of the sum under which a line falls.
fn under(cap: &Cap, line: &Open) -> (Option<String>, Option<Period>) {
    let key = match cap.scope {
        CapScope::Recipient => None,
        CapScope::Counterparty | CapScope::Product | CapScope::Lender => line.key.clone(),
    };
    let period = match cap.per {
        CapPer::Year => line.period,
        CapPer::Ever | CapPer::Window => None,
    };
    (key, period)
}

/// Asks for the day of lines that stand in no year, where a cap of a year could cut more or less with it.
fn place_in_years(
    scope: &Scope<'_>,
    measure: &Measure,
    cap: &Cap,
    groups: &[Member],
    lines: &[Open],
    result: &mut Sum,
) -> Result<(), ArithmeticError> {
    let (CapPer::Year, Some(dated)) = (cap.per, measure.dated) else {
        return Ok(());
    };
    let rows = measure.rows.map(|rows| (rows.group, 0));
    let lacks = |row| matches!(scope.in_row(rows, row).date(dated), Err(Gap::Missing(_)));
    for members in groups.chunk_by(together) {
        let Some(((key, None), _)) = members.first() else {
            continue;
        };
        let uses = members.iter().filter_map(|(_, at)| lines.get(*at));
        let mut uses = uses.filter(|line| !line.left.is_zero());
        if !uses.any(|line| line.rows().any(lacks)) {
            continue;
        }
        let mut most = Exact::ZERO;
        for placed in groups.chunk_by(together) {
            if matches!(placed.first(), Some(((other, Some(_)), _)) if other == key) {
                most = most.max(left(placed, lines)?);
            }
        }
        let within = match cap.limit {
            CapLimit::Sum(limit) => left(members, lines)?.add(most)? <= limit,
            CapLimit::ShareOf(..) => false,
        };
        if !within {
            result.missing.push(dated);
        }
    }
    Ok(())
}

/// Cuts the lines of one sum to what the cap allows, the earliest first.
fn cut(
    scope: &Scope<'_>,
    measure: &Measure,
    cap: &Cap,
    members: &[Member],
    lines: &mut [Open],
    result: &mut Sum,
) -> Result<(), Gap> {
    let Some(((key, period), _)) = members.first() else {
        return Ok(());
    };
    let period = *period;
    let sum = left(members, lines)?;
    let limit = match cap.limit {
        CapLimit::Sum(limit) => limit,
        CapLimit::ShareOf(share, fact) => {
            let by = measure.by.filter(|_| cap.scope != CapScope::Recipient);
            let rows = same(scope, by, key.as_ref(), fact);
            match least(&scope.at(period), &rows, fact)? {
                Ok(base) => base.mul(share)?,
                Err(missing) => {
                    result.missing.extend(missing);
                    return Ok(());
                }
            }
        }
    };
    let binds = sum > limit;
    if scope.trace {
        let (words, scope, per) = (cap.words.clone(), cap.scope, cap.per);
        result.steps.push(Step::Cap {
            words,
            scope,
            per,
            period,
            sum,
            cap: limit,
            binds,
        });
    }
    if !binds {
        return Ok(());
    }
    result.capped = true;
    result.allotted |= members.len() > 1;
    let mut room = limit;
    for (_, at) in members {
        if let Some(line) = lines.get_mut(*at) {
            line.left = line.left.min(room);
            room = room.sub(line.left)?;
        }
    }
    Ok(())
}

/// Whether two lines fall under the same sum.
fn together((one, _): &Member, (other, _): &Member) -> bool {
    one == other
}

/// What is left of lines, together.
fn left(members: &[Member], lines: &[Open]) -> Result<Exact, ArithmeticError> {
    Exact::sum(
        members
            .iter()
            .filter_map(|(_, at)| lines.get(*at))
            .map(|line| line.left),
    )
}

/// Whether contracts of lenders or counterparties without a name could belong to one with others, so that a cap cuts more
/// or less.
fn nameless(
    contract: impl Fn(usize) -> Option<usize>,
    limit: Exact,
    groups: &[Member],
    lines: &[Open],
) -> Result<bool, Gap> {
    for members in groups.chunk_by(together) {
        let Some(((None, period), _)) = members.first() else {
            continue;
        };
        let mut most = Exact::ZERO;
        for named in groups.chunk_by(together) {
            if matches!(named.first(), Some(((Some(_), other), _)) if other == period) {
                most = most.max(left(named, lines)?);
            }
        }
        // What comes to nothing takes nothing of a limit, and loses nothing to it.
        let uses = members.iter().filter_map(|(_, at)| lines.get(*at));
        let uses = uses.filter(|line| !line.left.is_zero());
        let mut contracts = uses.flat_map(Open::rows).filter_map(&contract);
        let Some(one) = contracts.next() else { continue };
        if left(members, lines)?.add(most)? > limit && (!most.is_zero() || contracts.any(|other| other != one)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The rows in which something is said of one product or counterparty, whether they have an amount or not.
pub(super) fn same(scope: &Scope<'_>, by: Option<Fact>, key: Option<&String>, of: Fact) -> Vec<usize> {
    let rows = 0..scope.facts.rows(of).len();
    rows.filter(|row| {
        let scope = Scope {
            row: Some((of.group, *row)),
            ..*scope
        };
        by.is_none_or(|by| scope.value(by).ok().map(crate::fact::Value::shown).as_ref() == key)
    })
    .collect()
}

/// Whether a line is among those that a cap sums; where it is not known, it is, and the fact is asked for.
fn counts(scope: &Scope<'_>, measure: &Measure, line: &Open, only: &Condition, result: &mut Sum) -> bool {
    line.rows().all(|row| {
        let row = measure.rows.map(|rows| (rows.group, row));
        let tested = check::test(&Scope { row, ..*scope }.at(line.period), measure, only, false);
        result.missing.extend(tested.missing);
        tested.state != State::Failed
    })
}

/// The least value that the rows give for a fact: the size of a shared pool is one, and where rows differ about it the
/// smaller one promises nothing too much.
fn least(scope: &Scope<'_>, rows: &[usize], fact: Fact) -> Result<Result<Exact, Vec<Fact>>, Gap> {
    let mut found: Option<Exact> = None;
    for row in rows {
        let scope = Scope {
            row: Some((fact.group, *row)),
            ..*scope
        };
        match scope.number(fact) {
            Ok(number) => found = Some(found.map_or(number, |least| least.min(number))),
            Err(Gap::Missing(_)) => {}
            Err(gap) => return Err(gap),
        }
    }
    Ok(found.ok_or_else(|| vec![fact]))
}

fn round(scope: &Scope<'_>, measure: &Measure, lines: Vec<Open>, result: &mut Sum) -> Result<(), Gap> {
    let down = measure
        .mechanism
        .as_ref()
        .is_some_and(crate::mechanism::Mechanism::rounds_down);
    let mode = if down { Rounding::Down } else { Rounding::HalfUp };
    // Where a contract or counterparty is rounded once, its years share the rounded sum: each takes what the running
    // total has grown by, so that they add up to it. The uses of loans share that of their lender, or of its year.
    let uses = measure.source.unit == Some(Unit::Spend);
    let mut running: LiteMap<Place, (Exact, Money)> = LiteMap::new();
    let several = lines.len() > 1;
    // An amount alone tells no lines; only parties share each of them.
    let told = scope.words || matches!(measure.mechanism, Some(Mechanism::Split(_)));
    if told {
        result.lines.reserve_exact(lines.len());
    }
    for line in lines {
        let together = match measure.source.rounding.filter(|_| several) {
            Some(When::Once) => Some((None, line.contract.filter(|_| !uses), line.key.clone())),
            Some(When::PerYear) if uses => Some((line.period, None, line.key.clone())),
            Some(When::PerYear | When::PerPeriod) | None => None,
        };
        let amount = if let Some(together) = together {
            let (exact, shown) = running.entry(together).or_default();
            *exact = exact.add(line.left)?;
            let total = exact.round_to_fen(mode)?;
            let amount = total.minus(*shown)?;
            *shown = total;
            amount
        } else {
            line.left.round_to_fen(mode)?
        };
        if scope.trace && amount.exact() != line.left {
            result.steps.push(Step::Round {
                period: line.period,
                from: line.left,
                to: amount,
                down,
            });
        }
        result.amount = result.amount.plus(amount)?;
        if !told {
            continue;
        }
        let capped = line.left < line.raw;
        let Open {
            contract,
            key,
            period,
            base,
            raw,
            ..
        } = line;
        result.lines.push(Line {
            contract,
            key,
            period,
            base,
            raw,
            amount,
            capped,
        });
    }
    Ok(())
}
