package dev.glossa.notebook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.zeppelin.display.GUI;
import org.apache.zeppelin.interpreter.ZeppelinContext;

/**
 * What a paragraph knows as {@code z}: Zeppelin's own forms. What needs a running server is not
 * there. Public, since paragraphs are compiled.
 */
public final class NoteContext extends ZeppelinContext {
  private static final int MOST_ROWS = 1000;

  /**
   * @param values what a user has typed into forms, by the name of the form
   */
  NoteContext(Map<String, Object> values) {
    super(null, MOST_ROWS);
    setGui(filled(values));
    setNoteGui(filled(values));
  }

  private static GUI filled(Map<String, Object> values) {
    GUI gui = new GUI();
    gui.setParams(new HashMap<>(values));
    return gui;
  }

  @Override
  public Map<String, String> getInterpreterClassMap() {
    return Map.of();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<Class> getSupportedClasses() {
    return List.of();
  }

  @Override
  public String showData(Object data, int mostRows) {
    throw new UnsupportedOperationException("show tables by %spark.sql or by printing %table");
  }
}
