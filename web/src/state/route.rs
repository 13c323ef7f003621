//! The pages of the application and their addresses in the fragment, so that one file serves all of them.

use crate::dom::cat;

/// Behind the address of a page: the sheet of its calculation, to be printed.
const SHEET: &str = "/sheet";

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// What there is.
    Home,
    /// Interest subsidies and loan rates.
    Loan,
    /// Guarantee fees.
    Guarantee,
    /// Insurance premiums.
    Insurance,
    /// Securitisations.
    Securitisation,
    /// Every measure for a place and a role.
    Everything,
    /// What a contract alone costs, without any policy.
    Contract,
    /// A rule that the visitor enters.
    Rule,
    /// Cases that were kept, side by side.
    Compare,
}

impl Route {
    /// All pages, in the order of the navigation.
    pub(crate) const ALL: [Self; 9] = [
        Self::Home,
        Self::Loan,
        Self::Guarantee,
        Self::Insurance,
        Self::Securitisation,
        Self::Everything,
        Self::Contract,
        Self::Rule,
        Self::Compare,
    ];

    /// The pages that compute one subject.
    pub(crate) const CALCULATORS: [Self; 4] = [Self::Loan, Self::Guarantee, Self::Insurance, Self::Securitisation];

    /// Its address.
    pub(crate) const fn hash(self) -> &'static str {
        match self {
            Self::Home => "#/",
            Self::Loan => "#/loan",
            Self::Guarantee => "#/guarantee",
            Self::Insurance => "#/insurance",
            Self::Securitisation => "#/securitisation",
            Self::Everything => "#/all",
            Self::Contract => "#/contract",
            Self::Rule => "#/rule",
            Self::Compare => "#/compare",
        }
    }

    /// The page of an address, whether its calculation sheet is meant, and what the address carries.
    pub(crate) fn of(hash: &str) -> (Self, bool, &str) {
        let (address, carried) = hash.split_once('?').unwrap_or((hash, ""));
        let page = address.strip_suffix(SHEET);
        let mut pages = Self::ALL.into_iter();
        let found = pages.find(|route| route.hash() == page.unwrap_or(address));
        (found.unwrap_or(Self::Home), page.is_some(), carried)
    }

    /// The address of its calculation sheet.
    pub(crate) fn sheet(self) -> String {
        cat(&[self.hash(), SHEET])
    }

    /// The topics of the measures on it; none for pages that do not go by topic.
    pub(crate) const fn topics(self) -> &'static [&'static str] {
        match self {
            Self::Loan => &["interest-subsidy", "loan-rate"],
            Self::Guarantee => &["guarantee-fee"],
            Self::Insurance => &["insurance-premium"],
            Self::Securitisation => &["securitisation"],
            Self::Home | Self::Everything | Self::Contract | Self::Rule | Self::Compare => &[],
        }
    }
}
