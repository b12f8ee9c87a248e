"""Makes labelled.tsv: sentences of our own in 15 languages with invented personal data, and with what only looks like it.

usage: python3 make_labelled.py > labelled.tsv       (Python 3.10, no packages; the same bytes every time)

A line: language, tab, text. Personal data stand as [[KIND:value]]. Numbers are random, with checksums computed here; nobody's are copied.
"""
import random
import string

R = random.Random(20241125)

# name is, mail; call; number without a word for it; card; account; id; server; key
FRAMES = {
    "en": ("Write to {} before Friday.", "Call us at {} in the morning.", "Anna ({}) will bring the keys.", "He paid with card {} twice.", "Send the rent to {}.", "Her national ID is {}.", "The visitor came from {} at night.", "Set the token {} in your shell."),
    "zh": ("请在周五之前写信给{}。", "联系电话：{}，请在上午拨打。", "小王{}会带钥匙来。", "他用卡号{}付了两次款。", "请把房租汇到{}。", "她的身份证号是{}。", "访客夜里来自{}。", "请在终端里设置令牌 {} 。"),
    "ar": ("اكتب إلى {} قبل يوم الجمعة.", "اتصل بنا على هاتف {} صباحا.", "أحمد ({}) سيحضر المفاتيح.", "دفع بالبطاقة {} مرتين.", "أرسل الإيجار إلى {}.", "الرقم القومي {} مكتوب هنا.", "جاء الزائر من {} ليلا.", "ضع الرمز {} في الإعدادات."),
    "bn": ("শুক্রবারের আগে {} ঠিকানায় লিখুন।", "সকালে ফোন করুন {} নম্বরে।", "রহিম ({}) চাবি আনবে।", "তিনি কার্ড {} দিয়ে দুবার টাকা দিয়েছেন।", "ভাড়া {} হিসাবে পাঠান।", "তাঁর জাতীয় পরিচয়পত্র নম্বর {}।", "রাতে দর্শক {} থেকে এসেছিল।", "টোকেন {} সেট করুন।"),
    "gu": ("શુક્રવાર પહેલાં {} પર લખો.", "સવારે ફોન કરો {} પર.", "રમેશ ({}) ચાવી લાવશે.", "તેણે કાર્ડ {} થી બે વાર ચૂકવ્યું.", "ભાડું {} માં મોકલો.", "તેનો આધાર નંબર {} છે.", "રાત્રે મુલાકાતી {} થી આવ્યો.", "ટોકન {} સેટ કરો."),
    "hi": ("शुक्रवार से पहले {} पर लिखें।", "सुबह फ़ोन करें: {} पर।", "राम ({}) चाबी लाएगा।", "उसने कार्ड {} से दो बार भुगतान किया।", "किराया {} में भेजें।", "उसका आधार नंबर {} है।", "रात में आगंतुक {} से आया।", "टोकन {} सेट करें।"),
    "id": ("Kirim surat ke {} sebelum Jumat.", "Hubungi kami di {} pada pagi hari.", "Budi ({}) akan membawa kunci.", "Dia membayar dengan kartu {} dua kali.", "Kirim uang sewa ke {}.", "NIK beliau adalah {}.", "Pengunjung itu datang dari {} malam hari.", "Pasang token {} di terminal."),
    "ml": ("വെള്ളിയാഴ്ചയ്ക്ക് മുമ്പ് {} എന്ന വിലാസത്തിൽ എഴുതുക.", "രാവിലെ ഫോൺ ചെയ്യുക {} എന്ന നമ്പറിൽ.", "രാജു ({}) താക്കോൽ കൊണ്ടുവരും.", "അയാൾ കാർഡ് {} ഉപയോഗിച്ച് രണ്ടുതവണ പണം നൽകി.", "വാടക {} ലേക്ക് അയയ്ക്കുക.", "അവരുടെ ആധാർ നമ്പർ {} ആണ്.", "രാത്രി സന്ദർശകൻ {} ൽ നിന്ന് വന്നു.", "ടോക്കൺ {} സജ്ജമാക്കുക."),
    "mr": ("शुक्रवारपूर्वी {} वर लिहा.", "सकाळी फोन करा {} वर.", "गणेश ({}) चावी आणेल.", "त्याने कार्ड {} ने दोनदा पैसे दिले.", "भाडे {} मध्ये पाठवा.", "तिचा आधार क्रमांक {} आहे.", "रात्री पाहुणा {} वरून आला.", "टोकन {} सेट करा."),
    "ne": ("शुक्रबार अघि {} मा लेख्नुहोस्।", "बिहान फोन गर्नुहोस् {} मा।", "हरि ({}) साँचो ल्याउँछ।", "उसले कार्ड {} बाट दुई पटक तिर्यो।", "भाडा {} मा पठाउनुहोस्।", "उनको नागरिकता नम्बर {} हो।", "राति आगन्तुक {} बाट आयो।", "टोकन {} राख्नुहोस्।"),
    "sw": ("Andika kwa {} kabla ya Ijumaa.", "Piga simu {} asubuhi.", "Juma ({}) ataleta funguo.", "Alilipa kwa kadi {} mara mbili.", "Tuma kodi kwa {}.", "Namba yake ya NIDA ni {}.", "Mgeni alitoka {} usiku.", "Weka tokeni {} kwenye terminali."),
    "ta": ("வெள்ளிக்கிழமைக்கு முன் {} என்ற முகவரிக்கு எழுதவும்.", "காலையில் தொலைபேசி எண் {} ஐ அழைக்கவும்.", "குமார் ({}) சாவியைக் கொண்டு வருவார்.", "அவர் அட்டை {} மூலம் இருமுறை செலுத்தினார்.", "வாடகையை {} க்கு அனுப்பவும்.", "அவரது ஆதார் எண் {} ஆகும்.", "இரவில் பார்வையாளர் {} இலிருந்து வந்தார்.", "டோக்கன் {} ஐ அமைக்கவும்."),
    "te": ("శుక్రవారం లోపు {} కు రాయండి.", "ఉదయం ఫోన్ చేయండి {} కు.", "రాము ({}) తాళం తెస్తాడు.", "అతను కార్డు {} తో రెండుసార్లు చెల్లించాడు.", "అద్దె {} కు పంపండి.", "ఆమె ఆధార్ సంఖ్య {}.", "రాత్రి సందర్శకుడు {} నుండి వచ్చాడు.", "టోకెన్ {} పెట్టండి."),
    "ur": ("جمعہ سے پہلے {} پر لکھیں۔", "صبح فون کریں {} پر۔", "علی ({}) چابی لائے گا۔", "اس نے کارڈ {} سے دو بار ادائیگی کی۔", "کرایہ {} میں بھیجیں۔", "اس کا شناختی کارڈ نمبر {} ہے۔", "رات کو مہمان {} سے آیا۔", "ٹوکن {} لگائیں۔"),
    "vi": ("Hãy viết cho {} trước thứ Sáu.", "Gọi điện thoại số {} vào buổi sáng.", "Anh Nam ({}) sẽ mang chìa khóa.", "Anh ấy trả bằng thẻ {} hai lần.", "Gửi tiền thuê vào {}.", "Số căn cước của cô ấy là {}.", "Khách đến từ {} lúc nửa đêm.", "Đặt mã {} trong terminal."),
}

NATIVE = {"ar": "٠١٢٣٤٥٦٧٨٩", "bn": "০১২৩৪৫৬৭৮৯", "gu": "૦૧૨૩૪૫૬૭૮૯", "hi": "०१२३४५६७८९", "mr": "०१२३४५६७८९", "ne": "०१२३४५६७८९",
          "ta": "௦௧௨௩௪௫௬௭௮௯", "te": "౦౧౨౩౪౫౬౭౮౯", "ml": "൦൧൨൩൪൫൬൭൮൯", "ur": "۰۱۲۳۴۵۶۷۸۹"}


def digits(n):
    return "".join(R.choice(string.digits) for _ in range(n))


def pick(alphabet, n):
    return "".join(R.choice(alphabet) for _ in range(n))


def luhn(body):
    total = 0
    for i, c in enumerate(reversed(body)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return body + str(-total % 10)


def card(valid=True):
    prefix, length, groups = R.choice([("4", 16, 4), ("51", 16, 4), ("2221", 16, 4), ("37", 15, 6), ("622126", 16, 4), ("6521", 16, 4), ("6011", 16, 4), ("3530", 16, 4)])
    number = luhn(prefix + digits(length - len(prefix) - 1))
    if not valid:
        number = number[:-1] + str((int(number[-1]) + R.randint(1, 9)) % 10)
    style = R.choice(["", " ", "-"])
    if not style:
        return number
    parts = [number[:4], number[4:10], number[10:]] if length == 15 else [number[i:i + 4] for i in range(0, 16, 4)]
    return style.join(parts)


def iban(valid=True):
    country, form = R.choice([("DE", "18n"), ("GB", "4a14n"), ("FR", "23n"), ("SA", "20n"), ("AE", "19n"), ("PK", "4a16n"), ("EG", "25n"), ("NL", "4a10n")])
    body = pick(string.ascii_uppercase, 4) + digits(int(form[2:-1])) if form.startswith("4a") else digits(int(form[:-1]))
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    check = 98 - number % 97
    if not valid:
        check = check % 97 + 2 if check % 97 + 2 != check else 2
    text = f"{country}{check:02d}{body}"
    return " ".join(text[i:i + 4] for i in range(0, len(text), 4)) if R.random() < 0.5 else text


D = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
     [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1], [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
     [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]
P = [list(range(10))]
for _ in range(7):
    P.append([P[-1][k] for k in [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]])


def verhoeff(body):
    for check in string.digits:
        c = 0
        for i, d in enumerate(reversed(body + check)):
            c = D[c][P[i % 8][int(d)]]
        if c == 0:
            return body + check


def aadhaar(valid=True):
    number = verhoeff(R.choice("23456789") + digits(10))
    if not valid:
        number = number[:-1] + str((int(number[-1]) + R.randint(1, 9)) % 10)
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def date():
    return R.randint(1950, 2005), R.randint(1, 12), R.randint(1, 28)


def resident(valid=True):
    y, m, d = date()
    body = R.choice(["110101", "310104", "440305", "510107", "330106"]) + f"{y}{m:02d}{d:02d}" + digits(3)
    check = "10X98765432"[sum(int(c) * (2 ** (17 - i) % 11) for i, c in enumerate(body)) % 11]
    if not valid:
        check = "7" if check != "7" else "3"
    return body + check


def nik():
    y, m, d = date()
    d += R.choice([0, 40])
    return R.choice(["3171", "3273", "3578", "1271"]) + f"{R.randint(1, 20):02d}{d:02d}{m:02d}{y % 100:02d}{R.randint(1, 9999):04d}"


def cccd():
    return R.choice(["001", "079", "048"]) + R.choice("0123") + digits(8)


def cnic():
    return R.choice("34561") + digits(4) + "-" + digits(7) + "-" + R.choice(string.digits)


def nida():
    y, m, d = date()
    return f"{y}{m:02d}{d:02d}-{digits(5)}-{digits(5)}-{digits(2)}"


def egypt():
    y, m, d = date()
    return ("3" if y >= 2000 else "2") + f"{y % 100:02d}{m:02d}{d:02d}{R.choice(['01', '02', '12', '21', '88'])}{digits(5)}"


def ssn():
    return f"{R.randint(100, 665)}-{R.randint(10, 99)}-{R.randint(1000, 9999)}"


def nid_bd():
    return R.choice(["19"]) + digits(8) if R.random() < 0.5 else "19" + digits(15)


def citizenship():
    return f"{R.randint(10, 75)}-{R.randint(10, 75)}-{R.randint(50, 79)}-{digits(5)}"


def pan():
    return pick(string.ascii_uppercase, 3) + R.choice("PCHF") + R.choice(string.ascii_uppercase) + digits(4) + R.choice(string.ascii_uppercase)


IDS = {"en": [ssn, pan], "zh": [resident], "ar": [egypt], "bn": [nid_bd], "ne": [citizenship], "id": [nik], "sw": [nida], "ur": [cnic], "vi": [cccd]}


def phone(language):
    """A number that may exist, with the country's code, and as it is written in the country."""
    india = lambda: R.choice(["98", "99", "90", "94", "87", "70"]) + digits(8)
    if language in ("hi", "mr", "gu", "ta", "te", "ml"):
        n = india()
        return f"+91 {n[:5]} {n[5:]}", R.choice([f"0{n[:5]} {n[5:]}", f"{n[:5]} {n[5:]}"]), n
    if language == "zh":
        n = R.choice(["138", "139", "150", "186"]) + digits(8)
        return f"+86 {n[:3]} {n[3:7]} {n[7:]}", R.choice([n, f"{n[:3]} {n[3:7]} {n[7:]}"]), n
    if language == "id":
        n = R.choice(["812", "813", "857", "878"]) + digits(8)
        return f"+62 {n[:3]}-{n[3:7]}-{n[7:]}", R.choice([f"0{n}", f"0{n[:3]}-{n[3:7]}-{n[7:]}"]), "0" + n
    if language == "vi":
        n = R.choice(["90", "91", "98", "97"]) + digits(7)
        return f"+84 {n[:2]} {n[2:5]} {n[5:7]} {n[7:]}", R.choice([f"0{n}", f"0{n[:2]} {n[2:5]} {n[5:7]} {n[7:]}"]), "0" + n
    if language == "ur":
        n = R.choice(["300", "321", "333", "345"]) + digits(7)
        return f"+92 {n[:3]} {n[3:]}", R.choice([f"0{n}", f"0{n[:3]} {n[3:]}"]), "0" + n
    if language == "bn":
        n = R.choice(["17", "18", "19"]) + digits(8)
        return f"+880 {n[:4]}-{n[4:]}", R.choice([f"0{n}", f"0{n[:4]}-{n[4:]}"]), "0" + n
    if language == "ne":
        n = R.choice(["984", "985", "980"]) + digits(7)
        return f"+977 {n[:3]}-{n[3:]}", f"{n[:3]}-{n[3:]}", n
    if language == "sw":
        n = R.choice(["754", "713", "765"]) + digits(6)
        return f"+255 {n[:3]} {n[3:6]} {n[6:]}", R.choice([f"0{n}", f"0{n[:3]} {n[3:6]} {n[6:]}"]), "0" + n
    if language == "ar":
        n = R.choice(["10", "11", "12"]) + digits(8)
        return f"+20 {n[:2]} {n[2:]}", R.choice([f"0{n}", f"0{n[:2]} {n[2:]}"]), "0" + n
    area = R.choice(["212", "415", "312", "206"])
    n = area + R.choice("23456789") + digits(6)
    return f"+1 {n[:3]}-{n[3:6]}-{n[6:]}", R.choice([f"({n[:3]}) {n[3:6]}-{n[6:]}", f"{n[:3]}-{n[3:6]}-{n[6:]}"]), n


def email():
    user = R.choice(["anna.k", "info", "j_smith", "ravi-89", "sales+eu", "x.y.z", "nguyen2024", "admin"])
    return user + "@" + R.choice(["example.org", "mail.example.co.in", "firma-x.de", "abc.com.vn", "univ.ac.id", "163.com", "post.xn--p1ai"])


def address():
    if R.random() < 0.3:
        return R.choice(["2a00:1450:4001:81b::200e", "2606:4700:4700::1111", "2001:4860:4860:0:0:0:0:8888"])
    return f"{R.choice([8, 45, 93, 151, 203, 62])}.{R.randint(1, 255)}.{R.randint(1, 255)}.{R.randint(1, 254)}"


def key():
    a = string.ascii_letters + string.digits
    return R.choice([
        lambda: "AKIA" + pick(string.ascii_uppercase + string.digits, 16), lambda: "ghp_" + pick(a, 36), lambda: "sk_live_" + pick(a, 24),
        lambda: "AIza" + pick(a + "-_", 35), lambda: "xoxb-" + digits(12) + "-" + pick(a, 24), lambda: "glpat-" + pick(a, 20),
        lambda: "eyJhbGciOiJIUzI1NiJ9.eyJ" + pick(a, 40) + "." + pick(a + "-_", 43), lambda: "hf_" + pick(string.ascii_letters, 34)])()


HARD = [
    "{y}-{m}-{d} {h}:{n}", "{d}.{m}.{y}", "{d}/{m}/{y}", "1,234,567.89", "₹12,34,567", "Rp 12.500.000", "ISBN 978-3-16-148410-0", "ISBN 9783161484100",
    "192.168.1.{n}", "10.0.{n}.7", "127.0.0.1", "1.2.3.{n}.5", "300.1.2.{n}", "v2.4.1.{n}", "version 4.18.0.{n}", "{n}:{n}:{n}", "fe80::1", "2001:db8::{n}", "std::add::face",
    "user@localhost", "@handle_{n}", "a @ b", "${n}.99", "3.14159265358979", "6.02214076e23", "{hex40}", "{uuid}", "{badcard}", "{badiban}", "{badaadhaar}", "{badresident}",
    "#{long}", "https://example.org/a/{long}", "x={long}", "{long}px", "1234567890123456789012345", "1945-1950, 1960-1965", "12 345 678", "№ {n}/{n}/{y}",
    "PO-{long}", "{n}°{n}′N, {n}°{n}′E", "48.8584, 2.2945", "+{n} %", "{y}{m}{d}", "password: ********", "api_key = your_api_key_here", "token: <token>", "F-16, Boeing 747-400",
    "0 1 1 2 3 5 8 13 21 34 55", "RFC 2616", "ISO 8601:2004", "10^{n}", "2^{n}-1", "{n}/{n}", "1:0, 2:1, 3:3", "HTTP 404", "UTF-8", "0xDEADBEEF", "{unix}",
]


def hard(form):
    hexes = "0123456789abcdef"
    u = pick(hexes, 32)
    values = dict(y=R.randint(1900, 2024), m=f"{R.randint(1, 12):02d}", d=f"{R.randint(10, 28)}", h=R.randint(10, 23), n=R.randint(10, 59), hex40=pick(hexes, 40),
                  uuid=f"{u[:8]}-{u[8:12]}-{u[12:16]}-{u[16:20]}-{u[20:]}", badcard=card(False), badiban=iban(False), badaadhaar=aadhaar(False), badresident=resident(False),
                  long=digits(10), unix=R.randint(1500000000, 1700000000))
    return form.format(**values)


def main():
    def line(language, frame, kind, value):
        print(f"{language}\t{frame.format('[[' + kind + ':' + value + ']]')}")

    for language, (mail, call, bare, paid, rent, identity, visitor, token) in FRAMES.items():
        native = lambda text: text.translate(str.maketrans(string.digits, NATIVE[language])) if language in NATIVE else text
        for _ in range(3):
            line(language, mail, "EMAIL", email())
            line(language, visitor, "IP", address())
            line(language, paid, "CARD", card())
            line(language, rent, "IBAN", iban())
            line(language, token, "KEY", key())
            line(language, identity, "NATIONAL_ID", R.choice(IDS.get(language, [aadhaar]))())
            international, national, together = phone(language)
            line(language, bare, "PHONE", international)
            line(language, bare, "PHONE", national)
            line(language, call, "PHONE", together)
        line(language, paid, "CARD", native(card()))
        line(language, call, "PHONE", native(phone(language)[1]))
        if language in ("hi", "mr", "gu"):
            line(language, identity, "NATIONAL_ID", native(aadhaar()))
        if language in ("en", "hi"):
            line(language, "PAN: {}", "NATIONAL_ID", pan())
        for frame in (bare, paid, rent, visitor):
            for form in R.sample(HARD, 5):
                print(f"{language}\t{frame.format(hard(form))}")


if __name__ == "__main__":
    main()
