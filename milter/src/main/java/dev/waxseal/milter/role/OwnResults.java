package dev.waxseal.milter.role;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The results in a header that claim to come from our services (RFC 8601 section 5).
 *
 * @param ids the ids of those services
 */
record OwnResults(AuthservIds ids) {

  /** The deletion of all of them. */
  List<DeleteHeader> deletions(MessageHeader header) {
    return deletions(header, Set.of());
  }

  /**
   * The deletion of all of them except some. If the header is too large to distinguish them, all
   * results are deleted.
   *
   * @param kept the fields to keep, by position among all fields
   */
  List<DeleteHeader> deletions(MessageHeader header, Set<Integer> kept) {
    return header.isOverfull()
        ? Revealing.deletions(header, Revealing.RESULTS)
        : ReceivedResults.claiming(header.headers(), ids).stream()
            .filter(claim -> !kept.contains(claim.position()))
            .map(claim -> new DeleteHeader(claim.field().name(), claim.ordinal()))
            .toList();
  }

  /** True if there is one in a header. */
  boolean areIn(Headers headers) {
    return !ReceivedResults.claiming(headers, ids).isEmpty();
  }

  /** The positions of fields among all fields of their header. */
  static Set<Integer> places(List<ReceivedResults.Entry> entries) {
    return entries.stream().map(ReceivedResults.Entry::position).collect(Collectors.toSet());
  }
}
