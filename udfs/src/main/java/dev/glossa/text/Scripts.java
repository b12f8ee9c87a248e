package dev.glossa.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/** What the script of a character means for words. */
public final class Scripts {

  private static final int FIRST_WITHOUT_SPACES = 0x0E00;

  private Scripts() {}

  /** Whether the character is of a script that has no spaces between words, as Han or Thai. */
  public static boolean isWithoutSpaces(int codePoint) {
    return codePoint >= FIRST_WITHOUT_SPACES
        && (UCharacter.hasBinaryProperty(codePoint, UProperty.IDEOGRAPHIC)
            || UScript.breaksBetweenLetters(UScript.getScript(codePoint)));
  }
}
