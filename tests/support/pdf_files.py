"""PDF files of lines in Helvetica."""

from collections.abc import Sequence

Line = tuple[int, int, float, str]
"""Left and bottom in points from the lower left corner of a page of 600 by 800, size, text."""


def write_pdf(*pages: Sequence[Line], title: str = "") -> bytes:
    """Return a PDF with lines at their positions, in the order given."""
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        stream = "BT " + " ".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, size, text in lines) + " ET"
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        use = f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(parts)} 0 R"
        parts.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {use} >>")
        kids.append(f"{len(parts)} 0 R")
    parts[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    parts.append(f"<< /Title ({title}) >>")
    objects = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1))
    return f"%PDF-1.4\n{objects}trailer << /Root 1 0 R /Info {len(parts)} 0 R /Size {len(parts) + 1} >>\n%%EOF".encode()
