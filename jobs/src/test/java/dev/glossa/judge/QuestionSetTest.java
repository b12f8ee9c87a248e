package dev.glossa.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionSetTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return file.toString();
  }

  private static List<Answer> answers(String... paths) throws IOException {
    return new QuestionSet(new Configuration()).answers(List.of(paths));
  }

  private static List<Question> questions(String... paths) throws IOException {
    return new QuestionSet(new Configuration()).questions(List.of(paths));
  }

  private static ChatMessage user(String content) {
    return new ChatMessage("user", content);
  }

  @Test
  void readsDialogsOfLlmeval() throws IOException {
    String path =
        file(
            "dialogs.json",
            """
            [{"question_uuid": "Math_Solving_3", "dialog_uuid": "phi_Math_Solving_3", "llm_name": "phi",
              "dialog": [{"role": "user", "content": "1+1?"}, {"role": "llm", "content": "3"}],
              "hint": "2", "type": "x"},
             {"question_uuid": "Conversation_1", "llm_name": "phi", "hint": "",
              "dialog": [{"role": "user", "content": "Hi"}, {"role": "llm", "content": "Hello"},
                         {"role": "user", "content": "Bye"}, {"role": "llm", "content": ""}]}]
            """);

    Question first =
        new Question("Math_Solving_3", "Math_Solving", null, List.of(user("1+1?")), "2");
    Question second =
        new Question(
            "Conversation_1",
            "Conversation",
            null,
            List.of(user("Hi"), new ChatMessage("assistant", "Hello"), user("Bye")),
            null);
    assertThat(answers(path))
        .containsExactly(new Answer(first, "phi", "3"), new Answer(second, "phi", ""));
    assertThat(questions(path)).containsExactly(first, second);
    assertThat(second.text()).isEqualTo("user: Hi\n\nassistant: Hello\n\nuser: Bye");
  }

  @Test
  void readsTheOutputOfGenerate() throws IOException {
    String path =
        file(
            "a.jsonl",
            "{\"id\": 7, \"prompt\": \"1+1?\", \"reference\": \"2\", \"category\": \"math\", \"lang\":"
                + " \"swh_Latn\", \"output\": \" 2 \", \"output_ids\": [5], \"finish_reason\": \"stop\"}\n");

    assertThat(answers(path))
        .containsExactly(
            new Answer(new Question("7", "math", "sw", List.of(user("1+1?")), "2"), "", "2"));
  }

  @Test
  void aFileOrFolderIsNamedAfterItsLanguage() throws IOException {
    file("sets/hi.json", "[{\"id\": 1, \"question\": \"a\"}]");
    file("sets/llmeval.ta.jsonl", "{\"id\": 2, \"question\": \"b\"}\n");
    file("sets/README.md", "no questions");
    String chinese = file("zh/questions.json", "{\"id\": 3, \"question\": \"c\"}");

    assertThat(questions(folder.resolve("sets").toString(), chinese))
        .extracting(Question::language)
        .containsExactly("hi", "ta", "zh");
  }

  @Test
  void aTranslationMayHaveTheIdOfItsOriginal() throws IOException {
    String hindi = file("hi.json", "[{\"id\": 1, \"question\": \"a\", \"answer\": \"x\"}]");
    String tamil = file("ta.json", "[{\"id\": 1, \"question\": \"b\", \"answer\": \"y\"}]");

    assertThat(questions(hindi, tamil)).extracting(Question::text).containsExactly("a", "b");
    assertThat(answers(hindi, tamil)).extracting(Answer::text).containsExactly("x", "y");
  }

  @Test
  void readsTheEvaluationSetOfBelle() throws IOException {
    Path belle =
        Path.of(
            System.getProperty("glossa.shared", "../../shared"),
            "data/benchmarks/belle-eval/eval_set.json");
    assumeTrue(Files.exists(belle), "skipped: there is no " + belle);

    List<Question> questions = questions(belle.toString());

    assertThat(questions).hasSize((int) Files.readString(belle).strip().lines().count());
    assertThat(questions)
        .extracting(Question::category)
        .contains("math", "closed qa")
        .doesNotContainNull();
    assertThat(questions).extracting(Question::id).doesNotHaveDuplicates();
    assertThat(questions).anyMatch(each -> each.reference() == null);
  }

  private void refuses(String text, String... words) throws IOException {
    String path = file("set.jsonl", text);
    assertThatThrownBy(() -> answers(path))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContainingAll(words);
  }

  @Test
  void namesFileAndLineOfWhatIsBad() throws IOException {
    String good = "{\"question\": \"q\", \"answer\": \"a\"}\n";
    refuses(good + "{\"answer\": \"a\"}\n", "Line 2 of 'set.jsonl' has no question");
    refuses(good + "{\"question\": \"p\"}\n", "Line 2 of 'set.jsonl' has no answer");
    refuses(good + good, "Line 2 of 'set.jsonl' answers '", "line 1 of 'set.jsonl'");
    refuses(good + "{\"question\": \n", "of 'set.jsonl' is no JSON in UTF-8");
    refuses(good + "[]\n", "Line 2 of 'set.jsonl'");
    refuses("\n", "There is no question");
  }

  @Test
  void namesFileAndLineOfAnotherEncoding() throws IOException {
    Path file = folder.resolve("latin.jsonl");
    Files.write(
        file,
        "{\"question\": \"q\", \"answer\": \"a\"}\n{\"question\": \"d\u00e9j\u00e0\", \"answer\": \"a\"}"
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> answers(file.toString()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("Line 2 of 'latin.jsonl' is no JSON in UTF-8");
  }

  @Test
  void oneIdForTwoQuestionsIsRefused() throws IOException {
    String path =
        file(
            "set.jsonl",
            "{\"id\": \"1\", \"question\": \"a\"}\n{\"id\": \"1\", \"question\": \"b\"}\n");

    assertThatThrownBy(() -> questions(path))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("Line 2 of 'set.jsonl' has the id '1' of line 1");
  }
}
