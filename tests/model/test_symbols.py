"""What role a symbol has, whatever its letter, and where it may stand."""

from __future__ import annotations

import pickle
from typing import get_args

import pytest
import yaml
from pydantic import ValidationError

from build_scripts.model.symbols import STANDARD, KnownSymbols, Role, Symbol, Symbols
from tests.mistakes import TINY_PORTAL
from tests.places import DATASETS

SYMBOLS_FILE = "_shared/symbols.yml"


def _symbol(symbol: str, stands: str = "either", **keys: object) -> Symbol:
    words = {"means": "a meaning", "explanation": "An explanation."}
    return Symbol.model_validate({"symbol": symbol, "stands": stands, **words, **keys})


def test_the_shorthand_of_official_statistics_has_its_roles_without_a_word() -> None:
    text = (TINY_PORTAL / SYMBOLS_FILE).read_text(encoding="utf-8")
    assert "role" not in text
    found = KnownSymbols(Symbols.model_validate(yaml.safe_load(text)).symbols)
    assert {name: symbol.role for name, symbol in found.items()} == STANDARD


def test_the_default_symbols_say_the_roles_they_would_have_without() -> None:
    text = (DATASETS / SYMBOLS_FILE).read_text(encoding="utf-8")
    given = {item["symbol"]: item["role"] for item in yaml.safe_load(text)["symbols"]}
    assert {name: role for name, role in given.items() if name in STANDARD} == STANDARD


def test_every_standard_role_is_a_role() -> None:
    assert set(STANDARD.values()) <= set(get_args(Role))


def test_another_portal_may_write_withheld_and_a_break_with_other_letters() -> None:
    found = KnownSymbols(
        [
            _symbol("k", "instead_of_value", role="withheld"),
            _symbol("q", role="break"),
            _symbol("c", "beside_value", role="provisional"),
            _symbol("n"),
        ]
    )
    assert found.with_role("withheld") == {"k"}
    assert found.with_role("break") == {"q"}
    assert found.with_role("nearly_none") == frozenset()
    assert [found.role_of(status) for status in ("k", "q", "c", "n", "", "b")] == [
        "withheld",
        "break",
        "provisional",
        None,
        None,
        None,
    ]


def test_several_symbols_may_have_one_role() -> None:
    found = KnownSymbols([_symbol(name, "instead_of_value", role="withheld") for name in "ck"])
    assert found.with_role("withheld") == {"c", "k"}


def test_symbols_keep_their_order_and_say_where_they_may_stand() -> None:
    found = KnownSymbols(
        [_symbol("z", "instead_of_value"), _symbol("u"), _symbol("p", "beside_value")]
    )
    assert (list(found), len(found), found["u"].stands) == (["z", "u", "p"], 3, "either")
    assert (found.without_value, found.may_replace_value) == (("z",), ("z", "u"))
    assert found == pickle.loads(pickle.dumps(found))


@pytest.mark.parametrize("role", ["withheld", "not_applicable", "nearly_none"])
@pytest.mark.parametrize("stands", ["beside_value", "either"])
def test_a_symbol_for_no_figure_stands_instead_of_one(role: str, stands: str) -> None:
    with pytest.raises(ValidationError, match=f"`stands: {stands}` .* role {role}"):
        _symbol("k", stands, role=role)


@pytest.mark.parametrize("role", ["break", "provisional"])
def test_a_symbol_about_a_figure_does_not_stand_instead_of_it(role: str) -> None:
    with pytest.raises(ValidationError, match=f"`stands: instead_of_value` .* role {role}"):
        _symbol("k", "instead_of_value", role=role)
    assert _symbol("k", "beside_value", role=role).role == role


def test_a_standard_letter_that_stands_otherwise_needs_a_role_of_its_own() -> None:
    with pytest.raises(ValidationError, match="another `role`"):
        _symbol("c", "beside_value")


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(ValidationError, match="role"):
        _symbol("k", role="secret")
