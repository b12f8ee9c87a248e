package dev.glossa.remote;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * A model behind a server, which the command line calls {@code URL#NAME}.
 *
 * @param url the base of the server's interface, as {@code http://localhost:8000/v1}
 * @param name what the server calls the model
 */
public record RemoteModel(String url, String name) implements Serializable {
  private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);

  /** Whether the text means a model behind a server, and not a folder. */
  public static boolean isRemote(String text) {
    return SCHEME.matcher(text).matches();
  }

  /**
   * @throws GlossaException (usage) if the text is no {@code URL#NAME}, or has a secret in it
   */
  public static RemoteModel parse(String text) {
    int sharp = text.indexOf('#');
    if (!isRemote(text) || sharp < 0 || sharp == text.length() - 1) {
      throw GlossaException.usage(
          "'%s' names no model behind a server: write URL#NAME, as http://localhost:8000/v1#llama.",
          withoutSecrets(text));
    }
    URI uri;
    try {
      uri = new URI(text.substring(0, sharp));
    } catch (URISyntaxException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The address before '#' is no URL: " + e.getReason() + ".");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null || uri.getRawQuery() != null) {
      throw GlossaException.usage(
          "The address '%s' must be a host and a path alone: keys come from the environment.",
          withoutSecrets(text));
    }
    return new RemoteModel(uri.toString().replaceAll("/+$", ""), text.substring(sharp + 1));
  }

  /** The text without what may stand before an @ or after a question mark. */
  private static String withoutSecrets(String text) {
    return text.replaceAll("//[^/#]*@", "//…@").replaceAll("\\?[^#]*", "?…");
  }

  /** The address of one of the server's functions. */
  URI function(String path) {
    return URI.create(url + path);
  }

  @Override
  public String toString() {
    return url + "#" + name;
  }
}
