package dev.glossa.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which kernels this JVM runs: on the CPU the Vector API's where the module and the type allow, on
 * a GPU those that multiply in batches.
 */
final class KernelChoice {
  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);
  private static final Kernels PLAIN = new PlainKernels();

  private KernelChoice() {}

  static Kernels of(DataType type) {
    NativeBackend.require();
    return type == DataType.FLOAT ? Float32.KERNELS : Others.KERNELS;
  }

  private static final class Others {
    static final Kernels KERNELS = NativeBackend.isCpu() ? PLAIN : new BatchedKernels();
  }

  /**
   * The choice for float32, made once; without the module {@link VectorKernels} is never loaded.
   */
  private static final class Float32 {
    static final Kernels KERNELS = choose();

    private static Kernels choose() {
      if (!NativeBackend.isCpu()) {
        return Others.KERNELS;
      }
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        LOG.warn(
            "Training runs on plain kernels, at about two thirds of the speed:"
                + " start Java with --add-modules jdk.incubator.vector.");
        return PLAIN;
      }
      return new VectorKernels();
    }
  }
}
