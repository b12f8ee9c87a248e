package dev.glossa.ingest;

import java.util.Locale;

/** What a file is, by its name. */
enum Format {
  WARC,
  JSONL,
  PARQUET,
  TEXT;

  static Format of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String bare = lower.replaceFirst("\\.(gz|zst|zstd)$", "");
    if (bare.endsWith(".warc") || bare.endsWith(".wet") || bare.endsWith(".arc")) {
      return WARC;
    }
    if (bare.endsWith(".jsonl") || bare.endsWith(".json") || bare.endsWith(".ndjson")) {
      return JSONL;
    }
    return lower.endsWith(".parquet") ? PARQUET : TEXT;
  }

  /** Whether a file may be JSON or JSON Lines, by its name. */
  static boolean isNamedJson(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.json(\\.(gz|zst|zstd))?");
  }

  /** Whether a file can be read from any line on. */
  static boolean isSplittable(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(jsonl|ndjson)");
  }
}
