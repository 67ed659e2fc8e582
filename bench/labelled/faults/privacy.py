"""Personal data in pages and documents: RULES section 4."""

from __future__ import annotations

from labelled.entries import attach
from labelled.faults.contents import plain_entry
from labelled.planting import SHOWN, Ground, plant
from labelled.truth import Ref
from labelled.wording import words

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
READABLE = ("xlsx", "csv", "docx", "pdf")
CARD = "622848"


def citizen_id(g: Ground, wrong: int = 0) -> str:
    """An invented citizen id; `wrong` spoils its check character."""
    first = f"{g.site.area}{g.rng.randint(1962, 1999)}{g.rng.randint(1, 12):02d}{g.rng.randint(1, 28):02d}{g.rng.randint(100, 999)}"
    rest = sum(int(c) * w for c, w in zip(first, ID_WEIGHTS, strict=True)) % 11
    return first + "10X98765432"[(rest + wrong) % 11]


def bank_card(g: Ground, wrong: int = 0) -> str:
    """An invented card number of nineteen digits that satisfies Luhn; `wrong` spoils the last digit."""
    first = CARD + "".join(g.rng.choice("0123456789") for _ in range(12))
    total = 0
    for n, digit in enumerate(reversed(first)):
        value = int(digit) * (2 if n % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return first + str((10 - total % 10 + wrong) % 10)


def _mobile(g: Ground) -> str:
    return f"13{g.rng.randint(5, 9)}{g.rng.randint(10_000_000, 99_999_999)}"


def _persons(g: Ground, count: int) -> list[str]:
    return list(g.rng.sample(words("bodies")["persons"], count))


@plant("personal-data-absent", breach=True, phase=SHOWN)
def citizen_id_in_text(g: Ground) -> None:
    """A full citizen id number in running text or in a table."""
    column, doc = plain_entry(g)
    form = g.rng.choice([words("breaches")["id_line"], words("breaches")["id_rows"]])
    doc.body.append(form.format(r=_persons(g, 1)[0], i=citizen_id(g)))
    g.truth.fault("personal-data-absent", Ref(column, doc))


@plant("personal-data-absent", breach=True, phase=SHOWN)
def mobile_numbers_in_a_list(g: Ground) -> None:
    """Mobile numbers beside names."""
    column, doc = plain_entry(g)
    persons = _persons(g, 2)
    number = f"{g.rng.randint(0, 99_999_999):08d}"
    doc.body.append(words("breaches")["mobile_rows"].format(r=persons[0], r2=persons[1], m=number))
    g.truth.fault("personal-data-absent", Ref(column, doc))


@plant("personal-data-absent", breach=True, phase=SHOWN)
def bank_card_in_text(g: Ground) -> None:
    """A card number that satisfies Luhn, with the words for a bank beside it."""
    column, doc = plain_entry(g)
    form = g.rng.choice(words("plants")["bank"])
    doc.body.append(form.format(r=_persons(g, 1)[0], n=bank_card(g)))
    g.truth.fault("personal-data-absent", Ref(column, doc))


def _listed(g: Ground, heads: str, values: list[str]) -> Ref:
    """An entry with one attached list of names and `values`."""
    column, doc = plain_entry(g)
    attachment = attach(doc, g.writer, g.rng.choice(READABLE))
    attachment.name = g.rng.choice(words("plants")["list_names"])
    persons = _persons(g, len(values))
    attachment.rows = [list(words("plants")[heads])]
    attachment.rows += [[str(n + 1), persons[n], value] for n, value in enumerate(values)]
    return Ref(column, doc, 1)


@plant("personal-data-absent", breach=True, phase=SHOWN)
def citizen_ids_in_attachment(g: Ground) -> None:
    """A list of names with their ids hangs below."""
    g.truth.fault("personal-data-absent", _listed(g, "id_heads", [citizen_id(g) for _ in range(4)]))


@plant("personal-data-absent", breach=True, phase=SHOWN)
def mobile_numbers_in_attachment(g: Ground) -> None:
    """A list of names with their mobile numbers hangs below."""
    g.truth.fault("personal-data-absent", _listed(g, "mobile_heads", [_mobile(g) for _ in range(4)]))


@plant("personal-data-absent", breach=False, phase=SHOWN)
def masked_ids_in_attachment(g: Ground) -> None:
    """The attached list masks the middle of every id."""
    masked = [f"{i[:6]}********{i[-4:]}" for i in (citizen_id(g) for _ in range(4))]
    g.truth.near("personal-data-absent", _listed(g, "id_heads", masked))


@plant("personal-data-absent", breach=False, phase=SHOWN)
def masked_and_lookalike_numbers(g: Ground) -> None:
    """A masked id, a credit code, an order number of eighteen digits."""
    column, doc = plain_entry(g)
    masked = citizen_id(g)[:6] + "********" + "1234"
    text = words("breaches")["masked"]
    doc.body.append(text.format(r=_persons(g, 1)[0], i=masked, u=g.site.credit_code))
    g.truth.near("personal-data-absent", Ref(column, doc))


@plant("personal-data-absent", breach=False, phase=SHOWN)
def numbers_like_ids_and_cards(g: Ground) -> None:
    """A wrong check character, a number that satisfies Luhn without a word of banks."""
    column, doc = plain_entry(g)
    text = words("plants")["order_number"]
    doc.body.append(text.format(n=bank_card(g), m=citizen_id(g, wrong=3)))
    g.truth.near("personal-data-absent", Ref(column, doc))


@plant("personal-data-absent", breach=False, phase=SHOWN)
def office_numbers(g: Ground) -> None:
    """The office's own published phones."""
    column, doc = plain_entry(g)
    doc.body.append(words("breaches")["office"].format(o=g.site.name))
    g.truth.near("personal-data-absent", Ref(column, doc))
