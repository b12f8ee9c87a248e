package dev.glossa.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Phone numbers that exist by libphonenumber's tables: behind a plus sign those of all countries;
 * else those of the countries where the text's language is spoken, when a word before says what
 * they are, when they are grouped as that country groups them, or when they are mobile numbers with
 * the country's trunk prefix.
 */
final class PhoneFinder implements Finder {

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final int LEAST_DIGITS = 8;
  private static final int MOST_DIGITS = 15;
  private static final int MOST_GROUPS = 6;
  private static final int MOST_BETWEEN = 3;
  private static final int LONGEST_AREA_CODE = 5;

  /** Digits that a number has which nothing says to be one. */
  private static final int LEAST_UNNAMED_DIGITS = 9;

  private static final String BETWEEN_GROUPS = " .-()";
  private static final String NEVER_BEFORE = "+./,=_#@$€£₹%:";

  private static final List<String> WORDS =
      List.of(
          "phone",
          "tel",
          "mobile",
          "call",
          "whatsapp",
          "sms",
          "fax",
          "cell",
          "contact",
          "hotline",
          "☎",
          "📞",
          "📱",
          "电话",
          "電話",
          "手机",
          "手機",
          "致电",
          "热线",
          "联系",
          "传真",
          "هاتف",
          "جوال",
          "موبايل",
          "تلفون",
          "اتصل",
          "واتساب",
          "فون",
          "موبائل",
          "رابطہ",
          "ফোন",
          "মোবাইল",
          "যোগাযোগ",
          "ફોન",
          "મોબાઇલ",
          "મોબાઈલ",
          "સંપર્ક",
          "फ़ोन",
          "फोन",
          "मोबाइल",
          "मोबाईल",
          "संपर्क",
          "सम्पर्क",
          "ഫോൺ",
          "മൊബൈൽ",
          "ബന്ധപ്പെ",
          "தொலைபேசி",
          "கைபேசி",
          "அலைபேசி",
          "தொடர்பு",
          "ఫోన్",
          "మొబైల్",
          "సంప్రదించ",
          "telepon",
          "telp",
          "hubungi",
          "ponsel",
          "hp:",
          "no. hp",
          "simu",
          "piga",
          "điện thoại",
          "đt:",
          "sđt",
          "di động",
          "liên hệ",
          "gọi");

  /** An address of the internet or a number of a section, two years, or a date. */
  private static final Pattern NO_PHONE =
      Pattern.compile(
          "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[12][0-9]{3} ?- ?[12][0-9]{3}|[12][0-9]{3}-[01][0-9]-[0-3][0-9]");

  private static final List<String> NOT_PHONES = List.of("isbn", "issn", "doi", "http", "www.");

  /** Parts of a text that may be one number: where its groups of digits end. */
  private record Candidate(int start, List<Integer> ends) {}

  @Override
  public void find(FoldedText text, Spans spans) {
    int done = 0;
    for (int number : text.numbers()) {
      int start = start(text, number);
      int end = start >= done && mayStart(text, start) ? numberEnd(text, start, spans) : -1;
      if (end > 0) {
        spans.claim(start, end, PersonalData.PHONE);
        done = end;
      }
    }
  }

  /**
   * The number's start with the plus sign before it, and the bracket if it is around a few digits.
   */
  private static int start(FoldedText text, int number) {
    int end = number;
    while (end - number <= LONGEST_AREA_CODE && text.isDigit(end)) {
      end++;
    }
    boolean bracket =
        number > 0
            && text.text().charAt(number - 1) == '('
            && end < text.text().length()
            && text.text().charAt(end) == ')';
    int start = bracket ? number - 1 : number;
    return start > 0 && text.text().charAt(start - 1) == '+' ? start - 1 : start;
  }

  private static boolean mayStart(FoldedText text, int index) {
    char c = text.text().charAt(index);
    if (index == 0) {
      return true;
    }
    char before = text.text().charAt(index - 1);
    boolean inNumber =
        (before == '-' && text.isWord(index - 2))
            || (before == ' ' && c != '+' && text.isDigit(index - 2));
    boolean label = before == ':' && !text.isDigit(index - 2);
    return !text.isWord(index - 1) && !inNumber && (label || NEVER_BEFORE.indexOf(before) < 0);
  }

  private static int numberEnd(FoldedText text, int start, Spans spans) {
    Candidate candidate = candidate(text, start);
    boolean international = text.text().charAt(start) == '+';
    boolean named = !international && text.follows(start, WORDS);
    List<String> regions = international ? List.of("ZZ") : PhoneRegions.of(text.language(), named);
    for (int k = candidate.ends().size() - 1; k >= 0; k--) {
      int end = candidate.ends().get(k);
      int digits = text.digits(start, end).length();
      int least = international || named ? LEAST_DIGITS : LEAST_UNNAMED_DIGITS;
      if (digits < least || digits > MOST_DIGITS || !isWhole(text, start, end)) {
        continue;
      }
      for (String region : regions) {
        if (isNumber(text, start, end, region, named)
            && spans.isFree(start, end)
            && !text.follows(start, NOT_PHONES)) {
          return end;
        }
      }
    }
    return -1;
  }

  private static Candidate candidate(FoldedText text, int start) {
    List<Integer> ends = new ArrayList<>();
    int i = start;
    int digits = 0;
    while (ends.size() < MOST_GROUPS && digits <= MOST_DIGITS) {
      for (int k = 0; k < MOST_BETWEEN && isSeparator(text, i, start); k++) {
        i++;
      }
      int group = i;
      while (text.isDigit(i)) {
        i++;
      }
      if (i == group) {
        break;
      }
      digits += i - group;
      ends.add(i);
    }
    return new Candidate(start, ends);
  }

  private static boolean isSeparator(FoldedText text, int index, int start) {
    return index < text.text().length()
        && (BETWEEN_GROUPS.indexOf(text.text().charAt(index)) >= 0
            || (index == start && text.text().charAt(index) == '+'));
  }

  /** Whether no more of a number follows, and brackets come in pairs. */
  private static boolean isWhole(FoldedText text, int start, int end) {
    boolean more =
        text.isWord(end)
            || (end + 1 < text.text().length()
                && ".,-/:%".indexOf(text.text().charAt(end)) >= 0
                && text.isDigit(end + 1));
    String part = text.text().substring(start, end);
    return !more
        && (part.indexOf('(') >= 0) == (part.indexOf(')') >= 0)
        && !NO_PHONE.matcher(part).lookingAt();
  }

  private static boolean isNumber(
      FoldedText text, int start, int end, String region, boolean named) {
    PhoneNumber number;
    try {
      number = NUMBERS.parse(text.text().substring(start, end), region);
    } catch (NumberParseException e) {
      return false;
    }
    if (!NUMBERS.isValidNumber(number)) {
      return false;
    }
    if (region.equals("ZZ") || named) {
      return true;
    }
    boolean trunk = text.text().charAt(start) == '0' || region.equals("CN");
    List<Integer> groups = groups(text, start, end);
    if (trunk && NUMBERS.getNumberType(number) == PhoneNumberType.MOBILE) {
      return groups.stream().allMatch(group -> group > 1);
    }
    return groups.size() > 1
        && (groups.equals(groups(NUMBERS.format(number, PhoneNumberFormat.NATIONAL), 0))
            || groups.equals(groups(NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL), 1)));
  }

  private static List<Integer> groups(FoldedText text, int start, int end) {
    return groups(text.text().substring(start, end), 0);
  }

  /** The lengths of the groups of digits, without the first ones. */
  private static List<Integer> groups(String number, int without) {
    List<Integer> groups = new ArrayList<>();
    for (String group : number.split("[^0-9]+")) {
      if (!group.isEmpty()) {
        groups.add(group.length());
      }
    }
    return groups.subList(Math.min(without, groups.size()), groups.size());
  }
}
