"""The terms of a loan as the request gives them, with the defaults that stand in and the checks that need no schedule."""

from contracts import Problem, needed
from values import add_months

AMORTISING = ("equal-payment", "equal-principal")
INSTALMENTS = (*AMORTISING, "flat")
INTEREST_ONLY = ("interest-monthly", "interest-quarterly")
ASSUMPTIONS = (
    "day-basis",
    "settlement",
    "tenor",
    "after-prepayment",
    "flat-full-period",
    "lpr-unknown-after",
    "no-dates",
)
"""In the order in which they are stated."""


class Terms:
    """Read from a row of the group `loan`; raises what is missing, or the first problem in the order of the facts."""

    def __init__(self, row):
        self.row = row
        self.assumptions = set()
        self.principal = row.get("principal", "money")
        self.rate = row.get("rate", "rate")
        self.term = row.get("term", "term")
        self.paid_out_on = row.get("paid_out_on", "date")
        self.repayment = row.get("repayment", "choice")
        self.frequency = row.get("frequency", "choice") or "monthly"
        self.first_due_on = row.get("first_due_on", "date")
        self.grace = row.get("grace", "count") or 0
        self.repayments = row.dated("repayments", "money")
        self.rate_changes = row.dated("rate_changes", "rate")
        self.repricing = row.get("repricing", "choice") or "none"
        self.spread = row.get("spread", "rate")
        self.tenor = row.get("tenor", "choice")
        self.prepayments = row.dated("prepayments", "money")
        self.prepaid_in_full_on = row.get("prepaid_in_full_on", "date")
        self.after_prepayment = row.get("after_prepayment", "choice")
        self.extended_to = row.get("extended_to", "date")
        self.extension_rate = row.get("extension_rate", "rate")
        self._defaults()
        self._forget_unused()
        self._missing()
        if self.extended_to is not None and row.get("status", "choice") == "normal":
            raise Problem("loan.extended_to", "NotExtended")
        self.end = self._end()
        self._problems()

    def _defaults(self):
        row = self.row
        self.day_basis = row.get("day_basis", "choice")
        if self.day_basis is None and self.repayment:
            by_days = self.repayment in ("interest-quarterly", "bullet", "table")
            self.day_basis = "act/360" if by_days else "30/360"
            self.assumptions.add("day-basis")
        self.settlement = row.get("settlement", "choice")
        if self.repayment not in INTEREST_ONLY:
            self.settlement = None
        elif self.settlement is None:
            self.settlement = "twentieth" if self.repayment == "interest-quarterly" else "same-day"
            if self.paid_out_on is not None:
                self.assumptions.add("settlement")
        if self.prepayments and self.repayment in AMORTISING and self.after_prepayment is None:
            self.after_prepayment = "lower-instalment"
            self.assumptions.add("after-prepayment")
        if self.repayment == "flat" and self.prepaid_in_full_on:
            self.assumptions.add("flat-full-period")

    def _forget_unused(self):
        """A fact that the method does not use is not looked at."""
        if self.repayment not in INSTALMENTS and self.settlement != "same-day":
            self.first_due_on = None
        if self.repayment not in INSTALMENTS:
            self.grace = 0
        if self.repayment != "table":
            self.repayments = {}

    def needs_dates(self):
        """Whether the day of payout must be known."""
        events = (self.rate_changes, self.prepayments, self.repayments)
        days = (self.first_due_on, self.prepaid_in_full_on, self.extended_to)
        if any(events) or any(days) or self.repricing != "none":
            return True
        if self.repayment == "table" or self.settlement == "twentieth" or self.day_basis == "act/act":
            return True
        if self.term is None or self.day_basis is None:
            return False
        if self.term[0] is None:
            return self.repayment in INTEREST_ONLY
        return self.day_basis != "30/360"

    def _missing(self):
        needed(
            self.row,
            [
                ("principal", self.principal is not None),
                ("rate", self.rate is not None),
                ("term", self.term is not None or self.repayment == "table"),
                ("paid_out_on", self.paid_out_on is not None or not self.needs_dates()),
                ("repayment", self.repayment is not None),
                ("repayments", self.repayments or self.repayment != "table"),
                ("spread", self.spread is not None or self.repricing == "none"),
            ],
        )
        if self.paid_out_on is None:
            self.assumptions.add("no-dates")

    def _end(self):
        """The day on which the loan falls due, where there are dates."""
        if self.paid_out_on is None:
            return None
        if self.term is None:
            return max(self.repayments)
        months, days = self.term
        if months is None:
            return date_plus(self.paid_out_on, days)
        return add_months(self.paid_out_on, months)

    def last_day(self):
        """The day on which everything is repaid, at the latest."""
        return self.extended_to or self.end

    def _problems(self):
        """Everything that is wrong with the terms as they stand; which of it is named is left open."""
        found = []

        def refuse(name, code, condition):
            if condition and (f"loan.{name}", code) not in found:
                found.append((f"loan.{name}", code))

        payout, end, last = self.paid_out_on, self.end, self.last_day()
        flat = self.repayment == "flat"
        refuse("term", "NotWholeMonths", self.repayment in INSTALMENTS and self.term[0] is None)
        refuse("first_due_on", "NotAfter", self.first_due_on and self.first_due_on <= payout)
        refuse("first_due_on", "OutsideTerm", self.first_due_on and self.first_due_on > end)
        refuse("grace", "NotForFlat", flat and self.grace > 0)
        refuse("rate_changes", "NotForFlat", flat and self.rate_changes)
        refuse("rate_changes", "OutsideTerm", self.rate_changes and min(self.rate_changes) <= payout)
        refuse("repricing", "NotForFlat", flat and self.repricing != "none")
        refuse("prepayments", "NotForFlat", flat and self.prepayments)
        for day in self.prepayments:
            refuse("prepayments", "OutsideTerm", not payout < day < last)
            refuse("prepayments", "OutsideTerm", self.prepaid_in_full_on and day >= self.prepaid_in_full_on)
        if self.prepaid_in_full_on:
            refuse("prepaid_in_full_on", "OutsideTerm", not payout < self.prepaid_in_full_on < last)
        refuse("extended_to", "NotForFlat", flat and self.extended_to)
        refuse("extended_to", "NotAfter", self.extended_to and self.extended_to <= end)
        if found:
            raise Problem(*found[0], found)

    def check_rows(self, periods):
        """What can only be said once the periods are known."""
        if self.repayment in AMORTISING and self.grace > 0:
            if self.grace >= sum(not period.extension for period in periods):
                raise Problem("loan.grace", "OutsideTerm")
        if self.repayment == "table":
            if min(self.repayments) <= self.paid_out_on or max(self.repayments) != self.end:
                raise Problem("loan.repayments", "NotAtEnd")
            if sum(self.repayments.values()) != self.principal:
                raise Problem("loan.repayments", "NotThePrincipal")

    def stated(self):
        """The assumptions in their order."""
        return [one for one in ASSUMPTIONS if one in self.assumptions]


def date_plus(day, days):
    """A day so many days later."""
    return type(day).fromordinal(day.toordinal() + days)
