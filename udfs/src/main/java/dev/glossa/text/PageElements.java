package dev.glossa.text;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What elements of a page are for, as their names, roles and classes say. */
final class PageElements {

  /** How sure it is that an element is no content. */
  enum Purpose {
    CONTENT,

    /** Boilerplate, unless most of the page stands in it. */
    DOUBTFUL,
    BOILERPLATE
  }

  private static final Set<String> DROPPED =
      words(
          "script style noscript template iframe object embed svg math canvas audio video nav aside"
              + " footer button select textarea input dialog menu head datalist map");

  private static final Set<String> DROPPED_ROLES =
      words(
          "navigation banner contentinfo search menu menubar toolbar dialog alertdialog alert"
              + " complementary");

  private static final Set<String> BLOCKS =
      words(
          "address article blockquote body center caption dd details div dl dt fieldset figcaption"
              + " figure form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table"
              + " tbody tfoot thead tr ul");

  /** Words of classes and ids that say what an element is for. */
  private static final Set<String> BOILERPLATE_WORDS =
      words(
          "nav navbar navigation navheader navfooter docnav menu submenu breadcrumb breadcrumbs"
              + " crumbs sidebar footer footnav pagination pager paging share sharing sharebar"
              + " social related recommended recommendations advert ad ads adsense advertisement"
              + " sponsor sponsored promo popup modal newsletter subscribe subscription toc login"
              + " signup signin skip comments commentlist legalnotice copyright printonly noprint"
              + " widget widgets toolbar tagcloud disqus masthead topbar");

  /** Beginnings of such words, of notices that may hide the page. */
  private static final Set<String> NOTICES =
      words("cookie consent gdpr onetrust cybot usercentrics didomi");

  private PageElements() {}

  static boolean isBlock(Element element) {
    return BLOCKS.contains(element.normalName());
  }

  static boolean isMain(Element element) {
    return element.normalName().equals("main")
        || (element.attributesSize() > 0
            && (element.attr("role").equalsIgnoreCase("main")
                || element.attr("itemprop").equalsIgnoreCase("articleBody")));
  }

  static Purpose purpose(Element element) {
    String name = element.normalName();
    if (DROPPED.contains(name)) {
      return Purpose.BOILERPLATE;
    }
    Purpose byName = name.equals("form") ? Purpose.DOUBTFUL : Purpose.CONTENT;
    if (element.attributesSize() == 0 || name.equals("body") || isMain(element)) {
      return byName;
    }
    if (DROPPED_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
        || isHidden(element)) {
      return Purpose.BOILERPLATE;
    }
    Purpose byClass = purposeOfNames(element.className() + ' ' + element.id());
    return byClass == Purpose.CONTENT ? byName : byClass;
  }

  private static boolean isHidden(Element element) {
    return element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || element.attr("style").replace(" ", "").contains("display:none");
  }

  /** The purpose that the words of classes and ids say, also of words written as siteFooter. */
  private static Purpose purposeOfNames(String names) {
    Purpose purpose = Purpose.CONTENT;
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= names.length(); i++) {
      char c = i < names.length() ? names.charAt(i) : ' ';
      boolean letter = Character.isLetter(c);
      boolean hump =
          letter && i > 0 && Character.isUpperCase(c) && Character.isLowerCase(names.charAt(i - 1));
      if (!letter || hump) {
        String finished = word.toString();
        word.setLength(0);
        if (NOTICES.stream().anyMatch(finished::startsWith)) {
          return Purpose.BOILERPLATE;
        }
        if (BOILERPLATE_WORDS.contains(finished)) {
          purpose = Purpose.DOUBTFUL;
        }
      }
      if (letter) {
        word.append(Character.toLowerCase(c));
      }
    }
    return purpose;
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" +"));
  }
}
