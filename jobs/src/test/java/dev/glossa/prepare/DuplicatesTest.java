package dev.glossa.prepare;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, beside a plain search in memory. */
class DuplicatesTest {

  private static final StructType ANALYZED =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("language", DataTypes.StringType)
          .add("language_score", DataTypes.DoubleType)
          .add("length", DataTypes.IntegerType)
          .add("content_hash", DataTypes.StringType)
          .add("url", DataTypes.StringType)
          .add("bands", DataTypes.createArrayType(DataTypes.LongType))
          .add("accepted", DataTypes.BooleanType)
          .add("origin", Analysis.SCHEMA.apply("origin").dataType())
          .add("text", DataTypes.StringType);

  private final SparkSession spark = LocalSpark.session();

  private record Document(
      String id,
      String language,
      double score,
      int length,
      String hash,
      String url,
      List<Long> bands,
      boolean accepted,
      long offset) {

    static final Comparator<Document> FIRST_OF_ID =
        comparing(Document::length)
            .reversed()
            .thenComparing(Document::hash)
            .thenComparing(Document::offset);

    static final Comparator<Document> BEST =
        comparing(Document::score)
            .thenComparing(Document::length)
            .reversed()
            .thenComparing(Document::id);

    Row row() {
      return RowFactory.create(
          id,
          language,
          score,
          length,
          hash,
          url,
          bands == null ? null : bands.stream().mapToLong(Long::longValue).toArray(),
          accepted,
          RowFactory.create("file", offset),
          null);
    }
  }

  /** A document that stands for others, by its own or another's decision, and how many they are. */
  private record Group(Document survivor, long size) {}

  /**
   * Documents of which many have an id, content, a URL or a band in common, some with very many.
   */
  private static List<Document> documents(int count, Random random) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int content = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(2 * count);
      long shared = random.nextInt(9) == 0 ? -1 : content;
      documents.add(
          new Document(
              random.nextInt(6) == 0 ? "same" : "id-" + random.nextInt(3 * count),
              random.nextInt(4) == 0 ? "sw" : "en",
              random.nextInt(5) / 5.0,
              100 + content % 7,
              "hash-" + content,
              random.nextInt(3) == 0 ? null : "url-" + random.nextInt(1 + random.nextInt(count)),
              random.nextInt(10) == 0 ? null : List.of(shared, 10_000L + content % 97),
              random.nextInt(8) != 0,
              i));
    }
    return documents;
  }

  /** The rows that are expected, by the order of the steps that {@link Duplicates} names. */
  private static Collection<String> plainly(List<Document> documents) {
    Map<String, Document> firsts = new HashMap<>();
    documents.forEach(each -> firsts.merge(each.id(), each, DuplicatesTest::firstOfId));
    Map<List<String>, Long> copies = new HashMap<>();
    documents.forEach(each -> copies.merge(List.of(each.id(), each.hash()), 1L, Long::sum));

    List<Document> ids = firsts.values().stream().filter(Document::accepted).toList();
    Map<Document, Group> byContent =
        groups(ids, Document::hash, each -> copies.get(List.of(each.id(), each.hash())));
    Map<Document, Group> byUrl =
        groups(
            survivors(byContent),
            each -> each.url() == null ? "none " + each.id() : each.url(),
            each -> byContent.get(each).size());
    Map<Document, Document> components = components(survivors(byUrl));
    Map<Document, Group> byBands =
        groups(survivors(byUrl), each -> components.get(each).id(), each -> byUrl.get(each).size());

    Collection<String> rows = new TreeSet<>();
    for (Document document : documents) {
      Document first = firsts.get(document.id());
      String rule = null;
      String duplicateOf = null;
      long size = copies.get(List.of(document.id(), document.hash()));
      if (first.accepted()) {
        Document content = byContent.get(first).survivor();
        Document url = byUrl.get(content).survivor();
        Group last = byBands.get(url);
        size = last.size();
        if (first != content) {
          rule = Duplicates.EXACT;
        } else if (content != url) {
          rule = Duplicates.URL;
        } else if (url != last.survivor()) {
          rule = Duplicates.NEAR;
        }
        duplicateOf = rule == null ? null : last.survivor().id();
      }
      if (document != first) {
        rule = document.hash().equals(first.hash()) ? Duplicates.EXACT : Duplicates.SAME_ID;
        duplicateOf = duplicateOf == null ? document.id() : duplicateOf;
      }
      rows.add(row(document.offset(), document == first, rule, duplicateOf, size));
    }
    return rows;
  }

  private static Document firstOfId(Document a, Document b) {
    return Document.FIRST_OF_ID.compare(a, b) <= 0 ? a : b;
  }

  private static Map<Document, Group> groups(
      Collection<Document> documents,
      Function<Document, String> key,
      Function<Document, Long> weight) {
    Map<Document, Group> groups = new HashMap<>();
    documents.stream()
        .collect(groupingBy(each -> List.of(each.language(), key.apply(each))))
        .values()
        .forEach(
            members -> {
              Document best = members.stream().min(Document.BEST).orElseThrow();
              long size = members.stream().mapToLong(weight::apply).sum();
              members.forEach(member -> groups.put(member, new Group(best, size)));
            });
    return groups;
  }

  private static List<Document> survivors(Map<Document, Group> groups) {
    return groups.values().stream().map(Group::survivor).distinct().toList();
  }

  /** Each document's representative among those that bands connect it with. */
  private static Map<Document, Document> components(List<Document> documents) {
    Map<Document, Document> above = new HashMap<>();
    Map<List<Object>, Document> known = new HashMap<>();
    for (Document document : documents) {
      above.putIfAbsent(document, document);
      for (Long band : document.bands() == null ? List.<Long>of() : document.bands()) {
        Document other = known.putIfAbsent(List.of(document.language(), band), document);
        if (other != null) {
          above.put(top(above, document), top(above, other));
        }
      }
    }
    Map<Document, Document> components = new HashMap<>();
    documents.forEach(document -> components.put(document, top(above, document)));
    return components;
  }

  private static Document top(Map<Document, Document> above, Document document) {
    Document top = document;
    while (above.get(top) != top) {
      top = above.get(top);
    }
    return top;
  }

  private static String row(long offset, boolean first, String rule, String of, long size) {
    return "%03d first=%s %s of %s, %d".formatted(offset, first, rule, of, size);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 100_000})
  void findsWhatAPlainSearchFindsHoweverManyRowsAreHot(long hot) {
    List<Document> documents = documents(200, new Random(5));
    Dataset<Row> analyzed =
        spark.createDataFrame(documents.stream().map(Document::row).toList(), ANALYZED);
    Dataset<Row> found =
        new Duplicates(
                new DeduplicationSettings(null, null, null), null, CheckpointedGroups.of(hot))
            .find(analyzed);
    Collection<String> rows =
        found.collectAsList().stream()
            .map(
                row ->
                    row(
                        row.<Long>getAs("offset"),
                        row.<Boolean>getAs("first_of_id"),
                        row.getAs("duplicate_rule"),
                        row.getAs("duplicate_of"),
                        row.<Long>getAs("cluster_size")))
            .collect(toCollection(TreeSet::new));
    assertThat(rows).isEqualTo(plainly(documents)).hasSize(200);
  }
}
