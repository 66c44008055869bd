package dev.waxseal.dns;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The Domain Name System: the interface through which every verifier asks it.
 *
 * <p>An implementation may be shared among threads, never blocks in {@link #lookup} and never
 * throws from it: what DNS does is an answer. It may be implemented by users of this library.
 *
 * <p>One that asks over the network holds sockets and a thread from its first query on, until it is
 * closed. A program that needs it until its own end need not close it: the thread is a daemon.
 */
public interface Dns extends AutoCloseable {

  /**
   * Asks for the records of a type at a name, following aliases (CNAME) unless they are asked for.
   *
   * <p>The stage never completes exceptionally. It may be complete on return, and it may complete
   * on a thread on which nothing may block.
   *
   * @param name the name, always taken as absolute
   * @param type the type of the records
   * @param <R> the data of a record of that type
   * @return the answer, when it arrives
   */
  <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(DomainName name, RecordType<R> type);

  /**
   * Releases sockets and threads. Open queries, and all later ones, are answered {@link
   * DnsAnswer.Unavailable}. Does nothing if it has been closed, or holds nothing.
   *
   * <p>The resolvers of this library share their sockets and their one thread, with each other and
   * with all else in this Java that uses dnsjava: these go with the last of the resolvers.
   */
  @Override
  default void close() {}

  /**
   * DNS through the recursive servers that this machine is configured to use.
   *
   * <p>The configuration is read now; one that changes later needs another resolver. If there is
   * none, every answer is {@link DnsAnswer.Unavailable}. Answers are cached for as long as their
   * TTL allows, a day at most; a lookup takes 10 seconds at most. Build it once and share it.
   *
   * @return DNS over the network
   */
  static Dns system() {
    return DnsjavaResolver.system();
  }

  /**
   * DNS through the given recursive servers, as {@link #system()} otherwise.
   *
   * @param servers the servers' addresses and ports, in no order of preference; another is tried
   *     when one does not answer
   * @return DNS over the network
   * @throws IllegalArgumentException if there is no server, or an address is not resolved
   */
  static Dns servers(List<InetSocketAddress> servers) {
    return DnsjavaResolver.of(servers);
  }

  /**
   * DNS that answers from master-file text and needs no network: {@link ZoneDns#of}.
   *
   * @param texts pieces of master-file text, of one or more lines each
   * @return DNS that consists of these texts together
   * @throws IllegalArgumentException if a text cannot be read; the message names the line
   */
  static Dns zone(String... texts) {
    return ZoneDns.of(texts);
  }
}
