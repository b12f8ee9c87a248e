/** Initialization and pretraining of models. */
package dev.glossa.pretrain;
