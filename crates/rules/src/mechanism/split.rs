//! A loss that several parties share.

use crate::assess::{Gap, Scope};
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::pack;
use crate::phrase::Unit;
use crate::plan::{PackProblem, Reader};
use crate::{ArithmeticError, Exact, Money, Rounding};

use super::{Cell, Yield, base_step};

/// Shares of a loss that make up the whole.
///
/// 湘潭 第2条: “湖南省融资再担保有限公司40％、潭城融资担保集团30％、合作银行20％、市财政代偿10％”. Each loss is divided to the
/// fen by the largest remainder, so that the parts add up to it; equal remainders go in the order of the clause. Yuan.
#[derive(Clone, Debug)]
pub struct Split {
    /// The loss.
    pub of: Fact,
    /// The parties, in the order of the clause.
    pub parts: Vec<Part>,
}

compact!(struct Split { of, parts });

/// One party and the share of the loss that it bears.
#[derive(Clone, Debug)]
pub struct Part {
    /// Who bears it, a recipient of the catalogue.
    pub party: String,
    /// Its share, as a fraction.
    pub share: Exact,
    /// The words of the share.
    pub words: String,
}

compact!(struct Part { party, share, words });

impl Split {
    pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Split) -> Option<Self> {
        let of = reader.fact_of("amount.split.of", &source.of, &[FactKind::Money])?;
        let mut parts: Vec<Part> = Vec::new();
        for part in &source.parts {
            let recipients = &reader.catalogue.recipients;
            if !recipients.iter().any(|recipient| recipient.id == part.party) {
                let known = recipients.iter().map(|recipient| &recipient.id);
                reader.problem(
                    "amount.split.party",
                    &part.party,
                    PackProblem::unknown_id(known, &part.party),
                );
            }
            if parts.iter().any(|known| known.party == part.party) {
                reader.problem("amount.split.party", &part.party, PackProblem::Duplicate);
            }
            let item = reader.share("amount.split.words", &part.words, Unit::Ratio)?;
            parts.push(Part {
                party: part.party.clone(),
                share: Exact::from_decimal(item.value),
                words: part.words.clone(),
            });
        }
        if Exact::sum(parts.iter().map(|part| part.share)) != Ok(Exact::ONE) {
            reader.problem("amount.split.parts", "", PackProblem::NotWhole);
        }
        Some(Self { of, parts })
    }

    pub(super) fn cells(&self, scope: &Scope<'_>) -> Result<Yield, Gap> {
        let mut result = Yield::default();
        for (period, loss) in scope.series(self.of)?.iter().copied() {
            let step = || base_step(scope, self.of, period, loss);
            result.cells.push(Cell::with_step(scope, (period, loss), loss, step));
        }
        Ok(result)
    }

    /// What each party bears of a loss, in the order of the parties.
    pub(crate) fn divide(&self, loss: Money) -> Result<Vec<Money>, ArithmeticError> {
        let fen = Exact::new(1, 100)?;
        let mut amounts = Vec::with_capacity(self.parts.len());
        let mut rests = Vec::with_capacity(self.parts.len());
        let mut left = loss.exact();
        for part in &self.parts {
            let whole = loss.exact().mul(part.share)?;
            let amount = whole.floor_to(fen)?;
            rests.push(whole.sub(amount)?);
            left = left.sub(amount)?;
            amounts.push(amount.round_to_fen(Rounding::HalfUp)?);
        }
        let one = fen.round_to_fen(Rounding::HalfUp)?;
        while left > Exact::ZERO {
            // The first of the largest: later ones must be larger to take its place.
            let mut most = 0;
            for (at, rest) in rests.iter().enumerate() {
                if rests.get(most).is_some_and(|known| rest > known) {
                    most = at;
                }
            }
            let (Some(rest), Some(amount)) = (rests.get_mut(most), amounts.get_mut(most)) else {
                break;
            };
            *rest = Exact::ZERO;
            *amount = amount.plus(one)?;
            left = left.sub(fen)?;
        }
        Ok(amounts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divide(loss: &str, shares: &[(i128, i128)]) -> Vec<String> {
        let parts = shares.iter().map(|(upper, lower)| Part {
            party: String::new(),
            share: Exact::new(*upper, *lower).unwrap(),
            words: String::new(),
        });
        let split = Split {
            of: Fact { group: 0, fact: 0 },
            parts: parts.collect(),
        };
        let amounts = split.divide(loss.parse().unwrap()).unwrap();
        assert_eq!(Money::sum(amounts.iter().copied()).unwrap(), loss.parse().unwrap());
        amounts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_parts_add_up_to_the_loss() {
        let shares = [(4, 10), (3, 10), (2, 10), (1, 10)];
        assert_eq!(
            divide("1000000.00", &shares),
            ["400000.00", "300000.00", "200000.00", "100000.00"]
        );
        // 0.004, 0.003, 0.002, 0.001: the only fen goes to the largest remainder.
        assert_eq!(divide("0.01", &shares), ["0.01", "0.00", "0.00", "0.00"]);
        // Remainders 0.8, 0.1, 0.4 and 0.7 fen: two fen are left, for the first and the last.
        assert_eq!(divide("0.07", &shares), ["0.03", "0.02", "0.01", "0.01"]);
        assert_eq!(divide("0.00", &shares), ["0.00"; 4]);
    }

    #[test]
    fn equal_remainders_go_in_the_order_of_the_clause() {
        assert_eq!(divide("0.02", &[(1, 3), (1, 3), (1, 3)]), ["0.01", "0.01", "0.00"]);
        assert_eq!(
            divide("1000000000000.00", &[(1, 3), (2, 3)]),
            ["333333333333.33", "666666666666.67"]
        );
    }
}
