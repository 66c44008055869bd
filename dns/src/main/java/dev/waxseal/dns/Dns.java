package dev.waxseal.dns;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The way to DNS: one question, one answer, later.
 *
 * <p>Implementations may be shared among threads. They are asked for all names of a message at once
 * and answer in any order.
 */
public interface Dns {

  /**
   * Asks for the records of one type at one name, following aliases (CNAME).
   *
   * @return the answer when it comes; the stage never completes exceptionally, and the call never
   *     blocks
   */
  <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(DomainName name, RecordType<R> type);

  /** DNS by the servers that this machine is configured with, with a cache of its own. */
  static Dns system() {
    return DnsjavaResolver.system();
  }

  /**
   * DNS by given recursive servers, with a cache of its own.
   *
   * @param servers their addresses, resolved, the first to be asked first
   * @throws IllegalArgumentException if there is none
   */
  static Dns servers(List<InetSocketAddress> servers) {
    return DnsjavaResolver.of(servers);
  }

  /**
   * DNS out of master-file text, for tests and for work without a network.
   *
   * @param masterFile text as in zone files, one or several lines each (RFC 1035 section 5)
   * @throws IllegalArgumentException if it cannot be read; the message names the line
   */
  static ZoneDns zone(String... masterFile) {
    return ZoneDns.of(masterFile);
  }
}
