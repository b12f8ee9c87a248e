import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Makes the natives bundle of a jar of classes and the native libraries of the class path. Entries are copied as they are
 * compressed: to inflate and deflate a gigabyte again, as shading does, takes half a minute and changes nothing.
 *
 * <p>Usage: {@code java -cp CLASSPATH AppendNatives.java CLASSES BUNDLE}
 */
final class AppendNatives {
  /** Libraries of ND4J and of what it loads, and of CUDA all but what ND4J never loads. */
  private static final Pattern NATIVE =
      Pattern.compile(
          "org/(nd4j|bytedeco)/.*/lib(?!(jni)?(cufft|nccl|npp|nvjpeg))[^/]*\\.(so[.0-9]*|dylib|[0-9.]+\\.dylib)"
              + "|org/(nd4j|bytedeco)/.*\\.dll");

  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[0]);
    Path bundle = Path.of(args[1]);
    Path unfinished = Path.of(args[1] + ".new");
    Set<String> written = new HashSet<>();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(unfinished)) {
      out.setUseZip64(Zip64Mode.AsNeeded);
      copy(classes, name -> true, out, written);
      for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (element.endsWith(".jar")) {
          copy(Path.of(element), name -> NATIVE.matcher(name).matches(), out, written);
        }
      }
    }
    Files.move(unfinished, bundle, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(classes);
  }

  private static void copy(Path jar, Predicate<String> wanted, ZipArchiveOutputStream out, Set<String> written) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      for (Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
        ZipArchiveEntry entry = entries.nextElement();
        if (wanted.test(entry.getName()) && written.add(entry.getName())) {
          out.addRawArchiveEntry(entry, zip.getRawInputStream(entry));
        }
      }
    }
  }
}
