package dev.glossa.dedup;

import dev.glossa.DatatroveGolden;
import dev.glossa.text.WordSplitter;
import dev.glossa.words.WordSplitters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds words and signatures to datatrove's over the corpora. */
class DatatroveWordsTest {

  @ParameterizedTest
  @MethodSource("dev.glossa.DatatroveGolden#languages")
  void findsTheSameWords(String language) {
    WordSplitter splitter = WordSplitters.of(language);
    DatatroveGolden.hold(
        language,
        (text, expected) -> {
          List<String> words = splitter.split(text);
          byte[] bytes = String.join("\0", words).getBytes(StandardCharsets.UTF_8);
          return words.size() == expected.get("words").asInt()
              && hash(bytes).equals(expected.get("words_xxh64").asText());
        });
  }

  @ParameterizedTest
  @MethodSource("dev.glossa.DatatroveGolden#languages")
  void findsTheSameSignatures(String language) {
    NearDuplicates near = NearDuplicates.datatrove(language);
    DatatroveGolden.hold(
        language,
        (text, expected) ->
            near.signature(text)
                .map(DatatroveWordsTest::bytes)
                .map(DatatroveWordsTest::hash)
                .equals(Optional.ofNullable(expected.get("signature_xxh64").textValue())));
  }

  private static byte[] bytes(long[] signature) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * signature.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(signature);
    return bytes.array();
  }

  private static String hash(byte[] bytes) {
    return "%016x".formatted(XxHash64.hash(bytes, 0, bytes.length, 0));
  }
}
