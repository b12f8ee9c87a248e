package dev.glossa.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How C-Eval's evaluators read and judge an output; each kind of model has its own. */
public enum CevalScoring {
  /** A chat model without shots: a first letter, else the last hit of the first phrase found. */
  CHAT_ZERO_SHOT {
    @Override
    public Verdict judge(ChoiceQuestion question, String output) {
      List<String> letters = CevalPhrases.candidates(PythonText.strip(output));
      return letters.isEmpty() ? Verdict.of(null, false) : compared(question, last(letters));
    }
  },
  /**
   * A chat model with shots: the output is the letter, but for case, white space and ASCII marks.
   */
  CHAT_FEW_SHOT {
    @Override
    public Verdict judge(ChoiceQuestion question, String output) {
      return normalised(question, output);
    }
  },
  /** A chat model with shots that thinks: what the last of the phrases says. */
  CHAT_THOUGHT {
    @Override
    public Verdict judge(ChoiceQuestion question, String output) {
      List<String> answers = CevalPhrases.conclusions(output);
      return answers.isEmpty() ? Verdict.of(null, false) : normalised(question, last(answers));
    }
  },
  /**
   * A model that continues the prompt and thinks: the first of some thirty phrases, with a letter
   * or an option's text. The output is the question's prompt and what follows it.
   */
  COMPLETION_THOUGHT {
    @Override
    public Verdict judge(ChoiceQuestion question, String output) {
      String options = question.listedOptions().substring(1);
      int asked = output.indexOf(options);
      if (asked < 0) {
        return Verdict.failed("The question's options are not in the output.");
      }
      Matcher thought = THOUGHT.matcher(output.substring(asked + options.length()));
      if (!thought.find()) {
        return Verdict.failed("There is no chain of thought in the output.");
      }
      String found = CevalPhrases.ofCompletion(thought.group(1)).orElse(null);
      return Verdict.of(
          found, question.answer().equals(found) || question.answerText().equals(found));
    }
  },
  /** ChatGLM and MiniMax: phrases, then the only letter, then the only option whose text occurs. */
  CHAT_LETTER {
    @Override
    public Verdict judge(ChoiceQuestion question, String output) {
      Optional<String> concluded = CevalPhrases.conclusion(output);
      Optional<String> letter =
          concluded.isPresent() ? concluded : CevalPhrases.letter(question, output);
      return compared(question, letter.orElse(null));
    }
  };

  private static final Pattern THOUGHT =
      PythonText.pattern("(让我们一步一步思考(?s:.)+?)(?:(?=让我们一步一步思考)|$)");
  private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
  private static final Pattern SPACES = PythonText.pattern("\\s+");

  /** What is found in the output to a question, and whether it is right. */
  public abstract Verdict judge(ChoiceQuestion question, String output);

  /** An answer without ASCII punctuation, in lower case, with single spaces. */
  static String normalise(String answer) {
    String plain = PUNCTUATION.matcher(answer.toLowerCase(Locale.ROOT)).replaceAll("");
    return PythonText.strip(SPACES.matcher(plain).replaceAll(" "));
  }

  private static Verdict normalised(ChoiceQuestion question, String answer) {
    String normalised = normalise(answer);
    return Verdict.of(normalised, normalised.equals(normalise(question.answer())));
  }

  private static Verdict compared(ChoiceQuestion question, String letter) {
    return Verdict.of(letter, question.answer().equals(letter));
  }

  private static String last(List<String> found) {
    return found.get(found.size() - 1);
  }
}
