package dev.glossa.report;

import dev.glossa.page.LineChart;
import dev.glossa.report.DemoFindings.Evaluation;
import dev.glossa.report.DemoFindings.Fertility;
import dev.glossa.report.DemoFindings.Generation;
import dev.glossa.report.DemoFindings.LossCurve;
import dev.glossa.report.DemoFindings.MultipleChoice;
import dev.glossa.report.DemoFindings.StageTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Findings such as a demo has: the size, the scripts, and text that attacks the page. */
final class DemoFindingsExample {
  static final String HOSTILE =
      "</script><script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
          + " <!-- ' \" & \u202E backwards \u0000 \uD800 \u2028";

  private static final List<String> LANGUAGES = List.of("en", "zh", "id", "hi", "ar", "sw", "ta");

  private DemoFindingsExample() {}

  static DemoFindings findings() {
    return new DemoFindings(
        1,
        1,
        "zh",
        DemoFindings.EXTENDED,
        1_327_104,
        List.of(
            new FunnelStep("Read", 4093),
            new FunnelStep("In a wanted language", 3512),
            new FunnelStep("No duplicate", 2711),
            new FunnelStep("Passed the rules (corpus)", 1986)),
        rejectCounts(),
        rejectSamples(),
        List.of(
            new Fertility("en", 1.42, 1.42),
            new Fertility("zh", 4.87, 1.63),
            new Fertility("id", 2.61, 2.6),
            new Fertility("hi", 10.4, 10.4),
            new Fertility("ar", 8.15, 8.14),
            new Fertility("sw", 2.48, 2.48),
            new Fertility("ta", 17.9, 17.9)),
        List.of(
            curve(DemoFindings.BASE, 300, 7.6, 4.1),
            curve(DemoFindings.ORIGINAL, 120, 6.9, 3.2),
            curve(DemoFindings.EXTENDED, 120, 7.4, 4.9),
            curve(DemoFindings.MIXED, 120, 7.0, 4.6),
            curve(DemoFindings.TUNED, 40, 5.1, 3.9)),
        List.of(
            new Evaluation(DemoFindings.BASE, "en", 1.94, 61.2),
            new Evaluation(DemoFindings.BASE, "zh", 3.41, 1210.3),
            new Evaluation(DemoFindings.ORIGINAL, "en", 2.87, 440.1),
            new Evaluation(DemoFindings.ORIGINAL, "zh", 2.31, 61.5),
            new Evaluation(DemoFindings.EXTENDED, "en", 2.79, 401.6),
            new Evaluation(DemoFindings.EXTENDED, "zh", 2.12, 310.9),
            new Evaluation(DemoFindings.MIXED, "en", 2.02, 72.4),
            new Evaluation(DemoFindings.MIXED, "zh", 2.2, 340.8),
            new Evaluation(DemoFindings.TUNED, "en", 2.08, 80.3),
            new Evaluation(DemoFindings.TUNED, "zh", 2.27, 371.0)),
        List.of(
            new MultipleChoice(DemoFindings.BASE, 0.2667, 0.155, 0.378, 60, 0.25),
            new MultipleChoice(DemoFindings.MIXED, 0.2333, 0.126, 0.34, 60, 0.25)),
        generations(),
        times(),
        new TreeMap<>(
            Map.of(
                "prepare.language", "auto",
                "vocab.train.vocab-size", "2000",
                "vocab.extend.add", "1000",
                "pretrain.steps", "300",
                "model", "4 layers, width 128, 4 heads, 2 key-value heads")),
        new TreeMap<>(
            Map.of("Glossa", "0.1.0", "Java", "17.0.17", "Spark", "3.5.7", "ND4J", "1.0.0-M2.1")));
  }

  private static List<RejectCount> rejectCounts() {
    List<RejectCount> counts = new ArrayList<>();
    List<String> reasons =
        List.of(
            "duplicate", "language", "stop_words", "line_punct_ratio", "dup_line_frac", "short");
    for (int reason = 0; reason < reasons.size(); reason++) {
      for (int language = 0; language < LANGUAGES.size(); language++) {
        counts.add(
            new RejectCount(
                reasons.get(reason),
                LANGUAGES.get(language),
                (long) (400.0 / (1 + reason) / (1 + language) + 7 * language)));
      }
    }
    return counts;
  }

  private static List<RejectSample> rejectSamples() {
    return List.of(
        new RejectSample(
            "en",
            "rule",
            List.of("stop_words 0 < 2"),
            "Home Next Prev Up Contents\n12.1 12.2 12.3"),
        new RejectSample(
            "ar",
            "rule",
            List.of("dup_line_frac 0.42 > 0.3", "alpha_ratio 0.51 < 0.6"),
            "السابق التالي الفهرس\nالسابق التالي الفهرس\nحق المؤلف 2022"),
        new RejectSample("zh", "duplicate", List.of("near duplicate"), "人人生而自由，在尊严和权利上一律平等。"),
        new RejectSample("ta", "rule", List.of("short 3 < 50"), "அடுத்து முந்தைய மேலே"),
        new RejectSample("en", "rule", List.of(HOSTILE), HOSTILE));
  }

  private static LossCurve curve(String step, int steps, double from, double to) {
    return new LossCurve(
        step,
        IntStream.rangeClosed(1, steps)
            .mapToObj(
                i ->
                    new LineChart.Point(
                        i,
                        to
                            + (from - to) * Math.exp(-4.0 * i / steps)
                            + 0.08 * Math.sin(1.7 * i) * Math.cos(0.31 * i)))
            .toList());
  }

  private static List<Generation> generations() {
    return List.of(
        new Generation(DemoFindings.TUNED, "请解释什么是人权。", "人权是所有人的权利，任何人不得加以任何权利和自由。"),
        new Generation(
            DemoFindings.TUNED,
            "Explain briefly: how do I change my password?",
            "Open the Users panel and press the button to the user to the password."),
        new Generation(DemoFindings.TUNED, "首都是", "的时候，您可以使用文件的设置。"));
  }

  private static List<StageTime> times() {
    return List.of(
        new StageTime("Prepare", 48.2, 4093, "documents"),
        new StageTime("Vocabulary", 11.3, 2_204_000, "bytes"),
        new StageTime("Extension", 6.1, 806_000, "bytes"),
        new StageTime("Pack", 9.8, 1_240_000, "tokens"),
        new StageTime("Base training", 104.5, 614_400, "tokens"),
        new StageTime("Further pretraining", 121.0, 737_280, "tokens"),
        new StageTime("Tuning", 18.4, 61_000, "tokens"),
        new StageTime("Evaluation", 31.7, 720, "items"));
  }
}
