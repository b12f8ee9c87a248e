/** Low-rank adapters. */
package dev.glossa.lora;
