package dev.glossa.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.dedup.MinHash;
import dev.glossa.dedup.NearDuplicates;
import dev.glossa.language.LanguageIdentifier;
import dev.glossa.privacy.Redactor;
import dev.glossa.text.UnicodeRepair;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * How many documents a second are held to all quality rules and signed for MinHash, beside
 * datatrove, which {@code datatrove_rules.py} runs on the same documents. Every round measures each
 * of them once, and medians are printed, as documents a second and as multiples of datatrove's:
 *
 * <ul>
 *   <li><b>first</b>: rules and signature as with {@code --parity}, in the first pass over a
 *       language: compiled for the languages before, not for this one;
 *   <li><b>parity</b>: the same, warm;
 *   <li><b>default</b>: rules and signature as without {@code --parity};
 *   <li><b>all</b>: Unicode repair, language identification, notices and personal data, too: what
 *       {@code prepare} does to the text of a document, beside datatrove's rules and signature.
 * </ul>
 *
 * <p>Where the time of <b>all</b> goes is shown by the Java Flight Recorder's samples, by the
 * nearest package of ours.
 *
 * <p>Arguments: folder of the corpus, Python with datatrove, datatrove_rules.py, FineWeb-2's
 * values, rounds, documents of a language, languages. {@code run.sh} beside the script gives them.
 */
final class DocumentRulesBenchmark {

  private static final long ROUND_NANOS = 3_000_000_000L;
  private static final int TOP = 15;

  private final Process peer;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private final int rounds;
  private final Map<String, Integer> samples = new HashMap<>();

  private DocumentRulesBenchmark(String python, String script, String values, int rounds)
      throws IOException {
    this.rounds = rounds;
    this.peer =
        new ProcessBuilder(python, script, values)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.commands = peer.outputWriter(StandardCharsets.UTF_8);
    this.answers = peer.inputReader(StandardCharsets.UTF_8);
  }

  public static void main(String[] args) throws Exception {
    DocumentRulesBenchmark benchmark =
        new DocumentRulesBenchmark(args[1], args[2], args[3], Integer.parseInt(args[4]));
    int documents = Integer.parseInt(args[5]);
    System.out.println("documents a second (times datatrove's)\n");
    System.out.println("| | documents | MB | datatrove | first | parity | default | all |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (String language : List.of(args).subList(6, args.length)) {
      Path file = Path.of(args[0], language + ".jsonl.gz");
      benchmark.language(language, texts(file, documents));
    }
    benchmark.commands.close();
    benchmark.peer.waitFor();
    benchmark.profile();
  }

  /** Texts of so many documents from all over the file. */
  private static List<String> texts(Path file, int documents) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        texts.add(json.readTree(line).path("text").asText());
      }
    }
    List<String> chosen = new ArrayList<>();
    int wanted = Math.min(documents, texts.size());
    for (int i = 0; i < wanted; i++) {
      chosen.add(texts.get((int) ((long) i * texts.size() / wanted)));
    }
    return chosen;
  }

  private void language(String language, List<String> texts) throws Exception {
    ToIntFunction<String> parity =
        text -> rules(language, text, NearDuplicates.datatrove(language));
    ToIntFunction<String> standard =
        text -> rules(language, text, NearDuplicates.scriptSafe(language));
    ToIntFunction<String> all = text -> all(language, text);
    double first = pass(texts, parity);
    for (ToIntFunction<String> work : List.of(parity, standard, all)) {
      perSecond(texts, work);
    }
    List<Double> theirs = new ArrayList<>();
    List<List<Double>> ours = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Path file = write(texts);
    for (int round = 0; round < rounds; round++) {
      theirs.add(texts.size() / peerSeconds(language, file));
      ours.get(0).add(perSecond(texts, parity));
      ours.get(1).add(perSecond(texts, standard));
      ours.get(2).add(perSecond(texts, all));
    }
    Files.delete(file);
    record(texts, all);
    double base = median(theirs);
    long bytes =
        texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
    System.out.printf(
        "| %s | %d | %.1f | %.0f | %s |%n",
        language,
        texts.size(),
        bytes / 1e6,
        base,
        String.join(
            " | ",
            beside(texts.size() / first, base),
            beside(median(ours.get(0)), base),
            beside(median(ours.get(1)), base),
            beside(median(ours.get(2)), base)));
  }

  private static String beside(double ours, double theirs) {
    return "%.0f (%.1f)".formatted(ours, ours / theirs);
  }

  private static int rules(String language, String text, NearDuplicates near) {
    int verdicts = DocumentRules.of(language).judge(text).size();
    return verdicts + near.signature(text).map(MinHash::bands).map(bands -> bands.length).orElse(0);
  }

  private static int all(String language, String text) {
    String repaired = UnicodeRepair.repair(text);
    String found = LanguageIdentifier.bundled().identify(repaired).language();
    String clean = Notices.of(language).remove(repaired).text();
    int made = rules(language, clean, NearDuplicates.scriptSafe(language));
    return made + found.length() + Redactor.redact(clean, language).text().length();
  }

  /** Seconds of one pass. */
  private static double pass(List<String> texts, ToIntFunction<String> work) {
    long start = System.nanoTime();
    long made = 0;
    for (String text : texts) {
      made += work.applyAsInt(text);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (made == 0) {
      throw new IllegalStateException("nothing was made of the texts");
    }
    return seconds;
  }

  /** Documents a second over passes that take a while together. */
  private static double perSecond(List<String> texts, ToIntFunction<String> work) {
    long start = System.nanoTime();
    double seconds = 0;
    int passes = 0;
    while (System.nanoTime() - start < ROUND_NANOS) {
      seconds += pass(texts, work);
      passes++;
    }
    return passes * texts.size() / seconds;
  }

  private double peerSeconds(String language, Path file) throws IOException {
    commands.write(language + " " + file + "\n");
    commands.flush();
    String answer =
        Optional.ofNullable(answers.readLine())
            .orElseThrow(() -> new IOException("datatrove_rules.py has ended"));
    return Double.parseDouble(answer.split(" ")[0]);
  }

  private static Path write(List<String> texts) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path file = Files.createTempFile("rules", ".jsonl");
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (String text : texts) {
        lines.write(json.writeValueAsString(Map.of("text", text)));
        lines.newLine();
      }
    }
    return file;
  }

  private void record(List<String> texts, ToIntFunction<String> work) throws Exception {
    Path file = Files.createTempFile("rules", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").with("period", "10 ms");
      recording.start();
      perSecond(texts, work);
      recording.stop();
      recording.dump(file);
    }
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      event.getStackTrace().getFrames().stream()
          .map(RecordedFrame::getMethod)
          .filter(method -> method.getType().getName().startsWith("dev.glossa."))
          .findFirst()
          .map(method -> method.getType().getName().split("\\$")[0])
          .ifPresent(type -> samples.merge(type, 1, Integer::sum));
    }
    Files.delete(file);
  }

  private void profile() {
    int total = samples.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Integer> packages = new HashMap<>();
    samples.forEach(
        (type, count) ->
            packages.merge(type.substring(0, type.lastIndexOf('.')), count, Integer::sum));
    System.out.printf("%nwhere the time of all goes: %d samples, per cent%n%n", total);
    print(packages, total);
    System.out.println();
    print(samples, total);
  }

  private static void print(Map<String, Integer> counts, int total) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(TOP)
        .forEach(
            entry ->
                System.out.printf("%6.1f  %s%n", 100.0 * entry.getValue() / total, entry.getKey()));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
