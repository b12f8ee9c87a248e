package dev.glossa.privacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that are routed in the public internet (IANA's special-purpose registries). */
final class AddressFinder implements Finder {

  private static final Pattern VERSION_4 =
      Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9A-Za-z_]|\\.[0-9])");

  private static final Pattern VERSION_6 =
      Pattern.compile("[23][0-9A-Fa-f]{3}:[0-9A-Fa-f:]{2,34}(?![0-9A-Za-z:.])");

  private static final int GROUPS = 8;

  /** Numbers of sections and versions are smaller than those of most addresses. */
  private static final int SMALL = 20;

  /** Words behind which four numbers are a version or a section. */
  private static final List<String> NUMBERED =
      List.of(
          "version",
          "release",
          "section",
          "chapter",
          "§",
          "firmware",
          "build",
          "bagian",
          "bab",
          "mục",
          "phần",
          "القسم",
          "الفصل",
          "版本",
          "第");

  /** Words behind which four small numbers are an address. */
  private static final List<String> WORDS =
      List.of(
          "ip", "server", "dns", "host", "address", "ping", "地址", "服务器", "عنوان", "خادم", "alamat",
          "địa chỉ", "máy chủ", "पता", "सर्वर", "ঠিকানা", "anwani");

  @Override
  public void find(FoldedText text, Spans spans) {
    Matcher version4 = VERSION_4.matcher(text.text()).useTransparentBounds(true);
    Matcher version6 = VERSION_6.matcher(text.text()).useTransparentBounds(true);
    for (int start : text.numbers()) {
      if (start > 0
          && (text.isWord(start - 1) || ".:".indexOf(text.text().charAt(start - 1)) >= 0)) {
        continue;
      }
      if (isAddress(version4.region(start, text.text().length()), text)) {
        spans.claim(start, version4.end(), PersonalData.IP);
      } else if (version6.region(start, text.text().length()).lookingAt()
          && isVersion6(version6.group())) {
        spans.claim(start, version6.end(), PersonalData.IP);
      }
    }
  }

  private static boolean isAddress(Matcher matcher, FoldedText text) {
    if (!matcher.lookingAt() || text.follows(matcher.start(), NUMBERED)) {
      return false;
    }
    String[] parts = matcher.group().split("\\.");
    int[] octets = new int[4];
    boolean small = !parts[0].equals(parts[1]) || !parts[2].equals(parts[3]);
    for (int i = 0; i < 4; i++) {
      octets[i] = Integer.parseInt(parts[i]);
      small &= octets[i] < SMALL;
      if (octets[i] > 255 || (parts[i].length() > 1 && parts[i].charAt(0) == '0')) {
        return false;
      }
    }
    return isPublic(octets[0], octets[1], octets[2])
        && (!small || text.follows(matcher.start(), WORDS));
  }

  private static boolean isPublic(int first, int second, int third) {
    boolean special =
        first == 0
            || first == 10
            || first == 127
            || first >= 224
            || (first == 100 && second >= 64 && second < 128)
            || (first == 169 && second == 254)
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168)
            || (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 198 && (second == 18 || second == 19))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return !special;
  }

  /** Whether it is an address of 2000::/3, and none of the documentation's 2001:db8::/32. */
  private static boolean isVersion6(String address) {
    int gap = address.indexOf("::");
    if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    int groups = 0;
    for (String group : address.split("::?", -1)) {
      if (group.length() > 4) {
        return false;
      }
      groups += group.isEmpty() ? 0 : 1;
    }
    boolean whole = gap >= 0 ? groups < GROUPS : groups == GROUPS && !address.endsWith(":");
    return whole && !address.toLowerCase(java.util.Locale.ROOT).matches("2001:0?db8:.*");
  }
}
