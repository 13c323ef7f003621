"""What a request says: facts of groups and rows, each absent, or a value of its type."""

from values import read_date, read_money, read_number, read_rate, read_term

READERS = {
    "money": read_money,
    "rate": read_rate,
    "number": read_number,
    "count": lambda text: int(text),
    "term": read_term,
    "date": read_date,
    "choice": str,
    "text": str,
    "region": str,
    "flag": lambda value: value in (True, "true"),
}


class Row:
    """The facts of one group, or of one row of a repeated group."""

    def __init__(self, group, raw):
        self.group = group
        self.raw = raw or {}

    def get(self, name, kind):
        """The value of a fact, or None where it is not answered."""
        value = self.raw.get(name)
        if value is None or value == "" or value == {} or (value == [] and kind != "set"):
            return None
        if kind == "set":
            return list(value)
        return READERS[kind](value)

    def series(self, name, kind, key=str):
        """The values of a series that are answered, by key in order; empty where none is."""
        value = self.raw.get(name)
        if not isinstance(value, dict):
            return {}
        return {key(at): READERS[kind](one) for at, one in sorted(value.items(), key=lambda item: key(item[0])) if one != ""}

    def dated(self, name, kind):
        """A dated series."""
        return self.series(name, kind, read_date)

    def by_year(self, name, kind):
        """A series by calendar year or by year of the contract."""
        return self.series(name, kind, int)


class Facts:
    """All facts of a request."""

    def __init__(self, raw):
        self.raw = raw

    def one(self, group):
        """A group that is not repeated."""
        return Row(group, self.raw.get(group))

    def rows(self, group):
        """The rows of a repeated group."""
        return [Row(group, raw) for raw in self.raw.get(group) or []]
