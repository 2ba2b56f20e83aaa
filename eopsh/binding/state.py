"""A binding under way: which sets are still possible, which parameters have a value, which are open."""

from __future__ import annotations

from dataclasses import replace

from eopsh.binding import errors
from eopsh.binding.conversion import CannotBind, as_switch, coerced, element_type, fits_unforced, is_list, transformed
from eopsh.binding.emptiness import emptiness, has_null_element
from eopsh.binding.model import UNKNOWN, Argument, Evaluate
from eopsh.binding.signature import EVERY_SET, Formal, Signature
from eopsh.binding.validation import InvalidArgument, Validation
from eopsh.errors import EopshError
from eopsh.objects import ConversionError, ScriptBlock, Value, is_collection, type_name, unwrap
from eopsh.objects.switches import SWITCH

_TAKES_BLOCKS = frozenset({"System.Object", "System.Management.Automation.PSObject", "System.Management.Automation.ScriptBlock"})


class Binding:
    """The values so far; the sets still possible are bits of `mask`."""

    def __init__(self, signature: Signature, evaluate: Evaluate | None, place: errors.Place, *, piped: bool) -> None:
        self.signature = signature
        self.evaluate = evaluate
        self.place = place
        self.piped = piped
        self.mask = EVERY_SET
        self.values: dict[str, Value] = {}
        self.delayed: dict[Formal, Argument] = {}
        self.preferred = 0
        """The bit of the set that pipeline objects are tried on first; 0 for none."""
        self.warnings: list[str] = []
        """What is to be said about defaults that were not taken."""
        self.lenient = signature.tolerant
        """Whether sets and mandatory parameters are the server's to judge, or cannot be known yet."""

    def copy(self) -> Binding:
        """Return the same state, to go on from more than once."""
        other = Binding.__new__(Binding)
        other.__dict__.update(self.__dict__)
        other.values = dict(self.values)
        return other

    def is_bound(self, formal: Formal) -> bool:
        """Tell whether a parameter has a value, or a block that will give it one."""
        return formal.name in self.values or formal in self.delayed

    def still_open(self, formals: tuple[Formal, ...]) -> list[Formal]:
        """Return those of the parameters that have no value yet, in the order of their declaration."""
        return [formal for formal in formals if not self.is_bound(formal)]

    def bind(self, formal: Formal, argument: Argument, *, force: bool, delay: bool = False) -> bool:
        """Give a parameter a value; False when it does not fit unforced, or is a block to work out for each pipeline object (`delay`).

        Raises:
            BindingError: the value does not convert or is not valid.
        """
        if delay and isinstance(argument.value, ScriptBlock) and self._waits_for_input(formal):
            self._delay(formal, argument)
            return False
        if not force and not fits_unforced(formal, argument.value):
            return False
        value = self._converted(formal, argument) if force else _wrapped(formal, argument.value)
        if formal.type == SWITCH:
            value = as_switch(value, script=self.signature.function)
        self._validate(formal, value, argument)
        self._take(formal)
        self.values[formal.name] = value
        return True

    def _take(self, formal: Formal) -> None:
        if formal.mask:
            self.mask &= formal.mask

    # --- script blocks that are worked out for each pipeline object

    def _waits_for_input(self, formal: Formal) -> bool:
        from_input = any(known.from_pipeline or known.from_property for _, known in formal.within(self.mask))
        element = element_type(formal.type) if is_list(formal.type) else formal.type
        return from_input and element not in _TAKES_BLOCKS and formal.known

    def _delay(self, formal: Formal, argument: Argument) -> None:
        if not self.piped:
            raise errors.block_without_input(formal.name, errors.value_place(argument), argument)
        self._take(formal)
        self.delayed = {**self.delayed, formal: argument}

    def bind_delayed(self, value: Value) -> bool:
        """Work out the waiting blocks with `$_` set to a pipeline object; tells whether there were any."""
        for formal, argument in self.delayed.items():
            result = self._worked_out(formal, argument, value)
            self.bind(formal, replace(argument, value=result, spelling=""), force=True)
        return bool(self.delayed)

    def _worked_out(self, formal: Formal, argument: Argument, value: Value) -> Value:
        if self.evaluate is None:
            return UNKNOWN
        try:
            return self.evaluate(argument.value, {"_": value})
        except EopshError as error:
            # An error of the script itself has a record; a lost session and the like are no fault of the argument.
            if not hasattr(error, "record"):
                raise
            raise errors.block_failed(formal.name, str(error), errors.value_place(argument), argument) from error

    # --- conversion and validation

    def _converted(self, formal: Formal, argument: Argument) -> Value:
        value, spelling = argument.value, argument.number_spelling
        place = errors.value_place(argument)
        if formal.mandatory and has_null_element(formal, value):
            raise errors.nothing_given(formal.name, "null", place, argument)
        script = self.signature.function and not formal.common
        try:
            if script:
                return transformed(formal, value, spelling, simple=self.signature.command.simple)
            return coerced(formal, value, spelling)
        except ConversionError as error:
            fault = errors.transformation_failed if script else errors.conversion_failed
            refused = fault(formal.name, error.message, place, argument)
            refused.wanted, refused.given = formal.type, type_name(value)
            raise refused from None
        except CannotBind as error:
            raise _refused(formal, argument, error) from None

    def _validate(self, formal: Formal, value: Value, argument: Argument) -> None:
        if value is UNKNOWN:
            return
        place = errors.value_place(argument)
        for rule in formal.parameter.validation:
            try:
                if isinstance(rule, Validation):
                    rule.check(value, self.evaluate)
            except InvalidArgument as error:
                raise errors.validation_failed(formal.name, str(error), place, argument) from None
        wrong = emptiness(formal, value) if formal.mandatory and formal.known else None
        if wrong is not None:
            raise errors.nothing_given(formal.name, wrong, place, argument)


def _wrapped(formal: Formal, value: Value) -> Value:
    """The value as a parameter of its own type holds it: without its wrapper, in a list where a list is wanted."""
    plain = value if formal.type in _TAKES_BLOCKS else unwrap(value)
    return [plain] if is_list(formal.type) and plain is not UNKNOWN and plain is not None and not is_collection(plain) else plain


def _refused(formal: Formal, argument: Argument, error: CannotBind) -> errors.BindingError:
    place = errors.value_place(argument)
    if not error.unset:
        return errors.conversion_refused(formal.name, type_name(argument.value), formal.type, error.reason, place, argument)
    if not error.reason:
        return errors.nothing_given(formal.name, "null", place, argument)
    return errors.setting_failed(formal.name, error.reason, place, argument)
