import json
import logging

from ui.server.log_format import JsonFormatter, SingleEntryFormatter


def test_an_entry_stays_one_and_steers_nothing_whatever_it_quotes() -> None:
    fault = ValueError("\x1b[2J\nWARNING forged\u202e\r")
    record = logging.makeLogRecord({"levelname": "ERROR", "msg": "failed:\n%s", "args": ("a",)})
    record.exc_info = type(fault), fault, None
    first, *more = SingleEntryFormatter("%(levelname)s %(message)s").format(record).splitlines()
    assert first == "ERROR failed:"
    assert all(line.startswith("    ") for line in more)
    assert more[-1] == r"    WARNING forged\u202e\r"
    assert r"\x1b[2J" in more[-2]


def test_an_entry_as_json_is_one_line_of_ascii() -> None:
    fault = ValueError("broken\nhere")
    failure = (type(fault), fault, None)
    record = logging.makeLogRecord(
        {"msg": "read \x1b[2J%s\nforged", "args": ("Türkiye",), "levelname": "ERROR", "name": "ui", "exc_info": failure}
    )
    line = JsonFormatter().format(record)
    assert line.isascii()
    assert "\n" not in line
    entry = json.loads(line)
    assert (entry["level"], entry["logger"], entry["message"]) == ("ERROR", "ui", "read \x1b[2JTürkiye\nforged")
    assert "ValueError" in entry["exception"]
