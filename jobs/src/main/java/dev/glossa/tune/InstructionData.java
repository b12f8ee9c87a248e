package dev.glossa.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.dedup.ContentHash;
import dev.glossa.job.Inputs;
import dev.glossa.pack.BlockTable.TokenDocument;
import dev.glossa.tune.Conversation.UnusableException;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** Lines of instruction data to documents of tokens, and to rejects with their reasons. */
final class InstructionData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private InstructionData() {}

  /**
   * What became of a conversation.
   *
   * @param document its tokens; null if rejected
   * @param wasCut whether it was longer than a row
   * @param line the rejected line
   * @param reason why it was rejected; null if it was not
   */
  record Example(TokenDocument document, boolean wasCut, String line, String reason)
      implements Serializable {}

  static JavaRDD<Example> read(
      SparkSession spark,
      List<String> paths,
      Configuration hadoop,
      ChatTemplate template,
      TokenizerFiles tokenizer,
      int length) {
    List<String> files = new ArrayList<>();
    for (String path : paths) {
      for (FileStatus match : Inputs.resolve(path, hadoop)) {
        files.add(match.getPath().toString());
      }
    }
    return spark
        .read()
        .textFile(files.toArray(new String[0]))
        .toJavaRDD()
        .flatMap(line -> examples(line, template, tokenizer, length));
  }

  private static Iterator<Example> examples(
      String line, ChatTemplate template, TokenizerFiles tokenizer, int length) {
    List<Example> examples = new ArrayList<>();
    if (line.isBlank()) {
      return examples.iterator();
    }
    try {
      List<Conversation> conversations = Conversation.parse(JSON.readTree(line));
      for (int i = 0; i < conversations.size(); i++) {
        ChatTemplate.Tokens whole = template.encode(conversations.get(i), tokenizer.tokenizer());
        ChatTemplate.Tokens tokens = whole.cut(length);
        if (tokens.isLearned()) {
          String id = ContentHash.of(line) + "-" + i;
          examples.add(
              new Example(
                  new TokenDocument(id, tokens.ids(), tokens.labels()),
                  tokens != whole,
                  null,
                  null));
        } else {
          examples.add(new Example(null, true, line, "no response within a row's length"));
        }
      }
    } catch (JsonProcessingException e) {
      examples.add(new Example(null, false, line, "no JSON"));
    } catch (UnusableException e) {
      examples.add(new Example(null, false, line, e.getMessage()));
    }
    return examples.iterator();
  }
}
