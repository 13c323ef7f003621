//! Methods of repayment (还款方式).

use super::DayBasis;

/// How a loan is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repayment {
    /// 等额本息: the same payment each month, less interest and more principal over time.
    EqualPayment,
    /// 等额本金: the same part of the principal each month, and interest on the balance.
    EqualPrincipal,
    /// 先息后本 (按月付息、到期还本): interest each month, the principal at the end.
    InterestMonthly,
    /// 按季付息、到期还本: interest settled on the 20th of March, June, September and December and
    /// paid on the day after, the principal at the end.
    InterestQuarterly,
    /// 利随本清 (到期一次还本付息): principal and interest at the end.
    Bullet,
}

impl Repayment {
    /// All methods, in the order in which a form lists them.
    pub const ALL: [Self; 5] = [
        Self::EqualPayment,
        Self::EqualPrincipal,
        Self::InterestMonthly,
        Self::InterestQuarterly,
        Self::Bullet,
    ];

    /// Its name in requests and packs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::EqualPayment => "equal-payment",
            Self::EqualPrincipal => "equal-principal",
            Self::InterestMonthly => "interest-monthly",
            Self::InterestQuarterly => "interest-quarterly",
            Self::Bullet => "bullet",
        }
    }

    /// The method of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }

    /// The day count where the contract does not say: whole months for methods that pay every
    /// month, actual days over 360 where banks settle by days. It is an assumption of the result.
    pub const fn default_basis(self) -> DayBasis {
        match self {
            Self::EqualPayment | Self::EqualPrincipal | Self::InterestMonthly => DayBasis::Thirty360,
            Self::InterestQuarterly | Self::Bullet => DayBasis::Act360,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for method in Repayment::ALL {
            assert_eq!(Repayment::from_id(method.id()), Some(method));
        }
        assert_eq!(Repayment::from_id("等额本息"), None);
    }
}
