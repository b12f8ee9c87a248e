package dev.glossa.ingest;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields of JSON, and columns of tables, hold what. A name is that of a field, or leads into
 * objects with dots between names.
 *
 * @param text the field of a document's text
 * @param id its id
 * @param url its address
 * @param language its language; the first of these that has a value
 */
public record DocumentFields(String text, String id, String url, List<String> language)
    implements Serializable {

  /** The names that most files have. */
  static final DocumentFields USUAL =
      new DocumentFields("text", "id", "url", List.of("language", "lang"));

  /** All names: what has another one is metadata. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of(text, id, url));
    names.addAll(language);
    return names;
  }
}
