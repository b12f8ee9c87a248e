/**
 * Words as datatrove's word tokenizers find them: IndicNLP's, spaCy's rules, jieba, pyvi; see
 * {@link dev.glossa.words.WordSplitters}.
 */
package dev.glossa.words;
