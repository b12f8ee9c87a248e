package dev.glossa.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** What all charts share: a canvas, the data that the page's script draws, and a table of them. */
final class Plot {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Plot() {}

  /**
   * @param title what is shown
   * @param data what page.js draws
   * @param numbers the same numbers, for readers without JavaScript and for those who want figures
   */
  static String html(String title, Map<String, Object> data, Table numbers) {
    try {
      return """
          <figure class="chart"><figcaption>%s</figcaption>
          <div class="plot"><canvas role="img" aria-label="%s"></canvas></div>
          <script type="application/json">%s</script>
          <details open><summary>The numbers</summary>
          %s</details></figure>
          """
          .formatted(
              Html.escape(title),
              Html.escape(title),
              Html.escapeJson(JSON.writeValueAsString(data)),
              numbers.html());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The chart '" + title + "' is no JSON.", e);
    }
  }
}
