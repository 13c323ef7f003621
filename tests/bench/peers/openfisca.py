"""The rule for OpenFisca-Core: one entity, a formula over the vector of all loans. Its numbers are 32-bit floats."""

import json
import sys
import time

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Loan = build_entity(key="loan", plural="loans", label="A loan", is_person=True)
PERIOD = "2026"
# A round is the computation of all rows; as many as fit into ten seconds.
FEWEST, MOST, SPAN = 2, 25, 10.0


class principal(Variable):
    value_type = float
    entity = Loan
    definition_period = DateUnit.YEAR
    label = "Principal in yuan"


class rate(Variable):
    value_type = float
    entity = Loan
    definition_period = DateUnit.YEAR
    label = "Interest rate in percent"


class fee(Variable):
    value_type = float
    entity = Loan
    definition_period = DateUnit.YEAR
    label = "Guarantee fee rate in percent"


class eligible(Variable):
    value_type = bool
    entity = Loan
    definition_period = DateUnit.YEAR
    label = "Whether the loan is subsidised"

    def formula(loan, period):
        return (loan("fee", period) <= 1) * (loan("rate", period) <= 4.5)


class subsidy(Variable):
    value_type = float
    entity = Loan
    definition_period = DateUnit.YEAR
    label = "Subsidy in yuan"

    def formula(loan, period):
        share = numpy.where(loan("rate", period) <= 3.5, 0.015, 0.012)
        amount = numpy.minimum(loan("principal", period) * share, 200000)
        return loan("eligible", period) * numpy.round(amount, 2)


def main():
    rows = [row[:3] for row in json.load(open(sys.argv[1], encoding="utf-8"))]
    system = TaxBenefitSystem([Loan])
    system.add_variables(principal, rate, fee, eligible, subsidy)

    def compute(some):
        columns = numpy.array(some, dtype=str).T.astype(float)
        simulation = SimulationBuilder().build_default_simulation(system, count=len(some))
        for name, values in zip(("principal", "rate", "fee"), columns):
            simulation.set_input(name, PERIOD, values)
        return simulation.calculate("subsidy", PERIOD), simulation.calculate("eligible", PERIOD)

    compute(rows[:500])
    times, start, before = [], time.perf_counter(), time.process_time()
    while len(times) < FEWEST or (len(times) < MOST and time.perf_counter() - start < SPAN):
        begin = time.perf_counter()
        amounts, pays = compute(rows)
        times.append(round((time.perf_counter() - begin) * 1e9))
    processor = round((time.process_time() - before) * 1e9 / len(times))
    shown = [f"{amount:.2f}" if pay else "" for amount, pay in zip(amounts, pays)]
    json.dump([{"way": "one vector of all rows", "times": times, "processor": processor, "amounts": shown}], sys.stdout)


main()
