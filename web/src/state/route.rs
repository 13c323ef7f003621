//! The pages of the application and their addresses in the fragment, so that one file serves all of them.

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
}

impl Route {
    /// All pages, in the order of the navigation.
    pub(crate) const ALL: [Self; 6] = [
        Self::Home,
        Self::Loan,
        Self::Guarantee,
        Self::Insurance,
        Self::Securitisation,
        Self::Everything,
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
        }
    }

    /// The page of an address.
    pub(crate) fn of(hash: &str) -> Self {
        // A host page may put its own parameters behind the address.
        let address = hash.split('?').next().unwrap_or_default();
        let mut pages = Self::ALL.into_iter();
        pages.find(|page| page.hash() == address).unwrap_or(Self::Home)
    }

    /// The page in the address bar.
    pub(crate) fn current() -> Self {
        Self::of(&gloo::utils::window().location().hash().unwrap_or_default())
    }

    /// The topics of the measures on it; none for pages that do not go by topic.
    pub(crate) const fn topics(self) -> &'static [&'static str] {
        match self {
            Self::Loan => &["interest-subsidy", "loan-rate"],
            Self::Guarantee => &["guarantee-fee"],
            Self::Insurance => &["insurance-premium"],
            Self::Securitisation => &["securitisation"],
            Self::Home | Self::Everything => &[],
        }
    }
}
