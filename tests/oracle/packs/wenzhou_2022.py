"""温州市财政支持普惠金融发展示范区建设十条政策（征求意见稿）."""

from datetime import date
from fractions import Fraction

from clause import FAILED, OPEN, UNCLEAR, Line, Measure, Verdict, compare_of_year, flag, in_window, inside, judged, one_of
from clause import test, test_of_year
from contracts import Missing, Problem, insurance
from contracts.securitisation import Issue
from goal import Benchmark, Goal, Pointer
from packs.common import by_year, compare_paid, payout_rate, rows_or_blank
from values import fen, yuan

URBAN = ("330302", "330303", "330304", "330305")
"""市区: the districts of the city."""
FIRST, LAST = date(2022, 1, 1), date(2024, 12, 31)
"""核校数据从2022年1月1日开始计; 有效期至2024年12月31日."""
OPEN_TO_BRANCHES = ("bank", "bank-leadership", "insurer")
"""Arts. 2, 3 and 4 pay banks, their leadership and insurers, whose branches are no legal persons: that refuses none of them."""


def force(day):
    """自2022年x月x日起施行，有效期至2024年12月31日."""
    if day < FIRST:
        return "not-yet"
    if day.year == 2022:
        return "unknown"
    return "in-force" if day <= LAST else "ended"


class Wenzhou(Measure):
    """附则 1: who is in and who is out, for every clause that pays."""

    def force(self, day):
        return force(day)

    def scope(self, case, year):
        """本政策适用对象…, …均不享受本政策全部条款."""
        who = case.applicant(self.recipient)
        person = flag(who, "legal_person")
        if person.state == FAILED and self.recipient in OPEN_TO_BRANCHES:
            person.state = UNCLEAR
        return [
            inside(who, "registered_region", URBAN),
            inside(who, "tax_region", URBAN),
            person,
            flag(who, "real_estate", False),
            test(who, "mujun_grade", "choice", lambda grade: grade not in ("C", "D")),
            test_of_year(who, "major_accident", "flag", year, lambda happened: not happened),
            test_of_year(who, "mass_incident", "flag", year, lambda happened: not happened),
        ]

    def year_lines(self, case, row, name, conditions, amount, contract=None, key=None):
        """A line for each year of a series of money; one without a year where none is given."""
        series = row.by_year(name, "money")
        lines = []
        for year, base in series.items():
            line = Line(row=row, contract=contract, key=key, year=year)
            line.verdicts = [*conditions(year), *self.scope(case, year), in_window(year, FIRST, LAST, ())]
            amount(line, yuan(base))
            lines.append(line)
        if not lines:
            line = Line(row=row, contract=contract, key=key, missing=(f"{row.group}.{name}",))
            line.verdicts = [*conditions(None), *self.scope(case, None)]
            lines.append(line)
        return lines


class Art2(Wenzhou):
    """山区5县普惠信贷、“灵活贷+连续贷”机制贷款、银担批量合作贷款等单项考核业绩排名前三的银行机构班子分别给予30万元、20万元、10万元."""

    recipient = "bank-leadership"

    def lines(self, case):
        found = []
        for index, row in enumerate(rows_or_blank(case, "appraisal")):
            subject = one_of(row, "subject", ("mountain-counties", "flexible-renewal", "bank-guarantee-batch"), open_list=True)
            ranks = row.by_year("rank", "count")
            for year, rank in ranks.items():
                line = Line(row=row, contract=index, year=year)
                line.verdicts = [subject, judged("appraisal.rank", rank <= 3), *self.scope(case, year), in_window(year, FIRST, LAST, ())]
                if rank <= 3:
                    line.raw = Fraction((300_000, 200_000, 100_000)[rank - 1])
                else:
                    line.verdicts.append(Verdict("amount", FAILED))
                found.append(line)
            if not ranks:
                line = Line(row=row, contract=index)
                line.verdicts = [subject, judged("appraisal.rank", None), *self.scope(case, None)]
                found.append(line)
        return found


class Art3Bank(Wenzhou):
    """对银行机构当年度发放“科创指数贷”、知识产权质押贷款、农民资产授托融资等专项贷款产品给予贷款本金实际损失30%的风险补偿，
    每年风险补偿总规模以全市该项产品当年度贷款余额的0.5%为限."""

    recipient = "bank"
    kind = "at-most"

    def lines(self, case):
        found = []
        rows = rows_or_blank(case, "loss")
        balances = {}
        for row in rows:
            for year, balance in row.by_year("product_balance", "money").items():
                at = (row.get("product", "choice"), year)
                balances[at] = min(balance, balances.get(at, balance))
        for row in rows:
            product = one_of(row, "product", ("kc-index", "ip-pledge", "farmer-asset-trust"), open_list=True)

            def amount(line, base):
                line.raw = base * Fraction(30, 100)
                balance = balances.get((line.key, line.year))
                if balance is None:
                    line.missing = ("loss.product_balance",)
                else:
                    line.cap = yuan(balance) * Fraction(5, 1000)

            lines = self.year_lines(case, row, "principal", lambda _: [product], amount, key=row.get("product", "choice"))
            for line in lines:
                if line.year is None and not any(product == line.key for product, _ in balances):
                    line.missing = (*line.missing, "loss.product_balance")
            found += lines
        return found

    def cap_group(self, line):
        return line.key, line.year


class Art3Insurer(Wenzhou):
    """对赔付比超过停售标准的保险产品给予风险补偿，补偿金额不超过该产品保费收入的20%，单个产品最高不超过100万元."""

    recipient = "insurer"
    kind = "at-most"

    def lines(self, case):
        product = case.facts.one("product")
        library = flag(case.facts.one("wenzhou-2022"), "product-library")

        def conditions(year):
            ratio, stop = (product, "loss_ratio", "rate"), (product, "stop_ratio", "rate")
            return [library, compare_of_year("product.loss_ratio", ratio, stop, year, lambda given, limit: given > limit)]

        def amount(line, base):
            line.raw = base * Fraction(20, 100)
            line.cap = Fraction(1_000_000)

        return self.year_lines(case, product, "premium_income", conditions, amount)

    def cap_group(self, line):
        return (line.year,)


SMALL = ("micro-small", "self-employed", "farmer")
"""小微企业、个体工商户和农户等."""


class Art4(Wenzhou):
    """我市保险机构当年度为小微企业、个体工商户和农户等提供小额贷款保证保险业务，收取客户年化保险费率不超过1.2%的业务，
    可享受当年度发生的保险金额0.5%的保费补助."""

    rounding = "once"
    recipient = "insurer"

    def lines(self, case):
        found = []
        for index, row in enumerate(rows_or_blank(case, "insurance")):
            starts_on, insured = row.get("starts_on", "date"), row.get("insured", "money")
            line = Line(row=row, contract=index, year=starts_on and starts_on.year)
            known, rate = insurance.annualised(row)
            absent = [f"insurance.{name}" for name in ("premium", "insured", "term") if row.raw.get(name) is None]
            if row.raw.get("term") is not None and insurance.years_of(row) is None:
                absent.append("insurance.year_basis")
            charged = Verdict("insurance.annual_rate", OPEN, tuple(absent))
            if known:
                charged = judged("insurance.annual_rate", rate is not None and rate <= Fraction(12, 1000))
            line.verdicts = [
                inside(case.applicant("insurer"), "registered_region", ("330300",)),
                one_of(row, "kind", ("small-loan-guarantee",)),
                one_of(case.firm, "kind", SMALL, open_list=True),
                charged,
                *self.scope(case, line.year),
                in_window(starts_on, FIRST, LAST, ("insurance.starts_on",)),
            ]
            if insured is None:
                line.missing = ("insurance.insured",)
            else:
                line.raw = yuan(insured) * Fraction(5, 1000)
            found.append(line)
        return found

    def warnings(self, case, lines):
        """Below five months the subsidy is more than the premium."""
        for line in lines:
            premium = line.row.get("premium", "money")
            if premium is not None and line.raw is not None and fen(line.raw) > premium:
                return ["subsidy-exceeds-premium"]
        return []


class Art4Price(Wenzhou):
    """收取客户年化保险费率不超过1.2%的业务: what the customer pays where his insurer asks for the subsidy."""

    effect = "price"
    kind = "ceiling"
    rounding = "once"
    recipient = "borrower"

    def lines(self, case):
        found = []
        for index, row in enumerate(rows_or_blank(case, "insurance")):
            starts_on, insured = row.get("starts_on", "date"), row.get("insured", "money")
            line = Line(row=row, contract=index, year=starts_on and starts_on.year, paid=row.get("premium", "money"))
            line.verdicts = [
                one_of(row, "kind", ("small-loan-guarantee",)),
                one_of(case.firm, "kind", SMALL, open_list=True),
                in_window(starts_on, FIRST, LAST, ("insurance.starts_on",)),
            ]
            years = insurance.years_of(row)
            absent = [f"insurance.{name}" for name in ("insured", "term") if row.raw.get(name) is None]
            if row.raw.get("term") is not None and years is None:
                absent.append("insurance.year_basis")
            line.missing = tuple(absent)
            if not absent:
                line.raw = yuan(insured) * years * Fraction(12, 1000)
            found.append(line)
        return found

    def round(self, value):
        """A ceiling is cut to the fen: rounded up it would allow more than 1.2%."""
        return int(value * 100)

    def paid(self, settled, lines):
        return compare_paid(settled)


class Art5Firm(Wenzhou):
    """通过技术产权证券化获得融资的民营和小微企业，可享受相应融资利息30%的市级财政补助，单家企业年度补助不超过40万元."""

    def lines(self, case):
        found = []
        private, kind = case.firm.get("private", "flag"), case.firm.get("kind", "choice")
        either = private or kind == "micro-small"
        if not either and (private is None or kind is None):
            absent = [name for name, value in (("firm.private", private), ("firm.kind", kind)) if value is None]
            who = judged("firm.private|firm.kind", None, absent)
        else:
            who = judged("firm.private|firm.kind", bool(either))
        for row in rows_or_blank(case, "securitisation"):
            conditions = [one_of(row, "kind", ("technology-rights",)), who]
            try:
                years, absent = self.interest(row)
            except Problem:
                years, absent = {}, ()
                conditions.append(Verdict("amount", UNCLEAR))
            for year, interest in years.items():
                line = Line(row=row, year=year, raw=interest * Fraction(30, 100), cap=Fraction(400_000))
                line.verdicts = [*conditions, *self.scope(case, year), in_window(year, FIRST, LAST, ())]
                found.append(line)
            if not years:
                line = Line(row=row, missing=tuple(absent))
                line.verdicts = [*conditions, *self.scope(case, None)]
                found.append(line)
        return found

    @staticmethod
    def interest(row):
        """Interest by calendar year: as typed, or accrued from the terms; or what is missing for either."""
        typed = row.by_year("interest", "money")
        if typed:
            return {year: yuan(amount) for year, amount in typed.items()}, ()
        try:
            return {year: yuan(fen(interest)) for year, interest in Issue(row).accrued().items()}, ()
        except Missing as missing:
            return {}, missing.facts if len(missing.facts) < 4 else ["securitisation.interest"]

    def cap_group(self, line):
        return (line.year,)


class Art5Fees(Wenzhou):
    """对参与发行技术产权证券化的发行机构所产生的增信、评估及其他相关中介费用给予全额市级财政补贴."""

    rounding = "once"
    recipient = "issuer"

    def lines(self, case):
        found = []
        for index, row in enumerate(rows_or_blank(case, "securitisation")):
            issued_on, fees = row.get("issued_on", "date"), row.get("fees", "money")
            line = Line(row=row, contract=index, year=issued_on and issued_on.year)
            line.verdicts = [
                one_of(row, "kind", ("technology-rights",)),
                *self.scope(case, line.year),
                in_window(issued_on, FIRST, LAST, ("securitisation.issued_on",)),
            ]
            line.missing = () if fees is not None else ("securitisation.fees",)
            line.raw = None if fees is None else yuan(fees)
            found.append(line)
        return found


class Art5Guarantor(Wenzhou):
    """对我市融资担保机构因向企业提供技术产权证券化担保增信业务造成损失的，市财政按单家企业证券化融资项目本金实际损失的20%、
    单家企业最高400万元给予担保机构风险补偿."""

    rounding = "once"
    recipient = "guarantor"

    def lines(self, case):
        found = []
        for row in rows_or_blank(case, "loss"):
            conditions = [
                inside(case.applicant("guarantor"), "registered_region", ("330300",)),
                one_of(row, "product", ("technology-rights",)),
            ]

            def amount(line, base):
                line.raw = base * Fraction(20, 100)
                line.cap = Fraction(4_000_000)

            found += self.year_lines(case, row, "principal", lambda _: conditions, amount, key=row.get("firm", "text"))
        self.ask_firms(found)
        return found

    @staticmethod
    def ask_firms(lines):
        """Losses without a firm may be of one with others: asked where the limit of a firm would then pay less, or more."""
        counted = [line for line in lines if line.raw and not any(one.state == FAILED for one in line.verdicts)]
        unnamed = [line for line in counted if line.key is None]
        named = {line.key for line in counted} - {None}

        def of(key):
            return sum(line.raw for line in counted if line.key == key)

        most = max(map(of, named), default=0)
        if unnamed and of(None) + most > 4_000_000 and (most or len({id(line.row) for line in unnamed}) > 1):
            for line in unnamed:
                line.missing = (*line.missing, "loss.firm")

    def cap_group(self, line):
        return (line.key,)


class Art6(Wenzhou):
    """通过中征应收账款平台在线确认促成5家(含)10笔(含)以上上下游企业融资，按照应收账期确权融资金额的0.1%给予财政奖励，
    单户企业年度最高20万元."""

    recipient = "core-enterprise"

    def lines(self, case):
        core = case.facts.one("core")

        def conditions(year):
            return [
                test_of_year(core, "firms", "count", year, lambda count: count >= 5),
                test_of_year(core, "deals", "count", year, lambda count: count >= 10),
            ]

        def amount(line, base):
            line.raw = base * Fraction(1, 1000)
            line.cap = Fraction(200_000)

        return self.year_lines(case, core, "confirmed", conditions, amount)

    def cap_group(self, line):
        return (line.year,)


class Guarantor(Wenzhou):
    """市级政府性融资担保机构."""

    recipient = "guarantor"

    def who(self, case):
        """The row of the guarantor's year, and the condition on what it is."""
        row = case.facts.one("guarantor")
        return row, one_of(row, "kind", ("city-government",))


class Art7(Guarantor):
    """平均担保费率在0.9%以下的，…按0.2%给予补助；…0.7%以下的，补助比例为0.4%；…0.5%以下的，补助比例为0.6%."""

    def lines(self, case):
        row, kind = self.who(case)
        found = self.year_lines(case, row, "new_outstanding", lambda _: [kind], lambda line, base: self.amount(row, line, base))
        for line in found:
            if line.year is None and not row.by_year("average_fee_rate", "rate"):
                line.missing = (*line.missing, "guarantor.average_fee_rate")
        return found

    @staticmethod
    def amount(row, line, base):
        rate = row.by_year("average_fee_rate", "rate").get(line.year)
        if rate is None:
            line.missing = ("guarantor.average_fee_rate",)
            return
        for limit, share in ((5, 6), (7, 4), (9, 2)):
            if rate <= Fraction(limit, 1000):
                line.raw = base * Fraction(share, 1000)
                return
        line.verdicts.append(Verdict("amount", FAILED))


class Art8(Guarantor):
    """代偿率不超过1%的部分，不予补偿；代偿率超过1%、不超过3%的部分，补偿比例为40%；代偿率超过3%、不超过5%的部分，补偿比例为30%；
    超过5%的部分，不予补偿."""

    def lines(self, case):
        row, kind = self.who(case)
        found = self.year_lines(case, row, "payouts", lambda _: [kind], lambda line, base: self.amount(row, line, base))
        for line in found:
            if line.year is None:
                wanted = (("payout_base", row.by_year("payout_base", "money")), ("coefficient", row.get("coefficient", "number")))
                line.missing = (*line.missing, *(f"guarantor.{name}" for name, value in wanted if value in (None, {})))
        return found

    @staticmethod
    def amount(row, line, payouts):
        base, coefficient = row.by_year("payout_base", "money").get(line.year), row.get("coefficient", "number")
        answers = (("payout_base", base), ("coefficient", coefficient))
        line.missing = tuple(f"guarantor.{name}" for name, value in answers if value is None)
        if base is None:
            return
        base = yuan(base)
        if base == 0:
            line.verdicts.append(Verdict("amount", FAILED))
            return

        def part(low, high):
            return max(min(payouts, base * high / 100) - base * low / 100, Fraction(0))

        line.raw = part(1, 3) * Fraction(40, 100) + part(3, 5) * Fraction(30, 100)
        if coefficient is not None:
            line.raw *= coefficient


class Art9(Guarantor):
    """融资担保业务月均在保余额达到注册资本8倍的，给予不超过其月均在保余额0.5%的资本补充激励."""

    kind = "at-most"

    def lines(self, case):
        row, kind = self.who(case)

        def conditions(year):
            average, capital = (row, "monthly_average", "money"), (row, "capital", "money")
            multiple = lambda one, other: other > 0 and one >= 8 * other
            return [kind, compare_of_year("guarantor.capital_multiple", average, capital, year, multiple)]

        def amount(line, base):
            line.raw = base * Fraction(5, 1000)

        return self.year_lines(case, row, "monthly_average", conditions, amount)


class Plan5(Wenzhou):
    """市级政府性融资担保机构…融资担保代偿容忍度放宽至5%."""

    effect = "bound"
    recipient = "guarantor"

    def lines(self, case):
        row = case.facts.one("guarantor")

        def conditions(year):
            kind = one_of(row, "kind", ("city-government",))
            window = [] if year is None else [in_window(year, FIRST, LAST, ())]
            return [kind, payout_rate(row, year, Fraction(5, 100)), *window]

        return by_year(row, conditions, (("payouts", "money"), ("payout_base", "money")))


MEASURES = {
    "art-1": Pointer(force, "bank"),
    "art-2": Art2(),
    "plan-5": Plan5(),
    "art-7-other": Pointer(force, "guarantor"),
    "art-10": Goal(force, "locality"),
    "plan-5-fee": Pointer(force, "firm"),
    "plan-3-sinosure": Pointer(force, "firm"),
    "plan-7": Pointer(force, "borrower"),
    "plan-12": Pointer(force, "policyholder"),
    "target-rate": Benchmark(force, "borrower", "loan.rate", Fraction(52, 1000)),
    "target-loans": Goal(force, "bank"),
    "target-guarantees": Goal(force, "guarantor"),
    "art-3-bank": Art3Bank(),
    "art-3-insurer": Art3Insurer(),
    "art-4": Art4(),
    "art-4-price": Art4Price(),
    "art-5-firm": Art5Firm(),
    "art-5-fees": Art5Fees(),
    "art-5-guarantor": Art5Guarantor(),
    "art-6": Art6(),
    "art-7": Art7(),
    "art-8": Art8(),
    "art-9": Art9(),
}
