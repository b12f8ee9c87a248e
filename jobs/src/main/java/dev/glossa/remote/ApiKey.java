package dev.glossa.remote;

import dev.glossa.job.GlossaException;
import java.io.Serializable;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * The key of a server, from the environment and for the server alone: nothing prints it, and it is
 * taken out of whatever the server says.
 */
public final class ApiKey implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whose value is the key of models under test. */
  public static final String MODEL = "GLOSSA_API_KEY";

  /** Whose value is the key of judges. */
  public static final String JUDGE = "GLOSSA_JUDGE_API_KEY";

  /** Shorter values are no keys, and are words that a server may well say. */
  private static final int SECRET_LENGTH = 8;

  private final String variable;
  private final String value;

  private ApiKey(String variable, String value) {
    this.variable = variable;
    this.value = value;
  }

  /**
   * The key that a variable of the environment holds; servers on one's own machine need none.
   *
   * @throws GlossaException (usage) if the value cannot be a key
   */
  public static ApiKey from(Map<String, String> environment, String variable) {
    String value = environment.getOrDefault(variable, "").strip();
    // HTTP's own message about such a header would repeat it.
    if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw GlossaException.usage(
          "The value of %s cannot be a key: it has spaces or characters outside ASCII.", variable);
    }
    return new ApiKey(variable, value);
  }

  void authorize(HttpRequest.Builder request) {
    if (!value.isEmpty()) {
      request.header("Authorization", "Bearer " + value);
    }
  }

  /** The text with the variable's name in the place of the key. */
  String redact(String text) {
    return value.length() < SECRET_LENGTH ? text : text.replace(value, "$" + variable);
  }

  String variable() {
    return variable;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey key && variable.equals(key.variable) && value.equals(key.value);
  }

  @Override
  public int hashCode() {
    return variable.hashCode();
  }

  /** The variable's name alone. */
  @Override
  public String toString() {
    return "$" + variable + (value.isEmpty() ? " (not set)" : "");
  }
}
