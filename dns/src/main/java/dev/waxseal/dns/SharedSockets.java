package dev.waxseal.dns;

import org.xbill.DNS.NioClient;

/**
 * The sockets and the thread of dnsjava, which all resolvers of this Java share. They come with the
 * first query that a resolver sends, and go with the last resolver that has sent one.
 */
final class SharedSockets {

  private static int users;

  private SharedSockets() {}

  static synchronized void enter() {
    users++;
  }

  static synchronized void leave() {
    users--;
    if (users == 0) {
      NioClient.close();
    }
  }
}
