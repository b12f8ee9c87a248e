package dev.glossa.ingest;

import java.io.Serializable;

/**
 * A document's text and what the input says its language is.
 *
 * @param language the input's label, or null
 */
public record LabelledText(String text, String language) implements Serializable {}
