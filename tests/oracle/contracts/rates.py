"""The rate of a loan day by day: fixed, changed by contract, or repriced by the loan prime rate."""

from datetime import date

from contracts import Problem
from lpr import VERIFIED_THROUGH, lpr, tenor_of
from values import add_months


def repricing_days(terms, last):
    """Each 1 January, or each anniversary of payout, strictly between payout and a last day."""
    day, index = terms.paid_out_on, 0
    while True:
        index += 1
        if terms.repricing == "new-year":
            day = date(terms.paid_out_on.year + index, 1, 1)
        else:
            day = add_months(terms.paid_out_on, 12 * index)
        if day >= last:
            return
        yield day


def reference_of(terms):
    """Which LPR: the one that the contract names, else by the term; of a table without a term, by its last day."""
    if terms.tenor is not None:
        return terms.tenor
    if terms.term is None:
        return "1y" if terms.end <= add_months(terms.paid_out_on, 60) else "5y"
    return tenor_of(terms.term)


class Rates:
    """Days from which a rate holds, in order; the first is the day of payout."""

    def __init__(self, terms):
        self.terms = terms
        if terms.paid_out_on is None:
            self.line = [(None, terms.rate)]
            return
        changes = {}
        if terms.repricing != "none":
            changes.update(self._repriced())
        changes.update(terms.rate_changes)
        if terms.extended_to and terms.extension_rate is not None:
            changes[terms.end] = terms.extension_rate
        self.line = [(terms.paid_out_on, terms.rate), *sorted(changes.items())]

    def _repriced(self):
        terms, changes = self.terms, {}
        tenor = reference_of(terms)
        if terms.tenor is None:
            terms.assumptions.add("tenor")
        # An agreed rate of the extension ends the repricing.
        last = terms.end if terms.extended_to and terms.extension_rate is not None else terms.last_day()
        for day in repricing_days(terms, last):
            if day > VERIFIED_THROUGH:
                terms.assumptions.add("lpr-unknown-after")
                continue
            reference = lpr(tenor, day)
            if reference is None:
                raise Problem("loan.paid_out_on", "BeforeLpr")
            if reference + terms.spread < 0:
                raise Problem("loan.spread", "Negative")
            if reference + terms.spread > 1:
                raise Problem("loan.spread", "AboveRate")
            changes[day] = reference + terms.spread
        return changes

    def on(self, day):
        """The rate of a day."""
        if day is None:
            return self.line[0][1]
        return [rate for start, rate in self.line if start <= day][-1]

    def days(self):
        """The days on which the rate really changes."""
        return [day for (_, before), (day, after) in zip(self.line, self.line[1:]) if before != after]
