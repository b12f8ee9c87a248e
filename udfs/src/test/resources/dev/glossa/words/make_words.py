"""Makes words.jsonl: texts put together at random of what word splitters find hard, and their words as datatrove splits them.

usage: make_words.py OUT [TEXTS_PER_LANGUAGE [SEED]]     (OUT: words.jsonl; 25 texts, seed 1)
needs datatrove[processing]==0.10.1 spacy==3.8.18 jieba==0.42.1 pyvi==0.1.1 sklearn-crfsuite==0.5.0 (PyPI)
"""
import importlib, json, random, sys

from datatrove.utils.text import split_into_words

CODES = dict(ar="arb_Arab", en="eng_Latn", id="ind_Latn", sw="swh_Latn", vi="vie_Latn", zh="cmn_Hani")
SPACY = dict(ar="ar", en="en", id="id", sw="tn")
WORDS = dict(
    ar="السلام عليكم ورحمة ١٢ كم د. أ.د ب. م م. س ق.م هـ، نعم؟ لا! ٥٪ الشـ الظـ",
    en="don't cannot can't he's it's I'm we've they'd U.S. a.m. 9am e.g. Mr. O'Neil rock'n'roll end.Next well-known ab,cd either/or x=y Adm. ’cause",
    id="buku-buku ke-2 bukunya kakak-ku rumah-mu Rp5.000 10km 2/3 5% s.d. dll. #tagar anak-anak <b>tebal</b> <br/> <a>x</a> y<ahref>z US$5 Jan-2020",
    sw="habari ya leo 5kg k.m. n.k. Bw. maji-moto ndiyo? la! 3m² 10°C. 20°F",
    vi="Việt Nam học sinh sinh viên Hà Nội thành phố Hồ Chí Minh TP. Tp. ThS. Nguyễn 12.000 3,5 đồng HÀ NỘI công ty trách nhiệm Đ. 1_000 Ǆ ① ² ẞ Các",
    zh="我们 喜欢 自由 中华人民共和国 他来到了网易杭研大厦 小明硕士毕业于中国科学院计算所 繁體中文 臺灣 AT&T T恤 C++ 3.14% 5.6 hello.world 100% 乒乓球拍卖完了 龘靐齉 㐀 𠀀 一 二〇二〇年 ＡＢＣ",
)
MARKS = """. , ; : ! ? ... .. …… … ' " ’ ‘ “ ” ( ) [ ] { } < > - – — -- --- ~ / \\ | * & # @ % $ € £ ₹ ^ + = _ § ° « » 、 。 ， ； ： ？ ！ 「 」 （ ） ، ؛ ؟ ۔ · ´ `
's 'S ’s n't -> ==> >> :) :-( ;-) :’( <3 xD (^_^) ¯\\(ツ)/¯ °C. °f. 😀 👍🏽 ☺ ★ ™ © ½ ² ٣ \u0301 \u200b \u200d \ufeff ー 字 ह A b Z Ж я ß""".split()
ADDRESSES = """http://example.com www.example.co.uk/a?b=c#d ftp://user:pw@host.org:8080/ mailto:a@b.cd a.b+c@d-e.fr x@y 10.0.0.1 192.168.1.1 8.8.8.8:53/x 300.1.1.1
example.Com lower.Upper foo.bar a@1.2.3.4 é.è.fr xn--p1ai.xn--p1ai a_b.com -a.com http://-a.com a..b.com http://a.b/ä?ö :// //x.y http://localhost tcp://1.1.1.1:123456 a.b:1 a.b:12""".split()
SPACES = [" "] * 12 + ["  ", "\n", "\n\n", " \n", "\t", "\r\n", "\u00a0", "\u3000", "\u2028", "\x1c", " \u00a0 "]


def pieces(lang):
    found = WORDS[lang].split() * 2 + MARKS * 2 + ADDRESSES
    if lang in SPACY:
        exceptions = importlib.import_module("spacy").blank(SPACY[lang]).tokenizer.rules
        found += random.Random(lang).sample(sorted(exceptions), min(60, len(exceptions))) * 2
    return found + [str(n) for n in (1, 12, 1999, "3.5", "1,000", "10km", "5kg", "7%", "2nd", "0x1F")]


def text(lang, found, rng):
    out = []
    for _ in range(rng.randint(1, 14)):
        out.append("".join(rng.choice(found) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 6)))))
        out.append(rng.choice(SPACES))
    if rng.random() < 0.7:
        out.pop()
    return "".join(out)


def main(out, count=25, seed=1):
    with open(out, "w", encoding="utf-8", newline="\n") as f:
        for lang, code in CODES.items():
            rng, found = random.Random(f"{seed} {lang}"), pieces(lang)
            for _ in range(int(count)):
                line = text(lang, found, rng)
                f.write(json.dumps({"language": lang, "text": line, "words": split_into_words(line, code)}, ensure_ascii=False) + "\n")


main(*sys.argv[1:])
