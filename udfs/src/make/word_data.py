"""Makes the resources of dev.glossa.words: what the word splitters that datatrove calls know.

usage: word_data.py OUT      (OUT: udfs/src/main/resources/dev/glossa/words)
needs spacy==3.8.18 jieba==0.42.1 pyvi==0.1.1 sklearn-crfsuite==0.5.0 (PyPI), Python 3.11 or newer
writes
spacy.json   spaCy's tokenizer rules (MIT) for ar, en, id and tn. "classes": sets of code points; rules refer to them by number.
             A rule is a sequence of n (a character of class n), n+ (one or more), <n (before it), >n (after it), !n (not after it), and
             "anywhere" for the alternative that spaCy's pattern forgets to anchor. "exceptions": texts, given by their tokens.
jieba.gz     jieba's dictionary and hidden Markov model (MIT), as JiebaModel reads it
pyvi.gz      pyvi's word lists and conditional random field (MIT), as PyviModel reads it
LICENSES     the licences
"""
import gzip, importlib, importlib.metadata, io, itertools, json, os, pickle, re, struct, sys
import re._constants as op
import re._parser as parser

LAST = 0x10FFFF
LANGUAGES = ["ar", "en", "id", "tn"]
VERSIONS = dict(spacy="3.8.18", jieba="0.42.1", pyvi="0.1.1")


def package(name):
    return os.path.dirname(importlib.import_module(name).__file__)


# --- spaCy


class Classes:
    def __init__(self):
        self.numbers = {}

    def number(self, points):
        ranges = []
        for point in sorted(points):
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
        text = " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in ranges)
        return self.numbers.setdefault(text, len(self.numbers))


def members(items):
    points, negated = set(), False
    for kind, value in items:
        if kind is op.NEGATE:
            negated = True
        elif kind is op.LITERAL:
            points.add(value)
        elif kind is op.RANGE:
            points.update(range(value[0], value[1] + 1))
        elif value is op.CATEGORY_SPACE:
            points.update(point for point in range(LAST + 1) if chr(point).isspace())
        else:
            raise SystemExit(f"{kind} {value} in a class of characters is not known here.")
    return frozenset(set(range(LAST + 1)) - points if negated else points)


def expand(pattern):
    """The pattern's alternatives, first choice first, each a tuple of (kind, members)."""
    parts = []
    for kind, value in pattern:
        if kind is op.LITERAL:
            parts.append([(("one", frozenset([value])),)])
        elif kind is op.NOT_LITERAL:
            parts.append([(("one", members([(op.NEGATE, None), (op.LITERAL, value)])),)])
        elif kind is op.IN:
            parts.append([(("one", members(value)),)])
        elif kind is op.BRANCH:
            parts.append([choice for branch in value[1] for choice in expand(branch)])
        elif kind is op.SUBPATTERN:
            parts.append(expand(value[-1]))
        elif kind is op.MAX_REPEAT and value[:2] == (0, 1):
            parts.append(expand(value[2]) + [()])
        elif kind is op.MAX_REPEAT and value[:2] == (1, op.MAXREPEAT):
            [[(_, points)]] = expand(value[2])
            parts.append([(("many", points),)])
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            name = "behind" if value[0] < 0 else "ahead" if kind is op.ASSERT else "not ahead"
            parts.append([tuple((name, points) for _, points in choice) for choice in expand(value[1])])
        else:
            raise SystemExit(f"{kind} {value} in a pattern is not known here.")
    return [tuple(itertools.chain(*choice)) for choice in itertools.product(*parts)]


def branches(piece):
    """The piece cut at its outermost bars."""
    depth, start, i, found, in_class = 0, 0, 0, [], False
    while i < len(piece):
        if piece[i] == "\\":
            i += 1
        elif in_class:
            in_class = piece[i] != "]"
        elif piece[i] == "[":
            in_class = True
        elif piece[i] in "()":
            depth += 1 if piece[i] == "(" else -1
        elif piece[i] == "|" and depth == 0:
            found.append(piece[start:i])
            start = i + 1
        i += 1
    return found + [piece[start:]]


def rules(pieces, classes, anchor):
    """anchor: "^" or "$", which spaCy puts before or behind every piece, or nothing."""
    found = []
    for piece in filter(str.strip, pieces):
        cut = branches(piece)
        if anchor == "$" and len(cut) > 1:
            raise SystemExit(f"The suffix {piece} has alternatives; bracket them.")
        for n, branch in enumerate(cut):
            for choice in expand(parser.parse(branch)):
                anywhere = anchor == "^" and n > 0
                first = next(points for kind, points in choice if kind in ("one", "many"))
                if anchor != "$" and not anywhere and any(single and first <= earlier[0][1] for earlier, single, _ in found):
                    continue  # An earlier rule takes the character.
                alone = len(choice) == 1 and choice[0][0] == "one" and not anywhere
                if alone and found and found[-1][1]:
                    found[-1] = ((("one", found[-1][0][0][1] | first),), True, False)
                else:
                    found.append((choice, alone, anywhere))
    marks = {"one": "{}", "many": "{}+", "behind": "<{}", "ahead": ">{}", "not ahead": "!{}"}
    texts = []
    for choice, _, anywhere in found:
        text = " ".join(marks[kind].format(classes.number(points)) for kind, points in choice)
        text = "anywhere " + text if anywhere else text
        if text not in texts:
            texts.append(text)
    return texts


def spacy_rules(out):
    from spacy.lang import char_classes
    from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS, URL_MATCH
    from spacy.language import BaseDefaults
    from spacy.symbols import ORTH
    from spacy.util import get_lang_class

    def exceptions(table, but=()):
        return [[token[ORTH] for token in tokens] for text, tokens in sorted(table.items()) if text not in but or but[text] != tokens]

    classes = Classes()
    languages = {}
    for code in LANGUAGES:
        defaults = get_lang_class(code).Defaults
        if defaults.token_match is not None or defaults.url_match is not URL_MATCH:
            raise SystemExit(f"spaCy's {code} matches tokens or addresses in its own way, which is not known here.")
        missing = set(BASE_EXCEPTIONS) - set(defaults.tokenizer_exceptions)
        if missing:
            raise SystemExit(f"spaCy's {code} lacks the common exceptions {missing}.")
        languages[code] = {
            "prefixes": rules(defaults.prefixes, classes, "^"),
            "suffixes": rules(defaults.suffixes, classes, "$"),
            "infixes": rules(defaults.infixes, classes, ""),
            "exceptions": exceptions(defaults.tokenizer_exceptions, BASE_EXCEPTIONS),
        }
    lower = members(parser.parse(f"[{char_classes.ALPHA_LOWER}]")[0][1])
    content = {
        "topLevelDomain": classes.number(lower),
        "exceptions": exceptions(BASE_EXCEPTIONS),
        "languages": languages,
    }
    content = {"source": f"spaCy {VERSIONS['spacy']}, MIT (LICENSES)", "classes": list(classes.numbers), **content}
    with open(os.path.join(out, "spacy.json"), "w", encoding="utf-8", newline="\n") as f:
        f.write(json.dumps(content, ensure_ascii=False, indent=0).replace("\n]", "]").replace("[\n", "[") + "\n")


# --- binary files, big-endian as java.io.DataInput reads them


class Writer:
    def __init__(self):
        self.bytes = io.BytesIO()

    def int(self, value):
        self.bytes.write(struct.pack(">i", value))

    def double(self, value):
        self.bytes.write(struct.pack(">d", value))

    def text(self, value):
        encoded = value.encode("utf-8")
        if b"\0" in encoded or any(ord(c) > 0xFFFF for c in value):
            raise SystemExit(f"{value!r} cannot be written as java.io.DataInput reads it.")
        self.bytes.write(struct.pack(">H", len(encoded)) + encoded)

    def save(self, path):
        with open(path, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as f:
            f.write(self.bytes.getvalue())


def jieba_model(out):
    """Only words that can occur in what jieba takes for a block of Chinese; the total counts all."""
    from jieba.finalseg import prob_emit, prob_start, prob_trans

    block = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+")
    frequencies, total = {}, 0
    for line in open(os.path.join(package("jieba"), "dict.txt"), encoding="utf-8"):
        word, frequency = line.strip().split(" ")[:2]
        frequencies[word] = int(frequency)
        total += int(frequency)
    writer = Writer()
    words = sorted(word for word in frequencies if block.fullmatch(word))
    writer.double(float(total))
    writer.int(len(words))
    previous = ""
    for word in words:
        shared = len(os.path.commonprefix([previous, word]))
        writer.int(frequencies[word] << 8 | shared)
        writer.text(word[shared:])
        previous = word
    states = "BEMS"
    characters = sorted(set().union(*(prob_emit.P[state] for state in states)))
    writer.text(states)
    for state in states:
        writer.double(prob_start.P[state])
    for state in states:
        for following in states:
            writer.double(prob_trans.P[state].get(following, -3.14e100))
    writer.text("".join(characters))
    for state in states:
        for character in characters:
            writer.double(prob_emit.P[state].get(character, -3.14e100))
    writer.save(os.path.join(out, "jieba.gz"))


def crfsuite(model):
    """Labels, transitions[label][label] and weights[attribute][label] of a crfsuite model file."""
    magic, _, kind, _, _, labels, attributes, features_at, labels_at, attributes_at, _, _ = struct.unpack_from("<4sI4sIIIIIIIII", model)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise SystemExit("pyvi's model is no first-order model of crfsuite.")

    def names(start, count):
        _, _, _, _, _, backward = struct.unpack_from("<4sIIIII", model, start)
        found = []
        for n in range(count):
            at = start + struct.unpack_from("<I", model, start + backward + 4 * n)[0]
            _, size = struct.unpack_from("<II", model, at)
            found.append(model[at + 8 : at + 8 + size - 1].decode("utf-8"))
        return found

    label_names, attribute_names = names(labels_at, labels), names(attributes_at, attributes)
    transitions = [[0.0] * labels for _ in range(labels)]
    weights = {}
    _, _, count = struct.unpack_from("<4sII", model, features_at)
    for n in range(count):
        transition, source, target, weight = struct.unpack_from("<IIId", model, features_at + 12 + 20 * n)
        if transition:
            transitions[source][target] = weight
        else:
            weights.setdefault(attribute_names[source], [0.0] * labels)[target] = weight
    return label_names, transitions, weights


def pyvi_model(out):
    models = os.path.join(package("pyvi"), "models")
    estimator = pickle.load(open(os.path.join(models, "pyvi3.pkl"), "rb"))
    labels, transitions, weights = crfsuite(open(estimator.modelfile.name, "rb").read())
    words = open(os.path.join(models, "words.txt"), encoding="utf-8").read().split("\n")
    writer = Writer()
    writer.int(len(labels))
    for label in labels:
        writer.text(label)
    for row in transitions:
        for weight in row:
            writer.double(weight)
    writer.int(len(weights))
    for attribute, row in sorted(weights.items()):
        writer.text(attribute)
        for weight in row:
            writer.double(weight)
    for length in (2, 3):
        grams = sorted({word for word in words if word.count(" ") == length - 1})
        writer.int(len(grams))
        for gram in grams:
            writer.text(gram)
    writer.save(os.path.join(out, "pyvi.gz"))


def licences(out):
    texts = [
        ("spaCy " + VERSIONS["spacy"], importlib.metadata.distribution("spacy").read_text("licenses/LICENSE") or importlib.metadata.distribution("spacy").read_text("LICENSE")),
        ("pyvi " + VERSIONS["pyvi"], importlib.metadata.distribution("pyvi").read_text("LICENSE.txt")),
    ]
    with open(os.path.join(out, "LICENSES"), "w", encoding="utf-8", newline="\n") as f:
        for name, text in texts:
            f.write(f"{name}\n\n{text.strip()}\n\n\n")
        f.write(f"jieba {VERSIONS['jieba']}, by Sun Junyi: \"License: MIT\" in its PyPI package, which holds no copy of the licence's text; the text is that above.\n")


def main(out):
    for name, version in VERSIONS.items():
        if importlib.metadata.version(name) != version:
            raise SystemExit(f"{name} is {importlib.metadata.version(name)}; install {version}.")
    os.makedirs(out, exist_ok=True)
    spacy_rules(out)
    jieba_model(out)
    pyvi_model(out)
    licences(out)


main(sys.argv[1])
