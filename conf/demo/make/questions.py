"""Multiple-choice questions on geography, made from the World Factbook and laid out as MMLU's files are."""

import csv
import hashlib
import io
import re
from pathlib import PurePosixPath

from factbook import text_at

DEV = 5
TEST = 60
_LETTERS = "ABCD"
_REGIONS = {
    "africa": "Africa",
    "australia-oceania": "Australia and Oceania",
    "central-america-n-caribbean": "Central America and the Caribbean",
    "central-asia": "Central Asia",
    "east-n-southeast-asia": "East and Southeast Asia",
    "europe": "Europe",
    "middle-east": "the Middle East",
    "north-america": "North America",
    "south-america": "South America",
    "south-asia": "South Asia",
}

# Smaller countries and dependent territories would make questions nobody can answer.
_LEAST_POPULATION = 3_000_000


def questions(facts):
    """The questions as (dev, test): lists of rows of MMLU's layout, question, A, B, C, D, letter."""
    countries = sorted((_Country(key, country) for key, country in facts.items()), key=lambda country: country.key)
    countries = [country for country in countries if country.region and country.name and country.eligible]
    by_kind = [
        list(_about_capitals(countries)),
        list(_about_borders(countries)),
        list(_about_regions(countries)),
        list(_about_peaks(countries)),
        list(_about_languages(countries)),
    ]
    each = (DEV + TEST) // len(by_kind)
    chosen = [question for kind in by_kind for question in _shuffled(kind, "choice")[:each]]
    rows = [_row(number, *question) for number, question in enumerate(_shuffled(chosen, "order"))]
    return rows[:DEV], rows[DEV:]


def write_questions(folder, facts):
    """Writes `dev/world_geography_dev.csv` and `test/world_geography_test.csv` below `folder`."""
    for split, rows in zip(("dev", "test"), questions(facts)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        path = folder / split / f"world_geography_{split}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8")


class _Country:
    def __init__(self, key, country):
        self.key = key
        self.region = _REGIONS.get(PurePosixPath(key).parent.name)
        self.name = _plain(text_at(country, "Government", "Country name", "conventional short form"))
        self.capital = _plain(text_at(country, "Government", "Capital", "name"))
        self.map_region = text_at(country, "Geography", "Map references")
        peak = text_at(country, "Geography", "Elevation extremes", "highest point") or ""
        self.peak = _plain(re.sub(r" [\d,.]+ m$", "", peak))
        borders = text_at(country, "Geography", "Land boundaries", "border countries") or ""
        self.borders = {_plain(re.sub(r" [\d,.]+ km.*", "", part)) for part in borders.split(", ")} - {None}
        self.languages = text_at(country, "People and Society", "Languages") or ""
        language = re.match(r"([A-Z][a-z]+) (?:[\d.]+% )?\(official\)", self.languages)
        self.language = language and language.group(1)
        population = re.match(r"[\d,]+", text_at(country, "People and Society", "Population") or "")
        people = int(population.group().replace(",", "")) if population else 0
        dependent = text_at(country, "Government", "Dependency status") is not None
        self.eligible = people >= _LEAST_POPULATION and not dependent

    @property
    def called(self):
        """The name as it stands in a sentence."""
        with_article = self.name.startswith("United ") or self.name.endswith(" Republic")
        return f"the {self.name}" if with_article or self.name in ("Netherlands", "Philippines") else self.name

    def touches(self, other):
        return other.name in self.borders or self.name in other.borders


def _plain(text):
    """A name that can stand in a question as it is: without notes, alternatives or figures."""
    return text if text and re.fullmatch(r"[A-Z][A-Za-z' .-]{2,30}", text) and text != "none" else None


def _about_capitals(countries):
    known = [country for country in countries if country.capital]
    for country in known:
        others = [other.capital for other in known if other.region == country.region and other is not country]
        if len(others) >= 3:
            yield f"What is the capital of {country.called}?", country.capital, others


def _about_borders(countries):
    names = {country.name for country in countries}
    for country in countries:
        neighbours = sorted(country.borders & names)
        others = [
            other.name
            for other in countries
            if other.region == country.region and other is not country and not other.touches(country)
        ]
        if neighbours and len(others) >= 3:
            yield f"Which of these countries borders {country.called}?", _shuffled(neighbours, country.key)[0], others


def _about_regions(countries):
    # Only where the folder and the map agree: Turkey, say, is of one region here and of another there.
    for country in countries:
        if country.map_region != country.region.removeprefix("the "):
            continue
        others = sorted(set(_REGIONS.values()) - {country.region})
        yield f"In which region of the world does {country.called} lie?", country.region, others


def _about_peaks(countries):
    known = [country for country in countries if country.peak]
    for country in known:
        others = sorted({other.peak for other in known} - {country.peak})
        yield f"What is the highest point of {country.called}?", country.peak, others


def _about_languages(countries):
    known = [country for country in countries if country.language and country.language[:4] != country.name[:4]]
    for country in known:
        others = sorted({other.language for other in known if other.language not in country.languages})
        yield f"Which language is official in {country.called}?", country.language, others


def _row(number, question, answer, others):
    wrong = _shuffled(sorted(set(others)), question)[:3]
    correct = number % len(_LETTERS)
    return [question, *wrong[:correct], answer, *wrong[correct:], _LETTERS[correct]]


def _shuffled(items, seed):
    """The items in an order that depends on nothing but themselves and the seed, whatever the Python version."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}\t{item}".encode()).digest())
