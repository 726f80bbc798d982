"""Actors and their mentions: whole values from invented sentences, with a near miss for each rule.

To add a case, add a row to CASES: the text, and the actors it must give.
"""

from itertools import pairwise

import pytest

from kg.model import Document
from kg.reading.actors import actor_country, countries_in
from kg.reading.reading import Reading, read_document


def read(text: str) -> Reading:
    return read_document(Document("note.txt", text, "0"))


def actors(text: str) -> set[tuple[str, str]]:
    return {(a.name, a.kind) for a in read(text).actors.values()}


def forms(text: str) -> list[tuple[str, str, str]]:
    reading = read(text)
    return [(reading.words(m), m.actor, m.form) for m in reading.mentions]


CASES = [
    # countries by name, official name, abbreviation, demonym
    ("Ghana sold cocoa to the Kingdom of Morocco.", {("Ghana", "country"), ("Morocco", "country")}),
    ("The UAE bought Peruvian copper.", {("United Arab Emirates", "country"), ("Peru", "country")}),
    ("The Soviet Union no longer exists.", {("Soviet Union", "country")}),
    # a currency is no country
    ("The loan is worth US$5 million, or 4 million US dollars.", set()),
    ("The US sold wheat.", {("United States", "country")}),
    # a country inside a name is no mention of the country
    ("The Bank of Ghana raised rates.", {("Bank of Ghana", "organisation")}),
    ("The Kenyan Air Force bought jets.", {("Kenyan Air Force", "organisation")}),
    ("Kenyan tea is cheap.", {("Kenya", "country")}),
    # titles are cut off, and the country before them is a mention
    (
        "Kenyan Trade Minister Moses Kuria spoke.",
        {("Kenya", "country"), ("Moses Kuria", "person")},
    ),
    ("The prime minister spoke.", set()),
    # "and" inside a name and between names
    (
        "The Ministry of Trade and Industry agreed.",
        {("Ministry of Trade and Industry", "organisation")},
    ),
    ("Boeing and Airbus agreed.", {("Boeing", "organisation"), ("Airbus", "organisation")}),
    # words with a capital that name nobody
    ("On Thursday the European buyers and LNG sellers met.", set()),
    ("Because Peru refused, nothing was signed.", {("Peru", "country")}),
    # words drawn together with a verb, and a month before a noun, name nobody
    ("I'd wait. They've paid. March sales fell.", set()),
    # an office that the country is named with; the government is the country
    (
        "The Ministry of Health of Peru agreed.",
        {("Ministry of Health of Peru", "organisation")},
    ),
    ("The Bank of Ghana sold to Peru.", {("Bank of Ghana", "organisation"), ("Peru", "country")}),
    ("The Government of the Republic of Peru agreed.", {("Peru", "country")}),
    # "on" inside the name of a body, not after another word
    (
        "The Joint Working Group on Fisheries met.",
        {("Joint Working Group on Fisheries", "organisation")},
    ),
    ("They spent Kenyan money on Peru.", {("Kenya", "country"), ("Peru", "country")}),
    # a town or province whose name holds that of a country
    ("Mines in Western Australia closed.", {("Western Australia", "place")}),
    # the code of a currency is no name
    ("The loan is worth 5 million MUR.", set()),
    # a holder of high office is known by the full name, also after a short word
    ("To Lam flew home.", {("To Lam", "person")}),
    ("To Peru they sold wheat.", {("Peru", "country")}),
    ("Later its chairman, Do Van Hung, spoke.", {("Do Van Hung", "person")}),
    # an abbreviated title stands before a name only; one in capitals before capitals
    ("Defence minister Tanaka Gen spoke.", {("Tanaka Gen", "person")}),
    ("MINISTER TOM MBOYA: Thank you.", {("TOM MBOYA", "person")}),
    # blocs and regions
    ("ASEAN discussed West Africa.", None),
    ("Nothing was said.", set()),
    ("", set()),
]


def test_there_are_cases():
    assert len(CASES) == 30


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_actors(text, expected):
    if expected is None:
        expected = {
            ("ASEAN", "bloc"),
            ("West Africa", "place"),
        }
    assert actors(text) == expected


def test_mentions_do_not_overlap_and_quote_their_text():
    text = "Kenyan President William Ruto met Egypt's President Abdel Fattah el-Sisi in Nairobi."
    reading = read(text)
    spans = [(m.start, m.end) for m in reading.mentions]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert [reading.words(m) for m in reading.mentions] == [
        "Kenyan",
        "William Ruto",
        "Egypt",
        "Abdel Fattah el-Sisi",
        "Nairobi",
    ]


def test_family_name_is_an_alias_of_the_full_name():
    text = "President William Ruto flew home. Ruto was tired."
    ruto = read(text).actors["William Ruto"]
    assert (ruto.kind, ruto.aliases) == ("person", ("Ruto",))


def test_family_name_before_the_full_name_is_an_alias_of_it():
    ruto = read("Mwangi was late, traders said. On Friday President Peter Mwangi flew home.")
    assert {n: a.aliases for n, a in ruto.actors.items()} == {"Peter Mwangi": ("Mwangi",)}


def test_family_name_of_two_persons_before_either_is_nobodys_alias():
    text = "Silva was late. Then President Ana Silva and Minister Rui Silva spoke."
    assert read(text).actors["Ana Silva"].aliases == ()
    assert read(text).actors["Rui Silva"].aliases == ()


def test_family_name_stands_before_what_follows_it():
    reyes = read("Minister Jose Reyes Jr. spoke. Reyes left.").actors
    assert {n: a.aliases for n, a in reyes.items()} == {"Jose Reyes Jr": ("Reyes",)}


def test_spellings_with_and_without_a_hyphen_are_one_person():
    found = read("President Kim Dae Sung spoke. Later Kim Dae-sung left.").actors
    assert {n: a.aliases for n, a in found.items()} == {"Kim Dae-sung": ("Kim Dae Sung",)}


def test_family_name_that_is_a_towns_is_the_persons_unless_somebody_is_in_it():
    text = "Minister Ana Laurel spoke. Laurel then left. Prices rose in Laurel."
    assert [(n, f) for f, n, _ in forms(text)] == [
        ("Ana Laurel", "Ana Laurel"),
        ("Ana Laurel", "Laurel"),
        ("Laurel", "Laurel"),
    ]


def test_country_of_a_holder_of_high_office_is_known():
    assert actor_country(read("Julius Nyerere spoke."), "Julius Nyerere") == "Tanzania"
    assert actor_country(read("Minister Tom Mboya spoke."), "Tom Mboya") is None


def test_family_name_of_two_persons_goes_to_the_one_named_last():
    text = (
        "President Ana Silva spoke. Minister Rui Silva listened. Silva then left. "
        "President Ana Silva stayed. Silva smiled."
    )
    shared = [name for form, name, _ in forms(text) if form == "Silva"]
    assert shared == ["Rui Silva", "Ana Silva"]


def test_family_name_that_is_a_country_is_the_persons_where_the_text_has_the_person():
    assert (
        "Montenegro" not in read("Prime Minister Carla Montenegro spoke. Montenegro left.").actors
    )
    assert set(read("Montenegro joined.").actors) == {"Montenegro"}


def test_acronym_in_brackets_is_an_alias():
    text = "The Lima Chamber of Commerce (LCC) agreed. The LCC paid."
    assert read(text).actors["Lima Chamber of Commerce"].aliases == ("LCC",)


def test_honour_is_an_alias_and_no_part_of_the_name():
    salman = read("Sheikh Hamdan bin Khalid Al Maktoum came.").actors
    assert salman["Hamdan bin Khalid Al Maktoum"].aliases == (
        "Sheikh Hamdan bin Khalid Al Maktoum",
    )


CAPITALS = [
    ("Nairobi wants more time.", "Kenya", "capital"),
    ("They met in Nairobi.", "Nairobi", "name"),
    ("She flew to Nairobi.", "Nairobi", "name"),
    ("It sold wheat to Nairobi.", "Kenya", "capital"),
    ("The pressure from Nairobi grew.", "Kenya", "capital"),
    ("He flew home from Nairobi.", "Nairobi", "name"),
    ("The Nairobi talks failed.", "Nairobi", "name"),
    ("NAIROBI, May 5 - Prices rose.", "Nairobi", "name"),
    ("That left Nairobi with a deficit.", "Kenya", "capital"),
    ("He left Nairobi on Friday.", "Nairobi", "name"),
]


@pytest.mark.parametrize(("text", "actor", "form"), CAPITALS, ids=[c[0] for c in CAPITALS])
def test_capital_is_government_or_city(text, actor, form):
    assert [(m.actor, m.form) for m in read(text).mentions if m.form != "pronoun"] == [
        (actor, form)
    ]


def test_seat_of_a_bloc_stands_for_the_bloc_unless_its_country_is_named():
    assert [f[1] for f in forms("The EU waited. Brussels refused.")][-1] == "European Union"
    assert [f[1] for f in forms("Belgium and the EU waited. Brussels refused.")][-1] == "Belgium"


COUNTRIES = [
    ("Kenyan President William Ruto spoke.", "William Ruto", "Kenya"),
    ("Kenya's trade minister, Moses Kuria, spoke.", "Moses Kuria", "Kenya"),
    ("Moses Kuria, Kenya's trade minister, spoke.", "Moses Kuria", "Kenya"),
    ("The Bank of Ghana waited.", "Bank of Ghana", "Ghana"),
    ("The buyers met in Mombasa.", "Mombasa", "Kenya"),
    ("Kenya sold tea, and President Ana Silva bought it.", "Ana Silva", None),
]


@pytest.mark.parametrize(("text", "name", "country"), COUNTRIES, ids=[c[0] for c in COUNTRIES])
def test_country_of_an_actor(text, name, country):
    assert actor_country(read(text), name) == country


def test_countries_in_a_sentence_come_in_order_and_once():
    reading = read("Peru and Chile met. Chilean officials told Peru of Chile's wish.")
    assert [countries_in(reading, s) for s in reading.sentences] == [
        ("Peru", "Chile"),
        ("Chile", "Peru"),
    ]


def test_same_text_gives_the_same_actors():
    text = "Kenya, Egypt and the Bank of Ghana met President Ana Silva in Lima."
    assert list(read(text).actors.items()) == list(read(text).actors.items())


def test_a_continent_belongs_to_no_country_though_a_town_has_its_name():
    reading = read("Kenya looks for partners in Asia and in Mombasa.")
    assert {a.name: a.country for a in reading.actors.values()} == {
        "Kenya": None,
        "Asia": None,
        "Mombasa": "Kenya",
    }


def test_a_point_of_the_compass_is_nobody_but_a_name_with_it_is():
    reading = read("Kenya stands between East and West, says East Timor.")
    assert {a.name: a.kind for a in reading.actors.values()} == {
        "Kenya": "country",
        "Western nations": "bloc",
        "Timor-Leste": "country",
    }


@pytest.mark.parametrize(
    ("text", "person", "aliases"),
    [
        ("President Karim el-Toro spoke. Toro left.", "Karim el-Toro", ("Toro",)),
        ("President Karim al-Burkan spoke. Burkan left.", "Karim al-Burkan", ("Burkan",)),
        ("President Pavlo Karensky spoke. Karenskyy left.", "Pavlo Karensky", ("Karenskyy",)),
        ("Datuk Seri Ahmad Toro spoke in Jakarta.", "Ahmad Toro", None),
    ],
)
def test_short_and_other_spellings_are_one_person(text, person, aliases):
    actors = read_document(Document("note.txt", text, "")).actors
    persons = [a for a in actors.values() if a.kind == "person"]
    assert [a.name for a in persons] == [person]
    assert aliases is None or persons[0].aliases == aliases


def test_two_family_names_with_one_article_are_two_persons():
    text = "President Karim al-Toro met Prime Minister Omar al-Burkan. Burkan left."
    actors = read_document(Document("note.txt", text, "")).actors
    assert {a.name for a in actors.values() if a.kind == "person"} == {
        "Karim al-Toro",
        "Omar al-Burkan",
    }


def test_a_lake_is_no_capital_and_a_capital_is_no_lake():
    lake = read_document(Document("note.txt", "Ships cross Lake Victoria at night.", "")).actors
    assert [(a.name, a.kind) for a in lake.values()] == [("Lake Victoria", "place")]
    land = read_document(Document("note.txt", "Ships left Seychelles at night.", "")).actors
    assert [(a.name, a.kind) for a in land.values()] == [("Seychelles", "country")]
