package dev.glossa.text;

/** A page that is not read, since it would cost more than its limits; the message says which. */
public final class UnreadablePageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadablePageException(String message) {
    super(message);
  }
}
