package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.job.GlossaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A CSV file of questions with a header that names the columns A, B, C, D and these.
 *
 * @param number what tells the questions of a file apart
 * @param question the question
 * @param answer the letter of the right option
 * @param explanation how the answer is come to; files need not have it
 */
record QuestionTable(String number, String question, String answer, String explanation) {

  /**
   * The questions of a file.
   *
   * @throws GlossaException (bad input) naming file and row of what is no question
   */
  List<ChoiceQuestion> read(BenchmarkFile file) {
    List<List<String>> rows = file.rows();
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
    int numbers = column(file, header, number);
    int questions = column(file, header, question);
    List<Integer> options =
        ChoiceQuestion.LETTERS.stream().map(name -> column(file, header, name)).toList();
    int answers = column(file, header, answer);
    int explanations = header.indexOf(explanation);
    Set<String> seen = new HashSet<>();
    List<ChoiceQuestion> read = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      List<String> cells = rows.get(i);
      if (cells.size() != header.size()) {
        throw GlossaException.badInput(
            "Row %d of '%s' has %d columns instead of the header's %d.",
            i + 1, file.name(), cells.size(), header.size());
      }
      if (!seen.add(cells.get(numbers))) {
        throw GlossaException.badInput(
            "Row %d of '%s' has the number '%s', which another row has, too.",
            i + 1, file.name(), cells.get(numbers));
      }
      requireLetter(file, i + 1, cells.get(answers));
      String explained = explanations < 0 ? "" : cells.get(explanations);
      read.add(
          new ChoiceQuestion(
              cells.get(questions),
              options.stream().map(cells::get).toList(),
              cells.get(answers),
              explained.isEmpty() ? null : explained));
    }
    return read;
  }

  /**
   * @param row its number, from 1
   * @throws GlossaException (bad input) if the answer is no letter of an option
   */
  static void requireLetter(BenchmarkFile file, int row, String answer) {
    if (!ChoiceQuestion.LETTERS.contains(answer)) {
      throw GlossaException.badInput(
          "Row %d of '%s' has the answer '%s', which is none of A, B, C and D.",
          row, file.name(), answer);
    }
  }

  private static int column(BenchmarkFile file, List<String> header, String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw GlossaException.badInput("'%s' has no column '%s'.", file.name(), name);
    }
    return column;
  }
}
