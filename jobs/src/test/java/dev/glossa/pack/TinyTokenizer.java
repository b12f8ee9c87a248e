package dev.glossa.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A character-level tokenizer.json: special tokens, then the characters, then what is added. */
public final class TinyTokenizer {

  private static final String CHARACTERS = "\u2581abcdefghijklmnopqrstuvwxyz0123456789.,:\n";

  private TinyTokenizer() {}

  /** Writes it into the folder and returns the folder. */
  public static Path write(Path folder, String... merges) throws IOException {
    List<String> vocabulary = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    CHARACTERS.chars().forEach(c -> vocabulary.add(Character.toString(c)));
    List<String> merged = new ArrayList<>();
    for (String merge : merges) {
      merged.add("\"" + merge + "\"");
      vocabulary.add(merge.replace(" ", ""));
    }
    StringBuilder entries = new StringBuilder();
    for (int id = 0; id < vocabulary.size(); id++) {
      entries
          .append(id == 0 ? "" : ", ")
          .append("\"%s\": %d".formatted(vocabulary.get(id).replace("\n", "\\n"), id));
    }
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version": "1.0",
         "added_tokens": [
          {"id": 0, "content": "<unk>", "special": true, "normalized": false},
          {"id": 1, "content": "<s>", "special": true, "normalized": false},
          {"id": 2, "content": "</s>", "special": true, "normalized": false}],
         "normalizer": {"type": "Sequence", "normalizers": [
          {"type": "Prepend", "prepend": "\u2581"},
          {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}]},
         "pre_tokenizer": null,
         "decoder": {"type": "Sequence", "decoders": [
          {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "},
          {"type": "Fuse"},
          {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
         "model": {"type": "BPE", "unk_token": "<unk>", "fuse_unk": true, "byte_fallback": false,
          "vocab": {%s}, "merges": [%s]}}
        """
            .formatted(entries, String.join(", ", merged)));
    return folder;
  }
}
