package dev.glossa.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Extends a byte-level BPE tokenizer, as GPT-2 and LLaMA 3 have it, by merges that go on from its
 * own, in words as its own pre-tokenizer cuts them. Everything in the tokenizer.json stays; new
 * merges stand behind the old ones, new ids behind the largest.
 *
 * <p>A new token is whole characters, or a part of one. It is reachable, because between its two
 * ends its bytes are merged as they were in the word that it was learned in.
 *
 * <p>Words are strings in GPT-2's characters for bytes.
 */
public final class ByteLevelExtension implements TextProtection {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root;
  private final HuggingFaceTokenizer tokenizer;
  private final Set<String> forbidden;

  /**
   * @throws InvalidTokenizerException if the tokenizer.json is damaged or of another kind
   */
  public ByteLevelExtension(byte[] tokenizerJson) {
    this(tokenizerJson, Set.of());
  }

  /**
   * @param forbidden tokens that are not added, see {@link #forbid}
   * @throws InvalidTokenizerException if the tokenizer.json is damaged or of another kind
   */
  public ByteLevelExtension(byte[] tokenizerJson, Set<String> forbidden) {
    this.tokenizer = HuggingFaceTokenizerReader.read(tokenizerJson, null);
    this.root = parse(tokenizerJson);
    this.forbidden = forbidden;
    if (!PreTokenizerReader.read(root.path("pre_tokenizer")).isByteLevel()) {
      throw new InvalidTokenizerException(
          "Of tokenizer.json files only those over bytes can be extended, and this is none:"
              + " name the tokenizer.model that it was made of.");
    }
  }

  private static ObjectNode parse(byte[] json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new InvalidTokenizerException("The tokenizer.json is no JSON: it is damaged.", e);
    }
  }

  @Override
  public List<String> words(String line) {
    List<String> words = new ArrayList<>();
    tokenizer.words(
        Utf8.encode(line),
        (text, from, to) -> words.add(ByteAlphabet.toString(text.bytes(), from, to)));
    return words;
  }

  @Override
  public void forbid(String word, Set<String> forbidden) {
    List<String> tokens = tokens(word);
    if (tokens.size() > 1) {
      forbidden.add(word);
    }
    for (int i = 1; i < tokens.size(); i++) {
      String together = tokens.get(i - 1) + tokens.get(i);
      if (mayAdd(together)) {
        forbidden.add(together);
      }
    }
  }

  private List<String> tokens(String word) {
    byte[] bytes = ByteAlphabet.toBytes(word);
    IdArray ids = new IdArray();
    tokenizer.segmenter().segment(bytes, 0, bytes.length, ids);
    return IntStream.of(ids.toArray()).mapToObj(tokenizer::piece).toList();
  }

  private boolean mayAdd(String token) {
    return tokenizer.id(token) < 0 && !forbidden.contains(token) && keepsCharacters(token);
  }

  /** Whether a token is whole characters, or lies within one. */
  private static boolean keepsCharacters(String token) {
    byte[] bytes = ByteAlphabet.toBytes(token);
    return isWhole(bytes) || isWithinCharacter(bytes);
  }

  private static boolean isWhole(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isWithinCharacter(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return bytes[0] < 0 && bytes.length < 4;
  }

  /**
   * An extended tokenizer.
   *
   * @param tokenizerJson the content of its file
   * @param added the new tokens; their scores are minus the ranks of their merges
   * @param characters how many of them are single characters
   */
  public record Extended(byte[] tokenizerJson, List<AddedPiece> added, int characters) {}

  /**
   * Begins to learn exactly {@code add} tokens from words by {@link #words}.
   *
   * @throws IllegalArgumentException if {@code add} is not positive
   */
  public MergeTraining<Extended> begin(int add) {
    if (add < 1) {
      throw new IllegalArgumentException(
          "The number of pieces to add is " + add + ", not 1 or more.");
    }
    return new Training(new Spec(write(root), forbidden), add);
  }

  /** The base's tokens, numbered as there. */
  private static final class Spec extends MergeSpec {

    private static final long serialVersionUID = 1;

    private final byte[] json;
    private final Set<String> forbidden;

    private Spec(byte[] json, Set<String> forbidden) {
      this.json = json;
      this.forbidden = forbidden;
    }

    @Override
    Symbols symbols() {
      ByteLevelExtension base = new ByteLevelExtension(json, forbidden);
      return new StringSymbols(
          IntStream.range(0, base.tokenizer.vocabularySize())
              .mapToObj(base.tokenizer::piece)
              .toList(),
          base::mayAdd);
    }

    @Override
    WordSink cutInto(SegmentTable segments, Symbols symbols) {
      Segmenter segmenter = new ByteLevelExtension(json).tokenizer.segmenter();
      IdArray ids = new IdArray();
      return (word, from, to, count) -> {
        byte[] bytes =
            ByteAlphabet.toBytes(new String(word, from, to - from, StandardCharsets.UTF_8));
        ids.clear();
        segmenter.segment(bytes, 0, bytes.length, ids);
        segments.addCut(ids.ids, ids.size, count);
      };
    }
  }

  private final class Training implements MergeTraining<Extended> {
    private final Spec spec;
    private final int add;

    private Training(Spec spec, int add) {
      this.spec = spec;
      this.add = add;
    }

    @Override
    public int budget() {
      return add;
    }

    @Override
    public MergeSpec shards() {
      return spec;
    }

    @Override
    public Extended learn(MergeShards shards, long[] known, int ahead, MergeListener listener) {
      MergeRounds rounds = new MergeRounds(spec, shards, ahead);
      long[] merges = rounds.learn(known, add, listener);
      VocabularyExtension.requireAll(merges.length, add);
      return extended(
          LongStream.of(merges)
              .mapToObj(merge -> new Merge(rounds.left(merge), rounds.piece(merge)))
              .toList());
    }
  }

  private record Merge(String left, String token) {
    String right() {
      return token.substring(left.length());
    }
  }

  private Extended extended(List<Merge> learned) {
    ObjectNode result = root.deepCopy();
    ObjectNode model = (ObjectNode) result.path("model");
    ObjectNode vocabulary = (ObjectNode) model.path("vocab");
    keepIds(result.path("added_tokens"), vocabulary);
    ArrayNode merges = (ArrayNode) model.path("merges");
    boolean asPairs = merges.isEmpty() || merges.path(0).isArray();
    List<AddedPiece> added = new ArrayList<>(learned.size());
    int characters = 0;
    for (Merge merge : learned) {
      String token = merge.token();
      int id = tokenizer.vocabularySize() + added.size();
      added.add(new AddedPiece(id, token, -(float) merges.size(), ids(token)));
      vocabulary.put(token, id);
      if (asPairs) {
        merges.addArray().add(merge.left()).add(merge.right());
      } else {
        merges.add(merge.left() + " " + merge.right());
      }
      characters += isCharacter(ByteAlphabet.toBytes(token)) ? 1 : 0;
    }
    return new Extended(write(result), added, characters);
  }

  /**
   * The tokenizers library numbers added tokens anew behind its vocabulary, unless they stand
   * there.
   */
  private static void keepIds(JsonNode addedTokens, ObjectNode vocabulary) {
    for (JsonNode token : addedTokens) {
      vocabulary.put(token.path("content").asText(), token.path("id").asInt());
    }
  }

  private static boolean isCharacter(byte[] bytes) {
    return isWhole(bytes) && new String(bytes, StandardCharsets.UTF_8).codePoints().count() == 1;
  }

  private List<Integer> ids(String token) {
    byte[] bytes = ByteAlphabet.toBytes(token);
    IdArray ids = new IdArray();
    tokenizer.segmenter().segment(bytes, 0, bytes.length, ids);
    return IntStream.of(ids.toArray()).boxed().toList();
  }

  private static byte[] write(ObjectNode root) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The added tokens that the merges of an extended tokenizer do not make of their own bytes. */
  public static List<String> unreachable(Extended extended) {
    ObjectNode root = parse(extended.tokenizerJson());
    ((ObjectNode) root.path("model")).put("ignore_merges", false);
    Segmenter merges = HuggingFaceTokenizerReader.read(write(root), null).segmenter();
    Set<String> unreachable = new HashSet<>();
    for (AddedPiece token : extended.added()) {
      byte[] bytes = ByteAlphabet.toBytes(token.piece());
      IdArray ids = new IdArray();
      merges.segment(bytes, 0, bytes.length, ids);
      if (ids.size != 1 || ids.ids[0] != token.id()) {
        unreachable.add(token.piece());
      }
    }
    return List.copyOf(unreachable);
  }
}
