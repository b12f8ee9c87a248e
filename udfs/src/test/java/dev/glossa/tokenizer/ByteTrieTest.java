package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class ByteTrieTest {

  private static String string(Random random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(longest); length > 0; length--) {
      text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(3) : random.nextInt(0xD7FF));
    }
    return text.toString();
  }

  @RepeatedTest(10)
  void findsTheLongestStringAtEveryPlace(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Map<String, Integer> strings = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      strings.put(string(random, 4), i);
    }
    ByteTrie trie = ByteTrie.of(strings);
    String text = string(random, 500) + String.join("", strings.keySet()).substring(0, 500);
    for (int at = 0; at < text.length(); at++) {
      long longest = -1;
      for (int end = at + 1; end <= Math.min(text.length(), at + 4); end++) {
        Integer value = strings.get(text.substring(at, end));
        if (value != null) {
          longest = (long) value << 32 | Utf8.encode(text.substring(at, end)).length;
        }
      }
      byte[] rest = Utf8.encode(text.substring(at));
      assertThat(trie.longestMatch(rest, 0, rest.length)).isEqualTo(longest);
    }
  }
}
