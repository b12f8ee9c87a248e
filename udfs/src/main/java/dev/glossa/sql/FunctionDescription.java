package dev.glossa.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;

/**
 * What {@code DESCRIBE FUNCTION EXTENDED} answers about a function.
 *
 * @param name of the function
 * @param usage what it gives, after {@code _FUNC_(arguments) - }
 * @param arguments a line each
 * @param query an example, without its semicolon
 * @param answer what the example gives
 */
record FunctionDescription(
    String name, String usage, List<String> arguments, String query, String answer) {

  /** The version that all functions have been there since. */
  private static final String SINCE = "0.1.0";

  private static final String TEXT = "text - a string";
  private static final String LANGUAGE =
      "lang - the text's language: an ISO 639-1 code, or a label such as hin_Deva";
  private static final String TOKENIZER =
      "The tokenizer is the one that spark.glossa.tokenizer names.";

  /** Of every function that {@link GlossaFunctions} registers. */
  static final List<FunctionDescription> ALL =
      List.of(
          new FunctionDescription(
              "glossa_normalize",
              "_FUNC_(text) - The text with broken encoding mended, without invisible characters,"
                  + " in Unicode's form NFC.",
              List.of(TEXT),
              "SELECT length(glossa_normalize('cafe\\u0301'))",
              "4"),
          new FunctionDescription(
              "glossa_redact",
              "_FUNC_(text) - The text with a placeholder such as <EMAIL> for personal data: mail,"
                  + " IP addresses, telephone, bank, card and identity numbers, keys.",
              List.of(TEXT),
              "SELECT glossa_redact('to a@b.org')",
              "to <EMAIL>"),
          new FunctionDescription(
              "glossa_language",
              "_FUNC_(text) - A struct of the text's language and the share of belief in it, 0 to"
                  + " 1.",
              List.of(TEXT),
              "SELECT glossa_language('人人生而自由').language",
              "zh"),
          new FunctionDescription(
              "glossa_quality",
              "_FUNC_(text, lang) - An array with a struct for each quality rule: rule, the value"
                  + " measured, the bound it was held to, and whether it failed.",
              List.of(TEXT, LANGUAGE),
              "SELECT filter(glossa_quality('too short', 'en'),"
                  + " v -> v.rule = 'gopher_short_doc')[0].failed",
              "true"),
          new FunctionDescription(
              "glossa_minhash",
              "_FUNC_(text, lang) - The 112 least hashes of the text's shingles of five words, by"
                  + " which near duplicates are found; null for a text of fewer words.",
              List.of(TEXT, LANGUAGE),
              "SELECT size(glossa_minhash('a b c d e f', 'en'))",
              "112"),
          new FunctionDescription(
              "glossa_encode",
              "_FUNC_(text) - The ids of the text's tokens, without begin and end. " + TOKENIZER,
              List.of(TEXT),
              "SELECT size(glossa_encode('Habari')) = glossa_token_count('Habari')",
              "true"),
          new FunctionDescription(
              "glossa_decode",
              "_FUNC_(ids) - The text of the tokens with these ids. " + TOKENIZER,
              List.of("ids - an array of int"),
              "SELECT glossa_decode(glossa_encode('Habari'))",
              "Habari"),
          new FunctionDescription(
              "glossa_token_count",
              "_FUNC_(text) - How many tokens the text is. " + TOKENIZER,
              List.of(TEXT),
              "SELECT glossa_token_count('')",
              "0"));

  /**
   * In Spark's form.
   *
   * @param className what implements the function
   */
  ExpressionInfo info(String className) {
    return new ExpressionInfo(
        className,
        null,
        name,
        usage,
        arguments.stream()
            .map(argument -> "      * " + argument + "\n")
            .collect(Collectors.joining("", "\n    Arguments:\n", "  ")),
        "\n    Examples:\n      > %s;\n       %s\n  ".formatted(query, answer),
        "",
        "",
        SINCE,
        "",
        "java_udf");
  }
}
