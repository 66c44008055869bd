package examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The links of the pages lead somewhere, the tests that they name are there, and so are the
 * pictures.
 */
class PagesTest {

  private static final Path ROOT =
      Path.of(System.getProperty("waxseal.root", "../..")).toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)]*))?\\)");
  private static final Pattern PICTURE = Pattern.compile("<img src=\"([^\"]+)\"");
  private static final Pattern INPUT = Pattern.compile("(?:examples|testvectors)/[\\w./-]+");
  private static final Pattern TEST = Pattern.compile("`((?:cli|differential|vectors)\\.\\w+)`");
  private static final int LARGEST_PICTURE = 150 * 1024;

  @Test
  void eachLinkLeadsSomewhere() throws IOException {
    List<String> lost = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page, UTF_8);
      LINK.matcher(text)
          .results()
          .forEach(
              link -> {
                Path target =
                    link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
                Optional<String> anchor = Optional.ofNullable(link.group(2));
                if (!Files.exists(target)
                    || !anchor.map(it -> hasAnchor(target, it)).orElse(true)) {
                  lost.add(ROOT.relativize(page) + ": " + link.group());
                }
              });
    }
    assertEquals(List.of(), lost);
  }

  @Test
  void eachTestThatThePagesNameIsThere() throws IOException {
    List<String> lost = new ArrayList<>();
    for (Path page : pages()) {
      TEST.matcher(Files.readString(page, UTF_8))
          .results()
          .map(found -> found.group(1).replace('.', '/') + ".java")
          .filter(file -> !Files.exists(ROOT.resolve("src/test/java").resolve(file)))
          .forEach(file -> lost.add(ROOT.relativize(page) + ": " + file));
    }
    assertEquals(List.of(), lost);
  }

  @Test
  void eachPictureIsThereAndSmall() throws IOException {
    List<String> pictures =
        PICTURE
            .matcher(Files.readString(ROOT.resolve("README.md"), UTF_8))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(List.of("docs/pictures/terminal.png", "docs/pictures/page.png"), pictures);
    for (String picture : pictures) {
      assertTrue(Files.size(ROOT.resolve(picture)) <= LARGEST_PICTURE, picture);
    }
  }

  @Test
  void whatThePicturesAreMadeOfIsThere() throws IOException {
    List<String> inputs =
        INPUT
            .matcher(Files.readString(ROOT.resolve("docs/pictures/make"), UTF_8))
            .results()
            .map(found -> found.group())
            .toList();
    assertTrue(inputs.size() >= 3, inputs::toString);
    assertEquals(List.of(), inputs.stream().filter(it -> !Files.exists(ROOT.resolve(it))).toList());
  }

  private static boolean hasAnchor(Path target, String anchor) {
    try (Stream<String> lines = Files.lines(target, UTF_8)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
          .anyMatch(anchor::equals);
    } catch (IOException e) {
      return false;
    }
  }

  /** The pages of the root and of the folders that have any. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> all =
        Files.find(ROOT, 2, (path, attributes) -> path.toString().endsWith(".md"))) {
      all.filter(page -> !page.toString().contains("/.")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
