package dev.glossa.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import dev.glossa.checkpoint.HuggingFaceFolder;
import dev.glossa.inference.LanguageModel;
import dev.glossa.inference.LlamaLanguageModel;
import dev.glossa.inference.ModelSource;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;

/** A model with a byte-level tokenizer as GPT-2's, which Glossa itself does not read. */
final class ByteLevelSource implements ModelSource {
  private static final long serialVersionUID = 1L;

  private final String folder;

  ByteLevelSource(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public String key() {
    return folder;
  }

  @Override
  public LanguageModel load() throws IOException {
    return new LlamaLanguageModel(HuggingFaceFolder.load(Path.of(folder), DataType.FLOAT));
  }

  @Override
  public int contextLength() throws IOException {
    return HuggingFaceFolder.config(Path.of(folder)).maxPositions();
  }

  @Override
  public boolean beginsPrompts() {
    return false;
  }

  @Override
  public Tokenizer tokenizer() {
    try {
      return new ByteLevelTokenizer(
          new ObjectMapper().readTree(Path.of(folder, "tokenizer.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class ByteLevelTokenizer implements Tokenizer {
    private static final Pattern WORDS =
        Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final Encoding encoding;

    /** Merges stand in the order of their ids, so that ids serve as ranks. */
    ByteLevelTokenizer(JsonNode tokenizer) {
      Map<Character, Byte> bytes = bytes();
      Map<byte[], Integer> ranks = new HashMap<>();
      tokenizer
          .at("/model/vocab")
          .properties()
          .forEach(
              entry -> {
                vocabulary.put(entry.getKey(), entry.getValue().asInt());
                if (!entry.getKey().startsWith("<|")) {
                  ranks.put(decode(entry.getKey(), bytes), entry.getValue().asInt());
                }
              });
      encoding =
          Encodings.newLazyEncodingRegistry()
              .registerGptBytePairEncoding(
                  new GptBytePairEncodingParams("byte-level", WORDS, ranks, Map.of()))
              .getEncoding("byte-level")
              .orElseThrow();
    }

    /** GPT-2's printable stand-ins for bytes. */
    private static Map<Character, Byte> bytes() {
      Map<Character, Byte> bytes = new HashMap<>();
      int next = 256;
      for (int b = 0; b < 256; b++) {
        boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xFF && b != 0xAD);
        bytes.put((char) (printable ? b : next++), (byte) b);
      }
      return bytes;
    }

    private static byte[] decode(String piece, Map<Character, Byte> bytes) {
      byte[] decoded = new byte[piece.length()];
      for (int i = 0; i < decoded.length; i++) {
        decoded[i] = bytes.getOrDefault(piece.charAt(i), (byte) 0);
      }
      return decoded;
    }

    @Override
    public int[] encode(byte[] utf8, int from, int to) {
      return encoding
          .encodeOrdinary(new String(utf8, from, to - from, StandardCharsets.UTF_8))
          .toArray();
    }

    @Override
    public List<Token> tokens(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String decode(int[] ids) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int vocabularySize() {
      return vocabulary.size();
    }

    @Override
    public String piece(int id) {
      return Integer.toString(id);
    }

    @Override
    public int id(String piece) {
      return vocabulary.getOrDefault(piece, -1);
    }

    @Override
    public int unkId() {
      return -1;
    }

    @Override
    public int bosId() {
      return id("<|im_start|>");
    }

    @Override
    public int eosId() {
      return id("<|im_end|>");
    }

    @Override
    public int padId() {
      return -1;
    }
  }
}
