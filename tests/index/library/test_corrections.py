from collections.abc import Callable

import pytest

from index import (
    AttributeQuote,
    DamagedLibrary,
    Library,
    MergePeople,
    NamedForm,
    PersonKey,
    UndoCorrection,
    UnknownItem,
)
from index.library.database import Database

ZELENSKY = MergePeople(
    people=(PersonKey(name="Volodymr Zelensky"), PersonKey(name="Volodymyr Zelenskyy", country="Ukraine")),
    into=PersonKey(name="Volodymyr Zelenskyy", country="Ukraine"),
)
QUOTE = AttributeQuote(article_id="a", quote="We stay.", speaker=NamedForm(name="Ada Berg"))


def test_corrections_are_kept_in_the_order_they_were_made(
    library: Library, open_library: Callable[[], Library]
) -> None:
    assert [library.corrections.add(ZELENSKY), library.corrections.add(QUOTE)] == [1, 2]
    assert [one.change for one in open_library().corrections.list_active()] == [ZELENSKY, QUOTE]


def test_a_correction_is_undone_and_the_undoing_too(library: Library) -> None:
    first = library.corrections.add(ZELENSKY)
    undone = library.corrections.add(UndoCorrection(correction=first))
    assert not library.corrections.list_active()
    library.corrections.add(UndoCorrection(correction=undone))
    assert [one.change for one in library.corrections.list_active()] == [ZELENSKY]
    assert [one.holds for one in library.corrections.list_all()] == [True, False, True]


def test_what_was_never_made_is_not_undone(library: Library) -> None:
    with pytest.raises(UnknownItem, match="no correction 7"):
        library.corrections.add(UndoCorrection(correction=7))


def test_corrections_are_never_overwritten_and_damage_is_noticed(library: Library) -> None:
    library.corrections.add(ZELENSKY)
    for change in ("UPDATE corrections SET act = 'split'", "DELETE FROM corrections"):
        with pytest.raises(Exception, match="only grows"):
            library._database.fetch_rows(change)
    is_in_file = isinstance(library._database, Database)
    trigger = "corrections_stay_at_UPDATE" if is_in_file else "corrections_only_grow ON corrections"
    library._database.fetch_rows(f"DROP TRIGGER {trigger}")
    library._database.fetch_rows("UPDATE corrections SET document = replace(document, 'Volodymr', 'Wladimir')")
    assert [*library.find_damage()] == ["correction 1 is not as it was recorded"]
    with pytest.raises(DamagedLibrary, match="restore that file from a backup"):
        library.corrections.list_active()
