//! The factor by which money grows in a unit of time so that flows balance.

use super::fixed::{Fixed, largest};
use crate::{exact::low, money::Money};

/// The bits before the point, which `x` has none of.
const WHOLE: usize = 64;

/// The bits of `x` that are found, and those that decide nearly always what is shown.
const ALL: usize = 128;
const FEW: usize = 48;

/// The factor `g = 1 + rate` of a unit of time that solves `Σ flow × g^(−time) = 0`.
///
/// **One solution.** Either the flows change their sign exactly once: by Descartes' rule of signs there is then exactly one
/// `g` above zero. Or their running sum does, and ends other than at zero: there is then exactly one `g` above one (Norstrøm
/// 1972), which is taken, as of a loan whose subsidies come between its payments. Which of the two holds is checked.
///
/// **How.** Where the flows sum to zero `g` is 1. Else the solution is `x = 1/g` or, for a rate below zero,
/// `x = g`: always below 1, and found by halving an interval. For each trial the flows of either sign are
/// summed apart by Horner's rule in multiples of 2^-192, rounded down.
///
/// **Error.** Every factor is at most 1, so that errors only add up: with `n` flows and powers of at most
/// 17 squarings a sum `S` of the amounts is off by less than `n × 40 × S × 2^-192`. With at most 2^13 flows
/// of together less than 2^60 fen that is below 2^-113 fen. The sum changes with `x` by at least the flows of
/// one sign, each at its discount, per `x`: at least 1 fen. So `x` is off by less than 2^-112 of itself,
/// to which the halving adds 2^-128. An annual rate is at most the 365th power, and is shown to 10^-8.
/// What is shown is nearly always decided by far fewer bits ([`Factor::shown`]), and these are guessed with numbers of 64
/// bits. A guess counts only where the sums above show that it is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Factor(Fixed);

impl Factor {
    /// Nothing grows.
    pub(super) const ONE: Self = Self(Fixed::ONE);

    /// The factor of flows in the order of their times, each time once and no flow zero; `None` where there is
    /// not exactly one or it is 2^64 or more.
    pub(super) fn solve(flows: &[(i64, Money)]) -> Option<Self> {
        Self::between(flows, ALL).map(|(factor, _)| factor)
    }

    /// What is shown of the factor of flows by something that never falls while the factor rises.
    ///
    /// Where some bits show the same whatever the others are, these are not looked for.
    pub(super) fn shown<T: PartialEq>(flows: &[(i64, Money)], show: impl Fn(Self) -> T) -> Option<T> {
        let few = Self::between(flows, FEW).map(|(one, other)| (show(one), show(other)));
        match few {
            Some((one, other)) if one == other => Some(one),
            _ => Self::solve(flows).map(show),
        }
    }

    /// The factor by `x` to so many bits behind the point, and by the next larger `x` of so many bits, between which
    /// the factor by more bits lies.
    fn between(flows: &[(i64, Money)], bits: usize) -> Option<(Self, Self)> {
        if !has_one_solution(flows) {
            return None;
        }
        let sum: i128 = flows.iter().map(|(_, amount)| amount.fen()).sum();
        let (_, first) = flows.first()?;
        if sum == 0 {
            return Some((Self::ONE, Self::ONE));
        }
        // Above one the first flow is the one that is not discounted, below one the last.
        let grows = (sum > 0) == first.is_negative();
        let near = if grows { *first } else { flows.last()?.1 };
        let polynomial = Polynomial::of(flows, grows)?;
        // Near zero only the flow that is not discounted counts.
        let negative = near.is_negative();
        let holds = |x: Fixed| polynomial.exceeds(x, negative);
        let guess = polynomial.guess(FEW, negative);
        let x = if holds(guess) && guess.next(FEW).is_some_and(|next| !holds(next)) {
            largest(guess, WHOLE + FEW..WHOLE + bits, holds)
        } else {
            largest(Fixed::ZERO, WHOLE..WHOLE + bits, holds)
        };
        let factor = |x: Fixed| if grows { x.reciprocal().map(Self) } else { Some(Self(x)) };
        Some((factor(x)?, factor(x.next(bits)?)?))
    }

    /// The rate over so many units of time, compounded, in multiples of 2^-80.
    pub(super) fn compounded(self, times: u32) -> Option<i128> {
        Some(self.0.power(times)?.coarse()? - (1 << 80))
    }

    /// So many times the rate of a unit of time, in multiples of 2^-80.
    pub(super) fn simple(self, times: i128) -> Option<i128> {
        let rate = self.0.coarse()? - (1 << 80);
        rate.checked_mul(times)
    }
}

/// Whether flows have exactly one solution, or exactly one above one.
pub(super) fn has_one_solution(flows: &[(i64, Money)]) -> bool {
    let amounts = flows.iter().map(|(_, amount)| amount.fen());
    let sums = amounts.clone().scan(0_i128, |sum, amount| {
        *sum += amount;
        Some(*sum)
    });
    let ends = sums.clone().last().unwrap_or(0);
    changes(amounts) == 1 || (changes(sums) == 1 && ends != 0)
}

/// How often amounts change their sign; zeros do not count.
fn changes(amounts: impl Iterator<Item = i128>) -> usize {
    let mut before = 0;
    let mut changes = 0;
    for sign in amounts.map(i128::signum).filter(|sign| *sign != 0) {
        changes += usize::from(before == -sign);
        before = sign;
    }
    changes
}

/// Flows as the coefficients of powers, the highest power first.
struct Polynomial {
    /// The amount in fen, whether it is below zero, and the steps to the next lower power.
    terms: Vec<(u64, bool, u32)>,
}

impl Polynomial {
    /// Powers by time from the first flow, or backwards from the last.
    fn of(flows: &[(i64, Money)], forwards: bool) -> Option<Self> {
        let mut sorted: Vec<(i64, Money)> = flows.to_vec();
        if forwards {
            sorted.reverse();
        }
        let next = sorted.iter().skip(1).map(|(time, _)| *time);
        let last = sorted.last().map(|(time, _)| *time);
        let terms = sorted.iter().zip(next.chain(last)).map(|((time, amount), next)| {
            let fen = u64::try_from(amount.fen().unsigned_abs()).ok()?;
            let steps = u32::try_from(time.abs_diff(next)).ok()?;
            Some((fen, amount.is_negative(), steps))
        });
        let terms = terms.collect::<Option<_>>()?;
        Some(Self { terms })
    }

    /// Whether, for an `x` below 1, the sum of the amounts of one sign exceeds that of the others.
    fn exceeds(&self, x: Fixed, negative: bool) -> bool {
        let (mut above, mut below) = (Fixed::ZERO, Fixed::ZERO);
        let mut powers: Vec<(u32, Fixed)> = Vec::new();
        for (fen, negative, steps) in &self.terms {
            let sum = if *negative { &mut below } else { &mut above };
            // Amounts sum to less than 2^64 and factors are below 1, so that neither can be too large.
            *sum = sum.add(Fixed::whole(*fen)).unwrap_or(*sum);
            let known = powers.iter().find(|(known, _)| known == steps).map(|(_, power)| *power);
            let power = known.unwrap_or_else(|| {
                let power = x.power(*steps).unwrap_or(Fixed::ZERO);
                powers.push((*steps, power));
                power
            });
            for sum in [&mut above, &mut below] {
                if !sum.is_zero() {
                    *sum = sum.mul(power).unwrap_or(*sum);
                }
            }
        }
        if negative { below > above } else { above > below }
    }

    /// Nearly the largest `x` below 1 for which the same holds, to so many bits behind the point.
    fn guess(&self, bits: usize, negative: bool) -> Fixed {
        let sum = |sum: u64, (fen, _, _): &(u64, bool, u32)| sum.saturating_add(*fen);
        let spare = self.terms.iter().fold(0, sum).leading_zeros();
        let exceeds = |x: u64| {
            let (mut above, mut below) = (0_u64, 0_u64);
            for (fen, negative, steps) in &self.terms {
                let sum = if *negative { &mut below } else { &mut above };
                *sum = sum.saturating_add(*fen << spare);
                let Some(highest) = steps.checked_ilog2() else { continue };
                let mut power = x;
                for bit in (0..highest).rev() {
                    power = part(power, power);
                    if steps >> bit & 1 == 1 {
                        power = part(power, x);
                    }
                }
                (above, below) = (part(above, power), part(below, power));
            }
            if negative { below > above } else { above > below }
        };
        let mut found = 0;
        for bit in (0..64).rev().take(bits) {
            let trial = found | 1 << bit;
            if exceeds(trial) {
                found = trial;
            }
        }
        Fixed::part(found)
    }
}

/// A number times another in multiples of 2^-64, rounded down.
fn part(number: u64, of: u64) -> u64 {
    low((u128::from(number) * u128::from(of)) >> 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(flows: &[(i64, &str)]) -> Option<i128> {
        let flows: Vec<(i64, Money)> = flows
            .iter()
            .map(|(time, amount)| (*time, amount.parse().unwrap()))
            .collect();
        Factor::solve(&flows)?.simple(1)
    }

    /// Within 2^-70 of a fraction.
    #[track_caller]
    fn close(flows: &[(i64, &str)], numerator: i128, denominator: i128) {
        let found = factor(flows).unwrap();
        let expected = (numerator << 80) / denominator;
        assert!((found - expected).abs() < 1 << 10, "{found} {expected}");
    }

    #[test]
    fn one_flow_each_way_is_a_fraction() {
        close(&[(0, "100"), (1, "-110")], 1, 10);
        close(&[(0, "100"), (2, "-121")], 1, 10);
        close(&[(0, "100"), (1, "-75")], -1, 4);
        close(&[(0, "-100"), (1, "110")], 1, 10);
        close(&[(-3, "100"), (-1, "-169")], 3, 10);
        close(&[(0, "100"), (1, "-100")], 0, 1);
        close(&[(0, "0.01"), (1, "-1000")], 99_999, 1);
        close(&[(0, "1000"), (1, "-0.01")], -99_999, 100_000);
    }

    /// A loan that is repaid every month, one of days, one that shrinks.
    #[test]
    fn a_guess_is_right_where_nothing_lies_close() {
        let monthly: Vec<(i64, i128)> = (1..=360).map(|month| (month, -2_997_750)).collect();
        let daily = (1..=12).map(|quarter| (quarter * 91, if quarter == 12 { -101_750_000 } else { -1_750_000 }));
        for (lent, repaid, negative) in [
            (500_000_000, monthly, false),
            (100_000_000, daily.collect(), false),
            (100_000_000, vec![(5, -75_000_000)], true),
        ] {
            let flows: Vec<(i64, Money)> = [(0, lent)]
                .into_iter()
                .chain(repaid)
                .map(|(time, fen)| (time, Money::from_fen(fen).unwrap()))
                .collect();
            let polynomial = Polynomial::of(&flows, !negative).unwrap();
            let found = largest(Fixed::ZERO, WHOLE..WHOLE + FEW, |x| polynomial.exceeds(x, negative));
            assert_eq!(polynomial.guess(FEW, negative), found);
        }
    }

    #[test]
    fn several_flows_are_solved() {
        // 100 g² = 60 g + 50: g = (60 + √23600) / 200.
        let found = factor(&[(0, "100"), (1, "-60"), (2, "-50")]).unwrap();
        assert_eq!((found * 1_000_000_000_000) >> 80, 68_114_574_786);
    }

    #[test]
    fn few_bits_show_what_all_of_them_show() {
        let flows = |amounts: &[(i64, &str)]| -> Vec<(i64, Money)> {
            let flow = |(time, amount): &(i64, &str)| (*time, amount.parse().unwrap());
            amounts.iter().map(flow).collect()
        };
        // A tenth, whose last bits decide on which side of it 1/x lies; one with a root; one that shrinks; one that stays.
        for amounts in [
            &[(0, "100"), (1, "-110")][..],
            &[(0, "100"), (1, "-60"), (2, "-50")],
            &[(0, "100"), (1, "-75")],
            &[(0, "100"), (1, "-100")],
        ] {
            let flows = flows(amounts);
            for parts in [1, 10, 1000, 1 << 40] {
                let show = |factor: Factor| factor.simple(parts).unwrap() >> 80;
                let all = Factor::solve(&flows).map(show);
                assert_eq!(Factor::shown(&flows, show), all, "{amounts:?} {parts}");
            }
        }
        assert_eq!(Factor::shown(&flows(&[(0, "100"), (1, "100")]), |_| ()), None);
    }

    #[test]
    fn without_exactly_one_change_of_sign_there_is_no_answer() {
        assert_eq!(factor(&[(0, "100"), (1, "100")]), None);
        assert_eq!(factor(&[(0, "100"), (1, "-250"), (2, "156")]), None);
        assert_eq!(factor(&[]), None);
    }
}
