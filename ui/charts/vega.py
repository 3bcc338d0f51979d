"""Vega-Lite: a chart becomes an SVG or PNG file; nothing is fetched, and no browser is needed."""

from typing import Literal

from ui.charts.chart import Spec

ImageFormat = Literal["svg", "png"]

IMAGE_TYPES: dict[ImageFormat, str] = {"svg": "image/svg+xml", "png": "image/png"}

_PNG_SCALE = 2.0  # for print, and screens with small pixels
_NO_HOST: list[str] = []  # the addresses that a specification may fetch from


def draw_svg(spec: Spec) -> str:
    """Return a chart as SVG."""
    import vl_convert  # noqa: PLC0415 (takes 11 MB, and most servers draw nothing)

    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=_NO_HOST)


def draw_image(spec: Spec, format: ImageFormat) -> bytes:  # noqa: A002 (the name in the public interface)
    """Return a chart as the content of a file."""
    if format == "png":
        import vl_convert  # noqa: PLC0415 (the same)

        return vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE, allowed_base_urls=_NO_HOST)
    return draw_svg(spec).encode()
