//! Methods of repayment (还款方式) and how often they pay.

use crate::contract::DayBasis;

/// How a loan is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repayment {
    /// 等额本息: the same payment each period, less interest and more principal over time.
    EqualPayment,
    /// 等额本金: the same part of the principal each period, and interest on the balance.
    EqualPrincipal,
    /// 先息后本 (按月付息、到期还本): interest each month, the principal at the end.
    InterestMonthly,
    /// 按季付息、到期还本: interest each quarter, the principal at the end.
    InterestQuarterly,
    /// 利随本清 (到期一次还本付息): principal and interest at the end.
    Bullet,
    /// 等本等息: the same principal and the same interest each period, on the original principal.
    Flat,
    /// 自由还款表: principal by a table of days, interest on the balance with each of them.
    Table,
}

impl Repayment {
    /// All methods, of which requests name one.
    pub const ALL: [Self; 7] = [
        Self::EqualPayment,
        Self::EqualPrincipal,
        Self::InterestMonthly,
        Self::InterestQuarterly,
        Self::Bullet,
        Self::Flat,
        Self::Table,
    ];

    /// Its name in requests and packs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::EqualPayment => "equal-payment",
            Self::EqualPrincipal => "equal-principal",
            Self::InterestMonthly => "interest-monthly",
            Self::InterestQuarterly => "interest-quarterly",
            Self::Bullet => "bullet",
            Self::Flat => "flat",
            Self::Table => "table",
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
            Self::EqualPayment | Self::EqualPrincipal | Self::InterestMonthly | Self::Flat => DayBasis::Thirty360,
            Self::InterestQuarterly | Self::Bullet | Self::Table => DayBasis::Act360,
        }
    }

    /// When interest is settled where the contract does not say; an assumption of the result.
    pub const fn default_settlement(self) -> Settlement {
        match self {
            Self::InterestQuarterly => Settlement::Twentieth,
            Self::EqualPayment
            | Self::EqualPrincipal
            | Self::InterestMonthly
            | Self::Bullet
            | Self::Flat
            | Self::Table => Settlement::SameDay,
        }
    }

    /// On which days interest alone falls due, where it does: as the contract says, or else as is usual.
    pub fn settled(self, agreed: Option<Settlement>) -> Option<Settlement> {
        self.settles_interest()
            .then(|| agreed.unwrap_or(self.default_settlement()))
    }

    /// Whether due dates are counted from a first one where it is given. Interest settled on the twentieth falls due by the
    /// calendar, and a bullet loan has one payment only.
    pub fn has_first_due_date(self, agreed: Option<Settlement>) -> bool {
        self.has_instalments() || self.settled(agreed) == Some(Settlement::SameDay)
    }

    /// Whether principal is repaid in instalments that a frequency spaces.
    pub const fn has_instalments(self) -> bool {
        match self {
            Self::EqualPayment | Self::EqualPrincipal | Self::Flat => true,
            Self::InterestMonthly | Self::InterestQuarterly | Self::Bullet | Self::Table => false,
        }
    }

    /// Whether each period repays a part that is computed from the balance: such a loan may begin with a grace period, and
    /// an early payment shortens it or lowers what is paid.
    pub const fn amortises(self) -> bool {
        match self {
            Self::EqualPayment | Self::EqualPrincipal => true,
            Self::InterestMonthly | Self::InterestQuarterly | Self::Bullet | Self::Flat | Self::Table => false,
        }
    }

    /// Whether interest is paid apart from the principal, at days that a settlement fixes.
    pub const fn settles_interest(self) -> bool {
        match self {
            Self::InterestMonthly | Self::InterestQuarterly => true,
            Self::EqualPayment | Self::EqualPrincipal | Self::Bullet | Self::Flat | Self::Table => false,
        }
    }
}

/// How often an instalment falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Each month.
    Monthly,
    /// Each three months.
    Quarterly,
}

impl Frequency {
    /// Both, of which requests name one.
    pub const ALL: [Self; 2] = [Self::Monthly, Self::Quarterly];

    /// Its name in requests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
        }
    }

    /// The frequency of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.id() == id)
    }

    /// The months between two payments.
    pub const fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
        }
    }

    /// The payments of a year.
    pub(super) const fn per_year(self) -> i64 {
        match self {
            Self::Monthly => 12,
            Self::Quarterly => 4,
        }
    }
}

/// On which days interest is settled (结息日).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Settlement {
    /// On the day of the month of the payout, or of the first due date.
    SameDay,
    /// On the 20th, of each month or of March, June, September and December. That day still counts, so
    /// interest runs from one 21st to the next and is paid on the 21st.
    Twentieth,
}

impl Settlement {
    /// Both, of which requests name one.
    pub const ALL: [Self; 2] = [Self::SameDay, Self::Twentieth];

    /// Its name in requests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SameDay => "same-day",
            Self::Twentieth => "twentieth",
        }
    }

    /// The settlement of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|settlement| settlement.id() == id)
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
        for frequency in Frequency::ALL {
            assert_eq!(Frequency::from_id(frequency.id()), Some(frequency));
        }
        for settlement in Settlement::ALL {
            assert_eq!(Settlement::from_id(settlement.id()), Some(settlement));
        }
        assert_eq!(Repayment::from_id("等额本息"), None);
    }
}
