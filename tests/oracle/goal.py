"""Measures that give nobody anything by themselves: pointers to another document, goals, and goals with a figure."""

from clause import Measure
from values import rate_text


class Remark(Measure):
    """Says where to ask; neither eligible nor ineligible."""

    def __init__(self, force, recipient):
        self.force = force
        self.recipient = recipient

    def answer(self, case):
        """What is said of the case."""
        compared, missing = self.compare(case)
        return {
            "status": self.effect,
            "block": "reference",
            "recipient": self.recipient,
            "force": self.force(case.day),
            "comparisons": compared,
            "missing": sorted(missing),
        }

    def compare(self, case):
        """What is given beside the figure, and what is missing for that."""
        return [], set()


class Pointer(Remark):
    """Another document decides."""

    effect = "pointer"


class Goal(Remark):
    """An aim of the city or county."""

    effect = "goal"


class Benchmark(Goal):
    """A goal with a figure for a rate: (year or None, rate) of what is given, and the rate that is aimed at."""

    def __init__(self, force, recipient, fact, target, most=True):
        super().__init__(force, recipient)
        self.fact, self.target, self.most = fact, target, most

    def compare(self, case):
        """Beside the same figure for all, or that of the year; a year without a figure is not compared."""
        given, missing = self.given(case)
        compared = []
        for year, rate in given:
            target = self.target.get(year) if isinstance(self.target, dict) else self.target
            if target is not None:
                within = rate <= target if self.most else rate >= target
                compared.append([self.fact, year, rate_text(rate), rate_text(target), self.most, within])
        return compared, missing

    def given(self, case):
        """The rate of each contract, or of each year."""
        group, name = self.fact.split(".")
        if group in ("loan", "guarantee"):
            rates = [row.get(name, "rate") for row in case.facts.rows(group)] or [None]
            given = [(None, rate) for rate in rates if rate is not None]
            return given, {self.fact} if None in rates else set()
        given = list(case.facts.one(group).by_year(name, "rate").items())
        return given, set() if given else {self.fact}


class DatedBenchmark(Benchmark):
    """The figure is that of the year of a day of each contract."""

    def __init__(self, force, recipient, fact, day, target):
        super().__init__(force, recipient, fact, target)
        self.day = day

    def given(self, case):
        group, name = self.fact.split(".")
        given, missing = [], set()
        for row in case.facts.rows(group) or [type(case.firm)(group, {})]:
            rate, day = row.get(name, "rate"), row.get(self.day, "date")
            missing |= {f"{group}.{fact}" for fact, value in ((name, rate), (self.day, day)) if value is None}
            if rate is not None and day is not None:
                given.append((day.year, rate))
        return given, missing
