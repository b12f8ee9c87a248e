package dev.glossa.model;

import java.util.List;

/**
 * Which GPU this process was given by whoever started it. Implementations are found by {@link
 * java.util.ServiceLoader} and asked once, on the thread that starts ND4J, before it starts.
 */
public interface DeviceAssignment {

  /**
   * Addresses as {@code nvidia-smi} has them, a number or a UUID; none where nobody has decided,
   * and all devices may be used.
   */
  List<String> devices();
}
