package dev.glossa.privacy;

/** A kind of personal data, which is replaced by its name in angle brackets. */
public enum PersonalData {
  /** Keys, tokens and passwords of computers. */
  KEY,
  EMAIL,
  /** Public addresses of the internet, of version 4 and 6. */
  IP,
  IBAN,
  /** Payment cards. */
  CARD,
  /** Numbers that a state gives a person. */
  NATIONAL_ID,
  PHONE;

  /** What stands in the text in its place. */
  public String placeholder() {
    return "<" + name() + ">";
  }
}
