"""Lazy imports: names of a package that are imported on their first use, for what takes long and few need."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def import_on_use(package: dict[str, object], modules: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return the `__getattr__` (PEP 562) of a package, given its globals and the names by module.

    A name that was imported is kept in the globals. The function raises AttributeError for any other name.
    """
    sources = {name: module for module, names in modules.items() for name in names}

    def import_name(name: str) -> object:
        if name not in sources:
            message = f"module {package['__name__']!r} has no attribute {name!r}"
            raise AttributeError(message)
        value: object = getattr(import_module(sources[name]), name)
        package[name] = value
        return value

    return import_name
