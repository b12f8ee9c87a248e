"""Messages of user interfaces: Chromium's in all languages it has, MediaWiki's in Swahili."""

import gzip
import json
import re
import struct
from pathlib import PurePosixPath

from packages import CHROMIUM, MEDIAWIKI

MESSAGES_A_DOCUMENT = 20

# Every eighth document comes once more, moved on by two messages, as a crawl of a list in pages would have it.
SHIFTED_EVERY = 8
SHIFT = 2

# Locales of Chromium and the most text taken of each, in bytes. Swahili, of which there is least elsewhere, is taken
# whole, and the languages without long translated prose get more than the others. British English and traditional
# Chinese are the regional variants.
LOCALES = {
    "sw": ("sw", 2_000_000),
    "hi": ("hi", 900_000),
    "ta": ("ta", 600_000),
    "ar": ("ar", 400_000),
    "id": ("id", 400_000),
    "zh-CN": ("zh", 400_000),
    "zh-TW": ("zh", 60_000),
    "en-GB": ("en", 250_000),
    "bn": ("bn", 150_000),
    "gu": ("gu", 150_000),
    "ml": ("ml", 150_000),
    "mr": ("mr", 150_000),
    "te": ("te", 150_000),
    "ur": ("ur", 150_000),
    "vi": ("vi", 150_000),
}

# MediaWiki's own messages, without those of its extensions, some of which have other licences.
_MEDIAWIKI_SWAHILI = "usr/share/mediawiki/languages/i18n/sw.json"

# A full stop or its like, perhaps before closing quotes, brackets or a tag.
_SENTENCE_END = re.compile("[.!?…:。！？：।॥؟۔][\"'”’)）」]*(</?[a-z]+>)*\\s*$")


def chromium(work):
    """The messages by locale: {locale: {id: message}}."""
    files = CHROMIUM.read(work, lambda path: path.endswith(".pak") and PurePosixPath(path).stem in LOCALES)
    return {PurePosixPath(path).stem: _read_pak(data) for path, data in files.items()}


def message_documents(work, messages):
    """Yields (language, document) for Chromium's `messages` and MediaWiki's."""
    for locale, (lang, limit) in LOCALES.items():
        sentences = [text for _, text in sorted(messages[locale].items()) if is_sentence(text, lang)]
        yield from _documents(lang, f"package:{CHROMIUM.name}/{locale}", CHROMIUM.source, sentences, limit)
    files = MEDIAWIKI.read(work, lambda path: path == _MEDIAWIKI_SWAHILI)
    entries = json.loads(files[_MEDIAWIKI_SWAHILI])
    sentences = [text for key, text in entries.items() if key != "@metadata" and is_sentence(text, "sw")]
    yield from _documents("sw", f"package:{MEDIAWIKI.name}/sw", MEDIAWIKI.source, sentences, LOCALES["sw"][1])


def is_sentence(message, lang):
    """Whether a message is a sentence rather than a label, a format or markup: by length, letters and how it ends."""
    dense = lang == "zh"
    if len(message) < (10 if dense else 24) or message.startswith("{") or "<html" in message:
        return False
    wordlike = sum(char.isalpha() or char.isspace() or ord(char) > 0x2FF for char in message)
    if wordlike < 0.75 * len(message):
        return False
    return ends_as_sentence(message) or len(message) >= (24 if dense else 60)


def ends_as_sentence(message):
    """Whether a full stop or its like closes the message."""
    return _SENTENCE_END.search(message) is not None


def _documents(lang, url, source, sentences, limit):
    lines = [re.sub(r"\s+", " ", sentence).strip() for sentence in sentences]
    size = 0
    for number, start in enumerate(range(0, len(lines), MESSAGES_A_DOCUMENT)):
        starts = [start, start + SHIFT] if number % SHIFTED_EVERY == SHIFTED_EVERY - 1 else [start]
        for first in starts:
            text = "\n".join(lines[first : first + MESSAGES_A_DOCUMENT])
            size += len(text.encode("utf-8"))
            if text:
                yield lang, {"url": f"{url}#{first}", "text": text, "source": source}
        if size >= limit:
            return


def _read_pak(data):
    """Reads Chromium's resource pack, format 5: a table of ids (16 bits) and offsets (32 bits), then the strings."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    version, _, count, _ = struct.unpack_from("<IIHH", data, 0)
    if version != 5:
        raise SystemExit(f"A resource pack of {CHROMIUM.source} has format {version}; only 5 can be read.")
    entries = [struct.unpack_from("<HI", data, 12 + 6 * number) for number in range(count + 1)]
    return {
        identity: data[start:end].decode("utf-8", "replace")
        for (identity, start), (_, end) in zip(entries, entries[1:])
    }
