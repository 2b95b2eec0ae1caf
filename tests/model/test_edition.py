"""What portal.yml may say of a site: an address, areas to set it beside, who answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from build_scripts.model.edition import Portal
from tests.mistakes import TINY_PORTAL

GROUP: dict[str, Any] = {"id": "mets", "name": "mets", "means": "some", "areas": ["E10000992"]}
TEXT = (TINY_PORTAL / "portal.yml").read_text(encoding="utf-8")


def portal(change: Callable[[dict[str, Any]], object]) -> Portal:
    """The tiny portal's settings, with a change."""
    content = yaml.load(TEXT, Loader=yaml.BaseLoader)
    change(content)
    return Portal.model_validate(content)


def groups(*given: dict[str, Any]) -> Callable[[dict[str, Any]], object]:
    return lambda content: content["comparators"].update(groups=list(given))


def test_the_tiny_portal_fits() -> None:
    assert portal(groups(GROUP)).comparators.groups[0].id == "mets"


@pytest.mark.parametrize(
    "address",
    ["https://x.example/?q", "https://x.example/a?b=1", "https://x.example/#top", "ftp://x", "x"],
)
def test_a_site_stands_in_a_folder(address: str) -> None:
    with pytest.raises(ValidationError):
        portal(lambda content: content.update(address=address))


@pytest.mark.parametrize("address", ["https://x.example", "https://x.example/a/b"])
def test_its_address_ends_with_a_slash(address: str) -> None:
    found = portal(lambda content: content.update(address=address))
    assert str(found.address) == f"{address}/"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([{**GROUP, "areas": []}], "a group without areas"),
        ([{**GROUP, "areas": ["E10000991"]}], "a group of the council alone"),
        ([GROUP, {**GROUP, "id": "other"}], "two groups called “mets”"),
        ([GROUP, {**GROUP, "name": "other"}], "two groups with the id “mets”"),
        ([{**GROUP, "areas": ["E10000992", "E10000992"]}], "“E10000992” twice in a group"),
        ([{**GROUP, "id": "neighbours"}], "“neighbours”"),
    ],
)
def test_a_group_is_of_others_and_can_be_told_from_the_rest(
    given: list[dict[str, Any]], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        portal(groups(*given))


@pytest.mark.parametrize("email", ["a@x", "a@-.", "a b@x.example", "@x.example", "a@x..example"])
def test_an_email_address_is_one(email: str) -> None:
    with pytest.raises(ValidationError):
        portal(lambda content: content["contact"].update(email=email))
