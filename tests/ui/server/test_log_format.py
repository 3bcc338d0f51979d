import logging

from ui.server.log_format import SingleEntryFormatter


def test_an_entry_stays_one_and_steers_nothing_whatever_it_quotes() -> None:
    fault = ValueError("\x1b[2J\nWARNING forged\u202e\r")
    record = logging.makeLogRecord({"levelname": "ERROR", "msg": "failed:\n%s", "args": ("a",)})
    record.exc_info = type(fault), fault, None
    first, *more = SingleEntryFormatter("%(levelname)s %(message)s").format(record).splitlines()
    assert first == "ERROR failed:"
    assert all(line.startswith("    ") for line in more)
    assert more[-1] == r"    WARNING forged\u202e\r"
    assert r"\x1b[2J" in more[-2]
