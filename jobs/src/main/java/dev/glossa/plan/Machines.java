package dev.glossa.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.glossa.job.ConfigFile;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Nearest;
import dev.glossa.job.ShippedFile;
import dev.glossa.plan.Machine.Disk;
import dev.glossa.plan.Machine.Gpu;
import dev.glossa.plan.Machine.Platform;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The machines of a file such as {@code conf/machines.conf}, which explains its keys. */
final class Machines {
  private static final Set<String> KEYS = Set.of("cores", "memory", "gpu", "price");

  private final Map<String, Machine> byName = new LinkedHashMap<>();

  /**
   * @param file a path, or the name of a file of conf/ without its ending
   * @param prices of machines by their names; they count more than those of the file
   * @throws GlossaException (usage) if the file is not there or says what is unknown, or a price is
   *     that of no machine
   */
  static Machines read(String file, Map<String, Double> prices, Configuration hadoop) {
    Path found =
        ShippedFile.find(file, "conf", hadoop)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "There is no file of machines '%s': name one in plan.machines, such as a"
                            + " copy of conf/machines.conf.",
                        file));
    try {
      return new Machines(ConfigFile.trusted(found, hadoop).resolve(), prices);
    } catch (ConfigException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The machines of '" + found + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private Machines(Config file, Map<String, Double> prices) {
    Config machines = file.getConfig("machines");
    for (String platform : machines.root().keySet()) {
      Config all = machines.getConfig(ConfigUtil.quoteString(platform));
      for (String name : all.root().keySet()) {
        Config machine = all.getConfig(ConfigUtil.quoteString(name));
        byName.put(name, machine(name, platform(platform, file), machine, file, prices));
      }
    }
    prices.keySet().forEach(this::named);
  }

  private static Platform platform(String name, Config file) {
    Config platform = file.getConfig("platforms." + ConfigUtil.quoteString(name));
    return new Platform(
        name,
        platform.getString("bucket"),
        platform.getDouble("usable"),
        platform.hasPath("serverless") && platform.getBoolean("serverless"),
        platform.hasPath("disk") ? disk(platform.getConfig("disk")) : null);
  }

  private static Disk disk(Config disk) {
    return new Disk(disk.getString("setting"), disk.getInt("least"), disk.getInt("most"));
  }

  private static Machine machine(
      String name, Platform platform, Config machine, Config file, Map<String, Double> prices) {
    for (String key : machine.root().keySet()) {
      if (!KEYS.contains(key)) {
        throw GlossaException.usage(
            "The machine '%s' has an unknown key '%s': did you mean '%s'?",
            name, key, Nearest.to(key, KEYS));
      }
    }
    Gpu gpu = machine.hasPath("gpu") ? gpu(machine.getString("gpu"), file) : null;
    Double price = machine.hasPath("price") ? (Double) machine.getDouble("price") : null;
    return new Machine(
        name,
        platform,
        machine.getInt("cores"),
        machine.getInt("memory"),
        gpu,
        prices.getOrDefault(name, price));
  }

  private static Gpu gpu(String name, Config file) {
    Config gpu = file.getConfig("gpus." + ConfigUtil.quoteString(name));
    return new Gpu(name, gpu.getInt("memory"), gpu.getDouble("teraflops"));
  }

  /**
   * The machine of this name.
   *
   * @throws GlossaException (usage) if there is none
   */
  Machine named(String name) {
    Machine machine = byName.get(name);
    if (machine == null) {
      throw GlossaException.usage(
          "There is no machine '%s': did you mean '%s'? conf/machines.conf lists them.",
          name, Nearest.to(name, byName.keySet()));
    }
    return machine;
  }

  /**
   * The one with the least memory and cores on the platform of another that is fit for something.
   */
  Optional<Machine> smallest(Machine other, Predicate<Machine> fit) {
    return byName.values().stream()
        .filter(machine -> machine.platform().equals(other.platform()))
        .filter(machine -> (machine.gpu() == null) == (other.gpu() == null))
        .filter(fit)
        .min(Comparator.comparingInt(Machine::memory).thenComparingInt(Machine::cores));
  }
}
