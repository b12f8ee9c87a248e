package dev.glossa.model;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests of a build for GPUs where there is none, and says so in one line. */
final class DeviceCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return NativeBackend.isBuiltForCuda() && Device.MISSING.isPresent()
        ? ConditionEvaluationResult.disabled(Device.MISSING.get())
        : ConditionEvaluationResult.enabled("there is a backend");
  }

  private static final class Device {
    static final Optional<String> MISSING = missing();

    private static Optional<String> missing() {
      try {
        NativeBackend.require();
        return Optional.empty();
      } catch (BackendUnavailableException e) {
        System.out.println("skipped: " + e.getMessage());
        return Optional.of(e.getMessage());
      }
    }
  }
}
