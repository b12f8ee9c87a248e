/**
 * Code-switching: where an answer that should be in one language goes over to another.
 *
 * <p>{@code english.txt.gz} are words of SCOWL (LICENSE-scowl beside it), made by {@code
 * udfs/src/make/switching_data.py}; {@code loanwords.txt} is a list of ours.
 */
package dev.glossa.switching;
