"""Cultures: how dates and numbers are written elsewhere. Everything here is en-US unless a culture is asked for."""

from __future__ import annotations

from functools import lru_cache

from eopsh.frozen import frozen
from eopsh.objects.culture_data import ROWS


@frozen
class Culture:
    """How a culture writes dates and numbers; the patterns are .NET's. `months_of` are the names behind a day's number.

    `currency` holds .NET's numbers of the positive and the negative pattern, `percent` that of the positive one.
    """

    name: str
    english: str
    native: str
    number: int
    short_date: str
    long_date: str
    short_time: str
    long_time: str
    month_day: str
    year_month: str
    halves: tuple[str, str]
    date_separator: str
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    short_months: tuple[str, ...]
    short_months_of: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    first_day: int
    point: str
    comma: str
    currency_sign: str
    currency: tuple[int, int]
    percent: int
    minus: str
    three_letters: str
    language: str
    currency_places: int

    def names(self, token: str) -> tuple[str, ...]:
        """Return the month names (`M`, as they stand behind a day's number: `m`) or the day names (`d`), short ones for three letters."""
        tables = {"MMM": self.short_months, "MMMM": self.months, "mmm": self.short_months_of, "mmmm": self.months_of}
        return {**tables, "ddd": self.short_days, "dddd": self.days}[token]

    def standard(self, letter: str) -> str | None:
        """Return the pattern of a standard date format; None for one that is the same everywhere."""
        patterns = {
            "d": self.short_date,
            "D": self.long_date,
            "t": self.short_time,
            "T": self.long_time,
            "f": f"{self.long_date} {self.short_time}",
            "F": f"{self.long_date} {self.long_time}",
            "g": f"{self.short_date} {self.short_time}",
            "G": f"{self.short_date} {self.long_time}",
            "U": f"{self.long_date} {self.long_time}",
            "m": self.month_day,
            "y": self.year_month,
        }
        return patterns.get(letter.lower() if letter in "MY" else letter)

    def signed(self, text: str) -> str:
        """Return an en-US number's text with this culture's separators."""
        signs = {".": self.point, ",": self.comma, "-": self.minus}
        return "".join(signs.get(char, char) for char in text)

    def money(self, text: str) -> str:
        """Return an amount's en-US text (`-1,234.50`) with this culture's separators and currency sign."""
        number = self.signed(text.removeprefix("-"))
        pattern = _NEGATIVE[self.currency[1]] if text.startswith("-") else _POSITIVE[self.currency[0]]
        return pattern.replace("-", self.minus).replace("n", "\0").replace("$", self.currency_sign).replace("\0", number)

    def hundredths(self, text: str) -> str:
        """Return a percentage's en-US text without its sign (`-12.50`) as this culture writes it."""
        number = _PERCENT[self.percent].replace("n", self.signed(text.removeprefix("-")))
        return (self.minus if text.startswith("-") else "") + number


# .NET's patterns by their numbers (NumberFormatInfo.CurrencyPositivePattern and its like).
_POSITIVE = ("$n", "n$", "$ n", "n $")
_NEGATIVE = (
    "($n)",
    "-$n",
    "$-n",
    "$n-",
    "(n$)",
    "-n$",
    "n-$",
    "n$-",
    "-n $",
    "-$ n",
    "n $-",
    "$ n-",
    "$ -n",
    "n- $",
    "($ n)",
    "(n $)",
    "$- n",
)
_PERCENT = ("n %", "n%", "%n", "% n")


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _read(row: str) -> Culture:
    name, english, native, number, *patterns = row.split("|")
    short_date, long_date, short_time, long_time, month_day, year_month, halves, separator, *rest = patterns
    months, months_of, short_months, short_months_of, days, short_days, first, *signs = rest
    point, comma, sign, currency, percent, minus, three, language, places = signs
    morning, afternoon = _names(halves)
    positive, negative = _names(currency)
    return Culture(
        name,
        english,
        native,
        int(number),
        short_date,
        long_date,
        short_time,
        long_time,
        month_day,
        year_month,
        (morning, afternoon),
        separator,
        _names(months),
        _names(months_of or months),
        _names(short_months),
        _names(short_months_of or short_months),
        _names(days),
        _names(short_days),
        int(first),
        point,
        comma,
        sign,
        (int(positive), int(negative)),
        int(percent),
        minus,
        three,
        language,
        int(places),
    )


_BY_NAME = {row.partition("|")[0].casefold(): row for row in ROWS}


@lru_cache(maxsize=32)
def find_culture(name: str) -> Culture | None:
    """Return a culture by its name in any case (`de-DE`); a language alone is its first culture. None for one that is not known."""
    folded = name.casefold()
    row = _BY_NAME.get(folded)
    if row is None and folded and "-" not in folded:
        row = next((row for known, row in _BY_NAME.items() if known.startswith(f"{folded}-")), None)
    return None if row is None else _read(row)


def culture_names() -> list[str]:
    """Return the names of the known cultures, sorted; the invariant one is the empty name."""
    return sorted(row.partition("|")[0] for row in ROWS)


INVARIANT_CULTURE = _read(_BY_NAME[""])
EN_US = _read(_BY_NAME["en-us"])
