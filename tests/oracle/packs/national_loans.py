"""Interest subsidies of 2025 and 2026 on loans of businesses: 财金〔2025〕81号, 〔2026〕5号, 〔2026〕4号, 〔2026〕2号."""

from datetime import date
from fractions import Fraction

from clause import flag, in_window, judged, one_of
from packs.national import BUSINESSES, Points, one_central
from values import fen, yuan

YEAR_END = date(2026, 12, 31)
SECTORS_2025 = ("catering-lodging", "health", "elderly-care", "childcare", "domestic", "culture", "travel", "sport")
SECTORS_2026 = (*SECTORS_2025, "digital", "green", "retail")


class Dated(Points):
    """In force from one day to another; loans paid out in a window count."""

    document = None
    force_from, counts = date(2026, 1, 1), (date(2026, 1, 1), YEAR_END)

    def force(self, day):
        if day < self.force_from:
            return "not-yet"
        return "in-force" if day <= YEAR_END else "ended"

    def asked(self, case, question):
        """A question that only this document asks."""
        return flag(case.facts.one(self.document), question)

    def window(self, row):
        """The day of the payout."""
        return in_window(row.get("paid_out_on", "date"), *self.counts, ("loan.paid_out_on",))


class Service(Dated):
    """1个百分点, 不超过1年; 不超过扣除已有贴息后的实际利率."""

    sectors = SECTORS_2026
    limit = Fraction(10_000_000)
    document = "national-service-2026"

    def conditions(self, case, row):
        return [
            one_of(case.firm, "kind", BUSINESSES),
            one_of(case.firm, "sector", self.sectors),
            one_of(row, "product", ("ordinary", "startup", "equipment", "fixed-asset", "policy-tool")),
            self.asked(case, "bank"),
            one_of(row, "status", ("normal", "extended", "rolled-over")),
            flag(row, "central_subsidy", False),
            self.window(row),
        ]

    def local_subsidy(self, row):
        rate = row.get("local_subsidy_rate", "rate")
        return (Fraction(0), ("loan.local_subsidy_rate",)) if rate is None else (rate, ())


class Service2025(Service):
    """2025年3月16日至2025年12月31日期间签订贷款合同，并且资金已经发放; 单户不超过100万元; 8类."""

    sectors = SECTORS_2025
    limit = Fraction(1_000_000)
    document = "national-service-2025"
    force_from, counts = date(2025, 8, 6), (date(2025, 3, 16), date(2025, 12, 31))

    def conditions(self, case, row):
        signed = row.get("signed_on", "date")
        in_time = None if signed is None else self.counts[0] <= signed <= self.counts[1]
        return [*super().conditions(case, row), judged("loan.signed_on", in_time)]


class Sme(Dated):
    """1.5个百分点, 不超过2年, 单户贴息贷款规模不超过5000万元."""

    points, months, limit = Fraction(15, 1000), 24, Fraction(50_000_000)
    document = "national-sme-2026"

    def conditions(self, case, row):
        return [
            one_of(row, "product", ("fixed-asset", "equipment", "policy-tool")),
            one_of(case.firm, "kind", ("micro-small", "medium")),
            flag(case.firm, "private"),
            self.asked(case, "chain"),
            self.asked(case, "bank"),
            flag(row, "central_subsidy", False),
            self.window(row),
        ]


class Equipment(Dated):
    """贴息1.5个百分点, 不超过2年; the bank takes it off each payment."""

    points, months = Fraction(15, 1000), 24
    document = "national-equipment-2026"
    rounding = "per-period"

    def conditions(self, case, row):
        return [
            one_of(row, "product", ("equipment",)),
            one_of(case.firm, "kind", BUSINESSES),
            self.asked(case, "project"),
            self.asked(case, "bank"),
            one_central(row),
            self.window(row),
        ]

    def of_loan(self, row, schedule, parts):
        """Each payment is rounded and belongs to the year in which it is due."""
        rows, years = {}, {}
        for part, _ in parts:
            at = id(part.row)
            due, raw = rows.get(at, (part.row.due_on, Fraction(0)))
            rows[at] = (due, raw + part.balance * self.of_rate(row, part.rate) * part.time)
        for due, raw in rows.values():
            year = due and due.year
            years[year] = years.get(year, Fraction(0)) + yuan(fen(raw))
        return years
