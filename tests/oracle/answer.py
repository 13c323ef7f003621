"""The oracle's answer to a request of `huisuan assess` or `huisuan schedule`."""

from contracts import Missing, Problem, insurance
from contracts.cost import Cost
from contracts.guarantee import Guarantee
from contracts.loan import Schedule
from contracts.securitisation import Issue
from clause import Case
from facts import Facts, Row
from packs import chenzhou_2021, jiashan_2021, national_startup_2021, national_startup_2023, wenzhou_2022, xiangtan_2023
from goal import Pointer
from packs import zhumadian_draft
from packs.national_consumption import Consumption, Consumption2025
from packs.national_loans import Equipment, Service, Service2025, Sme
from values import read_date

DOCUMENTS = {
    "wenzhou-2022": wenzhou_2022,
    "xiangtan-2023": xiangtan_2023,
    "chenzhou-2021": chenzhou_2021,
    "jiashan-2021": jiashan_2021,
    "zhumadian-draft": zhumadian_draft,
    "national-startup-2021": national_startup_2021,
    "national-startup-2023": national_startup_2023,
}


INTEREST = (Consumption2025(), Consumption(), Service2025(), Service(), Sme(), Equipment())
"""National subsidies, one measure a document."""

POINTERS = {f"national-equipment-2026/{name}": Pointer(Equipment().force, "borrower") for name in ("technology", "earlier")}
"""What one of them leaves to other texts."""


def measures():
    """Every measure by its full name."""
    several = {
        f"{document}/{name}": measure for document, module in DOCUMENTS.items() for name, measure in module.MEASURES.items()
    }
    return several | {f"{measure.document}/interest": measure for measure in INTEREST} | POINTERS


MEASURES = measures()


def assess(request):
    """One answer for each measure asked for, in order."""
    case = Case(read_date(request["day"]), request.get("role"), Facts(request["facts"]))
    answers = [{"measure": name, **MEASURES[name].answer(case)} for name in request["measures"]]
    for one in answers:
        one["one_of"] = sorted(other["measure"] for other in answers if of_one_group(one, other))
    return answers


def of_one_group(one, other):
    """Whether two measures, of which only one counts, pay for the same loan."""
    groups = [getattr(MEASURES[told["measure"]], "group", None) for told in (one, other)]
    paid = [{line[1] for line in told.get("lines", []) if line[4] != "0.00"} for told in (one, other)]
    return one is not other and groups[0] is not None and groups[0] == groups[1] and bool(paid[0] & paid[1])


def result(work):
    """ok, missing or problem: all of those of which one is named."""
    try:
        return {"ok": work()}
    except Missing as missing:
        return {"missing": missing.facts}
    except Problem as problem:
        return {"problem": [f"{fact} {code}" for fact, code in problem.found]}


def schedule(request):
    """The groups that are there, row by row."""
    facts = Facts(request["facts"])
    answer = {}
    loans, guarantees = facts.rows("loan"), facts.rows("guarantee")
    if loans:
        answer["loan"] = [result(lambda row=row: Schedule(row).answer()) for row in loans]
    if guarantees:
        answer["guarantee"] = [result(lambda row=row: Guarantee(row).answer()) for row in guarantees]
    if facts.rows("insurance"):
        answer["insurance"] = [result(lambda row=row: insurance.answer(row)) for row in facts.rows("insurance")]
    if facts.rows("securitisation"):
        answer["securitisation"] = [result(lambda row=row: Issue(row).answer()) for row in facts.rows("securitisation")]
    first = loans[0] if loans else Row("loan", {})
    if "cost" in request["facts"] or first.raw.get("fees_upfront") is not None:
        answer["cost"] = result(lambda: Cost(facts.one("cost"), first).answer())
    return answer


def brief(answers):
    """A schedule with its rows as lists, without the amounts that follow by addition."""
    for one in answers.get("loan", []):
        if "ok" in one:
            one["ok"]["rows"] = [
                [row[name] for name in ("number", "due_on", "rate", "days", "principal", "interest", "event")]
                for row in one["ok"]["rows"]
            ]
    for group in ("guarantee", "securitisation"):
        for one in answers.get(group, []):
            if "ok" in one:
                one["ok"]["rows"] = [list(row.values()) for row in one["ok"]["rows"]]
    return answers
