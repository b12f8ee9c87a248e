package dev.glossa.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every job takes. */
final class JobOptions {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings in HOCON; conf/reference.conf explains them all.")
  String conf;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "true",
      description = "One setting; may be repeated.")
  Map<String, String> definitions = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: setting seed).")
  Long seed;

  @Option(names = "--dry-run", description = "Say what would run, with sizes, and do nothing.")
  boolean dryRun;

  @Option(
      names = "--fresh",
      description = "Start over: delete what an earlier run of Glossa left in the output folder.")
  boolean fresh;

  // The launcher acts on these two; they stand here so that --help shows them.
  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Run by spark-submit on this Spark master (default: Spark embedded, all cores).")
  String master;

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description =
          "Run where conf/environments/NAME.conf says: local, cluster, emr, emr-serverless, dataproc,"
              + " dataproc-serverless, or a file of your own that ends in .conf.")
  String platform;
}
