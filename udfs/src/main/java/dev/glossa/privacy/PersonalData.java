package dev.glossa.privacy;

/** A kind of personal data, which is replaced by its name in angle brackets. */
public enum PersonalData {
  EMAIL,
  IP,
  IBAN,
  CARD,
  PHONE;

  /** What stands in the text in its place. */
  public String placeholder() {
    return "<" + name() + ">";
  }
}
