"""Requests of `huisuan assess`: one document, some of its measures, and facts around the numbers that they name."""

from datetime import date

from requests import municipal, national
from requests.measures import MEASURES, ROLES

SUBJECTS = (
    (5, ("wenzhou-2022",), municipal.wenzhou, municipal.WENZHOU),
    (4, ("xiangtan-2023",), municipal.xiangtan, municipal.XIANGTAN),
    (4, ("chenzhou-2021",), municipal.chenzhou, municipal.CHENZHOU),
    (2, ("jiashan-2021",), municipal.jiashan, municipal.JIASHAN),
    (0.5, ("zhumadian-draft",), municipal.zhumadian, municipal.JIASHAN),
    (2, ("national-startup-2023",), national.startup, national.STARTUP),
    (2, ("national-startup-2021",), national.old_startup, national.OLD_STARTUP),
    (1.5, ("national-service-2025",), national.service_2025, national.SERVICE),
    (3, ("national-service-2026", "national-sme-2026", "national-equipment-2026"), national.loans_2026, national.OF_2026),
    (3, ("national-consumption-2025", "national-consumption-2026"), national.consumption, national.CONSUMPTION),
)
"""How often, which documents, the facts, and the days that count."""


def request(draw, measures):
    """A request for some measures of one document, or of some that speak of the same."""
    documents, facts, edges = draw.pick([(weight, subject) for weight, *subject in SUBJECTS])
    names = wanted(draw, [name for name in measures if name.split("/")[0] in documents])
    given = facts(draw)
    if draw.chance(0.9):
        groups = {group for name in names if name in MEASURES for group in MEASURES[name][0].split()}
        given = {group: value for group, value in given.items() if group in groups}
    asked = {
        "schema": 1,
        "day": draw.day(*edges, first=date(2019, 1, 1), last=date(2030, 12, 31)).isoformat(),
        "measures": names,
        "facts": {group: value for group, value in given.items() if value},
    }
    if draw.chance(0.95):
        askers = [MEASURES[name][1] for name in names if name in MEASURES]
        asked["role"] = draw.one(*askers) if askers and draw.chance(0.75) else draw.one(*ROLES)
    return asked


def wanted(draw, names):
    """All of a document, or some; seldom one that says the same to everybody."""
    if draw.chance(0.02):
        return names
    told, same = [[name for name in names if (name in MEASURES) == asks] for asks in (True, False)]
    chosen = draw.random.sample(told, min(len(told), draw.some(1, 3, 6, 3, 1)))
    if same and draw.chance(0.05):
        chosen.append(draw.one(*same))
    return sorted(chosen)
