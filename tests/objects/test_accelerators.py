"""Types as they read in strings."""

import pytest

from eopsh.objects import PSObject, to_string, to_text
from eopsh.objects.accelerators import accelerator, type_text

TEXTS = [
    pytest.param("System.Int32", "int", id="short name"),
    pytest.param("System.String[]", "string[]", id="array"),
    pytest.param("System.Int32[,]", "int[,]", id="two dimensions"),
    pytest.param("System.Text.StringBuilder", "System.Text.StringBuilder", id="none"),
    pytest.param("System.Object", "System.Object", id="object has none"),
    pytest.param("System.Collections.Generic.List`1[[System.DateTime]]", "System.Collections.Generic.List[datetime]", id="argument"),
    pytest.param("System.Tuple[int,System.Uri]", "System.Tuple[int,uri]", id="two arguments"),
    pytest.param("System.Tuple`1[[System.Tuple`2[[System.Int64],[System.Guid]]]]", "System.Tuple[System.Tuple[long,guid]]", id="nested"),
]


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_type_text(name: str, text: str) -> None:
    assert type_text(name) == text


def test_a_type_reads_short_and_writes_its_full_name_itself() -> None:
    value = PSObject(type_names=("System.RuntimeType", "System.Type"), text="System.Int32")
    assert to_text(value) == "int"
    assert to_string(value) == "System.Int32"


def test_most_types_have_no_short_name() -> None:
    assert accelerator("System.Text.StringBuilder") is None
