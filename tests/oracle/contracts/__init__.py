"""Contracts: what is due when, from the terms of a loan, a guarantee, an insurance policy or a securitisation."""


class Missing(Exception):
    """Facts that are needed and not answered."""

    def __init__(self, facts):
        super().__init__(*facts)
        self.facts = list(facts)


class Problem(Exception):
    """Facts that do not fit together."""

    def __init__(self, fact, code, found=None):
        super().__init__(fact, code)
        self.found = found or [(fact, code)]
        """All of them, where several are found at once."""


def needed(row, answered):
    """Raises what is missing among (name, is it there)."""
    absent = [f"{row.group}.{name}" for name, there in answered if not there]
    if absent:
        raise Missing(absent)
