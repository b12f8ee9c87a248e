package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;

/**
 * What the model was trained with, as far as predictions depend on it.
 *
 * @param dim length of the vectors
 * @param wordNgrams longest n-gram of words, in words
 * @param bucket number of rows that n-grams of words and characters share
 * @param minn shortest n-gram of characters
 * @param maxn longest n-gram of characters; 0 for none
 */
record Arguments(int dim, int wordNgrams, Loss loss, int bucket, int minn, int maxn) {

  private static final int MAGIC = 793_712_314;
  private static final int VERSION = 12;
  private static final int VERSION_WITHOUT_SUBWORDS = 11;
  private static final int SUPERVISED = 3;
  private static final int LONGEST_NGRAM = 100;

  static Arguments read(ByteCursor file) {
    int magic = file.nextInt();
    if (magic != MAGIC) {
      throw new InvalidModelException(
          "is no fastText model: it begins with %08x instead of %08x; give a .bin or .ftz file."
              .formatted(Integer.reverseBytes(magic), Integer.reverseBytes(MAGIC)));
    }
    int version = file.nextInt();
    if (version != VERSION && version != VERSION_WITHOUT_SUBWORDS) {
      throw new InvalidModelException(
          "has version %d of fastText's format, and 11 and 12 can be read; convert it with fastText 0.9."
              .formatted(version));
    }
    int dim = file.nextInt();
    file.skip(3, Integer.BYTES, "the arguments"); // ws, epoch, minCount
    file.skip(1, Integer.BYTES, "the arguments"); // neg
    int wordNgrams = file.nextInt();
    int loss = file.nextInt();
    int model = file.nextInt();
    int bucket = file.nextInt();
    int minn = file.nextInt();
    int maxn = file.nextInt();
    file.skip(1, Integer.BYTES, "the arguments"); // lrUpdateRate
    file.skip(1, Double.BYTES, "the arguments"); // t
    if (model != SUPERVISED) {
      throw new InvalidModelException(
          "has word vectors only (model %d); give a supervised model.".formatted(model));
    }
    Arguments arguments =
        new Arguments(
            dim,
            wordNgrams,
            Loss.of(loss),
            bucket,
            minn,
            version == VERSION_WITHOUT_SUBWORDS ? 0 : maxn);
    arguments.check();
    return arguments;
  }

  private void check() {
    require(dim > 0, "dim", dim);
    require(wordNgrams <= LONGEST_NGRAM, "wordNgrams", wordNgrams);
    require(minn >= 0, "minn", minn);
    require(maxn >= 0 && maxn <= LONGEST_NGRAM, "maxn", maxn);
    require(bucket > 0 || !hashes(), "bucket", bucket);
  }

  /** Whether n-grams have rows. */
  boolean hashes() {
    return maxn > 0 || wordNgrams > 1;
  }

  private static void require(boolean holds, String name, int value) {
    if (!holds) {
      throw new InvalidModelException(
          "has the argument %s = %d, which is out of range; get an undamaged copy."
              .formatted(name, value));
    }
  }
}
