package dev.glossa.report;

/**
 * How often a reason of rejection was met; a document with several reasons counts for each.
 *
 * @param reason the rule's name, or the kind of rejection (duplicate, language, unreadable)
 * @param language of the documents, a code
 * @param documents how many
 */
public record RejectCount(String reason, String language, long documents) {}
