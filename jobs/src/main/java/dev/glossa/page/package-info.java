/** What self-contained pages are made of: sections of text, figures, tables and charts. */
package dev.glossa.page;
