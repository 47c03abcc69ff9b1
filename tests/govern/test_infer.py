"""What is inferred about values, so that nobody has to declare it."""

from __future__ import annotations

import pytest

from fieldpact.govern.governance import Governance
from fieldpact.govern.infer import Verdict, infer


def verdicts(
    model_of, governance: Governance, fields: str, more: str = "", languages: str = "en"
) -> dict[str, Verdict]:
    app = model_of(f"  shop:\n    fields:\n{fields}{more}", languages)
    return {
        path.removeprefix("shop."): v for path, v in infer(app, governance.lexicon(app.languages)[0]).fields.items()
    }


@pytest.mark.parametrize(
    ("field", "language", "expected"),
    [
        ("{type: phone}", "en", "personal"),
        ("{type: email}", "en", "personal"),
        ("{type: text, label: First name}", "en", "personal"),
        ("{type: text, label: Kontaktpersonens namn}", "sv", "personal"),
        ("{type: date, label: Geburtsdatum}", "de", "personal"),
        ('{type: text, label: "Plaque d\'immatriculation"}', "fr", "personal"),
        ("{type: text, label: Personnummer}", "sv", "restricted"),
        ("{type: text, label: Blood type}", "en", "restricted"),
        ("{type: yes_no, label: Trade union member}", "en", "restricted"),
        ("{type: text, label: Phone model}", "en", "internal"),
        ("{type: yes_no, label: Birthday card sent}", "en", "internal"),
        ("{type: text, label: Diagnosis of the cooler}", "en", "internal"),
        ("{type: text, label: Alter}", "en", "internal"),
        ("{type: photo}", "en", "internal"),
        ("{type: photo, purpose: team_recognition}", "en", "personal"),
        ("{type: phone, about: a_place}", "en", "internal"),
        ("{type: text, label: Blood type, about: a_thing}", "en", "internal"),
        ("{type: text, about: a_person}", "en", "personal"),
        ("{type: money, class: confidential}", "en", "confidential"),
        ("{type: file}", "en", "confidential"),
        ("{type: file, about: a_thing}", "en", "internal"),
        ("{type: file, about: a_person}", "en", "personal"),
        ("{type: file, label: Sick leave}", "en", "restricted"),
        ("{type: hidden, label: First name}", "en", "personal"),
        ("{type: rating}", "en", "internal"),
    ],
)
def test_class_by_type_label_and_one_word(model_of, governance, field, language, expected):
    found = verdicts(model_of, governance, f"      f: {field}\n", languages=language)
    assert found["f"].effective == expected


def test_an_id_is_read_as_english_whatever_the_label(model_of, governance):
    found = verdicts(model_of, governance, "      first_name: {type: text, label: Etunimi}\n", languages="fi")
    assert found["first_name"].effective == "personal"


def test_a_formula_is_as_private_as_what_it_is_made_of(model_of, governance):
    fields = """\
      name: text
      phone: phone
      card: {type: text, formula: '=$"{name} {phone}"'}
      shout: {type: text, formula: =Upper(card)}
      size: {type: integer, formula: =Len(name)}
      unseen: {type: hidden, formula: =phone}
"""
    found = verdicts(model_of, governance, fields)
    assert {name: v.effective for name, v in found.items() if name in ("card", "shout", "size", "unseen")} == {
        "card": "personal",
        "shout": "personal",
        "size": "internal",
        "unseen": "personal",
    }
    assert not found["card"].collects
    assert found["card"].reason == "made of shop.phone"


def test_lines_pass_on_to_their_totals(model_of, governance):
    fields = """\
      guests:
        type: lines
        row: guest
        fields: {first_name: text, cost: money}
      names: {type: text, formula: '=Concat(guests, first_name, ", ")'}
      cost: {type: money, formula: '=Sum(guests, cost)'}
"""
    found = verdicts(model_of, governance, fields)
    assert (found["names"].effective, found["cost"].effective) == ("personal", "internal")


def test_a_link_shows_the_title_and_takes_single_fields(model_of, governance):
    other = """\
  contact:
    title: =name
    fields: {name: text, town: text, phone: phone}
  outlet:
    title: =name
    fields: {name: text, phone: phone, town: text}
"""
    fields = """\
      who: {type: link, to: contact}
      where: {type: link, to: outlet}
      town: {type: text, formula: =where.town}
      call: {type: text, formula: =where.phone}
"""
    found = verdicts(model_of, governance, fields, other)
    assert {name: found[name].effective for name in ("who", "where", "town", "call")} == {
        "who": "personal",
        "where": "internal",
        "town": "internal",
        "call": "personal",
    }


def test_who_uses_the_app_is_a_person_and_a_territory_is_none(model_of, governance):
    fields = """\
      by: {type: text, formula: =Me().name}
      chief: {type: text, formula: =owner.name}
      region: {type: text, formula: =Me().territory}
      today: {type: phone}
      due: {type: date, formula: =Today() + 7}
"""
    found = verdicts(model_of, governance, fields)
    assert {name: v.effective for name, v in found.items() if name in ("by", "chief", "region", "due")} == {
        "by": "personal",
        "chief": "personal",
        "region": "internal",
        "due": "internal",
    }


def test_links_in_a_circle_come_to_rest(model_of, governance):
    other = """\
  one:
    title: =two.phone
    fields: {two: {type: link, to: two}}
  two:
    title: =phone
    fields: {one: {type: link, to: one}, phone: phone}
"""
    app = model_of(other)
    found = infer(app, governance.lexicon(app.languages)[0])
    assert found.fields["two.one"].effective == "personal"
    assert found.titles == {"call": "internal", "one": "personal", "two": "personal"}


def test_allergies_matter_only_near_people(model_of, governance):
    fields = "      phone: phone\n      allergies: text\n"
    alone = verdicts(model_of, governance, fields)
    linked = verdicts(
        model_of,
        governance,
        fields + "      guest: {type: link, to: guest}\n",
        "  guest:\n    title: =first_name\n    fields: {first_name: text}\n",
    )
    assert (alone["allergies"].special, linked["allergies"].special) == (None, "health")
