package dev.glossa.prepare;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import dev.glossa.dedup.NearDuplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NearDuplicatePairsTest {

  private static final StructType DOCUMENTS =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("language", DataTypes.StringType)
          .add("bands", DataTypes.createArrayType(DataTypes.LongType));

  private static final StructType SHINGLES =
      new StructType().add("id", DataTypes.StringType).add("shingles", DataTypes.BinaryType);

  private final SparkSession spark = LocalSpark.session();
  private final List<Row> documents = new ArrayList<>();
  private final Map<String, String> texts = new TreeMap<>();

  private void add(String id, String text, long... bands) {
    documents.add(RowFactory.create(id, "en", bands));
    texts.put(id, text);
  }

  /** A hundred words, of which the last are other words. */
  private static String text(char topic, int others) {
    return IntStream.range(0, 100)
        .mapToObj(i -> word(i < 100 - others ? 'a' : topic, i))
        .collect(joining(" "));
  }

  private static String word(char topic, int number) {
    return "" + topic + (char) ('a' + number / 10) + (char) ('a' + number % 10);
  }

  private NearDuplicatePairs pairs() {
    return pairs(100_000);
  }

  private NearDuplicatePairs pairs(long hot) {
    return new NearDuplicatePairs(
        spark.createDataFrame(documents, DOCUMENTS), CheckpointedGroups.of(hot));
  }

  private static List<String> names(Dataset<Row> pairs) {
    return pairs.collectAsList().stream()
        .map(row -> row.getString(0) + "-" + row.getString(1))
        .sorted()
        .toList();
  }

  private List<String> verified(double minJaccard) {
    return verified(minJaccard, 100_000);
  }

  private List<String> verified(double minJaccard, long hot) {
    NearDuplicates near = NearDuplicates.scriptSafe("en");
    List<Row> rows = new ArrayList<>();
    texts.forEach((id, text) -> rows.add(RowFactory.create(id, near.shingles(text).toBytes())));
    UnaryOperator<Dataset<Row>> shingles =
        ids -> spark.createDataFrame(rows, SHINGLES).join(ids, "id");
    return names(pairs(hot).verified(minJaccard, shingles));
  }

  @Test
  void pairsEveryMemberOfABucketWithItsSmallestId() {
    add("a", "", 1, 2);
    add("b", "", 1, 2);
    add("c", "", 2, 3);
    add("d", "", 3);
    add("e", "", 4);
    assertThat(names(pairs().all())).containsExactly("b-a", "c-a", "d-c");
  }

  /** Of 96 shingles 86 are in both texts, and 106 in either; with another word 85 and 107. */
  @Test
  void keepsPairsThatAreSimilarEnough() {
    add("a", text('x', 0), 1);
    add("b", text('x', 10), 1);
    add("c", text('y', 11), 1);
    assertThat(verified(86.0 / 106)).containsExactly("b-a");
    assertThat(verified(85.0 / 107)).containsExactly("b-a", "c-a");
  }

  @Test
  void pairsMembersThatAreLikeEachOtherThoughNotLikeTheCenter() {
    add("a", text('x', 0), 1, 2);
    add("b", text('y', 50), 1);
    add("c", text('y', 50) + " end", 1);
    add("d", text('z', 60), 1);
    add("e", text('x', 1), 1, 2);
    assertThat(verified(0.8)).containsExactly("c-b", "e-a");
  }

  @Test
  void endsInABucketWhereNothingIsLikeAnything() {
    for (char topic = 'b'; topic <= 'z'; topic++) {
      add("" + topic, text(topic, 80), 1);
    }
    assertThat(verified(0.5)).isEmpty();
  }

  @Test
  void hasOnePairLessThanMembersInABucketOfCopies() {
    for (int i = 0; i < 10_000; i++) {
      add("%05d".formatted(i), text('x', i % 3), 1, 2);
    }
    assertThat(verified(0.9)).hasSize(9_999).allMatch(pair -> pair.endsWith("-00000"));
  }

  @Test
  void findsTheSamePairsInHotBuckets() {
    for (int i = 0; i < 100; i++) {
      add("%03d".formatted(i), text((char) ('p' + i % 7), i % 7 * 3), 1, 100 + i % 11, 1000 + i);
    }
    assertThat(names(pairs(5).all())).isEqualTo(names(pairs().all())).hasSizeGreaterThan(100);
    assertThat(verified(0.7, 5)).isEqualTo(verified(0.7)).hasSizeGreaterThan(90);
  }

  @Test
  void hasNothingToVerifyWithoutBuckets() {
    add("a", text('x', 0), 1);
    assertThat(verified(0.5)).isEmpty();
  }
}
