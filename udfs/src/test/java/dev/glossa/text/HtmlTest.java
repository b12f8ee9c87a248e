package dev.glossa.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

  private static final String PARAGRAPH =
      "Debian is a free operating system, developed by a worldwide community of volunteers who"
          + " <a href='x'>care</a> about freedom.";

  @Test
  void keepsTheArticleAndDropsWhatSurroundsIt() {
    String text =
        Html.mainText(
            "<html><head><title>T</title><style>p {}</style></head><body>"
                + "<nav><a href='/'>Home</a> <a href='/about'>About</a></nav>"
                + "<div class='docnav'><ul><li><a href='p'>Prev</a></li><li><a>Next</a></li></ul>"
                + "</div><h1>What is Debian?</h1><p>"
                + PARAGRAPH
                + "</p><script>var x = 1;</script><p>Short answer.</p>"
                + "<div id='sidebar'>"
                + PARAGRAPH
                + "</div><footer>Copyright 2026 somebody, all rights reserved by the publisher and"
                + " others.</footer></body></html>");
    assertThat(text)
        .isEqualTo(
            "What is Debian?\nDebian is a free operating system, developed by a worldwide community"
                + " of volunteers who care about freedom.\nShort answer.");
  }

  @Test
  void dropsListsOfLinks() {
    String links = "<li><a href='a'>A long title of another page, to be read later</a></li>";
    String text = Html.mainText("<p>" + PARAGRAPH + "</p><ul>" + links.repeat(10) + "</ul>");
    assertThat(text).startsWith("Debian is").doesNotContain("another page");
  }

  @Test
  void weighsIdeographsAsWords() {
    String chinese = "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。";
    assertThat(Html.mainText("<div>首页</div><a>登录</a><p>" + chinese + "</p>")).contains(chinese);
  }

  @Test
  void keepsLinesOfPreformattedText() {
    assertThat(Html.mainText("<p>" + PARAGRAPH + "</p><pre>$ apt update\n$ apt upgrade</pre>"))
        .endsWith("$ apt update\n$ apt upgrade");
  }

  @Test
  void keepsIndentationOfPreformattedText() {
    assertThat(Html.mainText("<pre>if x:\n    go()</pre>")).isEqualTo("if x:\n    go()");
  }

  /** Pages of our own, of many shapes; beside each, what a reader would copy out of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "news-with-sidebar",
        "forum",
        "data-table",
        "layout-tables",
        "only-divs",
        "main-element",
        "poem",
        "recipe"
      })
  void findsTheMainTextOfPagesOfManyShapes(String page) throws IOException {
    assertThat(Html.mainText(resource(page + ".html")))
        .isEqualTo(resource(page + ".txt").stripTrailing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div><div><div><div><div>",
        "<a><div>",
        "<b></p>",
        "<table><tr><td>",
        "<ul><li>",
        "<svg>"
      })
  void refusesDeepNesting(String tags) {
    String deep = PARAGRAPH + tags.repeat(20_000);
    assertThatThrownBy(() -> Html.mainText(deep))
        .isInstanceOf(UnreadablePageException.class)
        .hasMessage("the page nests more than 10000 elements");
  }

  @Test
  void readsWhatIsNestedLess() {
    assertThat(Html.mainText("<div>".repeat(5_000) + PARAGRAPH)).startsWith("Debian is");
  }

  @Test
  void refusesEntitiesOfThePage() {
    String laughs =
        "<!DOCTYPE html [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><html><body>&b;</body>";
    assertThatThrownBy(() -> Html.mainText(laughs)).hasMessageContaining("declares entities");
  }

  @Test
  void refusesLongPagesAndPagesOfTagsOnly() {
    PageLimits limits = new PageLimits(1_000, 100, 10, Duration.ofSeconds(30));
    assertThatThrownBy(() -> Html.mainText("x".repeat(1_001), limits))
        .hasMessage("the page is longer than 1000 characters");
    assertThatThrownBy(() -> Html.mainText("<b>".repeat(101), limits))
        .hasMessage("the page has more than 100 tags");
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    PageLimits noTime = new PageLimits(1_000, 100, 10, Duration.ZERO);
    assertThatThrownBy(() -> Html.mainText(PARAGRAPH, noTime))
        .hasMessage("the page took longer than 0 s");
  }

  @Test
  void isEmptyWithoutText() {
    assertThat(Html.mainText("<html><body><img src='x'></body></html>")).isEmpty();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlTest.class.getResourceAsStream("pages/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
