package dev.glossa.model;

/** placeholder */
final class VectorKernels extends PlainKernels {}
