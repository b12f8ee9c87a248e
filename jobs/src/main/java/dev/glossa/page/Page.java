package dev.glossa.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A page that is complete in itself: style, script and data lie inside, and its
 * Content-Security-Policy forbids everything else, so that it opens without a network and no text
 * in it can reach one. Without JavaScript every chart is still there as a table.
 */
public final class Page {
  // The version is that of the root pom; no page can be made when they differ.
  private static final String CHART_JS =
      "META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";

  private final String title;
  private final String subtitle;
  private final List<KeyFigure> keyFigures = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private int refreshSeconds;

  /**
   * @param title the heading
   * @param subtitle one line below it
   */
  public Page(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /**
   * A figure that is seen first.
   *
   * @param value short
   * @param label what it is
   * @param note smaller, below; may be empty
   */
  public record KeyFigure(String value, String label, String note) {}

  private record Section(String title, List<Block> blocks) {}

  /** Makes a browser read the page again every so often, while what it shows is growing. */
  public Page refreshedEvery(int seconds) {
    refreshSeconds = seconds;
    return this;
  }

  /** Adds a figure below the title. */
  public Page keyFigure(String value, String label, String note) {
    keyFigures.add(new KeyFigure(value, label, note));
    return this;
  }

  /** Adds a section, unless it has no blocks. */
  public Page section(String sectionTitle, List<? extends Block> blocks) {
    if (!blocks.isEmpty()) {
      sections.add(new Section(sectionTitle, List.copyOf(blocks)));
    }
    return this;
  }

  /** The page as one HTML document, to be stored as UTF-8. */
  public String html() {
    String style = resource("dev/glossa/page/page.css");
    String library = chartLibrary();
    String script = resource("dev/glossa/page/page.js");
    StringBuilder html = new StringBuilder(library.length() + 65536);
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en" class="no-js">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; \
        form-action 'none'; img-src data:; style-src '%s'; script-src '%s' '%s'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="data:,">
        <title>%s</title>
        """
            .formatted(hash(style), hash(library), hash(script), Html.escape(title)));
    if (refreshSeconds > 0) {
      html.append("<meta http-equiv=\"refresh\" content=\"%d\">\n".formatted(refreshSeconds));
    }
    html.append("<style>").append(style).append("</style>\n</head>\n<body>\n");
    header(html);
    html.append("<main>\n");
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      html.append("<section id=\"s%d\">\n<h2>".formatted(i + 1))
          .append(Html.escape(section.title()))
          .append("</h2>\n");
      section.blocks().forEach(block -> html.append(block.html()));
      html.append("</section>\n");
    }
    html.append("</main>\n<footer>Made by Glossa. This page needs no network.</footer>\n");
    html.append("<script>").append(library).append("</script>\n");
    html.append("<script>").append(script).append("</script>\n");
    return html.append("</body>\n</html>\n").toString();
  }

  private void header(StringBuilder html) {
    html.append("<header class=\"top\"><div>\n<h1>")
        .append(Html.escape(title))
        .append("</h1>\n<p class=\"subtitle\">")
        .append(Html.escape(subtitle))
        .append("</p>\n<nav>");
    for (int i = 0; i < sections.size(); i++) {
      html.append("<a href=\"#s%d\">%s</a>".formatted(i + 1, Html.escape(sections.get(i).title())));
    }
    html.append("</nav>\n</div></header>\n");
    if (!keyFigures.isEmpty()) {
      html.append("<dl class=\"figures\">\n");
      for (KeyFigure figure : keyFigures) {
        html.append("<div><dt>")
            .append(Html.escape(figure.label()))
            .append("</dt><dd>")
            .append(Html.escape(figure.value()))
            .append("<small>")
            .append(Html.escape(figure.note()))
            .append("</small></dd></div>\n");
      }
      html.append("</dl>\n");
    }
  }

  /** Chart.js without the pointer to its source map, which a browser's tools would ask for. */
  private static String chartLibrary() {
    return resource(CHART_JS).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = Page.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          "The resource '" + name + "' is not on the class path: the jar of Glossa is damaged.");
    }
    return in;
  }

  private static String hash(String inline) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
