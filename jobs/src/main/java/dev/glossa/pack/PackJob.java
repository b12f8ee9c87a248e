package dev.glossa.pack;

import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.pack.BlockTable.TokenDocument;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * Texts to blocks of N tokens to train on, the Delta table {@code blocks}.
 *
 * <ol>
 *   <li>Encodes every document as [begin] + ids + [end].
 *   <li>Packs them best-fit, cutting only documents longer than a block; see {@link BlockTable}.
 * </ol>
 */
public final class PackJob extends Job<PackResult> {

  private final PackSettings settings;

  public PackJob(PackSettings settings) {
    super(PackResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "pack";
  }

  @Override
  protected Record settings() {
    return settings;
  }

  @Override
  public String output() {
    return settings.output();
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(settings.input());
    inputs.add(settings.tokenizer());
    return inputs;
  }

  @Override
  public List<String> plan() {
    return List.of(
        "blocks of %d tokens (Delta table 'blocks') from %s by the tokenizer %s"
            .formatted(settings.length(), settings.input(), settings.tokenizer()));
  }

  @Override
  protected PackResult execute(SparkSession spark, JobContext context) throws IOException {
    if (settings.length() < 2) {
      throw GlossaException.usage(
          "A block needs at least 2 tokens, not %d (--length).", settings.length());
    }
    TokenizerFiles files =
        TokenizerFiles.read(settings.tokenizer(), settings.mode(), context.hadoop());
    Tokenizer tokenizer = files.tokenizer();
    int bos = settings.addBos() ? tokenizer.bosId() : -1;
    int eos = settings.addEos() ? tokenizer.eosId() : -1;
    context.progress().begin("pack", -1, "documents");
    ReadRecords read = new ReadRecords(spark);
    JavaRDD<TokenDocument> documents =
        DocumentTexts.read(spark, settings.input(), settings.ingest(), read)
            .map(
                document ->
                    TokenDocument.of(
                        document._1(), enclose(bos, files.tokenizer().encode(document._2()), eos)));
    PackResult result =
        BlockTable.write(
            spark,
            documents,
            settings.length(),
            paddingId(tokenizer),
            context.path(BlockTable.NAME).toString());
    read.require(settings.ingest(), context);
    context.count("documents", result.documents());
    context.count("tokens", result.tokens());
    context.count("blocks", result.blocks());
    context.progress().end("%,d blocks".formatted(result.blocks()));
    return result;
  }

  /** Padding is the tokenizer's own, or its end token, or 0; its label is ignored anyway. */
  public static int paddingId(Tokenizer tokenizer) {
    return tokenizer.padId() >= 0 ? tokenizer.padId() : Math.max(0, tokenizer.eosId());
  }

  private static int[] enclose(int bos, int[] ids, int eos) {
    int before = bos >= 0 ? 1 : 0;
    int[] enclosed = new int[before + ids.length + (eos >= 0 ? 1 : 0)];
    System.arraycopy(ids, 0, enclosed, before, ids.length);
    if (bos >= 0) {
      enclosed[0] = bos;
    }
    if (eos >= 0) {
      enclosed[enclosed.length - 1] = eos;
    }
    return enclosed;
  }
}
