package dev.glossa.judge;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigResolveOptions;
import dev.glossa.benchmark.ChatMessage;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.ShippedFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a judge is asked, as a file says it.
 *
 * @param name of the prompt
 * @param source whose it is
 * @param lowest the fewest stars
 * @param highest the most stars
 * @param aspects what is judged, in the order of the file
 * @param system the first message; may be empty
 * @param user the message with {question}, {answer}, {reference}, {aspects} and {form}
 * @param noReference what stands for a reference that is not there
 * @param again the message after a reply that could not be read, with {form}
 */
public record JudgePrompt(
    String name,
    String source,
    int lowest,
    int highest,
    List<Aspect> aspects,
    String system,
    String user,
    String noReference,
    String again) {
  private static final Pattern PLACE =
      Pattern.compile("\\{(question|answer|reference|aspects|form)\\}");

  /**
   * @param name as in replies
   * @param rubric what its stars mean
   */
  public record Aspect(String name, String rubric) {}

  public JudgePrompt {
    aspects = List.copyOf(aspects);
    if (aspects.isEmpty() || lowest >= highest) {
      throw new IllegalArgumentException("it has no aspects, or no range of stars");
    }
    if (aspects.stream().map(Aspect::name).distinct().count() < aspects.size()) {
      throw new IllegalArgumentException("an aspect stands there twice");
    }
    for (String place : List.of("{question}", "{answer}")) {
      if (!user.contains(place)) {
        throw new IllegalArgumentException("'user' has no " + place);
      }
    }
  }

  /**
   * @param name a file, or the name of one in conf/judge without its ending
   * @throws GlossaException (usage) if it cannot be read
   */
  static JudgePrompt read(String name) {
    Configuration hadoop = HadoopConfigurations.of(null);
    Path file =
        ShippedFile.find(name, "conf/judge", hadoop)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "There is no judge's prompt '%s': name a file, or one of conf/judge.",
                        name));
    try {
      // Anybody's file is not to write a key of the environment into a prompt.
      Config config = ShippedFile.parse(file, hadoop).resolve(ConfigResolveOptions.noSystem());
      return new JudgePrompt(
          config.getString("name"),
          config.getString("source"),
          config.getInt("lowest"),
          config.getInt("highest"),
          config.getConfigList("aspects").stream()
              .map(aspect -> new Aspect(aspect.getString("name"), aspect.getString("rubric")))
              .toList(),
          config.getString("system"),
          config.getString("user"),
          config.getString("no-reference"),
          config.getString("again"));
    } catch (ConfigException | IllegalArgumentException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The judge's prompt '" + file + "' is none: " + e.getMessage() + ".", e);
    }
  }

  /** The aspects of a repetition: each begins one further on. */
  List<String> order(int repeat) {
    List<String> names = new ArrayList<>(aspectNames());
    Collections.rotate(names, -(repeat % names.size()));
    return List.copyOf(names);
  }

  List<String> aspectNames() {
    return aspects.stream().map(Aspect::name).toList();
  }

  /**
   * The messages for an answer.
   *
   * @param order the names of all aspects as the judge reads them
   */
  List<ChatMessage> messages(Answer answer, List<String> order) {
    String reference = answer.question().reference();
    String lines =
        order.stream()
            .map(name -> "- " + name + ". " + rubric(name))
            .collect(Collectors.joining("\n"));
    String text =
        fill(
            user,
            Map.of(
                "question", answer.question().text(),
                "answer", answer.text(),
                "reference", reference == null ? noReference : reference,
                "aspects", lines,
                "form", form(order)));
    List<ChatMessage> messages = new ArrayList<>();
    if (!system.isEmpty()) {
      messages.add(new ChatMessage("system", system));
    }
    messages.add(new ChatMessage("user", text));
    return messages;
  }

  /** The message after a reply that could not be read. */
  ChatMessage again(List<String> order) {
    return new ChatMessage("user", fill(again, Map.of("form", form(order))));
  }

  /** What reads the stars of replies. */
  StarsReader reader() {
    return new StarsReader(aspectNames(), lowest, highest);
  }

  private String rubric(String name) {
    return aspects.stream()
        .filter(aspect -> aspect.name().equals(name))
        .findFirst()
        .orElseThrow()
        .rubric();
  }

  private static String form(List<String> order) {
    return order.stream()
        .map(name -> "\"" + name + "\": STARS")
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** In one pass, so that braces in a question or an answer stay what they are. */
  private static String fill(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }
}
