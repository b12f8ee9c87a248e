package dev.glossa.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestFitPackingTest {

  private static final int LENGTH = 128;

  @ParameterizedTest
  @CsvSource({"1, 500", "70, 80", "65, 128", "1, 3", "127, 129", "300, 300"})
  void everyTokenIsInExactlyOneBlockAndLittleIsPadding(int shortest, int longest) {
    List<Segment> documents = documents(2000, shortest, longest);
    List<List<Segment>> blocks = new BestFitPacking(LENGTH, true).pack(documents);

    assertThat(blocks).allSatisfy(block -> assertThat(tokens(block)).isLessThanOrEqualTo(LENGTH));
    assertThat(texts(blocks)).isEqualTo(texts(List.of(documents)));
    double padding = 1 - (double) tokens(documents) / ((double) blocks.size() * LENGTH);
    assertThat(padding).isLessThan(blocks.size() >= 1000 ? 0.02 : 1);
  }

  @Test
  void onlyDocumentsLongerThanABlockAreCutWherePiecesFit() {
    List<List<Segment>> blocks = new BestFitPacking(LENGTH, true).pack(documents(3000, 1, 100));
    assertThat(blocks.stream().flatMap(List::stream)).allMatch(segment -> segment.offset() == 0);
  }

  @Test
  void theOrderOfTheDocumentsDoesNotMatter() {
    List<Segment> documents = new ArrayList<>(documents(500, 1, 300));
    List<List<Segment>> blocks = new BestFitPacking(LENGTH, true).pack(documents);
    Collections.shuffle(documents, new Random(2));
    assertThat(describe(new BestFitPacking(LENGTH, true).pack(documents)))
        .isEqualTo(describe(blocks));
  }

  @Test
  void theFirstTokenOfASegmentAndPaddingAreNotLearned() {
    PackedBlock block = PackedBlock.of(List.of(document("a", 3, 10), document("b", 2, 20)), 7, 99);
    assertThat(block.inputIds()).containsExactly(10, 11, 12, 20, 21, 99, 99);
    assertThat(block.labels()).containsExactly(-100, 11, 12, -100, 21, -100, -100);
    assertThat(block.lengths()).containsExactly(3, 2);
    assertThat(block.documents()).containsExactly("a", "b");
  }

  private static List<Segment> documents(int count, int shortest, int longest) {
    Random random = new Random(1);
    return IntStream.range(0, count)
        .mapToObj(
            i -> document("d" + i, shortest + random.nextInt(longest - shortest + 1), 1000 * i))
        .toList();
  }

  private static Segment document(String id, int length, int first) {
    int[] ids = IntStream.range(first, first + length).toArray();
    return new Segment(id, 0, ids, ids);
  }

  private static long tokens(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::length).sum();
  }

  /** The documents' tokens, put together again from wherever they lie. */
  private static TreeMap<String, List<Integer>> texts(List<List<Segment>> blocks) {
    TreeMap<String, List<Integer>> texts = new TreeMap<>();
    blocks.stream()
        .flatMap(List::stream)
        .sorted((a, b) -> Integer.compare(a.offset(), b.offset()))
        .forEach(
            segment ->
                texts
                    .computeIfAbsent(segment.document(), id -> new ArrayList<>())
                    .addAll(Arrays.stream(segment.ids()).boxed().toList()));
    return texts;
  }

  private static List<String> describe(List<List<Segment>> blocks) {
    return blocks.stream()
        .map(
            block ->
                block.stream()
                    .map(segment -> segment.document() + "@" + segment.offset())
                    .toList()
                    .toString())
        .toList();
  }
}
