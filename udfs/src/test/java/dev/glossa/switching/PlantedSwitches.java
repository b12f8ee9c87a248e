package dev.glossa.switching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.glossa.SharedData;
import dev.glossa.switching.SwitchedSpan.Kind;
import dev.glossa.text.WordSegments;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers made of a corpus: three sentences that follow each other, as they are, with the names and
 * loanwords that occur in them; and the same with a word or a phrase replaced by one of another
 * language's corpus, or with a sentence of it put in. The same corpus and half give the same
 * answers.
 */
final class PlantedSwitches {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int SEED = 20240112;
  private static final int DOCUMENTS = 300;
  private static final int SENTENCES = 3;
  private static final int LONGEST_SENTENCE = 400;
  private static final int TRIES = 200;
  private static final double OWN_LETTERS = 0.5;

  /** What prose does not have, but messages of programs do. */
  private static final Pattern NO_PROSE = Pattern.compile("[{}\\[\\]<>%$\\\\|=_~^`@#*]|--|//");

  /** Of documents that are drawn once, the even ones are for tuning, the odd ones held out. */
  enum Half {
    TUNING,
    HELD_OUT
  }

  /**
   * An answer.
   *
   * @param language it should be in
   * @param donor language of what is planted; null if nothing is
   * @param kind of what is planted
   * @param text the answer
   * @param start where the planted begins
   * @param end where it ends
   */
  record Answer(String language, String donor, Kind kind, String text, int start, int end) {
    boolean isPlanted() {
      return donor != null;
    }

    boolean overlaps(SwitchedSpan span) {
      return span.start() < end && span.end() > start;
    }
  }

  private final String language;
  private final Set<Integer> scripts;
  private final List<List<String>> documents;
  private final Set<String> vocabulary = new HashSet<>();
  private final WordSegments segments = new WordSegments();

  private PlantedSwitches(String language, Half half, Path corpus) {
    this.language = language;
    this.scripts =
        Arrays.stream(UScript.getCode(new ULocale(language))).boxed().collect(Collectors.toSet());
    List<String> rows = new ArrayList<>(SharedData.lines(corpus.resolve(language + ".jsonl.gz")));
    Collections.shuffle(rows, new Random(SEED));
    List<String> texts =
        rows.subList(0, Math.min(DOCUMENTS, rows.size())).stream()
            .map(PlantedSwitches::text)
            .toList();
    texts.forEach(text -> Word.of(text).forEach(word -> vocabulary.add(word.lexical())));
    this.documents = new ArrayList<>();
    for (int i = half.ordinal(); i < texts.size(); i += 2) {
      documents.add(sentences(texts.get(i)));
    }
  }

  private static String text(String row) {
    try {
      return JSON.readTree(row).get("text").asText();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PlantedSwitches of(String language, Half half, Path corpus) {
    return new PlantedSwitches(language, half, corpus);
  }

  String language() {
    return language;
  }

  boolean sharesScript(PlantedSwitches other) {
    return scripts.equals(other.scripts);
  }

  /** Answers in which nothing is planted. */
  List<Answer> unplanted(int count) {
    Random random = new Random(SEED + language.hashCode());
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = String.join(gap(), draw(random));
      answers.add(new Answer(language, null, null, text, -1, -1));
    }
    return answers;
  }

  /** Answers in which something of another language is planted. */
  List<Answer> planted(PlantedSwitches donor, Kind kind, int count) {
    Random random = new Random(SEED + 31 * language.hashCode() + donor.language.hashCode());
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(
          kind == Kind.SENTENCE
              ? withSentence(donor, random)
              : withWords(donor, kind, kind == Kind.WORD ? 1 : 3 + random.nextInt(3), random));
    }
    return answers;
  }

  private Answer withSentence(PlantedSwitches donor, Random random) {
    List<String> own = draw(random);
    String other = donor.draw(random).get(0);
    int behind = 1 + random.nextInt(SENTENCES - 1);
    String before = String.join(gap(), own.subList(0, behind));
    String text = before + " " + other + " " + String.join(gap(), own.subList(behind, SENTENCES));
    int start = before.length() + 1;
    return new Answer(language, donor.language, Kind.SENTENCE, text, start, start + other.length());
  }

  private Answer withWords(PlantedSwitches donor, Kind kind, int words, Random random) {
    for (int t = 0; t < TRIES; t++) {
      String planted = donor.words(words, this, random);
      String text = String.join(gap(), draw(random));
      int[] bounds = segments.bounds(text);
      int word = 2 * random.nextInt(bounds.length / 2);
      if (planted != null && scripts.contains(UScript.getScript(text.codePointAt(bounds[word])))) {
        int start = bounds[word];
        String changed = text.substring(0, start) + planted + text.substring(bounds[word + 1]);
        return new Answer(language, donor.language, kind, changed, start, start + planted.length());
      }
    }
    throw new IllegalStateException("no words of " + donor.language + " for " + language);
  }

  /**
   * Words that follow each other with nothing but spaces between them, in small letters at the
   * first, of which one at least does not occur in the other corpus; null if the draw has none.
   */
  private String words(int count, PlantedSwitches other, Random random) {
    String sentence = draw(random).get(0);
    int[] bounds = segments.bounds(sentence);
    if (bounds.length / 2 <= count) {
      return null;
    }
    int first = random.nextInt(bounds.length / 2 - count);
    String words = sentence.substring(bounds[2 * first], bounds[2 * (first + count) - 1]);
    List<Word> found = Word.of(words);
    boolean plain =
        words.codePoints().allMatch(c -> c == ' ' || UCharacter.isUAlphabetic(c) || isMark(c))
            && found.stream().allMatch(word -> scripts.contains(word.script()))
            && found.stream().noneMatch(Word::isCapitalized);
    boolean foreign =
        found.stream().anyMatch(word -> isLong(word) && !other.vocabulary.contains(word.lexical()));
    return plain && foreign ? words : null;
  }

  private static boolean isMark(int codePoint) {
    int type = UCharacter.getType(codePoint);
    return type == UCharacter.NON_SPACING_MARK
        || type == UCharacter.COMBINING_SPACING_MARK
        || codePoint == 0x200C
        || codePoint == 0x200D;
  }

  private static boolean isLong(Word word) {
    return word.letters()
        >= switch (word.script()) {
          case UScript.LATIN -> 4;
          case UScript.HAN -> 2;
          default -> 3;
        };
  }

  private List<String> draw(Random random) {
    for (int t = 0; t < TRIES; t++) {
      List<String> document = documents.get(random.nextInt(documents.size()));
      if (document.size() >= SENTENCES) {
        int first = random.nextInt(document.size() - SENTENCES + 1);
        return document.subList(first, first + SENTENCES);
      }
    }
    throw new IllegalStateException("no sentences of " + language);
  }

  private String gap() {
    return scripts.contains(UScript.HAN) ? "" : " ";
  }

  private List<String> sentences(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(ULocale.forLanguageTag(language));
    List<String> sentences = new ArrayList<>();
    for (String line : text.split("\n")) {
      breaks.setText(line);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
        String sentence = line.substring(start, end).strip();
        if (isProse(sentence)) {
          sentences.add(sentence);
        }
      }
    }
    return sentences;
  }

  private boolean isProse(String sentence) {
    if (sentence.isEmpty()
        || sentence.length() > LONGEST_SENTENCE
        || NO_PROSE.matcher(sentence).find()
        || !UCharacter.hasBinaryProperty(
            sentence.codePointBefore(sentence.length()), UProperty.S_TERM)) {
      return false;
    }
    List<Word> words = Word.of(sentence);
    int all = words.stream().mapToInt(Word::letters).sum();
    int own =
        words.stream()
            .filter(word -> scripts.contains(word.script()))
            .mapToInt(Word::letters)
            .sum();
    return own >= (scripts.contains(UScript.HAN) ? 12 : 30) && own >= OWN_LETTERS * all;
  }
}
