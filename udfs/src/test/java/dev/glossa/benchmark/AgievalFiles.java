package dev.glossa.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.SharedData;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** AGIEval's files. */
final class AgievalFiles {
  private final Map<AgievalDataset, List<AgievalItem>> items = new EnumMap<>(AgievalDataset.class);

  List<AgievalItem> of(AgievalDataset dataset) {
    return items.computeIfAbsent(
        dataset,
        d ->
            OfficialGolden.jsonLines(
                    SharedData.folder("data/benchmarks/agieval").resolve(d.key() + ".jsonl"))
                .stream()
                .map(AgievalFiles::item)
                .toList());
  }

  AgievalItem of(JsonNode golden) {
    return of(dataset(golden)).get(golden.get("index").asInt());
  }

  List<List<String>> examples() {
    return OfficialGolden.csv(
        SharedData.folder("data/benchmarks/agieval").resolve("few_shot_prompts.csv"));
  }

  static AgievalDataset dataset(JsonNode golden) {
    return AgievalDataset.of(golden.get("dataset").asText()).orElseThrow();
  }

  static AgievalSetting setting(String key) {
    for (AgievalSetting setting : AgievalSetting.values()) {
      if (setting.key().equals(key)) {
        return setting;
      }
    }
    throw new IllegalArgumentException(key);
  }

  private static AgievalItem item(JsonNode line) {
    JsonNode label = line.get("label");
    JsonNode options = line.get("options");
    return new AgievalItem(
        line.get("passage").textValue(),
        line.get("question").asText(),
        options.isNull() ? List.of() : OfficialGolden.strings(options),
        label.isNull() ? null : label(label),
        line.path("answer").textValue());
  }

  private static AgievalItem.Label label(JsonNode label) {
    return label.isArray()
        ? new AgievalItem.Label(OfficialGolden.strings(label), true)
        : new AgievalItem.Label(List.of(label.asText()), false);
  }
}
