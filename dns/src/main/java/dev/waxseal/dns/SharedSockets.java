package dev.waxseal.dns;

import org.xbill.DNS.NioClient;

/**
 * dnsjava's sockets and its thread, of which there is one for all resolvers of this Java. They come
 * with the first question that a resolver asks, and go with the last resolver that has asked one.
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
