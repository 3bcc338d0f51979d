"""Milvus: collections of rows with a dense vector and sparse ones; its failures are raised as errors of one line."""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import repeat
from typing import Any
from urllib.parse import unquote, urlsplit

os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # it would print lines of its own beside our errors of one

import grpc
import numpy as np
from pymilvus import DataType, MilvusClient, MilvusException

from index.errors import DamagedIndex, OnrecordError
from index.outages import Outage
from index.store.engines.batches import split_batches
from index.store.engines.bm25 import SparseVector
from index.store.vector_index import dequantize
from index.text.arrays import Codes, Positions, Scores, Vectors

MAX_HITS = 16_384
"""Hits that Milvus returns at most for a search."""

DENSE, WEIGHTED, PRESENT = "vector", "weighted", "present"
"""The fields of a row: the vector, the terms weighted by BM25, and the terms each with the weight 1."""

_ROW = "row"
_BATCH = 1000
_SECONDS, _SEARCH_SECONDS, _PING_SECONDS = 120.0, 30.0, 3.0  # that writing or loading may take, a search, and a ping
_PATIENCE = 5.0  # seconds after which a search that has failed is not tried again
_PAUSES = (0.3, 1.0)  # seconds before a search is tried again
_GRAPH_FROM = 200_000  # rows from which on vectors are searched by a graph, as clusters are without an engine
_GRAPH = {"M": 16, "efConstruction": 200}
_NEIGHBOURS = 400  # of a search of the graph

Field = str
Filter = str


def among_rows(rows: Positions) -> Filter:
    """Return the filter that only these rows pass."""
    return f"{_ROW} in {rows.tolist()}"


def between_rows(first: int, end: int) -> Filter:
    """Return the filter that the rows from `first` on and before `end` pass."""
    return f"{_ROW} >= {first} and {_ROW} < {end}"


class MilvusCollections:
    """A connection to Milvus, whose collections are named after the library that they belong to."""

    def __init__(self, url: str, library: str, max_hits: int = MAX_HITS) -> None:
        """Connect; raise Unreachable if Milvus does not answer, OnrecordError if the address is none."""
        parts, self.max_hits = urlsplit(url), max_hits
        if not parts.hostname or not parts.port:
            raise OnrecordError("ONRECORD_ENGINE is not an address of Milvus; write milvus://HOST:PORT")
        self._outage = Outage("the engine")
        is_encrypted = parts.scheme.endswith("+tls")
        self._advice = "start it or correct ONRECORD_ENGINE"
        if is_encrypted:
            self._advice += ", or name a file with its certificate in GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"
        self.written = 0  # rows
        self.name = f"milvus://{parts.hostname}:{parts.port}"
        self._prefix = f"onrecord_{library.replace('-', '')}_"
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it logs each error with a traceback; ours are raised
        options: dict[str, Any] = {
            "uri": f"{'https' if is_encrypted else 'http'}://{parts.hostname}:{parts.port}",
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "timeout": _SECONDS,
            "grpc_options": {
                "grpc.initial_reconnect_backoff_ms": 200,
                "grpc.max_reconnect_backoff_ms": 500,
                # A server that does not expect more pings closes the connection in the middle of a long call.
                "grpc.keepalive_time_ms": 300_000,
            },
        }
        with self._translated_errors():
            self._client = MilvusClient(**options)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def require_answer(self) -> None:
        """Raise Unreachable if Milvus does not answer."""
        with self._translated_errors():
            self._client.list_collections(timeout=_PING_SECONDS)

    def list_names(self) -> list[str]:
        """Return the names of the collections of this library."""
        with self._translated_errors():
            names = self._client.list_collections(timeout=_SECONDS)
        return [name.removeprefix(self._prefix) for name in names if name.startswith(self._prefix)]

    def drop(self, name: str) -> None:
        """Delete a collection, if there is one of the name."""
        with self._translated_errors():
            self._client.drop_collection(self._prefix + name, timeout=_SECONDS)

    def create(self, name: str, sparse: Mapping[Field, Iterable[SparseVector]], codes: Codes | None) -> int:
        """Write a collection of rows and return how many it then has.

        A row has a vector of each sparse field, which Milvus 2.4 and newer know, and one of these codes, or either.
        """
        full, count = self._prefix + name, 0
        with self._translated_errors():
            self._client.drop_collection(full, timeout=_SECONDS)
            self._client.create_collection(full, schema=_make_schema(sparse, codes), timeout=_SECONDS)
            for records in _make_records(0, sparse, codes):
                self._client.insert(full, records, timeout=_SECONDS)
                count += len(records)
            self._client.flush(full, timeout=_SECONDS)
            self._client.create_index(full, self._describe_indexes(sparse, codes), timeout=_SECONDS)
        self.written += count
        return self.load(name) if count else 0

    def upsert(self, name: str, first: int, sparse: Mapping[Field, Iterable[SparseVector]], codes: Codes | None) -> int:
        """Write rows from `first` on into a collection, in place of any there, and return how many it then has there.

        Rows after them that a killed run has left are deleted.
        """
        full, end = self._prefix + name, first
        with self._translated_errors():
            for records in _make_records(first, sparse, codes):
                self._client.upsert(full, records, timeout=_SECONDS)
                end += len(records)
            self._client.delete(full, filter=f"{_ROW} >= {end}", timeout=_SECONDS)
            self._client.flush(full, timeout=_SECONDS)
        self.written += end - first
        return self._count(name, between_rows(first, end)) if end > first else 0

    def delete(self, name: str, rows: Sequence[int]) -> None:
        """Delete rows of a collection; those that it does not have are no error."""
        with self._translated_errors():
            for batch in split_batches(rows, _BATCH):
                self._client.delete(self._prefix + name, filter=f"{_ROW} in {batch}", timeout=_SECONDS)

    def _count(self, name: str, only: Filter = "") -> int:
        """Return how many rows a collection has, or how many of them pass a filter, with all that was written."""
        with self._translated_errors():
            (counted,) = self._client.query(
                self._prefix + name,
                filter=only,
                output_fields=["count(*)"],
                consistency_level="Strong",
                timeout=_SECONDS,
            )
        return int(counted["count(*)"])

    def load(self, name: str) -> int:
        """Make a collection ready for searches and return how many rows it has; raise DamagedIndex without one."""
        full = self._prefix + name
        with self._translated_errors():
            if not self._client.has_collection(full, timeout=_SECONDS):
                raise DamagedIndex(f"{self.name} has no collection {full}; run `onrecord index --full SOURCE`")
            self._client.load_collection(full, timeout=_SECONDS)
        return self._count(name)

    def search(
        self, name: str, field: Field, query: Vectors | SparseVector, limit: int, only: Filter = ""
    ) -> tuple[Positions, Scores]:
        """Return the keys of the rows with the highest inner products, best first, and those; at most `max_hits`."""
        if not len(query):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        parameters = {"params": {"ef": max(limit, _NEIGHBOURS)}} if field == DENSE else {}
        search = partial(
            self._search,
            name,
            field,
            query,
            limit=min(limit, self.max_hits),
            filter=only,
            search_params={"metric_type": "IP", **parameters},
            timeout=_SEARCH_SECONDS,
        )
        with self._translated_errors():
            (hits,) = self._retry(search, name)
        rows = np.array([hit[_ROW] for hit in hits], dtype=np.int64)
        return rows, np.array([hit["distance"] for hit in hits], dtype=np.float32)

    def warm(self, name: str, field: Field, query: Vectors | SparseVector) -> None:
        """Search a collection once by a field, which may take long when it was just loaded or written."""
        with self._translated_errors():
            self._search(name, field, query, limit=1, search_params={"metric_type": "IP"}, timeout=_SECONDS)

    def _search(self, name: str, field: Field, query: Vectors | SparseVector, **options: Any) -> Any:  # noqa: ANN401 (of Milvus)
        """Return the hits of one search, with their rows only: without any field milvus-lite sends all."""
        given = query.astype(np.float32).tolist() if isinstance(query, np.ndarray) else query
        return self._client.search(self._prefix + name, [given], anns_field=field, output_fields=[_ROW], **options)

    def _retry(self, search: Callable[[], Any], name: str) -> Any:  # noqa: ANN401 (what Milvus returns)
        """Return what a search returns; one that fails is tried again, later each time.

        Milvus that was started again has loaded nothing.
        """
        began = time.monotonic()
        for pause in _PAUSES:
            try:
                return search()
            except (MilvusException, grpc.RpcError):
                if time.monotonic() - began > _PATIENCE:
                    raise
                time.sleep(pause)
                with suppress(MilvusException, grpc.RpcError):
                    self._client.load_collection(self._prefix + name, timeout=_PATIENCE)
        return search()

    def _describe_indexes(self, sparse: Iterable[Field], codes: Codes | None) -> Any:  # noqa: ANN401
        indexes = self._client.prepare_index_params()
        for field in sparse:
            indexes.add_index(field, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        if codes is not None:
            is_large = len(codes) >= _GRAPH_FROM
            kind, parameters = ("HNSW", _GRAPH) if is_large else ("FLAT", {})
            indexes.add_index(DENSE, index_type=kind, metric_type="IP", params=parameters)
        return indexes

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        self._outage.require_answer()
        try:
            yield
            self._outage.end()
        except (MilvusException, grpc.RpcError) as error:
            reason = _describe_failure(error)
            message = f"{self.name} does not answer as it should ({reason}); {self._advice}"
            raise self._outage.begin(message) from None


def _describe_failure(error: Exception) -> str:
    """Return the reason of a failure in one line."""
    if isinstance(error, grpc.Call):
        return f"{error.code().name}: {error.details()}"[:200]
    return (str(getattr(error, "message", error)).splitlines() or [type(error).__name__])[0][:200]


def _make_records(
    first: int, sparse: Mapping[Field, Iterable[SparseVector]], codes: Codes | None
) -> Iterator[list[dict[str, Any]]]:
    """Yield rows in batches; `codes` are those of their vectors, if they have any."""
    count = 0
    rows = zip(*sparse.values(), strict=True) if sparse else repeat((), 0 if codes is None else len(codes))
    for batch in split_batches(rows, _BATCH):
        records = [_make_record(first + row, sparse, values) for row, values in enumerate(batch, count)]
        if codes is not None:
            for record, vector in zip(records, dequantize(codes[count : count + len(batch)]), strict=True):
                record[DENSE] = vector
        yield records
        count += len(records)


def _make_record(row: int, fields: Iterable[Field], values: Iterable[SparseVector]) -> dict[str, Any]:
    """Return a row; a vector without dimensions gets one that no query has, because Milvus takes no empty ones."""
    return {_ROW: row} | {field: value or {0: 1.0} for field, value in zip(fields, values, strict=True)}


def _make_schema(sparse: Iterable[Field], codes: Codes | None) -> Any:  # noqa: ANN401 (pymilvus has no public name)
    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(_ROW, DataType.INT64, is_primary=True)
    for field in sparse:
        schema.add_field(field, DataType.SPARSE_FLOAT_VECTOR)
    if codes is not None:
        schema.add_field(DENSE, DataType.FLOAT_VECTOR, dim=codes.shape[1])
    return schema
