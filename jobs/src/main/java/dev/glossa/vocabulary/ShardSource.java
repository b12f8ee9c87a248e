package dev.glossa.vocabulary;

import dev.glossa.tokenizer.MergeShard;
import dev.glossa.tokenizer.MergeShardBuilder;
import dev.glossa.tokenizer.MergeSpec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Builds shards from a {@link WordTable}, anywhere: a shard is every n-th part of the table.
 *
 * @param folder the table's folder
 * @param parts its number of parts
 * @param shards number of shards
 */
record ShardSource(String folder, int parts, int shards, SerializableConfiguration hadoop)
    implements Serializable {

  /** The shard's words, with no merge applied. */
  MergeShard build(int shard, MergeSpec spec) {
    try {
      Path path = new Path(folder);
      FileSystem fileSystem = path.getFileSystem(hadoop.value());
      MergeShardBuilder builder = new MergeShardBuilder(spec);
      for (int part = shard; part < parts; part += shards) {
        WordTable.read(fileSystem, path, part, builder::add);
      }
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
