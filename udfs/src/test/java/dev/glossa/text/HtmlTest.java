package dev.glossa.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

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
  void survivesDeepNesting() {
    String deep = "<div>".repeat(100_000) + PARAGRAPH + "<b><i>".repeat(10_000);
    assertThatNoException().isThrownBy(() -> Html.mainText(deep));
  }

  @Test
  void isEmptyWithoutText() {
    assertThat(Html.mainText("<html><body><img src='x'></body></html>")).isEmpty();
  }
}
