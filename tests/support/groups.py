"""Groups of test files that one worker of pytest-xdist runs, one after the other.

The scheduler of pytest-xdist that reads such groups from markers does not know them with pytest 9.2.
"""

from xdist.scheduler import LoadScopeScheduling

GROUPS = {
    "tests/ui/cli/test_readme.py": "readme",  # one server on one port
    "tests/security/test_bodies.py": "servers",  # these measure how long clients wait
    "tests/security/test_files.py": "servers",
    "tests/security/test_keys.py": "servers",
    "tests/quality/test_engine.py": "engine",  # indexes news once
    "tests/quality/test_trace.py": "news",  # these index a sample of news once
    "tests/quality/test_news.py": "news",
    "tests/quality/test_check.py": "drafts",  # indexes speeches and news once
    "tests/quality/test_pages.py": "pages",  # reads them once
    "tests/quality/test_written_sentences.py": "sentences",  # reads the collections once
    "tests/quality/attribution/test_documents.py": "documents",  # extracts the statements once
    "tests/quality/attribution/test_forms.py": "forms",  # reads them once
    "tests/quality/attribution/test_statements_on_a_corpus.py": "corpus",  # extracts the statements once
    "tests/quality/attribution/test_turns.py": "turns",  # reads the transcripts once
    "tests/index/models/test_encoder.py": "torch",  # takes seconds to import
    "tests/index/models/test_default_model.py": "torch",
    "tests/ui/api/test_oidc_routes.py": "provider",  # one provider and one application
    "tests/ui/server/test_proxies.py": "proxies",  # one server
}


class GroupScheduling(LoadScopeScheduling):
    """Sends single tests to the worker that is free, and groups as a whole, largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return GROUPS.get(nodeid.partition("::")[0], nodeid)
