package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this machine has and a cluster does not see, under names made of its content in an object
 * store: nothing there is ever replaced while a job that runs may still read it.
 */
final class Staging {
  /** Whatever is larger is data, which does not go through the launcher. */
  private static final long LARGEST_FILE = 16 << 20;

  /** Options that take the name of a file of conf/, and where those are. */
  private static final Map<String, String> NAMED =
      Map.of("--config", "conf/models/", "--prompt", "conf/judge/");

  private final Storage storage;
  private final String folder;
  private final Set<Command> uploads = new LinkedHashSet<>();

  Staging(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** The commands that bring everything that was asked for to its address. */
  List<Command> uploads() {
    return List.copyOf(uploads);
  }

  /** Where the cluster finds jars of this distribution, in their order. */
  List<String> jars(Distribution glossa, List<Path> jars) {
    String target = folder + "/glossa-" + glossa.version() + "-" + digest(jars);
    uploads.addAll(storage.upload(glossa.lib(), jars, target));
    return jars.stream().map(jar -> target + "/" + glossa.lib().relativize(jar)).toList();
  }

  /** Where the cluster finds the files of conf/: the home of this distribution there. */
  String home(Distribution glossa) {
    Path conf = glossa.home().resolve("conf");
    String target = folder + "/home-" + glossa.version() + "-" + digest(files(conf));
    uploads.add(storage.uploadFolder(conf, target));
    return target;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A command line as the cluster understands it: small files become objects.
   *
   * @throws GlossaException (usage) if it names what is only on this machine
   */
  List<String> arguments(Request request) {
    List<String> arguments = new ArrayList<>(request.arguments());
    for (Request.PathArgument path : request.paths()) {
      if (!path.text().contains("://") && !isShipped(path, request.home())) {
        String address = address(path);
        arguments.replaceAll(
            word -> {
              if (word.equals(path.text())) {
                return address;
              }
              return word.equals(path.option() + "=" + path.text())
                  ? path.option() + "=" + address
                  : word;
            });
      }
    }
    return arguments;
  }

  /** A file of conf/ by its name. */
  private static boolean isShipped(Request.PathArgument path, Path home) {
    String folder = NAMED.get(path.option());
    return folder != null && Files.isRegularFile(home.resolve(folder + path.text() + ".conf"));
  }

  private String address(Request.PathArgument path) {
    Path file = Path.of(path.text());
    if (!Files.isRegularFile(file)
        || size(file) > LARGEST_FILE
        || path.option().equals("--output")) {
      throw GlossaException.usage(
          "'%s' (%s) is a path of this machine, which the cluster does not see: copy it to the object store and give its %s:// address.",
          path.text(), path.option(), storage.scheme());
    }
    String target = folder + "/files/" + digest(List.of(file)) + "/" + file.getFileName();
    uploads.add(storage.upload(file, target));
    return target;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The beginning of SHA-256 over the files. */
  private static String digest(List<Path> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
