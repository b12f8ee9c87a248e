package dev.glossa.generate;

import dev.glossa.model.GrowingSequence;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.SequenceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Continues token sequences with a model over key-value caches: many together, each of which gets
 * one token a step. One that ends leaves the others.
 *
 * <p>Each has its own random numbers, so that it has the tokens that it has alone. In the last bits
 * logits depend on how many sequences there are, as products of matrices do: where two tokens are
 * equal up to these, the same requests together give the same one.
 */
public final class Generator {
  private final SequenceReader reader;

  /** A generator over the model; it belongs to the model's thread. */
  public Generator(LlamaModel model) {
    this(new SequenceReader(model, false));
  }

  /** A generator whose prompts the reader reads; it belongs to the reader's thread. */
  public Generator(SequenceReader reader) {
    this.reader = reader;
  }

  /** Continues a prompt of at least one token. */
  public Generation generate(int[] prompt, SamplingSettings settings) {
    return generate(prompt, settings, id -> {});
  }

  /**
   * Continues a prompt of at least one token.
   *
   * @param listener gets every new token as soon as it is there
   */
  public Generation generate(int[] prompt, SamplingSettings settings, IntConsumer listener) {
    return together(List.of(new GenerationRequest(prompt, settings)), listener).get(0);
  }

  /**
   * Continues prompts of at least one token each, all at once, or as many after each other as have
   * {@linkplain SequenceReader#roomForTokens room} for their keys and values.
   *
   * @return a generation for each, in order
   */
  public List<Generation> generate(List<GenerationRequest> requests) {
    List<Generation> generations = new ArrayList<>();
    for (List<GenerationRequest> group : groups(requests)) {
      generations.addAll(together(group, id -> {}));
    }
    return generations;
  }

  private List<List<GenerationRequest>> groups(List<GenerationRequest> requests) {
    List<List<GenerationRequest>> groups = new ArrayList<>();
    long room = 0;
    for (GenerationRequest request : requests) {
      if (groups.isEmpty() || request.longest() > room) {
        groups.add(new ArrayList<>());
        room = reader.roomForTokens();
      }
      groups.get(groups.size() - 1).add(request);
      room -= request.longest();
    }
    return groups;
  }

  private List<Generation> together(List<GenerationRequest> requests, IntConsumer listener) {
    List<GrowingSequence> sequences =
        reader.begin(requests.stream().map(GenerationRequest::prompt).toArray(int[][]::new));
    List<Writing> all = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      all.add(new Writing(requests.get(i), sequences.get(i), listener));
    }
    try {
      List<Writing> going = going(all);
      while (!going.isEmpty()) {
        reader.extend(
            going.stream().map(Writing::sequence).toList(),
            going.stream().mapToInt(Writing::last).toArray());
        going = going(going);
      }
    } finally {
      all.forEach(Writing::close);
    }
    return all.stream().map(Writing::generation).toList();
  }

  /** Those that go on behind their next tokens; the others let their memory go. */
  private static List<Writing> going(List<Writing> writings) {
    List<Writing> going = new ArrayList<>();
    for (Writing writing : writings) {
      if (writing.advance()) {
        going.add(writing);
      } else {
        writing.close();
      }
    }
    return going;
  }
}
