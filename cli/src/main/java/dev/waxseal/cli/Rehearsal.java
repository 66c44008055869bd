package dev.waxseal.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Does a little of everything, so that Java can note which classes that takes. The launcher makes
 * Java's archive of classes from it.
 */
final class Rehearsal {

  private static final String MAIL =
      "From: Joe A <a@example.org>\r\nTo: b@example.net\r\nSubject: s\r\n\r\nHello.\r\n";

  private final Path folder;

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /** Works in an empty folder, the argument. */
  public static void main(String[] args) throws IOException {
    Main.begin();
    new Rehearsal(Path.of(args[0])).perform();
  }

  private void perform() throws IOException {
    String zone = file("zone");
    String signed = file("signed");
    String rsa = "--domain example.org --selector r --key " + file("r.pem");
    String ed25519 = " --domain example.org --selector e --key " + file("e.pem");
    keep(zone, run("", "keygen " + rsa.replace("--key", "--out")));
    keep(zone, run("", "keygen --algorithm ed25519" + ed25519.replace("--key", "--out")));
    keep(signed, run(MAIL, "sign " + rsa + ed25519));
    run("", "verify --now 1700000000 --dns-zone " + zone + " " + signed);
    run("", "verify --json --dns-zone " + zone + " " + signed);
    run("", "lookup dkim --dns-zone " + zone + " r example.org");
    Main.main(words("verify --dns-zone " + zone + " " + signed));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static void keep(String file, byte[] octets) throws IOException {
    Files.write(Path.of(file), octets, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static byte[] run(String input, String line) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run(words(line), in, out, OutputStream.nullOutputStream());
    return out.toByteArray();
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }
}
