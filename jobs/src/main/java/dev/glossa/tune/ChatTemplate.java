package dev.glossa.tune;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigResolveOptions;
import dev.glossa.distributed.TokenBlock;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.ShippedFile;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tune.Conversation.Role;
import dev.glossa.tune.Conversation.Turn;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How a conversation is written as tokens: begin token, then the turns' texts; after what an
 * assistant says comes the end token. The text between two special tokens is encoded in one piece,
 * so that transformers' {@code apply_chat_template} gives the same ids.
 *
 * @param system text of a system's turn, with {content}
 * @param user text of a user's turn
 * @param assistant text of an assistant's turn
 * @param end the piece that ends an assistant's turn; null: the tokenizer's end token
 */
record ChatTemplate(String system, String user, String assistant, String end)
    implements Serializable {

  private static final String CONTENT = "{content}";

  ChatTemplate {
    for (String text : new String[] {system, user, assistant}) {
      if (!text.contains(CONTENT)) {
        throw new IllegalArgumentException("'%s' has no %s".formatted(text, CONTENT));
      }
    }
  }

  /**
   * @param name a file, or the name of one in conf/templates without its ending
   * @throws GlossaException (usage) if it cannot be read
   */
  static ChatTemplate read(String name) {
    Configuration hadoop = HadoopConfigurations.of(null);
    Path file =
        ShippedFile.find(name, "conf/templates", hadoop)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "There is no template '%s': name a file, or one of conf/templates.", name));
    try {
      // Anybody's file is not to write a key of the environment into a model's folder.
      Config config = ShippedFile.parse(file, hadoop).resolve(ConfigResolveOptions.noSystem());
      return new ChatTemplate(
          config.getString("system"),
          config.getString("user"),
          config.getString("assistant"),
          config.hasPath("end") ? config.getString("end") : null);
    } catch (ConfigException | IllegalArgumentException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The template '" + file + "' is none: " + e.getMessage(), e);
    }
  }

  /**
   * Tokens of a conversation.
   *
   * @param ids all of them
   * @param labels the ids of what assistants say and their end tokens; −100 elsewhere
   */
  record Tokens(int[] ids, int[] labels) {
    /** The first tokens. */
    Tokens cut(int length) {
      return ids.length <= length
          ? this
          : new Tokens(Arrays.copyOf(ids, length), Arrays.copyOf(labels, length));
    }

    boolean isLearned() {
      return Arrays.stream(labels).skip(1).anyMatch(label -> label != TokenBlock.IGNORED);
    }
  }

  Tokens encode(Conversation conversation, Tokenizer tokenizer) {
    IntStream.Builder ids = IntStream.builder();
    IntStream.Builder labels = IntStream.builder();
    if (tokenizer.bosId() >= 0) {
      ids.add(tokenizer.bosId());
      labels.add(TokenBlock.IGNORED);
    }
    StringBuilder unlearned = new StringBuilder();
    for (Turn turn : conversation.turns()) {
      if (turn.role() != Role.ASSISTANT) {
        unlearned.append(text(turn.role()).replace(CONTENT, turn.content()));
        continue;
      }
      int at = assistant.indexOf(CONTENT);
      unlearned.append(assistant, 0, at);
      String learned = turn.content() + assistant.substring(at + CONTENT.length());
      int[] before = tokenizer.encode(unlearned.toString());
      int[] whole = tokenizer.encode(unlearned + learned);
      int common = Math.max(0, Arrays.mismatch(before, whole));
      for (int i = 0; i < whole.length; i++) {
        ids.add(whole[i]);
        labels.add(i < common ? TokenBlock.IGNORED : whole[i]);
      }
      ids.add(endId(tokenizer));
      labels.add(endId(tokenizer));
      unlearned.setLength(0);
    }
    return new Tokens(ids.build().toArray(), labels.build().toArray());
  }

  int endId(Tokenizer tokenizer) {
    int id = end == null ? tokenizer.eosId() : tokenizer.id(end);
    if (id < 0) {
      throw GlossaException.usage(
          "The template's end '%s' is no piece of the tokenizer: choose another.",
          end == null ? "end token" : end);
    }
    return id;
  }

  private String text(Role role) {
    return switch (role) {
      case SYSTEM -> system;
      case USER -> user;
      case ASSISTANT -> assistant;
    };
  }

  /** The same as a Jinja chat_template of tokenizer_config.json. */
  String jinja() {
    return "{{ bos_token }}{% for message in messages %}"
        + "{% if message['role'] == 'system' %}"
        + print(system, "")
        + "{% elif message['role'] == 'user' %}"
        + print(user, "")
        + "{% elif message['role'] == 'assistant' %}"
        + print(assistant, end == null ? " + eos_token" : " + " + quote(end))
        + "{% endif %}{% endfor %}{% if add_generation_prompt %}{{ "
        + quote(assistant.substring(0, assistant.indexOf(CONTENT)))
        + " }}{% endif %}";
  }

  private static String print(String text, String more) {
    int at = text.indexOf(CONTENT);
    return "{{ "
        + quote(text.substring(0, at))
        + " + message['content'] + "
        + quote(text.substring(at + CONTENT.length()))
        + more
        + " }}";
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }
}
