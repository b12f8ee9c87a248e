package dev.glossa.ingest;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a page's bytes. Encodings are tried in this order, and the first is taken of which
 * all bytes are text: that of a byte order mark; the one that the HTTP header names; the one that
 * the page declares in its first bytes, in a meta element or an XML declaration; UTF-8; and what
 * ICU makes of the bytes. Names mean what browsers take them for (WHATWG Encoding Standard).
 */
final class PageEncoding {

  private static final Pattern DECLARED =
      Pattern.compile(
          "(?:charset|encoding)\\s{0,8}=\\s{0,8}[\"']?\\s{0,8}([A-Za-z0-9_:.-]{1,40})",
          Pattern.CASE_INSENSITIVE);

  /** How far into a page its encoding may be declared. */
  private static final int DECLARATION = 2048;

  /** How much of a page ICU looks at. */
  private static final int SAMPLE = 1 << 16;

  /** ICU's confidence below which a guess is none, of 100. */
  private static final int LEAST_CONFIDENCE = 20;

  /** What browsers take names for, where Java knows them as something smaller. */
  private static final Map<String, String> SUPERSETS =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("utf8", "UTF-8"),
          Map.entry("x-utf-8", "UTF-8"));

  private PageEncoding() {}

  /**
   * The text without a byte order mark.
   *
   * @param contentType the HTTP header's value, or null
   * @param declares whether the text may declare its encoding, as pages do
   * @return nothing when the bytes are text in no encoding
   */
  static Optional<String> decode(byte[] bytes, String contentType, boolean declares) {
    Optional<String> marked = decodeMarked(bytes);
    if (marked.isPresent()) {
      return marked;
    }
    for (Charset charset : candidates(bytes, contentType, declares)) {
      Optional<String> text = Utf8.decode(ByteBuffer.wrap(bytes), charset);
      if (text.isPresent()) {
        return text;
      }
    }
    return detect(bytes);
  }

  private static Set<Charset> candidates(byte[] bytes, String contentType, boolean declares) {
    Set<Charset> candidates = new LinkedHashSet<>();
    if (contentType != null) {
      declared(contentType).ifPresent(candidates::add);
    }
    if (declares) {
      int length = Math.min(bytes.length, DECLARATION);
      declared(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
          // A declaration that could be read as ASCII is none of UTF-16.
          .filter(charset -> !charset.name().startsWith("UTF-16"))
          .ifPresent(candidates::add);
    }
    candidates.add(StandardCharsets.UTF_8);
    return candidates;
  }

  private static Optional<String> decodeMarked(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Utf8.decode(ByteBuffer.wrap(bytes, 3, bytes.length - 3), StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return Utf8.decode(ByteBuffer.wrap(bytes, 2, bytes.length - 2), StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return Utf8.decode(ByteBuffer.wrap(bytes, 2, bytes.length - 2), StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || bytes[i] != (byte) mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> detect(byte[] bytes) {
    CharsetDetector detector = new CharsetDetector();
    detector.enableInputFilter(true);
    detector.setText(bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes);
    for (CharsetMatch match : detector.detectAll()) {
      if (match.getConfidence() < LEAST_CONFIDENCE) {
        break;
      }
      Optional<String> text =
          charset(match.getName()).flatMap(found -> Utf8.decode(ByteBuffer.wrap(bytes), found));
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  private static Optional<Charset> declared(String text) {
    Matcher name = DECLARED.matcher(text);
    return name.find() ? charset(name.group(1)) : Optional.empty();
  }

  private static Optional<Charset> charset(String name) {
    try {
      String known = SUPERSETS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
      return Optional.of(Charset.forName(known));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
