import subprocess
import sys

from index.data_files import load_toml


def test_a_table_is_read_with_the_letters_of_every_script() -> None:
    assert "Türkiye" in str(load_toml("index.names", "gazetteer.toml"))


def test_a_table_is_read_in_every_locale() -> None:
    program = "from index.data_files import load_toml; load_toml('rag.interpretation.languages', 'names.toml')"
    environment = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
