"""Reading and writing CLIXML: what is written reads back the same, damage stays where it is, secrets stay secret."""

from __future__ import annotations

import datetime
import gc
import tracemalloc
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eopsh.language.tree import ScriptBlock as Tree
from eopsh.objects import (
    BigInteger,
    Byte,
    Char,
    Credential,
    DateTime,
    EnumValue,
    ErrorRecord,
    Int16,
    Int64,
    Member,
    PSDict,
    PSList,
    PSObject,
    Reader,
    SByte,
    ScriptBlock,
    SecureString,
    Single,
    TimeSpan,
    TypeMembers,
    UInt16,
    UInt32,
    UInt64,
    Uri,
    Value,
    Version,
    XmlText,
    read_clixml,
    read_error,
    read_value,
    use_type_members,
    write_clixml,
    write_value,
)
from eopsh.objects.clixml.writer import SecureStringError

ENUM = ("My.Enum", "System.Enum", "System.ValueType", "System.Object")
HEAD = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">'

WRITTEN: list[tuple[Value, str]] = [
    ("a", "<S>a</S>"),
    ("", "<S></S>"),
    ("a\r\nb", "<S>a_x000D__x000A_b</S>"),
    ("_x000a_", "<S>_x005F_x000a_</S>"),
    ("_X", "<S>_x005F_X</S>"),
    ("😀", "<S>_xD83D__xDE00_</S>"),
    ("\ud83d", "<S>_xD83D_</S>"),
    ("a&<>b", "<S>a&amp;&lt;&gt;b</S>"),
    ("Grüße 陈", "<S>Grüße 陈</S>"),
    (None, "<Nil />"),
    (True, "<B>true</B>"),
    (5, "<I32>5</I32>"),
    (2**31, "<I64>2147483648</I64>"),
    (2**63, "<U64>9223372036854775808</U64>"),
    (2**64, "<D>18446744073709551616</D>"),
    (Int64(5), "<I64>5</I64>"),
    (Int16(5), "<I16>5</I16>"),
    (Byte(5), "<By>5</By>"),
    (SByte(-5), "<SB>-5</SB>"),
    (UInt16(5), "<U16>5</U16>"),
    (UInt32(5), "<U32>5</U32>"),
    (UInt64(5), "<U64>5</U64>"),
    (1.0, "<Db>1</Db>"),
    (1.5e300, "<Db>1.5E+300</Db>"),
    (1e16, "<Db>10000000000000000</Db>"),
    (float("-inf"), "<Db>-INF</Db>"),
    (Single(1.5), "<Sg>1.5</Sg>"),
    (Decimal("1.10"), "<D>1.10</D>"),
    (Char("c"), "<C>99</C>"),
    (b"\x01\x02\x03", "<BA>AQID</BA>"),
    (UUID(int=0), "<G>00000000-0000-0000-0000-000000000000</G>"),
    (DateTime.of(2024, 1, 2, 3, 4, 5), "<DT>2024-01-02T03:04:05</DT>"),
    (datetime.datetime(2024, 1, 2, 3, 4, 5, 678_000, datetime.UTC), "<DT>2024-01-02T03:04:05.678Z</DT>"),
    (DateTime.of(1, 1, 1), "<DT>0001-01-01T00:00:00</DT>"),
    (datetime.timedelta(days=1, hours=2), "<TS>P1DT2H</TS>"),
    (TimeSpan(0), "<TS>PT0S</TS>"),
    (Version(15, 1, 225, 42), "<Version>15.1.225.42</Version>"),
    (Uri("https://a/?b&c"), "<URI>https://a/?b&amp;c</URI>"),
    (XmlText("<a />"), "<XD>&lt;a /&gt;</XD>"),
    (ScriptBlock(Tree(0, 0, (), (), None, ()), " 1 "), "<SBK> 1 </SBK>"),
    (
        EnumValue(ENUM, "B", Byte(200)),
        '<Obj RefId="0"><TN RefId="0"><T>My.Enum</T><T>System.Enum</T><T>System.ValueType</T><T>System.Object</T></TN>'
        "<ToString>B</ToString><By>200</By></Obj>",
    ),
    (
        [1, "a"],
        '<Obj RefId="0"><TN RefId="0"><T>System.Object[]</T><T>System.Array</T><T>System.Object</T></TN>'
        "<LST><I32>1</I32><S>a</S></LST></Obj>",
    ),
    (
        {"a": 1},
        '<Obj RefId="0"><TN RefId="0"><T>System.Collections.Hashtable</T><T>System.Object</T></TN>'
        '<DCT><En><S N="Key">a</S><I32 N="Value">1</I32></En></DCT></Obj>',
    ),
    (PSObject({"a<b": 1}, text="t"), '<Obj RefId="0"><ToString>t</ToString><MS><I32 N="a&lt;b">1</I32></MS></Obj>'),
    (PSObject(adapted={"A": "x"}, notes={"N": None}), '<Obj RefId="0"><Props><S N="A">x</S></Props><MS><Nil N="N" /></MS></Obj>'),
    (BigInteger(5), "<I32>5</I32>"),
]


@pytest.mark.parametrize(("value", "text"), [pytest.param(*case, id=case[1][:60]) for case in WRITTEN])
def test_written(value: Value, text: str) -> None:
    assert write_value(value).decode() == text


def test_what_comes_twice_is_written_once() -> None:
    shared = PSObject({"A": 1}, type_names=("T",))
    again = read_value(write_value(PSObject({"X": shared, "Y": shared}, type_names=("T",))))
    assert isinstance(again, PSObject)
    assert again.get("X") is again.get("Y")
    assert write_value([shared, shared]).count(b"<T>T</T>") == 1


def test_an_object_may_hold_itself() -> None:
    loop = PSObject(type_names=("T",))
    loop.set("Self", loop)
    items = PSList()
    items.append(items)
    again, list_again = read_value(write_value(loop)), read_value(write_value(items))
    assert isinstance(again, PSObject)
    assert again.get("Self") is again
    assert isinstance(list_again, list)
    # PowerShell writes the outermost collection once more where it holds itself.
    assert isinstance(list_again[0], list)
    assert list_again[0][0] is list_again[0]


def test_nesting_ends() -> None:
    value: Value = 1
    for _ in range(200):
        value = [value]
    assert b"Serialized XML is nested too deeply." in write_value(value)


NAMES = st.text(st.characters(min_codepoint=1, max_codepoint=0x2FFF), min_size=1, max_size=8).map(str.lower)
PRIMITIVES = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=12),
    st.integers(-(2**63), 2**64 - 1).map(lambda number: number if number < 2**63 else UInt64(number)),
    st.floats(allow_nan=False),
    st.decimals(-(10**20), 10**20, places=4),
    st.binary(max_size=12),
    st.uuids(),
    st.integers(0, 3_155_378_975_999_999_999).map(DateTime),
    st.builds(lambda ticks, minutes: DateTime(ticks, "Local", minutes), st.integers(10**15, 3 * 10**18), st.integers(-840, 840)),
    st.integers(-(2**63) + 1, 2**63 - 1).map(TimeSpan),
    st.builds(Version, *[st.integers(0, 2**31 - 1)] * 4),
    st.builds(EnumValue, st.just(ENUM), st.text(max_size=6), st.integers(-5, 5)),
    st.integers(0, 0xFFFF).map(chr).map(Char),
)


def _object(notes: dict[str, Value], adapted: dict[str, Value], names: tuple[str, ...], text: str | None) -> PSObject:
    return PSObject(notes, adapted=adapted, type_names=names, text=text)


def bags(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    bag = st.dictionaries(NAMES, inner, max_size=4)
    types = st.sampled_from([(), ("T", "System.Object"), ("A<b>", "B&c")])
    return st.one_of(
        st.lists(inner, max_size=4).map(lambda items: PSList(items, ("System.Collections.ArrayList", "System.Object"))),
        st.lists(inner, max_size=4).map(lambda items: PSList(items, ("My.List", "System.Object"))),
        st.dictionaries(NAMES, inner, max_size=4).map(lambda items: PSDict(items)),
        st.builds(_object, bag, bag, types, st.none() | st.text(max_size=8)),
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.recursive(PRIMITIVES, bags, max_leaves=12))
def test_what_is_written_reads_back(value: Value) -> None:
    again = read_value(write_value(value))
    assert again == value
    assert type(again) is type(value) or isinstance(value, int)
    assert read_clixml(write_clixml([value, value]))[0] == value


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_any_text_survives(text: str) -> None:
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    assert read_value(write_value(text)) == joined


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_reading_never_raises(data: bytes) -> None:
    values = [read_value(data), read_value(b"<Obj><MS>" + data + b"</MS></Obj>"), *read_clixml(HEAD.encode() + data + b"</Objs>")]
    assert values


READ: list[tuple[str, Value]] = [
    ("\ufeff<S>a</S>", "a"),
    ("<S>a<![CDATA[b]]>c</S>", "abc"),
    ("<Foo>text</Foo>", "text"),
    ('<Obj><MS><Foo N="A">x<b>y</b></Foo></MS></Obj>', PSObject({"A": "xy"})),
    ('<Obj RefId="0"><S>x</S></Obj>', "x"),
    ('<Obj RefId="0"><Obj RefId="1"><S>x</S></Obj></Obj>', "x"),
    ('<Obj><S>x</S><MS><S N="Path">p</S></MS></Obj>', PSObject({"Path": "p"}, base="x")),
    (
        '<Obj><Obj><TN><T>In</T></TN><Props><I32 N="P">1</I32></Props><MS><I32 N="M">2</I32></MS></Obj><MS><I32 N="O">0</I32></MS></Obj>',
        PSObject({"O": 0, "M": 2, "P": 1}, type_names=("In",)),
    ),
    ('<Obj><MS><S N="A">p</S><S N="a">q</S></MS></Obj>', PSObject({"a": "q"})),
    ('<Obj><MS><Obj N="A" RefId="7"><S></S></Obj><Ref N="B" RefId="7" /></MS></Obj>', PSObject({"A": "", "B": ""})),
    ("<I32>+5</I32>", 5),
    ("<DT>2024</DT>", DateTime.of(2024, 1, 1)),
    ("<DT>2024-01-02T03:04:05.12345678Z</DT>", DateTime.of(2024, 1, 2, 3, 4, 5, 1_234_568, "Utc")),
    ("<TS>P1Y</TS>", TimeSpan.of(days=365)),
    ("<BA>AQ ID</BA>", b"\x01\x02\x03"),
    ("<SBK> 1 </SBK>", " 1 "),
]


@pytest.mark.parametrize(("text", "value"), [pytest.param(*case, id=case[0][:60]) for case in READ])
def test_read(text: str, value: Value) -> None:
    assert read_value(text.encode()) == value


DAMAGE = [
    ("<I32>abc</I32>", "abc"),
    ("<I32>2147483648</I32>", "Int32"),
    ("<B>True</B>", "True"),
    ("<D>1e2</D>", "1e2"),
    ("<DT>2024-13-02T03:04:05</DT>", "month"),
    ("<G>x</G>", "hex"),
    ("<BA>A</BA>", "base64"),
    ('<Obj><MS><I32 N="Size">x</I32></MS></Obj>', "property Size"),
    ("<Obj><Props><S>no name</S></Props></Obj>", "no name"),
    ('<Obj><TNRef RefId="9" /></Obj>', "'9'"),
    ('<Obj><LST><Ref RefId="9" /></LST></Obj>', "RefId 9"),
    ("<Obj><DCT><En></En></DCT></Obj>", "one key and one value"),
    ('<Obj><DCT><En><Nil N="Key" /><S N="Value">v</S></En></DCT></Obj>', "null"),
    ("<S>a & b</S>", ""),
    ("", ""),
    ("<S>" + "\x01" + "</S>", ""),
    ("<LST>" * 2000 + "</LST>" * 2000, ""),
]


@pytest.mark.parametrize(("text", "named"), [pytest.param(*case, id=case[0][:50].replace("\x01", "?")) for case in DAMAGE])
def test_damage_becomes_one_error(text: str, named: str) -> None:
    value = read_value(text.encode())
    if text.startswith("<LST>"):
        assert value == ""
        return
    assert isinstance(value, ErrorRecord)
    assert value.fully_qualified_id == "DamagedObject"
    assert named in value.message


def test_damage_costs_no_neighbour() -> None:
    bad = '<Obj><ToString>Ann</ToString><MS><DT N="When">never</DT></MS></Obj>'
    values = read_clixml(f"{HEAD}<S>a</S>{bad}<S>b</S></Objs>".encode())
    assert (values[0], values[2], len(values)) == ("a", "b", 3)
    assert isinstance(values[1], ErrorRecord)
    assert "(Ann): property When" in values[1].message


def test_broken_markup_costs_no_neighbour() -> None:
    values = read_clixml(f"{HEAD}<S>a</S><Obj><MS><S N='Name'>B & C</S></MS></Obj><S>b</S></Objs>".encode())
    assert (values[0], values[2], len(values)) == ("a", "b", 3)
    assert isinstance(values[1], ErrorRecord)


def test_a_cut_document_keeps_what_came() -> None:
    values = read_clixml(f'{HEAD}<S>a</S><S>b</S><Obj RefId="0"><MS><S N="Name">C</S'.encode())
    assert values[:2] == ["a", "b"]
    assert isinstance(values[2], ErrorRecord)


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><S>&x;</S>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><S>a</S>',
        '<?xml version="1.0"?><!DOCTYPE a><S>a</S>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_are_refused(document: str, encoding: str) -> None:
    for values in ([read_value(document.encode(encoding))], read_clixml(document.encode(encoding))):
        assert isinstance(values[0], ErrorRecord)
        assert "refused" in values[0].message


def test_a_definition_in_a_text_is_text() -> None:
    assert read_value(b"<S><![CDATA[<!DOCTYPE a>]]></S>") == "<!DOCTYPE a>"


def test_an_unknown_version_is_refused() -> None:
    (value,) = read_clixml(HEAD.replace("1.1.0.1", "2.0").encode() + b"<S>x</S></Objs>")
    assert isinstance(value, ErrorRecord)


def test_references_end_with_the_message() -> None:
    reader = Reader()
    assert reader.value(b'<Obj RefId="0"><MS><S N="A">1</S></MS></Obj>') == PSObject({"A": "1"})
    assert isinstance(reader.value(b'<Ref RefId="0" />'), ErrorRecord)


def test_objects_of_a_type_share_their_type_names() -> None:
    message = write_value(PSObject({"A": 1}, type_names=("T", "U")))
    first, second = read_value(message), read_value(message)
    assert isinstance(first, PSObject)
    assert isinstance(second, PSObject)
    assert first.type_names is second.type_names


def test_secure_strings_need_the_key() -> None:
    secret = SecureString("hunter2")
    with pytest.raises(SecureStringError):
        write_value(secret)
    message = write_value(Credential("ann", secret), encrypt=lambda text: text[::-1].encode())
    assert b"hunter2" not in message
    opened = read_value(message, decrypt=lambda cipher: cipher.decode()[::-1])
    closed = read_value(message)
    assert isinstance(opened, PSObject)
    assert isinstance(closed, PSObject)
    assert opened.get("Password") == secret
    password = closed.get("Password")
    assert isinstance(password, SecureString)
    with pytest.raises(ValueError, match="not decrypted"):
        password.reveal()
    assert password.cipher
    assert password.cipher in message.decode()


def test_an_error_record_travels() -> None:
    record = ErrorRecord("no", "Id,Cmd", "InvalidData", activity="Get-X")
    again = read_error(read_value(write_value(record)))
    assert (again.message, again.fully_qualified_id, again.category, again.activity) == ("no", "Id,Cmd", "InvalidData", "Get-X")


def test_drained_objects_leave_no_memory() -> None:
    message = write_value(PSObject({f"P{n}": f"value {n}" for n in range(30)}, type_names=("T",)))
    for _ in range(200):
        read_value(message)
    gc.collect()
    tracemalloc.start()
    for _ in range(2_000):
        read_value(message)
    gc.collect()
    grown, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 100_000


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("<a>\n  <b/>\n</a>", "&lt;a&gt;&lt;b /&gt;&lt;/a&gt;", id="blanks between elements go"),
        pytest.param("<a> x </a>", "&lt;a&gt; x &lt;/a&gt;", id="text stays"),
        pytest.param("<a><!-- c --></a>", "&lt;a&gt;&lt;!-- c --&gt;&lt;/a&gt;", id="comments stay"),
        pytest.param("<a", "&lt;a", id="no document"),
    ],
)
def test_documents_are_written_as_dotnet_does(text: str, written: str) -> None:
    assert write_value(XmlText(text)) == f"<XD>{written}</XD>".encode()


def test_members_of_a_type_are_written() -> None:
    table = TypeMembers()
    table.define("T", Member("NoteProperty", "Given", "", lambda value: 5))
    before = use_type_members(table)
    try:
        assert b'<MS><I32 N="A">1</I32><I32 N="Given">5</I32></MS>' in write_value(PSObject({"A": 1}, type_names=("T",)))
    finally:
        use_type_members(before)
    assert b"Given" not in write_value(PSObject({"A": 1}, type_names=("T",)))
