package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is in a tokenizer's file: one sentence says what is wrong with it, or it works. */
class DamagedTokenizerTest {

  private static final int MUTATIONS = 1000;

  private static final String JSON =
      """
      {"version":"1.0","added_tokens":[{"id":0,"content":"<s>","single_word":false,"lstrip":false,
       "rstrip":true,"normalized":false,"special":true}],
       "normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},
        {"type":"Replace","pattern":{"Regex":" +"},"content":" "}]},
       "pre_tokenizer":{"type":"Sequence","pretokenizers":[
        {"type":"Split","pattern":{"Regex":"\\\\p{L}+|\\\\s+(?!\\\\S)|[^a-c]{1,3}"},"behavior":"Isolated","invert":false},
        {"type":"Digits","individual_digits":true},
        {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}]},
       "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},
        {"Sequence":{"id":"A","type_id":0}}]},
       "decoder":{"type":"ByteLevel"},
       "model":{"type":"BPE","ignore_merges":true,"vocab":{"<s>":0,"a":1,"b":2,"ab":3,"\\u0120":4,"\\u0120ab":5},
        "merges":[["a","b"],"\\u0120 ab"]}}
      """;

  /** A double array of two blocks, in which "A" is replaced by "b". */
  private static byte[] charsMap() {
    ByteBuffer blob = ByteBuffer.allocate(4 + 2048 + 2).order(ByteOrder.LITTLE_ENDIAN);
    blob.putInt(2048);
    for (int unit = 0; unit < 512; unit++) {
      blob.putInt(4 + 4 * unit, 0x8000_0000);
    }
    blob.putInt(4, 1 << 10);
    int a = 1 ^ 'A';
    blob.putInt(4 + 4 * a, 'A' | 0x80 << 10 | 1 << 8);
    blob.putInt(4 + 4 * (a ^ 0x80), 0x8000_0000);
    blob.put(4 + 2048, (byte) 'b');
    return blob.array();
  }

  private static byte[] model(ModelType type) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece("<unk>", 0, PieceType.UNKNOWN));
    pieces.add(new Piece("<s>", 0, PieceType.CONTROL));
    pieces.add(new Piece("xy", 0, PieceType.USER_DEFINED));
    for (int b = 0; b < BytePieces.COUNT; b++) {
      pieces.add(new Piece(BytePieces.name(b), 0, PieceType.BYTE));
    }
    for (String text : new String[] {"a", "b", "ab", "\u2581", "\u2581ab", "abab", "é"}) {
      pieces.add(Piece.normal(text, -pieces.size()));
    }
    TrainerSpec defaults = TrainerSpec.defaults();
    SymbolSpec symbols = TrainerFlags.of(Map.of("byte_fallback", "true")).trainerSpec().symbols();
    TrainerSpec spec =
        new TrainerSpec(type, pieces.size(), 1, 4192, true, defaults.rules(), symbols);
    return SentencePieceModel.of(
            pieces, spec, new NormalizerSpec("own", charsMap(), true, true, true))
        .toByteArray();
  }

  private static byte[] mutated(byte[] file, Random random) {
    byte[] copy =
        Arrays.copyOf(file, random.nextInt(10) == 0 ? random.nextInt(file.length) : file.length);
    for (int i = random.nextInt(4); i >= 0 && copy.length > 0; i--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt();
    }
    return copy;
  }

  private static void use(Tokenizer tokenizer) {
    int[] ids = tokenizer.encode("ab  éxyA <s> 12\u0301");
    assertThat(tokenizer.decode(ids)).isNotNull();
    assertThat(tokenizer.tokens("ab é")).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"BPE", "UNIGRAM"})
  void aMutatedModelIsRefusedOrWorks(ModelType type) {
    byte[] file = model(type);
    use(Tokenizers.sentencePiece(file));
    Random random = new Random(type.ordinal());
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      try {
        use(Tokenizers.sentencePiece(mutated(file, random)));
      } catch (InvalidTokenizerException e) {
        refused++;
        assertThat(e.getMessage()).startsWith("The tokenizer model").endsWith(".");
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - 1);
  }

  @Test
  void aModelIsRefusedWhereverItIsCutOff() {
    byte[] file = model(ModelType.UNIGRAM);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> Tokenizers.sentencePiece(cut))
          .isInstanceOf(InvalidTokenizerException.class);
    }
  }

  @Test
  void aMutatedTokenizerJsonIsRefusedOrWorks() {
    byte[] file = JSON.getBytes(StandardCharsets.UTF_8);
    use(Tokenizers.huggingFace(file));
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      try {
        use(Tokenizers.huggingFace(mutated(file, random)));
      } catch (InvalidTokenizerException e) {
        refused++;
        assertThat(e.getMessage()).startsWith("The tokenizer.json").endsWith(".");
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - 1);
  }

  @Test
  void aPieceOfAMillionCharactersIsRefused() {
    assertThatThrownBy(() -> ScoredMerges.of(List.of(Piece.normal("a".repeat(1_000_000), 0))))
        .isInstanceOf(InvalidTokenizerException.class)
        .hasMessageContaining("Piece 0 has 1,000,000 characters");
  }

  @Test
  void aMapThatRunsInACircleIsRefused() {
    byte[] circle = charsMap();
    ByteBuffer.wrap(circle)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4 + 4 * (1 ^ 'A'), 'A' | 'A' << 10);
    assertThatThrownBy(() -> new CharsMap(circle))
        .hasMessage(
            "The tokenizer model's precompiled_charsmap is damaged: its trie runs in a circle.");
  }

  @Test
  void manyEmptyFieldsAreRefusedBeforeTheyFillTheMemory() {
    byte[] fields = new byte[8 << 20];
    for (int i = 0; i < fields.length; i += 2) {
      fields[i] = 4 << 3 | 2;
    }
    assertThatThrownBy(() -> SentencePieceModel.parse(fields))
        .isInstanceOf(InvalidTokenizerException.class)
        .hasMessageContaining("more than 2097152 fields");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/model | type | \"Unigram\" | its model.type is Unigram, not BPE",
        "/model | type | \"WordPiece\" | its model.type is WordPiece, not BPE",
        "/model | end_of_word_suffix | \"</w>\" | its model has end_of_word_suffix",
        "/model | unk_token | \"?\" | unk_token '?' is not in its vocabulary",
        "/model | merges | [[\"a\",\"zz\"]] | merge 0 needs the token 'zz'",
        "/model | merges | [[\"a\"]] | merge 0 ([\"a\"]) is no pair",
        "/model | merges | 5 | has no model.vocab or model.merges",
        "/model/vocab | ab | 1 | has the id 1 twice",
        "/model/vocab | ab | 99999999 | has the id 99999999, but there are only 6 tokens",
        "/model/vocab | ab | 1e99 | which is none",
        "/model/vocab | ab | -1 | which is none",
        "/added_tokens/0 | id | 1 | '<s>' has the id 1, but 0 in the vocabulary",
        "/normalizer/normalizers/0 | type | \"BertNormalizer\" | its normalizer has the step BertNormalizer",
        "/pre_tokenizer/pretokenizers/1 | type | \"BertPreTokenizer\" | its pre-tokenizer has the step BertPreTokenizer",
        "/pre_tokenizer/pretokenizers/0 | behavior | \"Melted\" | has the behavior 'Melted'",
        "/pre_tokenizer/pretokenizers/0/pattern | Regex | \"(a\" | the pattern '(a' has a '(' without ')'",
        "/decoder | type | \"WordPiece\" | its decoder has the step WordPiece"
      })
  void namesWhatIsWrongWithATokenizerJson(String place, String key, String value, String message)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = (ObjectNode) json.readTree(JSON);
    ((ObjectNode) root.at(place)).set(key, json.readTree(value));
    byte[] file = json.writeValueAsBytes(root);
    assertThatThrownBy(() -> Tokenizers.huggingFace(file))
        .isInstanceOf(InvalidTokenizerException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTokenizerJsonThatIsNestedTooDeeplyIsNoJson() {
    byte[] nested = "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Tokenizers.huggingFace(nested))
        .hasMessage("The tokenizer.json is no JSON: it is damaged.");
  }
}
