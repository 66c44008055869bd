package dev.waxseal.milter.role;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that reveal the author of a post to an anonymous list: results and signatures contain
 * the author's domain or address, which the list itself removes from From.
 */
final class Revealing {

  /** Their names, in lower case. */
  static final Set<String> NAMES =
      Set.of(
          "authentication-results",
          "arc-authentication-results",
          "arc-message-signature",
          "arc-seal",
          "dkim-signature",
          "received-spf",
          "x-mailfrom");

  /** The name of results, in lower case. */
  static final String RESULTS = AuthenticationResults.NAME.toLowerCase(Locale.ROOT);

  /** The names that a header counts even if it is too large to be kept. */
  static final Set<String> WATCHED = NAMES;

  private Revealing() {}

  /** The deletion of all of them. */
  static List<DeleteHeader> deletions(MessageHeader header) {
    List<DeleteHeader> deletions = new ArrayList<>();
    new TreeSet<>(NAMES).forEach(name -> deletions.addAll(deletions(header, name)));
    return deletions;
  }

  /** The deletion of all fields of one watched name. */
  static List<DeleteHeader> deletions(MessageHeader header, String name) {
    List<DeleteHeader> deletions = new ArrayList<>();
    for (int i = 1; i <= header.count(name); i++) {
      deletions.add(new DeleteHeader(name, i));
    }
    return deletions;
  }
}
