"""Background work stands still while a key is on its way to the screen, and never for long."""

import threading
import time

from eopsh.engine.courtesy import KEY_SECONDS, Courtesy


def seconds_of_wait(courtesy: Courtesy) -> float:
    began = time.monotonic()
    courtesy.wait()
    return time.monotonic() - began


def test_without_a_key_nothing_waits() -> None:
    assert seconds_of_wait(Courtesy()) < KEY_SECONDS / 2


def test_a_key_holds_the_work_until_it_is_shown() -> None:
    courtesy, went_on = Courtesy(lambda: 0.0), threading.Event()
    courtesy.key()

    def work() -> None:
        courtesy.wait()
        went_on.set()

    # The clock stands still, so that only the screen can let the work go on before its time.
    worker = threading.Thread(target=work)
    worker.start()
    courtesy.shown()
    worker.join(5)
    assert went_on.is_set()
    courtesy.key()
    assert seconds_of_wait(courtesy) >= KEY_SECONDS * 0.9


def test_a_key_that_is_never_shown_holds_the_work_once() -> None:
    courtesy = Courtesy()
    courtesy.key()
    courtesy.wait()
    assert seconds_of_wait(courtesy) < KEY_SECONDS / 2
