package dev.glossa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AssignedDeviceTest {

  private static final class Variables implements AssignedDevice.Environment {
    final Map<String, String> values = new LinkedHashMap<>();

    @Override
    public String get(String name) {
      return values.get(name);
    }

    @Override
    public void set(String name, String value) {
      values.put(name, value);
    }
  }

  private final Variables environment = new Variables();

  @Test
  void nothingIsPinnedWhereNobodyAssigns() {
    assertThat(AssignedDevice.of(List.of())).isEmpty();
    assertThat(AssignedDevice.find()).isEmpty();
  }

  @Test
  void onlyTheAssignedDeviceStaysVisible() {
    AssignedDevice.of(List.of("3")).orElseThrow().pin(true, environment);
    assertThat(environment.values)
        .containsOnly(
            Map.entry("CUDA_VISIBLE_DEVICES", "3"), Map.entry("CUDA_DEVICE_ORDER", "PCI_BUS_ID"));
  }

  @Test
  void theChoiceOfTheEnvironmentIsNarrowedToIt() {
    environment.set("CUDA_VISIBLE_DEVICES", "2,GPU-5d6a");
    new AssignedDevice("GPU-5d6a").pin(true, environment);
    assertThat(environment.get("CUDA_VISIBLE_DEVICES")).isEqualTo("GPU-5d6a");
  }

  @Test
  void aDeviceThatTheEnvironmentHidesIsNamed() {
    environment.set("CUDA_VISIBLE_DEVICES", "0,1");
    assertThatThrownBy(() -> new AssignedDevice("3").pin(true, environment))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("GPU '3'")
        .hasMessageContaining("only '0,1': unset");
    assertThat(environment.get("CUDA_VISIBLE_DEVICES")).isEqualTo("0,1");
  }

  @Test
  void aDeviceForABuildOnTheCpuIsRefused() {
    assertThatThrownBy(() -> new AssignedDevice("0").pin(false, environment))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("GPU '0'")
        .hasMessageContaining("-Pcuda");
    assertThat(environment.values).isEmpty();
  }

  @Test
  void severalDevicesAreRefused() {
    assertThatThrownBy(() -> AssignedDevice.of(List.of("0", "1")))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("GPUs 0, 1")
        .hasMessageContaining("spark.task.resource.gpu.amount=1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nativeCodeSeesWhatIsSet() {
    AssignedDevice.OF_PROCESS.set("GLOSSA_ASSIGNED_DEVICE_TEST", "7");
    assertThat(AssignedDevice.OF_PROCESS.get("GLOSSA_ASSIGNED_DEVICE_TEST")).isEqualTo("7");
    assertThat(AssignedDevice.OF_PROCESS.get("GLOSSA_NO_SUCH_VARIABLE")).isNull();
  }
}
