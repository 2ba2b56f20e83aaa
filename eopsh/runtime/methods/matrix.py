"""Arrays of several dimensions: `[int[,]]::new(2, 3)`, `New-Object 'int[,]' 2,3`."""

from __future__ import annotations

from math import prod

from eopsh.objects import ConversionError, PSList, Value, convert
from eopsh.runtime.methods.table import DotNetError, Method, method
from eopsh.runtime.methods.texts import zero_of
from eopsh.runtime.signals import ScriptError, failure


class Matrix(PSList):
    """The elements one after another, the last dimension fastest."""

    __slots__ = ("element", "sizes")

    def __init__(self, element: str, sizes: tuple[int, ...]) -> None:
        if any(size < 0 for size in sizes):
            raise DotNetError("Arithmetic operation resulted in an overflow.", "OverflowException")
        if prod(sizes) > 10_000_000:
            raise DotNetError("Array dimensions exceeded supported range.", "OutOfMemoryException")
        self.element = element
        self.sizes = sizes
        names = (f"{element}[{',' * (len(sizes) - 1)}]", "System.Array", "System.Object")
        super().__init__([zero_of(element)] * prod(sizes), names)

    def place(self, indexes: Value) -> int:
        """Return where an element stands. Raises ScriptError for indexes that are too many, too few or outside."""
        given = indexes if isinstance(indexes, list) else [indexes]
        if len(given) != len(self.sizes):
            raise failure(f"The array index count {len(given)} does not fit the {len(self.sizes)} dimensions.", "NeedMultidimensionalIndex")
        at = 0
        for size, index in zip(self.sizes, given, strict=True):
            number = convert(index, "System.Int32")
            assert isinstance(number, int)
            number += size if number < 0 else 0
            if not 0 <= number < size:
                message = "Index was outside the bounds of the array."
                name = "System.IndexOutOfRangeException"
                raise failure(message, name, "OperationStopped", exception=name)
            at = at * size + number
        return at

    def element_at(self, indexes: Value) -> Value:
        """Return an element; null for one outside, as PowerShell's index does."""
        try:
            return self[self.place(indexes)]
        except ScriptError as error:
            if error.record.fully_qualified_id.startswith("System.IndexOutOfRange"):
                return None
            raise

    def put(self, indexes: Value, value: Value) -> None:
        """Set an element, converted to the array's type."""
        self[self.place(indexes)] = value if self.element == "System.Object" else convert(value, self.element)

    def size(self, dimension: int) -> int:
        """Return the length of a dimension."""
        if not 0 <= dimension < len(self.sizes):
            raise DotNetError("Index was outside the bounds of the array.", "IndexOutOfRangeException")
        return self.sizes[dimension]


def dimensions(type_name: str) -> int:
    """Return the number of dimensions that a type's name asks for (`System.Int32[,]` is 2), 1 for an array, 0 for none."""
    tail = type_name.rpartition("[")[2]
    return tail.count(",") + 1 if type_name.endswith("]") and not tail.strip(",]") else 0


def new_matrix(type_name: str) -> Method:
    """Return the constructor of an array of several dimensions."""
    count = dimensions(type_name)
    element = type_name.rpartition("[")[0]
    return method(lambda *sizes: Matrix(element, sizes), "i" * count, names="length1 length2 length3")


def _set(values: Matrix, value: Value, *indexes: Value) -> None:
    try:
        values.put(list(indexes), value)
    except ConversionError:
        raise DotNetError("Object cannot be stored in an array of this type.", "InvalidCastException") from None


MATRIX: dict[str, Method] = {
    "Get": method(lambda values, *indexes: values[values.place(list(indexes))], "ii", "iii"),
    "GetLength": method(Matrix.size, "i", names="dimension"),
    "GetLowerBound": method(lambda _values, _dimension: 0, "i", names="dimension"),
    "GetUpperBound": method(lambda values, dimension: values.size(dimension) - 1, "i", names="dimension"),
    "GetValue": method(lambda values, *indexes: values[values.place(list(indexes))], "ii", "iii"),
    "SetValue": method(_set, "oii", "oiii", names="value index1 index2"),
}
