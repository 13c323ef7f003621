"""Insurance: the premium from its annual rate, or the annual rate from the premium."""

from fractions import Fraction

from contracts import needed
from contracts.guarantee import shown
from values import exact_text, fen, money_text, yuan


def years_of(row):
    """The term of a policy in years: months over twelve, or days over the year basis; None where it is not known."""
    term = row.get("term", "term")
    if term is None:
        return None
    months, days = term
    if months is not None:
        return Fraction(months, 12)
    basis = row.get("year_basis", "choice")
    return None if basis is None else Fraction(days, int(basis))


def annualised(row):
    """(known, rate): premium over insured amount over years; the rate is None where it is a ratio over nothing."""
    insured, premium, years = row.get("insured", "money"), row.get("premium", "money"), years_of(row)
    if insured is None or premium is None or years is None:
        return False, None
    below = yuan(insured) * years
    return True, yuan(premium) / below if below else None


def answer(row):
    """As `huisuan schedule` writes it."""
    insured, premium = row.get("insured", "money"), row.get("premium", "money")
    rate, term = row.get("premium_rate", "rate"), row.get("term", "term")
    needed(
        row,
        [
            ("insured", insured is not None),
            ("premium", premium is not None or rate is not None),
            ("term", term is not None),
            ("year_basis", term is None or term[0] is not None or row.get("year_basis", "choice") is not None),
        ],
    )
    years = years_of(row)
    if premium is None:
        premium = fen(yuan(insured) * rate * years)
    below = yuan(insured) * years
    return {
        "premium": money_text(premium),
        "years": exact_text(years),
        "annualised": shown(yuan(premium) / below) if below else None,
        "assumptions": [],
    }
