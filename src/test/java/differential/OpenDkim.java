package differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenDKIM, as the mail filter that it is: {@code opendkim} behind a socket, with its keys from a
 * file instead of DNS (TestPublicKeys).
 *
 * <p>{@code opendkim-testmsg} would not do: it signs by rsa-sha1 only and verifies with the
 * system's DNS only. {@code opendkim -t} would not do: it reads lines as C strings, takes LF for
 * CRLF and a space after the colon for granted.
 */
final class OpenDkim implements Peer {

  private static final Pattern RESULT = Pattern.compile("dkim=(\\w+)([^;]*)");
  private static final String INSIDE = "127.0.0.1";
  private static final String OUTSIDE = "192.0.2.1";

  @Override
  public String name() {
    return "OpenDKIM";
  }

  @Override
  public Optional<String> missing() {
    return Command.succeeds(List.of(OpenDkimDaemon.PROGRAM, "-V"))
        ? Optional.empty()
        : Optional.of("opendkim");
  }

  @Override
  public Set<SigningAlgorithm> algorithms() {
    return Set.of(SigningAlgorithm.values());
  }

  @Override
  public List<Signed> sign(List<Cell> cells) throws IOException {
    Map<String, List<Integer>> batches = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String batch = cells.get(i).forms() + cells.get(i).algorithm();
      batches.computeIfAbsent(batch, b -> new ArrayList<>()).add(i);
    }
    Signed[] signed = new Signed[cells.size()];
    for (List<Integer> batch : batches.values()) {
      sign(cells, batch, signed);
    }
    return Arrays.asList(signed);
  }

  @Override
  public List<Verdict> verify(List<byte[]> messages) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    try (OpenDkimDaemon daemon = OpenDkimDaemon.verifier();
        MilterClient client = new MilterClient(daemon.socket(), OUTSIDE)) {
      for (byte[] message : messages) {
        verdicts.add(verdict(client.pass(new String(message, ISO_8859_1))));
      }
    }
    return verdicts;
  }

  private static void sign(List<Cell> cells, List<Integer> batch, Signed[] signed)
      throws IOException {
    Cell first = cells.get(batch.get(0));
    try (OpenDkimDaemon daemon = OpenDkimDaemon.signer(first.forms(), first.algorithm());
        MilterClient client = new MilterClient(daemon.socket(), INSIDE)) {
      for (int i : batch) {
        signed[i] = signature(client.pass(cells.get(i).message().text()));
      }
    }
  }

  private static Signed signature(List<MilterClient.Inserted> fields) {
    for (MilterClient.Inserted field : fields) {
      if (field.name().equals("DKIM-Signature")) {
        String lines = field.value().replace("\r\n", "\n").replace("\n", "\r\n");
        String space = lines.startsWith(" ") ? "" : " ";
        return Signed.with(("DKIM-Signature:" + space + lines + "\r\n").getBytes(ISO_8859_1));
      }
    }
    return Signed.refused("no signature");
  }

  private static Verdict verdict(List<MilterClient.Inserted> fields) {
    for (MilterClient.Inserted field : fields) {
      Matcher result = RESULT.matcher(field.value());
      if (result.find()) {
        return new Verdict(result.group(1).equals("pass"), result.group().strip());
      }
    }
    return new Verdict(false, "no result");
  }
}
