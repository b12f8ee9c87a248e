package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.job.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks as they lie on disks, whole and damaged. */
class BenchmarkFoldersTest {
  private static final String CEVAL_HEADER = "id,question,A,B,C,D,answer,explanation\n";
  private static final String AGIEVAL_LINE =
      "{\"passage\": null, \"question\": \"Which?\", \"options\": [\"(A)1\", \"(B)2\"],"
          + " \"label\": \"B\", \"answer\": null}\n";
  private static final String GAOKAO_FILE = "2010-2022_Physics_MCQs";

  @TempDir Path folder;

  @Test
  void cevalIsReadFromItsZipAsFromItsFolders() throws IOException {
    String dev = CEVAL_HEADER + "0,\"Which,\nof these?\",1,2,3,4,B,\"1. It is B.\"\n";
    String val = "id,question,A,B,C,D,answer\n0,Which?,1,2,3,4,D\n";
    write("unpacked/dev/law_dev.csv", dev);
    write("unpacked/val/law_val.csv", val);
    zip("zipped/ceval-exam.zip", Map.of("x/dev/law_dev.csv", dev, "x/val/law_val.csv", val));

    for (String place : List.of("unpacked", "zipped", "zipped/ceval-exam.zip")) {
      assertThat(ceval(place).read("dev"))
          .containsOnly(
              Map.entry(
                  "law",
                  List.of(
                      new ChoiceQuestion(
                          "Which,\nof these?", List.of("1", "2", "3", "4"), "B", "1. It is B."))));
      assertThat(ceval(place).read("val").get("law").get(0).explanation()).isNull();
    }
  }

  @Test
  void cevalWithoutAColumnOrWithAnAnswerOutsideTheOptions() throws IOException {
    write("val/law_val.csv", "id,question,A,B,C,answer\n0,Which?,1,2,3,A\n");
    refused(() -> ceval("").read("val"), "'law_val.csv' has no column 'D'.");

    write("val/law_val.csv", CEVAL_HEADER + "0,Which?,1,2,3,4,A,\n1,Which?,1,2,3,4,E,\n");
    refused(
        () -> ceval("").read("val"),
        "Row 3 of 'law_val.csv' has the answer 'E', which is none of A, B, C and D.");

    write("val/law_val.csv", CEVAL_HEADER + "7,Which?,1,2,3,4,A,\n7,And?,1,2,3,4,B,\n");
    refused(
        () -> ceval("").read("val"),
        "Row 3 of 'law_val.csv' has the number '7', which another row has, too.");
  }

  @Test
  void anotherEncoding() throws IOException {
    Files.createDirectories(folder.resolve("val"));
    Files.write(
        folder.resolve("val/law_val.csv"),
        (CEVAL_HEADER + "0,哪一个？,1,2,3,4,A,\n").getBytes(Charset.forName("GB18030")));

    refused(() -> ceval("").read("val"), "Line 2 of 'law_val.csv' is no UTF-8: convert the file.");
  }

  @Test
  void aByteOrderMarkIsNoPartOfAFile() throws IOException {
    write("val/law_val.csv", "\uFEFF" + CEVAL_HEADER + "0,Which?,1,2,3,4,A,\n");

    assertThat(ceval("").read("val").get("law")).hasSize(1);
  }

  @Test
  void agievalIsFoundInItsRepositoryToo() throws IOException {
    write("repository/data/v1/sat-math.jsonl", AGIEVAL_LINE);
    write("plain/sat-math.jsonl", AGIEVAL_LINE);

    assertThat(agieval("repository")).isEqualTo(agieval("plain")).hasSize(1);
    assertThat(agieval("plain").get(0).gold()).isEqualTo("B");
  }

  @Test
  void agievalWithADamagedLine() throws IOException {
    write("sat-math.jsonl", AGIEVAL_LINE + "{\"question\": \n");
    refused(() -> agieval(""), "Line 2 of 'sat-math.jsonl' is no JSON.");

    write("sat-math.jsonl", AGIEVAL_LINE.replace("question", "query"));
    refused(() -> agieval(""), "Line 1 of 'sat-math.jsonl' has no 'question'.");

    write("sat-math.jsonl", "{\"question\": \"Which?\", \"options\": [\"(A)1\", \"(B)2\"]}\n");
    refused(() -> agieval(""), "Line 1 of 'sat-math.jsonl' has neither 'label' nor 'answer'.");

    write("sat-math.jsonl", AGIEVAL_LINE + AGIEVAL_LINE.replace("\"B\"", "\"C\""));
    refused(() -> agieval(""), "Line 2 of 'sat-math.jsonl' has the label 'C' and only 2 options.");

    write("sat-math.jsonl", AGIEVAL_LINE.replace("\"B\"", "\"b\""));
    refused(
        () -> agieval(""), "Line 1 of 'sat-math.jsonl' has the label 'b', which names no option.");
  }

  @Test
  void agievalWithAFileThatIsNoDatasetOfIt() throws IOException {
    write("trivia.jsonl", AGIEVAL_LINE);

    assertThatThrownBy(() -> agieval(""))
        .hasMessageContaining("'trivia.jsonl' in")
        .hasMessageContaining("is named after no dataset of AGIEval v1");
  }

  @Test
  void gaokaoWithADamagedExample() throws IOException {
    writeGaokao("{\"question\": \"Which?\", \"answer\": [\"AE\"], \"index\": 0, \"score\": 6}");
    refused(
        this::gaokao,
        "Example 1 of '" + GAOKAO_FILE + ".json' has the answer 'AE', which is no option.");

    String example = "{\"question\": \"Which?\", \"answer\": [\"A\"], \"index\": 0, \"score\": 6}";
    writeGaokao(example + "," + example);
    refused(
        this::gaokao,
        "Example 2 of '" + GAOKAO_FILE + ".json' has the index 0, which another one has, too.");

    writeGaokao(example.replace("score", "points"));
    refused(this::gaokao, "Example 1 of '" + GAOKAO_FILE + ".json' has no number 'score'.");

    write(
        "Bench/Obj_Prompt.json",
        "{\"examples\": [{\"type\": \"multi_choice\", \"keyword\": \"" + GAOKAO_FILE + "\"}]}");
    refused(
        this::gaokao,
        "'Bench/Obj_Prompt.json' has an example without the text 'prefix_prompt': take the"
            + " official file.");

    writeGaokao("\n\n{\"question\"");
    refused(this::gaokao, "'" + GAOKAO_FILE + ".json' is no JSON from line 3 on.");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ceval("").read("val"))
        .hasMessageContaining("it has no val/SUBJECT_val.csv");
    assertThatThrownBy(() -> agieval("")).hasMessageContaining("it has no DATASET.jsonl");
    assertThatThrownBy(this::gaokao).hasMessageContaining("it has no Bench/Obj_Prompt.json");
  }

  private static void refused(ThrowingCallable reading, String sentence) {
    assertThatThrownBy(reading)
        .hasMessage(sentence)
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  private CevalFolder ceval(String place) throws IOException {
    return new CevalFolder(FileSystem.getLocal(new Configuration()), path(place));
  }

  private List<AgievalQuestion> agieval(String place) throws IOException {
    return new AgievalFolder(FileSystem.getLocal(new Configuration()), path(place)).read();
  }

  private List<GaokaoItem> gaokao() throws IOException {
    return new GaokaoFolder(FileSystem.getLocal(new Configuration()), path("")).read();
  }

  private org.apache.hadoop.fs.Path path(String place) {
    return new org.apache.hadoop.fs.Path(folder.resolve(place).toUri());
  }

  private void writeGaokao(String examples) throws IOException {
    write(
        "Bench/Obj_Prompt.json",
        "{\"examples\": [{\"type\": \"multi_choice\", \"keyword\": \""
            + GAOKAO_FILE
            + "\", \"prefix_prompt\": \"Choose.\"}]}");
    write("Data/Objective_Questions/" + GAOKAO_FILE + ".json", "{\"example\": [" + examples + "]}");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void zip(String name, Map<String, String> files) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> each : files.entrySet()) {
        out.putNextEntry(new ZipEntry(each.getKey()));
        out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
  }
}
