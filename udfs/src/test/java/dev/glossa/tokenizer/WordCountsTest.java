package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordCountsTest {

  @Test
  void countsAsAMapDoes() {
    Random random = new Random(3);
    Map<String, Long> expected = new HashMap<>();
    WordCounts counts = new WordCounts();
    for (int i = 0; i < 50_000; i++) {
      String word = Integer.toString(random.nextInt(20_000), 2 + random.nextInt(30));
      byte[] utf8 = ("xx" + word + "yy").getBytes(StandardCharsets.UTF_8);
      long count = random.nextInt(5);
      counts.add(utf8, 2, utf8.length - 2, count);
      expected.merge(word, count, Long::sum);
    }
    Map<String, Long> counted = new HashMap<>();
    counts.forEach(
        (bytes, from, to, count) ->
            counted.put(new String(bytes, from, to - from, StandardCharsets.UTF_8), count));
    assertThat(counted).isEqualTo(expected);
    assertThat(counts.size()).isEqualTo(expected.size());
  }

  @Test
  void aCountThatDoesNotFitIsAnError() {
    WordCounts counts = new WordCounts();
    counts.add(new byte[] {'a'}, 0, 1, Long.MAX_VALUE);
    assertThatThrownBy(() -> counts.add(new byte[] {'a'}, 0, 1, 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void everyPartIsUsed() {
    int[] words = new int[7];
    for (int i = 0; i < 7000; i++) {
      byte[] word = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
      words[WordCounts.part(word, 0, word.length, 7)]++;
    }
    assertThat(IntStream.of(words).min().getAsInt()).isGreaterThan(800);
  }
}
