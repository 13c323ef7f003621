//! What is paid against a price, of several contracts.

use crate::mechanism::Spent;
use crate::outcome::Paid;

/// What is paid for several contracts together; what is too much for one is not made up by another.
pub(super) fn together(known: Option<Paid>, more: &Spent) -> Option<Paid> {
    let difference = more.difference().ok()?;
    let Some(known) = known else {
        return Some(Paid {
            amount: more.amount,
            rate: more.rate,
            within: more.within,
            difference,
        });
    };
    Some(Paid {
        amount: known.amount.plus(more.amount).ok()?,
        rate: known.rate.filter(|rate| more.rate == Some(*rate)),
        within: known.within && more.within,
        difference: if known.within == more.within {
            known.difference.plus(difference).ok()?
        } else if known.within {
            difference
        } else {
            known.difference
        },
    })
}
