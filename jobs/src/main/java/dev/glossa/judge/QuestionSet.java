package dev.glossa.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.benchmark.ChatMessage;
import dev.glossa.dedup.ContentHash;
import dev.glossa.job.GlossaException;
import dev.glossa.judge.JsonRecords.JsonRecord;
import dev.glossa.language.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Questions and answers as they lie on disks: LLMEval's dialogs ({@code question_uuid}, {@code
 * llm_name}, {@code dialog}, {@code hint}), BELLE's evaluation set ({@code question}, {@code
 * std_answer}, {@code class}), the output of {@code generate} ({@code prompt}, {@code output}), and
 * JSON of one's own with {@code question}, {@code answer}, {@code reference}, {@code category},
 * {@code language}, {@code model} and {@code id}.
 */
final class QuestionSet {
  private static final Pattern LLMEVAL_ID = Pattern.compile("(.+)_\\d+");
  private static final String[] QUESTION = {"question", "prompt", "instruction"};
  private static final String[] ANSWER = {"answer", "output", "response"};

  private final Configuration hadoop;

  /** Where each question or answer stands, by what must be unique. */
  private final Map<String, JsonRecord> seen = new HashMap<>();

  QuestionSet(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * The questions of all PATHs; answers among them are passed over, and so are further models'
   * copies of a question.
   *
   * @throws GlossaException (bad input) naming file and line of what is no question
   */
  List<Question> questions(List<String> paths) throws IOException {
    List<Question> questions = new ArrayList<>();
    for (JsonRecord each : records(paths)) {
      Question question = question(each);
      JsonRecord other = seen.put(question.name(), each);
      if (other == null) {
        questions.add(question);
      } else if (!question(other).dialog().equals(question.dialog())) {
        throw each.bad(
            "has the id '%s' of line %d of '%s', and another question",
            question.id(), other.line(), other.file().getName());
      }
    }
    return questions;
  }

  /**
   * The answers of all PATHs.
   *
   * @throws GlossaException (bad input) naming file and line of what is no answer
   */
  List<Answer> answers(List<String> paths) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (JsonRecord each : records(paths)) {
      Question question = question(each);
      String model = Optional.ofNullable(each.text("model", "llm_name")).orElse("");
      JsonRecord other = seen.put(question.name() + "\0" + model, each);
      if (other != null) {
        throw each.bad(
            "answers '%s' again, as line %d of '%s' does: give each its own id, or model",
            question.id(), other.line(), other.file().getName());
      }
      answers.add(new Answer(question, model, answer(each)));
    }
    return answers;
  }

  private List<JsonRecord> records(List<String> paths) throws IOException {
    List<JsonRecord> records = new ArrayList<>();
    for (String path : paths) {
      records.addAll(JsonRecords.read(path, hadoop));
    }
    if (records.isEmpty()) {
      throw GlossaException.badInput("There is no question in %s.", String.join(", ", paths));
    }
    return records;
  }

  private static Question question(JsonRecord each) {
    List<ChatMessage> dialog = dialog(each);
    String given = each.text("question_uuid", "id");
    String text = dialog.get(dialog.size() - 1).content();
    return new Question(
        given == null ? digest(text) : given,
        category(each),
        language(each),
        dialog,
        each.text("reference", "std_answer", "hint"));
  }

  /** The turns before the last answer. */
  private static List<ChatMessage> dialog(JsonRecord each) {
    List<ChatMessage> turns = new ArrayList<>();
    for (JsonNode turn : each.fields().path("dialog")) {
      String role = turn.path("role").asText();
      turns.add(
          new ChatMessage(
              role.equals("llm") ? "assistant" : role, turn.path("content").asText().strip()));
    }
    while (!turns.isEmpty() && !turns.get(turns.size() - 1).role().equals("user")) {
      turns.remove(turns.size() - 1);
    }
    String question = each.text(QUESTION);
    if (turns.isEmpty() && question == null) {
      throw each.bad("has no question: it needs a string 'question', 'prompt' or 'dialog'");
    }
    if (!turns.isEmpty()) {
      return turns;
    }
    // Instruction data has what the instruction is about apart from it.
    String input = each.fields().has("instruction") ? each.text("input") : null;
    return List.of(new ChatMessage("user", input == null ? question : question + "\n" + input));
  }

  /** The answer, which may be empty, as models' answers are at times. */
  private static String answer(JsonRecord each) {
    JsonNode dialog = each.fields().path("dialog");
    JsonNode last = dialog.path(dialog.size() - 1);
    if (last.path("role").asText().matches("llm|assistant")) {
      return last.path("content").asText().strip();
    }
    return Arrays.stream(ANSWER)
        .map(each.fields()::path)
        .filter(JsonNode::isTextual)
        .findFirst()
        .orElseThrow(() -> each.bad("has no answer: it needs a string 'answer' or 'output'"))
        .textValue()
        .strip();
  }

  /** What the set says, or the id of LLMEval's questions: Reasoning of Reasoning_7. */
  private static String category(JsonRecord each) {
    String category = each.text("category", "class");
    if (category == null) {
      Matcher id = LLMEVAL_ID.matcher(Optional.ofNullable(each.text("question_uuid")).orElse(""));
      category = id.matches() ? id.group(1) : each.text("type");
    }
    // BELLE writes one of its classes with a no-break space.
    return category == null ? null : category.replace('\u00a0', ' ');
  }

  /**
   * What the record says, or its file's or folder's name: hi.json, questions.hi.json, hi/q.json.
   */
  private static String language(JsonRecord each) {
    String label = each.text("language", "lang");
    if (label != null) {
      return Language.codeOf(label);
    }
    Path file = each.file();
    String stem = file.getName().replaceFirst("\\.[^.]*$", "");
    return List.of(stem, stem.substring(stem.lastIndexOf('.') + 1), file.getParent().getName())
        .stream()
        .flatMap(name -> Language.of(name).stream())
        .map(Language::code)
        .findFirst()
        .orElse(null);
  }

  private static String digest(String text) {
    return ContentHash.of(text).substring(0, 16);
  }
}
