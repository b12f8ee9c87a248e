package dev.glossa.contamination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.contamination.Overlap.Passage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenchmarkIndexTest {

  private static final String QUESTION =
      "Which of the four bridges over the river was built first, and by whom was it paid for?";

  private static BenchmarkIndex index(int n, Map<String, String> texts) {
    BenchmarkIndex.Builder builder = new BenchmarkIndex.Builder(n);
    texts.forEach(builder::add);
    return builder.build();
  }

  @Test
  void findsAPassageWhateverItsCaseMarksAndSpaces() {
    BenchmarkIndex index = index(13, Map.of("bridges", QUESTION));
    String copy = QUESTION.toUpperCase().replace(",", " –").replace(" ", "\n");
    assertThat(index.size()).isEqualTo(18 - 12);
    Overlap overlap = index.overlap("An exam. " + copy + " Nobody knew.");
    assertThat(overlap.hits()).containsExactly(Map.entry("bridges", 6));
    assertThat(overlap.share()).isEqualTo(18.0 / 22);
    assertThat(overlap.passages()).hasSize(1);
  }

  @Test
  void needsNTokensInARow() {
    BenchmarkIndex index = index(13, Map.of("bridges", QUESTION));
    String[] words = QUESTION.split(" ");
    String twelve = String.join(" ", Arrays.copyOf(words, 12));
    String thirteen = String.join(" ", Arrays.copyOf(words, 13));
    assertThat(index.overlap(twelve + " else").hits()).isEmpty();
    assertThat(index.overlap(thirteen + " else").hits()).containsEntry("bridges", 1);
  }

  @Test
  void countsCharactersWhereWordsHaveNoSpaces() {
    BenchmarkIndex index = index(13, Map.of("河", "这条河上的四座桥中哪一座最先建成？"));
    assertThat(index.overlap("他问：河上的四座桥中哪一座最先建成").hits()).containsEntry("河", 2);
    assertThat(index.overlap("四座桥中哪一座最先建").hits()).isEmpty();
  }

  @Test
  void tellsBenchmarksApartAndFindsWhatTheyShare() {
    BenchmarkIndex index =
        index(3, Map.of("first", "a common phrase here", "second", "such a common phrase"));
    assertThat(index.overlap("a common phrase").hits())
        .containsOnly(Map.entry("first", 1), Map.entry("second", 1));
    assertThat(index.overlap("common phrase here").hits()).containsOnly(Map.entry("first", 1));
  }

  @Test
  void findsARecordWhoseFieldsStandInOnePassage() {
    BenchmarkIndex.Builder builder = new BenchmarkIndex.Builder(7);
    builder.add(
        "capitals", List.of("What is the capital", "Paris", "Rome on the river", "of Italy?"));
    BenchmarkIndex index = builder.build();
    assertThat(index.overlap("What is the capital? a) Paris").hits()).isEmpty();
    assertThat(index.overlap("What is the capital: Paris, Rome on").hits()).containsKey("capitals");
    assertThat(index.overlap("is the capital: Rome on the river").hits()).containsKey("capitals");
    assertThat(index.overlap("Rome on the river: what is the").hits()).containsKey("capitals");
    assertThat(index.overlap("What is a capital Rome on the river").hits()).isEmpty();
  }

  @Test
  void cutsThePassagesOut() {
    BenchmarkIndex index = index(3, Map.of("x", "one two three four"));
    String text = "Before it. One, two, three, four! After it. Two three four again.";
    Overlap overlap = index.overlap(text);
    assertThat(overlap.passages()).containsExactly(new Passage(11, 32), new Passage(44, 58));
    assertThat(overlap.cut(text)).isEqualTo("Before it.! After it. again.");
    assertThat(index.overlap("nothing of it").cut("nothing of it")).isEqualTo("nothing of it");
  }

  @Test
  void findsEveryOneOfManyNGramsAndNoOther() {
    String known = numbers(0, 20_000);
    BenchmarkIndex index = index(2, Map.of("numbers", known));
    assertThat(index.size()).isEqualTo(19_999);
    assertThat(index.overlap(known).hits()).containsEntry("numbers", 19_999);
    assertThat(index.overlap(numbers(20_000, 40_000)).hits()).isEmpty();
  }

  private static String numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }
}
