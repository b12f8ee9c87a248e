"""Writes the demo's files so that the same input always gives the same bytes."""

import base64
import gzip
import hashlib
import io
import json
import uuid

# One fixed date for all records: the data has no time of crawling, and a clock would make each run's bytes differ.
WARC_DATE = "2022-09-22T00:00:00Z"


def compress(data):
    """One gzip member without name and time."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as member:
        member.write(data)
    return buffer.getvalue()


def json_lines(documents):
    """The documents as JSONL in UTF-8, a document a line."""
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents).encode("utf-8")


def write_jsonl(path, documents):
    path.parent.mkdir(parents=True, exist_ok=True)
    data = json_lines(documents)
    path.write_bytes(compress(data) if path.suffix == ".gz" else data)


def write_warc(path, description, pages):
    """Writes `pages`, pairs of URL and HTML bytes, as WARC/1.0 responses, each record a gzip member of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    about = f"software: conf/demo/make\r\nformat: WARC File Format 1.0\r\ndescription: {description}\r\n"
    with path.open("wb") as out:
        out.write(_record("warcinfo", "application/warc-fields", about.encode(), {"WARC-Filename": path.name}))
        for url, html in pages:
            http = (
                f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(html)}\r\n\r\n"
            ).encode("ascii") + html
            headers = {"WARC-Target-URI": url, "WARC-Payload-Digest": _digest(html)}
            out.write(_record("response", "application/http; msgtype=response", http, headers))


def _record(kind, content_type, block, headers):
    identity = repr((kind, sorted(headers.items()))).encode() + block
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.UUID(bytes=hashlib.sha256(identity).digest()[:16], version=4)}>",
        "WARC-Date": WARC_DATE,
        **headers,
        "WARC-Block-Digest": _digest(block),
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return compress(head.encode("utf-8") + block + b"\r\n\r\n")


def _digest(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode("ascii")
