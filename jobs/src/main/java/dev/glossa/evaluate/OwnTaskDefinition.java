package dev.glossa.evaluate;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import dev.glossa.job.ConfigFile;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code task.conf} says of a task of one's own.
 *
 * @param kind how it is answered
 * @param header what a prompt begins with
 * @param prompt a question; {@code {name}} stands for the field of this name of a line, and {@code
 *     {choices}} for the options, lettered, one a line
 * @param delimiter what stands between a question and its answer
 * @param separator what stands between an example and what follows it
 * @param shots examples of a prompt, the first lines of dev.jsonl
 * @param metric when an answer in words is right
 * @param stop where an answer in words ends
 * @param maxNewTokens tokens of an answer in words
 */
record OwnTaskDefinition(
    Kind kind,
    String header,
    String prompt,
    String delimiter,
    String separator,
    int shots,
    Match metric,
    List<String> stop,
    int maxNewTokens)
    implements Serializable {
  static final String FILE = "task.conf";

  private static final Pattern FIELD = Pattern.compile("\\{(\\w+)\\}");
  private static final Config DEFAULTS =
      ConfigFactory.parseString(
          """
          kind = choice
          header = ""
          prompt = "Question: {question}\\nAnswer:"
          delimiter = " "
          separator = "\\n\\n"
          shots = 0
          metric = exact
          stop = ["\\n"]
          max-new-tokens = 32
          """);

  /** How a question is answered. */
  enum Kind {
    /** By the likeliest option. */
    CHOICE,
    /** In words. */
    GENERATION
  }

  /** When an answer in words is right. */
  enum Match {
    /** It is one of the right ones, but for case and white space. */
    EXACT,
    /** One of the right ones is in it. */
    CONTAINS
  }

  OwnTaskDefinition {
    stop = List.copyOf(stop);
  }

  /**
   * @param file where it stands, for messages
   * @throws GlossaException (usage) if the text is no definition of a task
   */
  static OwnTaskDefinition parse(String file, String hocon) {
    try {
      Config own = ConfigFile.untrusted(file, hocon);
      for (String key : own.root().keySet()) {
        if (!DEFAULTS.hasPath(key)) {
          throw GlossaException.usage(
              "'%s' has the key '%s', which is none of %s.",
              file, key, new TreeSet<>(DEFAULTS.root().keySet()));
        }
      }
      // Anybody's file is not to write a key of the environment into a prompt.
      Config all = own.withFallback(DEFAULTS).resolve(ConfigResolveOptions.noSystem());
      return new OwnTaskDefinition(
          one(file, "kind", all, Kind.values()),
          all.getString("header"),
          all.getString("prompt"),
          all.getString("delimiter"),
          all.getString("separator"),
          all.getInt("shots"),
          one(file, "metric", all, Match.values()),
          all.getStringList("stop"),
          all.getInt("max-new-tokens"));
    } catch (ConfigException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'%s' defines no task: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static <E extends Enum<E>> E one(String file, String key, Config config, E[] values) {
    String name = config.getString(key);
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
        return value;
      }
    }
    throw GlossaException.usage(
        "'%s' has the %s '%s', which is none of %s.",
        file, key, name, List.of(values).toString().toLowerCase(Locale.ROOT));
  }

  /**
   * A question as it is asked, without examples.
   *
   * @throws IllegalArgumentException naming a field that the line does not have
   */
  String ask(Map<String, String> fields) {
    Matcher field = FIELD.matcher(prompt);
    StringBuilder asked = new StringBuilder();
    while (field.find()) {
      String value = fields.get(field.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "has no '%s', which the prompt asks for".formatted(field.group(1)));
      }
      field.appendReplacement(asked, Matcher.quoteReplacement(value));
    }
    return field.appendTail(asked).toString();
  }
}
