import subprocess
import sys

import index

ASKING = """
import sys
import index, rag
late = [name for name in sys.modules if name.startswith(("index.attribution.attribute", "index.build.update"))]
print(late, "torch" in sys.modules)
"""


def test_every_public_name_is_there_and_no_other() -> None:
    assert all(getattr(index, name) is not None for name in index.__all__)
    assert not hasattr(index, "unheard_of")


def test_what_builds_an_index_is_imported_only_when_it_is_used() -> None:
    imported = subprocess.run([sys.executable, "-c", ASKING], capture_output=True, text=True, check=True)
    assert imported.stdout.strip() == "[] False"
