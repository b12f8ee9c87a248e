package dev.glossa.quality;

import dev.glossa.dedup.StringHash;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.Serializable;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that are not wanted: hosts with all below them, single pages, and addresses with
 * certain words, as datatrove's {@code URLFilter} has them. Hosts and pages are kept as 64-bit
 * hashes, so that lists of millions are small.
 */
public final class UrlBlockList implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The measure: 1 if the host or one above it is in the list. */
  public static final String DOMAIN = "blocked_domain";

  /** The measure: 1 if the page is in the list. */
  public static final String URL = "blocked_url";

  /** The measure: how many different words of the list are in the address. */
  public static final String WORDS = "blocked_url_words";

  /** The measure: how many different words of the list of suspicious ones are in the address. */
  public static final String SOFT_WORDS = "blocked_url_soft_words";

  /** The measure: 1 if a part of the list is somewhere in the letters of the address. */
  public static final String PARTS = "blocked_url_parts";

  private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final LongOpenHashSet domains = new LongOpenHashSet();
  private final LongOpenHashSet urls = new LongOpenHashSet();
  private final Set<String> words = new HashSet<>();
  private final Set<String> softWords = new HashSet<>();
  private final Phrases parts;

  /**
   * @param domains hosts, which stand for those below them too
   * @param urls addresses of pages; scheme, fragment and a slash at the end make no difference
   * @param words words, none of which may be in an address
   * @param softWords words, few of which may be in an address
   * @param parts letters that may not be in an address, even within words and across marks
   */
  public UrlBlockList(
      Collection<String> domains,
      Collection<String> urls,
      Collection<String> words,
      Collection<String> softWords,
      Collection<String> parts) {
    domains.forEach(domain -> this.domains.add(StringHash.of(host(domain))));
    urls.forEach(url -> this.urls.add(StringHash.of(page(url))));
    words.forEach(word -> this.words.add(Phrases.normalize(word)));
    softWords.forEach(word -> this.softWords.add(Phrases.normalize(word)));
    this.parts = new Phrases(parts.stream().map(UrlBlockList::letters).toList());
  }

  /** What is measured of an address; lists that are empty measure nothing. */
  public Map<String, Double> measure(String url) {
    Map<String, Double> measures = new LinkedHashMap<>();
    if (!domains.isEmpty()) {
      measures.put(DOMAIN, isBlocked(host(url)) ? 1.0 : 0.0);
    }
    if (!urls.isEmpty()) {
      measures.put(URL, urls.contains(StringHash.of(page(url))) ? 1.0 : 0.0);
    }
    if (words.isEmpty() && softWords.isEmpty() && parts.isEmpty()) {
      return measures;
    }
    String decoded = Phrases.normalize(decode(url));
    Set<String> found = Set.copyOf(List.of(NO_WORD.split(decoded)));
    if (!words.isEmpty()) {
      measures.put(WORDS, (double) found.stream().filter(words::contains).count());
    }
    if (!softWords.isEmpty()) {
      measures.put(SOFT_WORDS, (double) found.stream().filter(softWords::contains).count());
    }
    if (!parts.isEmpty()) {
      measures.put(PARTS, parts.isIn(letters(decoded)) ? 1.0 : 0.0);
    }
    return measures;
  }

  private boolean isBlocked(String host) {
    for (int start = 0; start >= 0 && start < host.length(); ) {
      if (domains.contains(StringHash.of(host.substring(start)))) {
        return true;
      }
      int dot = host.indexOf('.', start);
      start = dot < 0 ? -1 : dot + 1;
    }
    return false;
  }

  /** The host of an address, or of a host itself, in lower case and as it is sent. */
  private static String host(String url) {
    String host = authority(url);
    host = host.substring(host.lastIndexOf('@') + 1);
    int port = host.lastIndexOf(':');
    if (port >= 0 && host.indexOf(']') < port) {
      host = host.substring(0, port);
    }
    host = host.startsWith("*.") ? host.substring(2) : host;
    host = host.startsWith(".") ? host.substring(1) : host;
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return host; // No name that can be sent: it is compared as it stands.
    }
  }

  private static String authority(String url) {
    String rest = withoutScheme(url);
    return rest.substring(0, pathStart(rest)).toLowerCase(Locale.ROOT);
  }

  private static String page(String url) {
    String rest = withoutScheme(url);
    int fragment = rest.indexOf('#');
    rest = fragment < 0 ? rest : rest.substring(0, fragment);
    String path = rest.substring(pathStart(rest));
    return host(url) + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private static String withoutScheme(String url) {
    String stripped = url.strip();
    var scheme = SCHEME.matcher(stripped.toLowerCase(Locale.ROOT));
    return scheme.find() ? stripped.substring(scheme.end()) : stripped;
  }

  private static int pathStart(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if ("/?#".indexOf(rest.charAt(i)) >= 0) {
        return i;
      }
    }
    return rest.length();
  }

  private static String decode(String url) {
    try {
      return URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return url; // A per cent sign that escapes nothing.
    }
  }

  private static String letters(String text) {
    return NO_WORD.matcher(Phrases.normalize(text)).replaceAll("");
  }
}
