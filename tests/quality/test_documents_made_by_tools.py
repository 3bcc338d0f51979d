"""Word and PDF files that LibreOffice, Chromium and raw WordprocessingML make of texts: no sentence may be lost."""

import html
import io
import random
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from pypdfium2 import PdfDocument

import index
import rag
from index.ingest.readers.registry import read_file
from index.library.articles import Article

pytestmark = [pytest.mark.quality, pytest.mark.timeout(1800)]

FILES, EXACT = 30, 0.99
PLACES = ["Tripoli", "Misrata", "Sirte", "Benghazi", "Zawiya", "Derna", "Sabha", "Tobruk"]
PEOPLE = ["Mr. Haddad", "Ms. Larsen", "the Secretary-General", "the mediator", "Dr. Okafor", "the delegation of Malta"]
VERBS = ["welcomed", "examined", "condemned", "postponed", "acknowledged", "recommended", "negotiated", "implemented"]
OBJECTS = [
    "the cease-fire arrangements and the withdrawal of mercenaries",
    "a long-term programme of reconstruction for municipal governments",
    "the humanitarian organizations that distribute international assistance",
    "an independent investigation of the disappearance of demonstrators",
    "the well-known recommendations of the constitutional commission",
]
ENDS = [
    "before the conference adjourned", "in accordance with paragraph 14 of the resolution", "despite all reservations",
    "and announced further consultations with neighbouring countries", "because the situation remained unsatisfactory",
]  # fmt: skip
SYLLABLES = ("ment", "tion", "ing", "able", "ance", "ations", "ernment", "ples")


@dataclass(frozen=True)
class Source:
    """A text to make a document of: paragraphs of sentences, and footnotes."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    footnotes: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        return [*(sentence for paragraph in self.paragraphs for sentence in paragraph), *self.footnotes]


def make_source(number: int) -> Source:
    chance = random.Random(number)  # noqa: S311 (nothing is secret)

    def sentence() -> str:
        who = chance.choice(PEOPLE)
        said = f"{chance.choice(VERBS)} {chance.choice(OBJECTS)} near {chance.choice(PLACES)} {chance.choice(ENDS)}"
        return f"{who[0].upper()}{who[1:]} {said} on day {chance.randrange(1, 9000)}."

    count = chance.randrange(3, 18)
    paragraphs = tuple(tuple(sentence() for _ in range(chance.randrange(1, 7))) for _ in range(count))
    return Source(f"Report {number} of the mission on Libya", paragraphs, tuple(sentence() for _ in range(number % 4)))


def run(*argv: str | Path, folder: Path) -> None:
    subprocess.run(argv, cwd=folder, check=True, capture_output=True, timeout=300)


def convert(files: list[Path], target: str, folder: Path) -> None:
    """Convert files with LibreOffice into a folder."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, *files, folder=folder)


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def make_word_xml(source: Source, number: int, *, tracked: bool = True) -> bytes:
    """Write WordprocessingML as Word does: tracked changes, text boxes, content controls, smart tags, footnotes."""

    def text(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{html.escape(words)}</w:t></w:r>'

    def paragraph(sentences: tuple[str, ...], at: int) -> str:
        words = " ".join(sentences)
        half = words[: len(words) // 2], words[len(words) // 2 :]
        kind = (at + number) % 6 if tracked or (at + number) % 6 != 4 else 0  # a printed box would hide the text below
        deleted = tracked * '<w:del w:id="1" w:author="A"><w:r><w:delText>It was never so. </w:delText></w:r></w:del>'
        box = f"<v:textbox><w:txbxContent><w:p>{text(words)}</w:p></w:txbxContent></v:textbox>"
        shape = '<v:shape style="width:420pt;height:240pt" xmlns:v="urn:schemas-microsoft-com:vml">'
        inner = {
            1: f'{text(half[0])}{deleted}<w:ins w:id="2" w:author="A">{text(half[1])}</w:ins>',
            2: f"{text(half[0])}<w:sdt><w:sdtContent>{text(half[1])}</w:sdtContent></w:sdt>",
            3: f'<w:smartTag w:uri="u" w:element="e">{text(half[0])}</w:smartTag>{text(half[1])}',
            4: f"<w:r><w:pict>{shape}{box}</v:shape></w:pict></w:r>",
        }.get(kind, text(words))
        whole = f"<w:p>{inner}</w:p>"
        if kind == 5:
            grid = '<w:tblGrid><w:gridCol w:w="7500"/><w:gridCol w:w="1500"/></w:tblGrid>'
            cells = f"<w:tc>{whole}</w:tc><w:tc><w:p>{text(str(at))}</w:p></w:tc>"
            whole = (
                f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{grid}<w:tr>{cells}</w:tr></w:tbl><w:p/>'
            )
        return f"<w:sdt><w:sdtContent>{whole}</w:sdtContent></w:sdt>" if at % 5 == 4 else whole

    body = "".join(paragraph(sentences, at) for at, sentences in enumerate(source.paragraphs))
    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p>{text(note)}</w:p></w:footnote>' for at, note in enumerate(source.footnotes, 2)
    )
    parts = {
        "word/document.xml": (
            f'<w:document xmlns:w="{MAIN}"><w:body><w:p>{text(source.title)}</w:p>{body}</w:body></w:document>'
        ),
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{MAIN}">{notes}</w:footnotes>',
    }
    blank, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(blank)
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = parts.get(name, old.read(name).decode() if name.endswith((".xml", ".rels")) else old.read(name))
            if name == "[Content_Types].xml":
                content = content.replace(
                    "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES_TYPE}"/></Types>'
                )
            if name == "word/_rels/document.xml.rels":
                content = content.replace(
                    "</Relationships>",
                    f'<Relationship Id="rId99" Type="{RELATION}" Target="footnotes.xml"/></Relationships>',
                )
            new.writestr(name, content)
        new.writestr("word/footnotes.xml", parts["word/footnotes.xml"])
    return made.getvalue()


def divide(words: str) -> str:
    """Allow long words to be divided before their last syllables."""
    for syllable in SYLLABLES:
        words = words.replace(syllable, f"&shy;{syllable}")
    return words


def make_html(source: Source, number: int) -> str:
    """Write a page to print: one or two columns, divided words, headings, with its footnotes at the end."""
    parts = []
    for at, sentences in enumerate(source.paragraphs):
        parts += [f"<h2>Chapter {at} on the road ahead</h2>"] if at % 4 == 2 else []
        parts.append(f"<p>{divide(html.escape(' '.join(sentences)))}</p>")
    notes = "".join(f"<p class=note>{at} {html.escape(note)}</p>" for at, note in enumerate(source.footnotes, 1))
    columns = "column-count: 2; column-gap: 1cm" if number % 3 == 1 else ""
    style = (
        f"@page {{ size: {'A4' if columns else 'A5'} }}"
        f" body {{ font: {9 + number % 4}pt serif; text-align: justify; hyphens: manual; {columns} }}"
        " .note { font-size: 7pt } "
    )
    head = f"<html lang=en><meta charset=utf-8><title>{source.title}</title><style>{style}</style>"
    return f"{head}<body><h1>{source.title}</h1>{''.join(parts)}{notes}</body></html>"


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [make_source(number) for number in range(FILES)]


def require(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


def test_every_sentence_of_a_word_file_is_on_record(sources: list[Source], tmp_path: Path) -> None:
    require("soffice")
    made, pages = tmp_path / "made", tmp_path / "pages"
    made.mkdir()
    pages.mkdir()
    for number, source in enumerate(sources):
        if number % 2:
            (pages / f"{number}.html").write_text(make_html(source, number).replace("&shy;", ""), "utf-8")
        else:
            (made / f"{number}.docx").write_bytes(make_word_xml(source, number))
    convert([*pages.glob("*.html")], "odt:writer8", pages)
    convert([*pages.glob("*.odt")], "docx:Office Open XML Text", made)
    assert measure(made, ".docx", sources, tmp_path / "home") >= EXACT


def test_every_sentence_of_a_pdf_file_is_on_record(sources: list[Source], tmp_path: Path) -> None:
    require("soffice", "chromium")
    made, parts = tmp_path / "made", tmp_path / "parts"
    made.mkdir()
    parts.mkdir()
    for number, source in enumerate(sources):
        if number % 2:
            page = parts / f"{number}.html"
            page.write_text(make_html(source, number), "utf-8")
            options = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={made / f'{number}.pdf'}"]
            run("chromium", *options, page.as_uri(), folder=parts)
        else:
            (parts / f"{number}.docx").write_bytes(make_word_xml(source, number, tracked=False))
    convert([*parts.glob("*.docx")], "pdf", made)
    assert measure(made, ".pdf", sources, tmp_path / "home") >= EXACT


def measure(folder: Path, suffix: str, sources: list[Source], home: Path) -> float:
    """Return the share of sentences that are traced as exact, and print those that are not."""
    assert index.bring_up_to_date(home, [str(folder)]).added == len(sources)
    record = rag.open(home)
    exact = total = 0
    for number, source in enumerate(sources):
        path = folder / f"{number}{suffix}"
        missing = [sentence for sentence in source.sentences if record.trace(sentence).verdict != "exact"]
        total += len(source.sentences)
        exact += len(source.sentences) - len(missing)
        if not missing:
            continue
        notes = " ".join(read(path).notes)
        printed = None if suffix == ".docx" else read_numbers(path)
        for sentence in missing:
            if printed is not None and sentence.split()[-1].rstrip(".") not in printed:
                total -= 1
                print(f"{number}{suffix}: its day is nowhere in the file, so LibreOffice did not print it: {sentence}")
            else:
                print(f"{number}{suffix}: {sentence} ({notes})")
    print(f"{exact} of {total} sentences of {len(sources)} {suffix} files are exact")
    return exact / total


def read(path: Path) -> Article:
    (result,) = read_file(path, path.name)
    return result.require_article()


def read_numbers(path: Path) -> set[str]:
    """Return the numbers in a PDF as PDFium, another reader, finds them."""
    with PdfDocument(path) as document:
        return {number for page in document for number in re.findall(r"\d+", page.get_textpage().get_text_bounded())}
