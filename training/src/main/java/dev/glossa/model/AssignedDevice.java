package dev.glossa.model;

import com.sun.jna.platform.unix.LibC;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The GPU that was assigned to this process. The others are hidden from CUDA before it starts: ND4J
 * gives every new thread the next device, and makes handles of cuBLAS on all that it sees.
 *
 * @param address its number in {@code nvidia-smi}, or its UUID
 */
record AssignedDevice(String address) {
  static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  static final String ORDER = "CUDA_DEVICE_ORDER";

  /** The environment that native libraries read; Java's own copy of it cannot be changed. */
  interface Environment {
    /** Null if there is no such variable. */
    String get(String name);

    void set(String name, String value);
  }

  /** That of this process. */
  static final Environment OF_PROCESS =
      new Environment() {
        @Override
        public String get(String name) {
          return LibC.INSTANCE.getenv(name);
        }

        @Override
        public void set(String name, String value) {
          LibC.INSTANCE.setenv(name, value, 1);
        }
      };

  /** What all who may know say together. */
  static Optional<AssignedDevice> find() {
    List<String> all = new ArrayList<>();
    ServiceLoader.load(DeviceAssignment.class, DeviceAssignment.class.getClassLoader())
        .forEach(assignment -> all.addAll(assignment.devices()));
    return of(all);
  }

  /**
   * @throws BackendUnavailableException if there are several
   */
  static Optional<AssignedDevice> of(List<String> addresses) {
    if (addresses.size() > 1) {
      throw new BackendUnavailableException(
          "Spark assigned the GPUs %s to this process, but ND4J computes on one: set spark.task.resource.gpu.amount=1 and spark.executor.resource.gpu.amount=1, for one executor a GPU."
              .formatted(String.join(", ", addresses)),
          null);
    }
    return addresses.stream().findFirst().map(AssignedDevice::new);
  }

  /**
   * Makes it the only device of this process, whose number is 0 then.
   *
   * @param cuda whether ND4J computes on GPUs in this build
   * @throws BackendUnavailableException if the promise cannot be kept
   */
  void pin(boolean cuda, Environment environment) {
    if (!cuda) {
      throw new BackendUnavailableException(
          "Spark assigned the GPU '%s' to this process, but this build computes on the CPU: build with -Pcuda, or drop spark.task.resource.gpu.amount and spark.driver.resource.gpu.amount."
              .formatted(address),
          null);
    }
    String visible = environment.get(VISIBLE);
    if (visible != null && !Arrays.asList(visible.split(",")).contains(address)) {
      throw new BackendUnavailableException(
          "Spark assigned the GPU '%s' to this process, but CUDA_VISIBLE_DEVICES shows it only '%s': unset that, or let Spark's discovery script give no other."
              .formatted(address, visible),
          null);
    }
    // As nvidia-smi counts; CUDA itself would begin with the fastest.
    environment.set(ORDER, "PCI_BUS_ID");
    environment.set(VISIBLE, address);
  }

  @Override
  public String toString() {
    return "GPU '" + address + "'";
  }
}
