package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.job.GlossaException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * How questions are asked, and how answers are read. Null is the task's own way.
 *
 * @param mode whose rules are followed
 * @param setting one of the task's own ways to ask
 * @param split which part of the data is asked, as val or test
 * @param shots examples in a prompt
 * @param chat whether questions that are answered in words are put as a conversation; null: if the
 *     model has a form for conversations
 * @param maxNewTokens tokens of an answer in words
 * @param randomLetter what counts where a benchmark's code draws a random letter
 */
public record Rules(
    Mode mode,
    String setting,
    String split,
    Integer shots,
    Boolean chat,
    Integer maxNewTokens,
    String randomLetter)
    implements Serializable {

  /** One of a task's own ways to ask. */
  interface Setting {
    /** Its name in the configuration. */
    String key();
  }

  /** What some tasks let one choose, and others do not have. */
  enum Choice {
    SETTING("--setting"),
    SPLIT("'evaluate.split'"),
    SHOTS("--shots");

    private final String option;

    Choice(String option) {
      this.option = option;
    }
  }

  /**
   * @throws GlossaException (usage) if a value is outside its range
   */
  public Rules {
    if (shots != null && shots < 0) {
      throw GlossaException.usage("--shots is %d: it cannot be negative.", shots);
    }
    if (maxNewTokens != null && maxNewTokens < 1) {
      throw GlossaException.usage(
          "--max-new-tokens is %d: an answer has at least one token.", maxNewTokens);
    }
    if (randomLetter != null && !ChoiceQuestion.LETTERS.contains(randomLetter)) {
      throw GlossaException.usage(
          "'evaluate.random-letter' is '%s': write A, B, C or D.", randomLetter);
    }
  }

  int shotsOr(int usual) {
    return shots == null ? usual : shots;
  }

  int newTokensOr(int usual) {
    return maxNewTokens == null ? usual : maxNewTokens;
  }

  String splitOr(String usual) {
    return split == null ? usual : split;
  }

  /**
   * The setting of this name.
   *
   * @param settings of the task, the usual one first
   * @throws GlossaException (usage) if there is no such setting
   */
  <S extends Setting> S setting(String task, S[] settings) {
    if (setting == null) {
      return settings[0];
    }
    for (S each : settings) {
      if (each.key().equals(setting)) {
        return each;
      }
    }
    throw GlossaException.usage(
        "'%s' has no setting '%s': use one of %s.",
        task, setting, Stream.of(settings).map(Setting::key).toList());
  }

  private boolean makes(Choice choice) {
    return switch (choice) {
      case SETTING -> setting != null;
      case SPLIT -> split != null;
      case SHOTS -> shotsOr(0) > 0;
    };
  }

  /**
   * Refuses choices that would show nowhere.
   *
   * @throws GlossaException (usage) if one is made that none of the tasks has
   */
  void requireUseful(List<Task> tasks) {
    for (Choice choice : Choice.values()) {
      if (makes(choice) && tasks.stream().noneMatch(task -> task.choices().contains(choice))) {
        throw GlossaException.usage(
            "%s means nothing to %s: leave it out.",
            choice.option, tasks.stream().map(Task::name).toList());
      }
    }
  }

  /**
   * @throws GlossaException (usage) if other rules than the official ones are wanted
   */
  void requireOfficial(String task) {
    if (mode != Mode.OFFICIAL) {
      throw GlossaException.usage("'%s' has only --mode official.", task);
    }
  }

  /**
   * @throws GlossaException (usage) if examples are wanted
   */
  void requireNoShots(String task) {
    if (shotsOr(0) > 0) {
      throw GlossaException.usage("'%s' has no examples: leave --shots out.", task);
    }
  }

  /**
   * The same of one of a task's settings.
   *
   * @throws GlossaException (usage) if examples are wanted
   */
  void requireNoShots(String task, Setting without) {
    if (shotsOr(0) > 0) {
      throw GlossaException.usage(
          "'%s' has no examples in its setting '%s': leave --shots out, or choose another --setting.",
          task, without.key());
    }
  }

  /**
   * Limits of an answer.
   *
   * @param tokens the task's own number
   */
  Answerer.Limits limits(int tokens, String... stop) {
    return new Answerer.Limits(newTokensOr(tokens), List.of(stop));
  }

  /** A question for this model: the only message of a conversation, or a text. */
  Answerer.Request request(String prompt, int tokens, Answerer answerer) {
    return chats(answerer)
        ? new Answerer.Conversation(List.of(new ChatMessage("user", prompt)), limits(tokens))
        : new Answerer.Text(prompt, limits(tokens));
  }

  /** Whether a question is put to this model as a conversation. */
  boolean chats(Answerer answerer) {
    return chat == null ? answerer.chats() : chat;
  }
}
