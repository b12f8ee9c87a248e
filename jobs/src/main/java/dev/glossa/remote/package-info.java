/**
 * Models behind servers that speak OpenAI's protocol, which many do: asked patiently, within
 * limits, and with keys that nobody gets to see.
 */
package dev.glossa.remote;
