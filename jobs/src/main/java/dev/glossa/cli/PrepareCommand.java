package dev.glossa.cli;

import dev.glossa.job.ByteSize;
import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.prepare.PrepareJob;
import dev.glossa.prepare.PrepareResult;
import dev.glossa.prepare.PrepareResult.LanguageCount;
import dev.glossa.prepare.PrepareResult.ReasonCount;
import dev.glossa.prepare.PrepareSettings;
import dev.glossa.prepare.PrepareStreamJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa prepare}. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Makes a training corpus of raw text (WARC, WET, ARC, JSONL, Parquet, plain text, Delta).",
      "Identifies languages, drops duplicates, applies FineWeb-2's quality rules, replaces personal"
          + " data. Writes the Delta tables documents, corpus, rejects and statistics.",
      "In the folder of an earlier run only what differs is done: new files are analysed, and"
          + " other bounds are held to what was measured.",
      "With --stream what has arrived since the last run is added: files in folders, or records of a"
          + " Kafka topic (documents in JSON). Of documents that are alike the first stays."
    },
    footer = {
      "",
      "Examples:",
      "  glossa prepare --input 'crawl/*.warc.gz' texts.jsonl.gz --output prepared",
      "  glossa prepare --stream --input arriving --output prepared",
      "  glossa prepare --stream --continuous --kafka broker:9092 --topic pages --output prepared"
    })
final class PrepareCommand extends JobCommand<PrepareResult> {

  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, folders, globs or Delta tables, on any file system that Hadoop knows.")
  List<String> input;

  @Option(names = "--output", paramLabel = "DIR", required = true, description = "Output folder.")
  String output;

  @Option(
      names = "--language",
      paramLabel = "auto|CODE",
      description = "The language of all documents; auto (default) identifies it.")
  String language;

  @Option(
      names = "--language-model",
      paramLabel = "PATH",
      description = "A fastText model that identifies languages (lid.176.ftz, GlotLID).")
  String languageModel;

  @Option(
      names = "--parity",
      description =
          "As FineWeb-2 had it: the text as read, the input's lang, datatrove's words and normalizer.")
  Boolean parity;

  @Option(
      names = "--remove",
      paramLabel = "FILE",
      description =
          "Take documents out of every table, now and in later runs: ids or URLs, a line each.")
  String remove;

  @Option(
      names = "--export",
      paramLabel = "jsonl|parquet",
      description = "Also write the corpus to export/ for other tools.")
  PrepareSettings.Export export;

  @Option(
      names = "--stream",
      description = "Add what has arrived since the last run, and end; for scheduled runs.")
  Boolean stream;

  @Option(
      names = "--continuous",
      description =
          "Go on for what arrives until stopped; a later --stream alone completes the folder.")
  Boolean continuous;

  @Option(
      names = "--kafka",
      paramLabel = "SERVERS",
      description = "Read a topic of these Kafka servers (host:port, …) and no files.")
  String kafka;

  @Option(names = "--topic", paramLabel = "T", description = "The topic that is read.")
  String topic;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "prepare.input", input);
    put(settings, "prepare.output", output);
    put(settings, "prepare.language", language);
    put(settings, "prepare.language-model", languageModel);
    put(settings, "prepare.parity", parity);
    put(settings, "prepare.remove", remove);
    put(settings, "prepare.export", export);
    put(settings, "prepare.stream.enabled", stream);
    put(settings, "prepare.stream.continuous", continuous);
    put(settings, "prepare.stream.kafka.servers", kafka);
    put(settings, "prepare.stream.kafka.topic", topic);
  }

  @Override
  protected Job<PrepareResult> job(Configuration configuration) {
    PrepareSettings settings = configuration.section("prepare", PrepareSettings.class);
    return settings.stream().enabled() ? new PrepareStreamJob(settings) : new PrepareJob(settings);
  }

  @Override
  protected void print(PrepareResult result, PrintWriter out) {
    out.printf(
        "%,d records, %,d unreadable, %,d documents kept%n%n",
        result.records(), result.unreadable(), result.kept());
    out.printf(
        "%-8s %10s %10s %10s %10s %10s %10s %10s%n",
        "language", "documents", "size", "language", "duplicate", "rule", "kept", "size");
    for (LanguageCount count : result.languages()) {
      out.printf(
          "%-8s %,10d %10s %,10d %,10d %,10d %,10d %10s%n",
          count.language(),
          count.documents(),
          new ByteSize(count.bytes()),
          count.languageRejected(),
          count.duplicates(),
          count.ruleRejected(),
          count.kept(),
          new ByteSize(count.keptBytes()));
    }
    Map<String, String> byRule =
        result.reasons().stream()
            .collect(
                Collectors.groupingBy(
                    ReasonCount::rule,
                    TreeMap::new,
                    Collectors.groupingBy(
                        ReasonCount::language,
                        TreeMap::new,
                        Collectors.summingLong(ReasonCount::documents))))
            .entrySet()
            .stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        entry.getValue().entrySet().stream()
                            .map(count -> count.getKey() + " " + count.getValue())
                            .collect(Collectors.joining("  ")),
                    (a, b) -> a,
                    TreeMap::new));
    if (!byRule.isEmpty()) {
      out.printf("%n%-30s %s%n", "dropped for", "documents per language");
      byRule.forEach((rule, counts) -> out.printf("%-30s %s%n", rule, counts));
    }
    long lines = result.languages().stream().mapToLong(LanguageCount::repeatedLines).sum();
    long paragraphs =
        result.languages().stream().mapToLong(LanguageCount::repeatedParagraphs).sum();
    if (lines + paragraphs > 0) {
      out.printf("%ntaken out of many documents: %,d lines, %,d paragraphs%n", lines, paragraphs);
    }
    if (!result.redactions().isEmpty()) {
      out.printf(
          "%nreplaced: %s%n",
          result.redactions().stream()
              .map(count -> count.count() + " <" + count.kind() + ">")
              .collect(Collectors.joining(", ")));
    }
  }
}
