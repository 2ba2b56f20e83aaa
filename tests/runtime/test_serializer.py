"""PSSerializer: values to documents and back."""

from __future__ import annotations

import pytest

from eopsh.runtime.methods.serializer import indented
from tests.oracle import answer
from tests.oracle.agreement import ids

TYPE = "[System.Management.Automation.PSSerializer]"


def text(script: str) -> str:
    """Run a script and return what the console shows."""
    return str(answer("run", {"id": "case", "script": script})["text"])


def test_each_element_stands_on_a_line() -> None:
    assert indented('<Objs V="1"><Obj><LST><S>a</S><Nil /></LST><S></S></Obj></Objs>').splitlines() == [
        *('<Objs V="1">', "  <Obj>", "    <LST>", "      <S>a</S>", "      <Nil />", "    </LST>", "    <S></S>", "  </Obj>", "</Objs>"),
    ]


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        pytest.param("$c.A.B[1]", "2\n", id="whole"),
        pytest.param("$c.A.B[1] = 9; $o.A.B[1]", "2\n", id="a copy of its own"),
        pytest.param("$c.D.PSObject.TypeNames[0]", "Deserialized.System.Object[]\n", id="types say so"),
        pytest.param("$c.PSObject.TypeNames[0]", "System.Management.Automation.PSCustomObject\n", id="but not of custom objects"),
        pytest.param(f"{TYPE}::DeserializeAsList({TYPE}::Serialize('x')).Count", "1\n", id="as a list"),
    ],
)
def test_there_and_back(script: str, shown: str) -> None:
    setup = f"$o = [pscustomobject]@{{A = @{{B = 1, 2}}; D = @('x')}}; $c = {TYPE}::Deserialize({TYPE}::Serialize($o))"
    assert text(f"{setup}; {script}") == shown


def test_an_object_that_holds_itself_ends() -> None:
    assert text(f"$o = [pscustomobject]@{{N=1}}; $o | Add-Member S $o; {TYPE}::Deserialize({TYPE}::Serialize($o)).S.S.N") == "1\n"


def test_damage_is_an_error() -> None:
    assert ids(answer("run", {"id": "case", "script": f"{TYPE}::Deserialize('<Objs><Obj>')"})) == ["XmlException"]
