package dev.glossa.vocabulary;

import dev.glossa.tokenizer.AddedPiece;
import dev.glossa.tokenizer.HuggingFaceFiles;
import dev.glossa.tokenizer.SentencePieceModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A tokenizer as a folder that both SentencePiece and Hugging Face load: {@code tokenizer.model},
 * {@code tokenizer.json}, {@code tokenizer_config.json} and {@code special_tokens_map.json}.
 */
final class TokenizerFolder {

  private final FileSystem fileSystem;
  private final Path folder;

  TokenizerFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  void write(SentencePieceModel model) throws IOException {
    HuggingFaceFiles files = new HuggingFaceFiles(model);
    write("tokenizer.model", model.toByteArray());
    write("tokenizer.json", files.tokenizerJson());
    write("tokenizer_config.json", files.tokenizerConfigJson());
    write("special_tokens_map.json", files.specialTokensMapJson());
  }

  /** {@code tokenizer.vocab}, as spm_train writes it. */
  void writeVocab(SentencePieceModel model) throws IOException {
    write("tokenizer.vocab", model.vocab());
  }

  /** {@code added_pieces.tsv}: id, piece, score, and the base's ids separated by spaces. */
  void writeAddedPieces(List<AddedPiece> added) throws IOException {
    StringBuilder lines = new StringBuilder("id\tpiece\tscore\told_ids\n");
    for (AddedPiece piece : added) {
      lines
          .append(piece.id())
          .append('\t')
          .append(piece.piece())
          .append('\t')
          .append(piece.score())
          .append('\t')
          .append(piece.oldIds().stream().map(String::valueOf).collect(Collectors.joining(" ")))
          .append('\n');
    }
    write("added_pieces.tsv", lines.toString());
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    try (OutputStream out = fileSystem.create(new Path(folder, name), true)) {
      out.write(bytes);
    }
  }
}
