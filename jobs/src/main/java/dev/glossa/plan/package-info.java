/**
 * What a corpus and a training will take on rented machines, before they are rented: a sample of
 * the data goes through the real jobs here, and what they took is carried over.
 */
package dev.glossa.plan;
