import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Fetches, checks and unpacks Apache Maven, for {@code mvnw} on a machine that has a JDK and nothing else.
 *
 * <p>Usage: {@code java FetchMaven.java URL SHA512 FOLDER}. The folder appears whole or not at all. Exit code 2 and one sentence
 * where the file cannot be had or is not the one that was pinned.
 */
final class FetchMaven {
  public static void main(String[] args) throws Exception {
    try {
      fetch(URI.create(args[0]), args[1], Path.of(args[2]));
    } catch (IOException e) {
      System.err.println("mvnw: Maven could not be fetched from " + args[0] + " (" + e + "); install Maven 3.8.6 or newer, or name a mirror in MVNW_REPOURL.");
      System.exit(2);
    }
  }

  private static void fetch(URI source, String sha512, Path folder) throws Exception {
    Files.createDirectories(folder.getParent());
    Path work = Files.createTempDirectory(folder.getParent(), ".fetch");
    Path zip = work.resolve("maven.zip");
    Path unpacked = work.resolve("unpacked");
    try {
      try (InputStream in = open(source)) {
        Files.copy(in, zip);
      }
      String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(zip)));
      if (!found.equals(sha512)) {
        throw new IOException("its SHA-512 is " + found + ", not the pinned " + sha512);
      }
      unpack(zip, unpacked);
      unpacked.resolve("bin/mvn").toFile().setExecutable(true, false);
      Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(work);
    }
  }

  /** With what was unpacked before a failure. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : (Iterable<Path>) entries.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(entry);
      }
    }
  }

  private static InputStream open(URI source) throws IOException {
    if (source.toURL().openConnection() instanceof HttpURLConnection http) {
      http.setConnectTimeout(30_000);
      http.setReadTimeout(60_000);
      return http.getInputStream();
    }
    return source.toURL().openStream();
  }

  /** The archive has one top folder, which is left out. */
  private static void unpack(Path zip, Path folder) throws IOException {
    try (FileSystem archive = FileSystems.newFileSystem(zip);
        Stream<Path> entries = Files.walk(archive.getPath("/"))) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        Path relative = archive.getPath("/").relativize(entry);
        if (relative.getNameCount() < 2) {
          continue;
        }
        Path target = folder.resolve(relative.subpath(1, relative.getNameCount()).toString());
        if (Files.isDirectory(entry)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entry, target);
        }
      }
    }
  }
}
