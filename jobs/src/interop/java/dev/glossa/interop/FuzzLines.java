package dev.glossa.interop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Lines that tokenizers stumble over: scripts in a mixture, spaces, special tokens, odd bytes. */
final class FuzzLines {

  /** First and last characters of blocks, of which some characters are not assigned. */
  private static final int[][] BLOCKS = {
    {0x20, 0x7E},
    {0, 0x1F},
    {0xA0, 0x24F},
    {0x300, 0x36F},
    {0x370, 0x3FF},
    {0x400, 0x4FF},
    {0x5D0, 0x5EA},
    {0x600, 0x6FF},
    {0x900, 0x97F},
    {0x980, 0x9FF},
    {0xA80, 0xAFF},
    {0xB80, 0xBFF},
    {0xC00, 0xC7F},
    {0xD00, 0xD7F},
    {0xE00, 0xE7F},
    {0x1EA0, 0x1EF9},
    {0x2000, 0x206F},
    {0x2150, 0x21FF},
    {0x2580, 0x259F},
    {0x3000, 0x30FF},
    {0x3200, 0x33FF},
    {0x4E00, 0x9FFF},
    {0xAC00, 0xD7A3},
    {0xE000, 0xE0FF},
    {0xF900, 0xFAFF},
    {0xFB00, 0xFDFF},
    {0xFE00, 0xFE0F},
    {0xFF00, 0xFFEF},
    {0x1D400, 0x1D7FF},
    {0x1F100, 0x1F1FF},
    {0x1F300, 0x1FAFF},
    {0x20000, 0x2A6DF},
    {0x30000, 0x323AF},
    {0xE0000, 0xE01EF},
    {0, 0xD7FF},
    {0x10000, 0x10FFFF}
  };

  private static final String[] BITS = {
    "\u2581",
    "\u2581\u2581",
    " ",
    "  ",
    " ".repeat(17),
    "\t",
    "\n",
    "\r\n",
    "<s>",
    "</s>",
    "<unk>",
    "<0x0A>",
    "<0xE4>",
    "<|begin_of_text|>",
    "<|endoftext|>",
    "<|im_start|>",
    "\u200D",
    "\u200C",
    "\uFEFF",
    "\uFFFD",
    "\u2585",
    "👩\u200D👩\u200D👧",
    "🇮🇩",
    "é",
    "e\u0301",
    "क्ष",
    "ﷺ",
    "1234567890",
    "१२३",
    "３",
    "don't",
    "I'LL",
    "'ſ",
    "http://a.b/c?d=e",
    "a".repeat(24),
    "。",
    "，",
    "..",
    "...",
    "…",
    "½",
    "ﬁ",
    "Å",
    "Ａ",
    "ｶﾞ",
    "\u00A0",
    "\u3000",
    "\u2028",
    "\u0085"
  };

  private final Random random;
  private final List<String> texts;

  /**
   * @param texts real text to cut pieces from
   */
  FuzzLines(long seed, List<String> texts) {
    this.random = new Random(seed);
    this.texts = texts;
  }

  /** A line of up to twelve parts, with or without spaces between them. */
  String line() {
    return line(1 + random.nextInt(12));
  }

  /** A line of some length in characters: a mixture, or one thing over and over. */
  String longLine(int length) {
    StringBuilder line = new StringBuilder();
    String repeated = random.nextBoolean() ? null : part();
    while (line.length() < length) {
      line.append(repeated == null ? line(100) : repeated);
    }
    return line.toString();
  }

  /** A line whose bytes were damaged: changed, cut out, or put in. */
  byte[] brokenLine() {
    byte[] line = line().getBytes(StandardCharsets.UTF_8);
    for (int i = 1 + random.nextInt(5); i > 0 && line.length > 0; i--) {
      int at = random.nextInt(line.length);
      if (random.nextBoolean()) {
        line[at] = (byte) (random.nextBoolean() ? 0x80 + random.nextInt(0x80) : random.nextInt());
      } else {
        byte[] shorter = new byte[line.length - 1];
        System.arraycopy(line, 0, shorter, 0, at);
        System.arraycopy(line, at + 1, shorter, at, shorter.length - at);
        line = shorter;
      }
    }
    return line;
  }

  /** Ids of a vocabulary in no order, in part from its start, where bytes have their pieces. */
  int[] ids(int vocabularySize) {
    int bound = random.nextInt(3) == 0 ? Math.min(300, vocabularySize) : vocabularySize;
    return random.ints(1 + random.nextInt(30), 0, bound).toArray();
  }

  private String line(int parts) {
    StringBuilder line = new StringBuilder();
    String between = random.nextBoolean() ? "" : " ";
    for (int i = 0; i < parts; i++) {
      line.append(i == 0 ? "" : between).append(part());
    }
    return line.toString();
  }

  private String part() {
    int kind = random.nextInt(100);
    if (kind < 35) {
      String text = texts.get(random.nextInt(texts.size()));
      int start = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
      return text.substring(start)
          .codePoints()
          .limit(1 + random.nextInt(40))
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
    if (kind < 65) {
      int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
      return random
          .ints(1 + random.nextInt(8), block[0], block[1] + 1)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
    return BITS[random.nextInt(BITS.length)];
  }
}
