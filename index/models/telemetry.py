"""Telemetry of OpenVINO, which must not leave the machine."""

import sys


def block_openvino_telemetry() -> None:
    """Make the import of `openvino_telemetry` fail in this process, so that OpenVINO reports nothing to its maker.

    Call this before every import of openvino, which reports its own import where that package is installed.
    """
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # import machinery: None means "not found"
