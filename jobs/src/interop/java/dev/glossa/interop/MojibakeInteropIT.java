package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.text.UnicodeRepair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text of the corpus's languages that was misread, repaired here and by ftfy. */
final class MojibakeInteropIT {

  /** How much less than ftfy may be repaired exactly, of a kind of damage. */
  private static final double TOLERANCE = 0.01;

  @TempDir static Path folder;

  private static final class Count {
    private int all;
    private int ours;
    private int theirs;
  }

  @Test
  void repairsAsMuchAsFtfyAndNothingThatIsWhole() throws Exception {
    Path corpus = Path.of(System.getProperty("glossa.shared", "../../shared"), "data", "corpus");
    assumeTrue(Files.isDirectory(corpus), () -> "skipped: there is no " + corpus);
    Path rows = folder.resolve("rows.jsonl");
    Tools.pythonOf("venv-text", folder, "mojibake.py", corpus, rows);
    Map<String, Count> counts = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(rows)) {
      JsonNode row = json.readTree(line);
      String text = row.get("text").asText();
      String repaired = UnicodeRepair.repair(row.get("misread").asText());
      Count count = counts.computeIfAbsent(row.get("kind").asText(), kind -> new Count());
      count.all++;
      count.ours += letters(repaired).equals(letters(text)) ? 1 : 0;
      count.theirs += row.get("ftfy").asText().equals(text) ? 1 : 0;
    }
    counts.forEach(
        (kind, count) ->
            System.out.printf(
                "%s: %d of %d repaired here, %d by ftfy%n",
                kind, count.ours, count.all, count.theirs));
    assertThat(counts).isNotEmpty();
    assertThat(counts)
        .allSatisfy(
            (kind, count) ->
                assertThat(count.ours)
                    .as(kind)
                    .isGreaterThanOrEqualTo((int) (count.theirs - TOLERANCE * count.all)));
    assertThat(counts.get("clean").ours).isEqualTo(counts.get("clean").all);
  }

  /** Letters and digits alone: the repair also removes invisible characters. */
  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
