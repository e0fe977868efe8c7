"""Small files of each accepted type, and some whose content does not match."""

import io
import zipfile

PDF = b"%PDF-1.4\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as files:
        for name, content in members.items():
            files.writestr(name, content)
    return buffer.getvalue()


DOCX = archive(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
XLSX = archive(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
ODT = archive(mimetype=ODT_TYPE)
MACROS = archive(
    **{"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""}
)
