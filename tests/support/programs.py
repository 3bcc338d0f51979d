"""Programs that tests start as processes."""

import sys

ONRECORD = [sys.executable, "-c", "from ui.cli.main import main; main()"]
"""The command line, run by the interpreter of the tests."""
