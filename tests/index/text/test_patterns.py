import copy
import pkgutil
import re
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

import index
import rag
from index.text.patterns import compile_re


def test_a_pattern_matches_as_one_that_was_compiled_at_once() -> None:
    given = r"(?P<year>\d{4})|x+", re.IGNORECASE
    late, early = compile_re(*given), re.compile(*given)
    text = "in 2014 XX and 2015"
    assert late.pattern == early.pattern
    assert [match.span() for match in late.finditer(text)] == [match.span() for match in early.finditer(text)]
    assert late.sub("-", text) == early.sub("-", text)
    assert (late.flags, late.groups, late.groupindex) == (early.flags, early.groups, early.groupindex)


def test_threads_that_use_a_pattern_first_at_the_same_time_all_get_its_matches() -> None:
    pattern = compile_re("|".join(f"word{number}" for number in range(300)))
    with ThreadPoolExecutor(8) as threads:
        found = [*threads.map(lambda _: pattern.findall("word7 word8"), range(32))]
    assert found == [["word7", "word8"]] * 32


def test_an_attribute_that_no_pattern_has_is_refused_without_compiling() -> None:
    pattern = compile_re("(")
    with pytest.raises(AttributeError, match="'matches'"):
        pattern.matches  # type: ignore[attr-defined]  # noqa: B018 (the attribute is what is tested)
    assert copy.copy(pattern).pattern == "("
    with pytest.raises(re.error):
        pattern.search("")


def load_values(module: str) -> list[object]:
    """Return the values of a module; none of one that needs a client of another part, which an extra installs."""
    try:
        return [*vars(import_module(module)).values()]
    except ModuleNotFoundError as missing:
        if missing.name in {"grpc", "psycopg", "pymilvus", "ray"}:
            return []
        raise


def test_every_pattern_of_the_program_is_valid() -> None:
    packages = (pkgutil.walk_packages(package.__path__, f"{package.__name__}.") for package in (index, rag))
    names = [module.name for modules in packages for module in modules]
    late = {id(value): value for name in names for value in load_values(name) if type(value) is type(compile_re(""))}
    assert len(late) > 50
    for pattern in late.values():
        pattern.search("")
