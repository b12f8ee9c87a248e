package dev.glossa.vocabulary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A byte-level tokenizer of 256 bytes and one special token, as the tokenizers library has it. */
final class ByteLevelTokenizer {

  private ByteLevelTokenizer() {}

  static byte[] json() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("version", "1.0");
    ObjectNode special = root.putArray("added_tokens").addObject();
    special.put("id", 256).put("content", "<|endoftext|>").put("special", true);
    root.putNull("normalizer");
    root.putObject("pre_tokenizer")
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("use_regex", true);
    root.putObject("decoder").put("type", "ByteLevel");
    ObjectNode model = root.putObject("model").put("type", "BPE");
    ObjectNode vocabulary = model.putObject("vocab");
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xFF && b != 0xAD);
      vocabulary.put(Character.toString(printable ? b : next++), b);
    }
    model.putArray("merges");
    return json.writeValueAsBytes(root);
  }
}
