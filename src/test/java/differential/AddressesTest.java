package differential;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.Author;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Odd From fields, read by all address parsers that are tried: who has an author here has the same
 * domain, or nobody, for each of them.
 */
class AddressesTest {

  private static final List<AddressParser> PARSERS = AddressParser.all();

  /** Where each part of an address may be odd; all of these have an author. */
  private static final List<String> ACCEPTED =
      List.of(
          "a@x.example",
          "a @x.example",
          "a@ x.example",
          "Ann <a @ x.example>",
          "a(c)@x.example",
          "a@(c)x.example",
          "a (c) @ (d) x.example",
          "a@x.example(c)",
          "(c)a@x.example",
          "<(c)a@x.example>",
          "<a(c)@x.example>",
          "Ann <a@(c)x.example>",
          "Ann <a@x.example (c)>",
          "a@x .example",
          "a@x. example",
          "Ann <a@x . example>",
          ",a@x.example",
          ", , Ann <a@x.example>",
          "a@x.example,",
          "Ann <a@x.example>,",
          "Ann <a@x.example>, (c)",
          "a@x.example,,b@x.example",
          "<@y.example:a@x.example>",
          "Ann <@y.example:a@x.example>",
          "a@x.example <a@x.example>",
          "a@x.example<a@x.example>",
          "A@X.example <a@x.example>",
          "a@x.example <a@x.example>, b@x.example",
          "a@x.example;",
          "Ann <a@x.example>;",
          "Ann <a@x.example>; ");

  /** Here a parser finds another domain; so they stay ambiguous. */
  private static final List<String> REFUSED =
      List.of(
          "<@y.example,@z.example:a@x.example>",
          "Ann <@y.example,@z.example:a@x.example>",
          "a@x(c).example",
          "a(b@y.example)@x.example",
          "a@y.example <a@x.example>",
          "Ann <a@x.example>; Bob <b@y.example>",
          "a@y.example:a@x.example;",
          "a@y.example@x.example",
          "<a@y.example> <a@x.example>",
          "<a@y.example><a@x.example>",
          "\"a@x.example\" b@y.example, <c@z.example>",
          "<<a@y.example>a@x.example>",
          "a@x.example b@y.example",
          "a@x.example (b@y.example) <c@z.example>");

  /** What generated lists are made of. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "Ann",
          "\"q\"",
          "\"c@z.example\"",
          "=?utf-8?Q?c=40z.example?=",
          "@",
          "@",
          "@",
          "x.example",
          "x.example",
          "y.example",
          ".",
          "<",
          ">",
          "<",
          ">",
          ",",
          ";",
          ":",
          "(c)",
          "(c@z.example)",
          "(",
          ")",
          " ",
          " ",
          " ",
          "\t",
          "\\",
          "a@x.example",
          "<a@x.example>",
          "b@x.example",
          "b@y.example",
          "<b@y.example>",
          "<@y.example:a@x.example>",
          "Us:",
          "[",
          "]",
          "%",
          "!",
          "\"");

  /** Lists that have an author, with places to put something in. */
  private static final List<String> FRAMES =
      List.of(
          "~a~@~x.example~",
          "~Ann~<~a~@~x.example~>~",
          "~Ann~<~@y.example~:~a~@~x.example~>~",
          "~a@x.example~<~a@x.example~>~",
          "~a@x.example~,~b@x.example~",
          "~Us~:~a@x.example~,~<b@x.example>~;~",
          "~a@x~.~example~;~");

  private static final int GENERATED = 6000;

  @BeforeAll
  static void programs() {
    AddressParser.requirePrograms();
  }

  @Test
  void acceptedShapes() throws IOException {
    List<Set<String>> readings = table(ACCEPTED);
    for (int i = 0; i < ACCEPTED.size(); i++) {
      assertEquals(Set.of("x.example"), readings.get(i), ACCEPTED.get(i));
      assertEquals(Set.of("x.example"), here(ACCEPTED.get(i)), ACCEPTED.get(i));
    }
  }

  @Test
  void refusedShapes() throws IOException {
    List<Set<String>> readings = table(REFUSED);
    for (int i = 0; i < REFUSED.size(); i++) {
      assertNotEquals(1, readings.get(i).size(), REFUSED.get(i));
      assertEquals(Set.of(), here(REFUSED.get(i)), REFUSED.get(i));
    }
  }

  /** Whatever is put together: nobody finds another domain where there is one author here. */
  @Test
  void generatedLists() throws IOException {
    List<String> lists = generated(new Random(14));
    List<Set<String>> readings = readings(lists);
    int accepted = 0;
    for (int i = 0; i < lists.size(); i++) {
      Set<String> here = here(lists.get(i));
      if (here.size() == 1) {
        accepted++;
        assertTrue(here.containsAll(readings.get(i)), lists.get(i) + " " + readings.get(i));
      }
    }
    System.out.println(
        "differential addresses: " + lists.size() + " lists, " + accepted + " with one author");
    assertTrue(accepted > GENERATED / 10, accepted + " of " + lists.size());
  }

  private static List<String> generated(Random random) {
    List<String> lists = new ArrayList<>();
    while (lists.size() < GENERATED) {
      String frame = FRAMES.get(random.nextInt(FRAMES.size()));
      StringBuilder list = new StringBuilder();
      for (int i = 0; i < frame.length(); i++) {
        char c = frame.charAt(i);
        if (c != '~') {
          list.append(c);
        } else if (random.nextInt(4) == 0) {
          list.append(PIECES.get(random.nextInt(PIECES.size())));
        }
      }
      lists.add(list.toString());
    }
    return lists;
  }

  /** All domains that any parser finds in each list; the table goes to the log. */
  private static List<Set<String>> table(List<String> lists) throws IOException {
    List<List<Set<String>>> columns = new ArrayList<>();
    for (AddressParser parser : PARSERS) {
      columns.add(parser.domains(lists));
    }
    for (int i = 0; i < lists.size(); i++) {
      StringBuilder row = new StringBuilder("differential addresses: " + lists.get(i) + " |");
      for (int j = 0; j < PARSERS.size(); j++) {
        row.append(' ').append(PARSERS.get(j).name()).append(": ");
        row.append(String.join(" ", columns.get(j).get(i))).append(" |");
      }
      System.out.println(row);
    }
    return union(lists.size(), columns);
  }

  private static List<Set<String>> readings(List<String> lists) throws IOException {
    List<List<Set<String>>> columns = new ArrayList<>();
    for (AddressParser parser : PARSERS) {
      columns.add(parser.domains(lists));
    }
    return union(lists.size(), columns);
  }

  private static List<Set<String>> union(int lists, List<List<Set<String>>> columns) {
    List<Set<String>> union = new ArrayList<>();
    for (int i = 0; i < lists; i++) {
      Set<String> all = new TreeSet<>();
      for (List<Set<String>> column : columns) {
        all.addAll(column.get(i));
      }
      union.add(all);
    }
    return union;
  }

  /** The domains that are found here; empty if there is no author. */
  private static Set<String> here(String list) {
    Headers headers = Headers.of(List.of(HeaderField.parse(("From: " + list).getBytes(US_ASCII))));
    return Author.of(headers, Limits.defaults()) instanceof Author.Known known
        ? known.domains()
        : Set.of();
  }
}
