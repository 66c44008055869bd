package cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server that counts who asks. */
record Trap(ServerSocket socket, AtomicInteger asked) implements AutoCloseable {

  static Trap set() throws IOException {
    Trap trap =
        new Trap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), new AtomicInteger());
    Thread thread = new Thread(trap::serve, "trap");
    thread.setDaemon(true);
    thread.start();
    return trap;
  }

  /** What would fetch from it, and mark the page if its scripts run. */
  String bait() {
    String url = "http://127.0.0.1:" + socket.getLocalPort() + "/";
    String script = "document.documentElement.setAttribute('data-owned','yes')";
    return "</style></title></div><script>"
        + script
        + "</script><img src="
        + url
        + "a onerror=\""
        + script
        + "\"><link rel=stylesheet href="
        + url
        + "b><iframe src="
        + url
        + "c></iframe><style>@import url("
        + url
        + "d);body{background:url("
        + url
        + "e)}</style><svg onload=\""
        + script
        + "\"></svg>";
  }

  private void serve() {
    try {
      while (true) {
        try (Socket visitor = socket.accept()) {
          asked.incrementAndGet();
          visitor.getOutputStream().write("HTTP/1.0 404 Not Found\r\n\r\n".getBytes(ISO_8859_1));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
