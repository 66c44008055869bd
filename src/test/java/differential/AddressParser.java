package differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A parser of address lists that others wrote.
 *
 * @param name what it is called
 * @param addresses what it finds in each of several lists: addresses as it gives them
 */
record AddressParser(String name, Addresses addresses) {

  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  /** How addresses are found. */
  @FunctionalInterface
  interface Addresses {
    List<List<String>> in(List<String> lists) throws IOException;
  }

  /** All that are tried: those of Python, of Perl, of mime4j and of Jakarta Mail. */
  static List<AddressParser> all() {
    return List.of(
        script("Python utils", "/usr/bin/python3", "addresses.py", "utils"),
        script("Python registry", "/usr/bin/python3", "addresses.py", "registry"),
        script("Email::Address::XS", "/usr/bin/perl", "addresses.pl", "Email::Address::XS"),
        script("Mail::Address", "/usr/bin/perl", "addresses.pl", "Mail::Address"),
        new AddressParser("mime4j", each(JavaAddresses::mime4jLenient)),
        new AddressParser("mime4j strict", each(JavaAddresses::mime4jStrict)),
        new AddressParser("Jakarta strict", each(list -> JavaAddresses.jakarta(list, true))),
        new AddressParser("Jakarta", each(list -> JavaAddresses.jakarta(list, false))));
  }

  /** Skips the test that runs if a program is missing. */
  static void requirePrograms() {
    List<String> probe =
        List.of("/usr/bin/perl", "-MEmail::Address::XS", "-MMail::Address", "-e", "1");
    Installation.require(
        "address parsers",
        Command.succeeds(probe) && Command.succeeds(List.of("/usr/bin/python3", "-c", "pass"))
            ? Optional.empty()
            : Optional.of("libemail-address-xs-perl libmailtools-perl python3"));
  }

  /**
   * The domains that it finds in each list: what stands after the last at sign of an address, if
   * that is a name. A parser that refuses a list, or gives a domain with brackets or spaces in it,
   * names nobody else.
   */
  List<Set<String>> domains(List<String> lists) throws IOException {
    List<Set<String>> all = new ArrayList<>();
    for (List<String> found : addresses.in(lists)) {
      Set<String> domains = new TreeSet<>();
      for (String address : found) {
        String domain = address.substring(address.lastIndexOf('@') + 1).strip();
        if (address.contains("@") && DOMAIN.matcher(domain.toLowerCase(Locale.ROOT)).matches()) {
          domains.add(domain.toLowerCase(Locale.ROOT));
        }
      }
      all.add(domains);
    }
    return all;
  }

  private static AddressParser script(String name, String program, String file, String parser) {
    String script = Path.of(System.getProperty("basedir", ""), "java", "differential", file) + "";
    return new AddressParser(
        name,
        lists -> {
          Path input = Files.createTempFile("addresses", ".hex");
          try {
            Files.write(input, lists.stream().map(AddressParser::hex).toList());
            String output = Command.run(List.of(program, script, parser, input.toString()));
            List<List<String>> found =
                output.lines().map(line -> List.of(line.split("\t", -1))).toList();
            if (found.size() != lists.size()) {
              throw new IOException(name + " wrote " + found.size() + " lines: " + output);
            }
            return found;
          } finally {
            Files.delete(input);
          }
        });
  }

  private static String hex(String list) {
    StringBuilder hex = new StringBuilder();
    list.chars().forEach(c -> hex.append(String.format("%02x", c)));
    return hex.toString();
  }

  private static Addresses each(Function<String, List<String>> one) {
    return lists -> lists.stream().map(one).toList();
  }
}
