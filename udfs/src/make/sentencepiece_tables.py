"""Makes the resources of dev.glossa.tokenizer from the source archive of sentencepiece 0.2.3 (PyPI; Apache-2.0).

usage: sentencepiece_tables.py SENTENCEPIECE_SOURCE RESOURCES_DIR     (SENTENCEPIECE_SOURCE: the folder that holds LICENSE and src/)

scripts.txt             from unicode_script_map.h: first and last code point of a range (hexadecimal) and its script; others are Common
<rule>.charsmap.gz      from normalization_rule.h: the precompiled_charsmap of nfkc, nmt_nfkc, nfkc_cf and nmt_nfkc_cf
LICENSE-sentencepiece   its licence
"""
import gzip, os, re, shutil, sys

source, out = sys.argv[1:3]

scripts = {}
text = open(os.path.join(source, "src/unicode_script_map.h"), encoding="utf-8").read()
for first, last, script in re.findall(r"for \(char32_t c = 0x(\w+); c <= 0x(\w+); \+\+c\) \(\*smap\)\[c\] = U_(\w+);", text):
    scripts.update(dict.fromkeys(range(int(first, 16), int(last, 16) + 1), script))
for point, script in re.findall(r"^  \(\*smap\)\[0x(\w+)\] = U_(\w+);", text, re.M):
    scripts[int(point, 16)] = script
ranges = []
for point in sorted(scripts):
    if scripts[point] == "Common":
        continue
    if ranges and ranges[-1][1] == point - 1 and ranges[-1][2] == scripts[point]:
        ranges[-1][1] = point
    else:
        ranges.append([point, point, scripts[point]])
with open(os.path.join(out, "scripts.txt"), "w", encoding="utf-8", newline="\n") as f:
    f.writelines(f"{first:X} {last:X} {script}\n" for first, last, script in ranges)

rules = open(os.path.join(source, "src/normalization_rule.h"), encoding="utf-8").read().split("#else", 1)[1]
for name, size, body in re.findall(r'\{"(\w+)", (\d+),\s*((?:"[^"]*"\s*)+)\}', rules):
    blob = "".join(re.findall(r'"([^"]*)"', body)).encode("latin-1").decode("unicode_escape").encode("latin-1")
    assert len(blob) == int(size), (name, size, len(blob))
    with open(os.path.join(out, name + ".charsmap.gz"), "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as f:
        f.write(blob)
shutil.copyfile(os.path.join(source, "LICENSE"), os.path.join(out, "LICENSE-sentencepiece"))
