package dev.waxseal.cli.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration of the milter that signs as an OpenDKIM does.
 *
 * @param toml the text of the file
 * @param notes what is not taken over, each with file and line
 */
public record OpendkimImport(String toml, List<String> notes) {

  private static final String PATTERNS = "refile:";

  /** Copies the list. */
  public OpendkimImport {
    notes = List.copyOf(notes);
  }

  /**
   * Reads the files of OpenDKIM.
   *
   * @param keyTable the file of keys
   * @param signingTable the file of authors; with {@code refile:} before it one of patterns
   * @param conf the other options
   * @param hostName the authserv-id if there is none
   * @param refusals what cannot be taken over; use the result only if there are none
   */
  public static OpendkimImport read(
      String keyTable,
      String signingTable,
      Optional<String> conf,
      String hostName,
      Refusals refusals) {
    Options options = new Options(conf, refusals);
    Map<String, KeyTable.Key> keys = KeyTable.read(path(keyTable), refusals);
    SigningTable table = new SigningTable(keys, refusals);
    boolean named = !path(signingTable).equals(signingTable);
    boolean patterns =
        (named ? signingTable : options.value("signingtable").orElse("")).startsWith(PATTERNS);
    List<Rule> lines =
        patterns ? table.patterns(path(signingTable)) : table.plain(path(signingTable));
    Signatures signatures = new Signatures(refusals);
    List<Rule> rules =
        options.isSet("multiplesignatures")
            ? signatures.all(lines, !patterns)
            : signatures.first(lines, !patterns, options.areKnown());
    List<String> notes = new ArrayList<>(options.notes());
    MilterFile file = new MilterFile(options, hostName, notes);
    return new OpendkimImport(file.text(rules), notes);
  }

  private static String path(String dataSet) {
    return dataSet.replaceFirst("^(re)?file:", "");
  }
}
