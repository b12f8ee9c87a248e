package dev.glossa.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.generate.Generation;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.tune.TextGeneration;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "generate",
    description = {
      "Continues a prompt, greedily unless a temperature is given. Prints only new tokens.",
      "--input is JSONL with prompt or ids; the output adds output, output_ids, finish_reason."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  glossa generate --model tuned/model --prompt 'The capital of France is'",
      "  glossa generate --model model --ids '1 450 7483' --max-new-tokens 20 --ignore-eos"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--model", paramLabel = "MODEL", required = true, description = "Model folder.")
  String model;

  @Option(names = "--adapter", paramLabel = "DIR", description = "LoRA adapter.")
  String adapter;

  @ArgGroup(multiplicity = "1")
  Source source;

  static final class Source {
    @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to continue.")
    String prompt;

    @Option(names = "--ids", paramLabel = "\"1 2 3\"", description = "The ids to continue.")
    String ids;

    @Option(names = "--input", paramLabel = "PATH", description = "JSONL with prompt or ids.")
    String input;
  }

  @Option(names = "--output", paramLabel = "PATH", description = "Where --input's answers go.")
  String output;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      defaultValue = "128",
      description = "Default: ${DEFAULT-VALUE}.")
  int maxNewTokens;

  @Option(names = "--ignore-eos", description = "Do not stop at end tokens.")
  boolean ignoreEos;

  @Option(
      names = "--add-bos",
      paramLabel = "true|false",
      description = "Begin token before a text (default: as the tokenizer's folder says).")
  Boolean addBos;

  @Option(
      names = "--format",
      paramLabel = "text|ids",
      description = "What is printed (default: ids with --ids, else text).")
  String format;

  @Option(names = "--temperature", defaultValue = "0", description = "0 is greedy (default).")
  double temperature;

  @Option(names = "--top-k", defaultValue = "0", description = "Sample among the K best; 0: all.")
  int topK;

  @Option(
      names = "--top-p",
      defaultValue = "1",
      description = "Sample among the best whose probabilities sum up to this.")
  double topP;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the sampling.")
  long seed;

  @Option(names = "--conf", paramLabel = "FILE", description = "Settings in HOCON.")
  File conf;

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "One setting; may be repeated.")
  Map<String, String> definitions = new LinkedHashMap<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    // Settings have no say here yet, but a wrong one is told.
    dev.glossa.job.Configuration.load(conf, definitions, Map.of());
    if (adapter != null) {
      throw GlossaException.usage("Adapters (--adapter) cannot be read yet: merge them first.");
    }
    if ((source.input == null) != (output == null)) {
      throw GlossaException.usage("--input and --output go together.");
    }
    boolean asIds = format == null ? source.ids != null : format.equalsIgnoreCase("ids");
    if (format != null && !asIds && !format.equalsIgnoreCase("text")) {
      throw GlossaException.usage("'%s' is no format (--format): text or ids.", format);
    }
    Configuration hadoop = HadoopConfigurations.of(null);
    TextGeneration generation = TextGeneration.open(model, hadoop);
    SamplingSettings settings = settings(generation);
    if (source.input != null) {
      batch(generation, settings, hadoop);
      return ExitCode.DONE.code();
    }
    int[] prompt = source.ids != null ? ids(source.ids) : generation.encode(source.prompt, addBos);
    PrintWriter out = spec.commandLine().getOut();
    Generation result = generation.generate(prompt, settings, id -> {});
    out.println(
        asIds
            ? result.ids().stream().map(String::valueOf).collect(Collectors.joining(" "))
            : generation.text(result.ids()));
    out.flush();
    return ExitCode.DONE.code();
  }

  private SamplingSettings settings(TextGeneration generation) {
    try {
      return new SamplingSettings(
          temperature,
          topK,
          topP,
          maxNewTokens,
          ignoreEos ? Set.of() : generation.endTokens(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private static int[] ids(String text) {
    try {
      return Arrays.stream(text.strip().split("[\\s,]+")).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw GlossaException.usage("'%s' are no ids (--ids): write numbers with spaces.", text);
    }
  }

  private void batch(TextGeneration generation, SamplingSettings settings, Configuration hadoop)
      throws IOException {
    Path from = new Path(source.input);
    Path to = new Path(output);
    // A checksum file beside the answers would only be in the way.
    to.getFileSystem(hadoop).setWriteChecksum(false);
    FileSystem files = from.getFileSystem(hadoop);
    if (!files.exists(from)) {
      throw GlossaException.usage("Nothing matches the input path '%s'.", source.input);
    }
    try (BufferedReader in =
            new BufferedReader(new InputStreamReader(files.open(from), StandardCharsets.UTF_8));
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(
                    to.getFileSystem(hadoop).create(to, true), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          out.write(answer(generation, settings, line, number) + "\n");
        }
      }
    }
  }

  private String answer(
      TextGeneration generation, SamplingSettings settings, String line, int number)
      throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw GlossaException.badInput("Line %d of '%s' is no JSON.", number, source.input);
    }
    int[] prompt;
    if (json.path("ids").isArray()) {
      prompt = JSON.convertValue(json.path("ids"), int[].class);
    } else if (json.path("prompt").isTextual()) {
      prompt = generation.encode(json.path("prompt").asText(), addBos);
    } else {
      throw GlossaException.badInput(
          "Line %d of '%s' has neither prompt nor ids.", number, source.input);
    }
    Generation result = generation.generate(prompt, settings, id -> {});
    ObjectNode answer = (ObjectNode) json;
    if (!json.path("ids").isArray() || "text".equalsIgnoreCase(format)) {
      answer.put("output", generation.text(result.ids()));
    }
    ArrayNode ids = answer.putArray("output_ids");
    result.ids().forEach(ids::add);
    answer.put("finish_reason", result.finishReason().name().toLowerCase(Locale.ROOT));
    return answer.toString();
  }
}
