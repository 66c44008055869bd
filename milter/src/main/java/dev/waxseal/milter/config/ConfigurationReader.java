package dev.waxseal.milter.config;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.Dns;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlTable;

/** Reads the whole file. For one thread, used once. */
final class ConfigurationReader {

  private static final int DNS_PORT = 53;

  /** The system's list of DNS servers (resolv.conf(5)). */
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  private final Problems problems;
  private final Problems warnings;
  private final InputFiles files;
  private final Keys keys;
  private final FormReader forms;
  private final Section top;

  ConfigurationReader(Path file, TomlTable table, Problems problems, Problems warnings) {
    this.problems = problems;
    this.warnings = warnings;
    this.files = new InputFiles(file, problems, warnings);
    this.keys = new Keys(files, problems, warnings);
    this.forms = new FormReader(warnings);
    this.top = new Section("", table, 1, problems);
  }

  /** Reads the configuration; use the result only if there are no problems. */
  Configuration read() {
    List<Listen> listens = new ListenReader(top, problems, warnings).read();
    Optional<VerifySettings> verify =
        top.section("verify").map(s -> new VerifyReader(s, keys, forms, warnings).read());
    Optional<SignSettings> sign =
        top.section("sign").map(s -> new SignReader(s, keys, files, forms, problems).read());
    Optional<SealSettings> seal =
        top.section("seal").map(s -> new SealReader(s, keys, forms).read());
    new SubmissionIds(top).check(verify, sign, seal);
    new OnePort(top, warnings).check(listens, verify, sign);
    Optional<HandoverSettings> handover =
        top.section("handover").map(s -> handover(s, verify, sign, seal));
    ReportReader reportReader = new ReportReader(files, warnings);
    Optional<HistorySettings> history = top.section("history").flatMap(reportReader::history);
    Optional<ReportSettings> reports =
        top.section("reports").flatMap(s -> reportReader.reports(s, sign, history));
    Dns dns = top.section("dns").map(this::dns).orElseGet(this::systemDns);
    MessageLimits limits = limits();
    Optional<InetSocketAddress> metrics = top.section("metrics").flatMap(this::metrics);
    Optional<Entry> provider = top.text("crypto-provider", "\"AmazonCorrettoCryptoProvider\"");
    Optional<Path> stateFile =
        top.text("state-file", "\"/run/waxseal/state\"").flatMap(files::path);
    top.close();
    return new Configuration(
        listens,
        verify,
        sign,
        seal,
        handover,
        history,
        reports,
        dns,
        limits,
        metrics,
        provider,
        stateFile,
        List.copyOf(files.named()),
        warnings.sorted());
  }

  private HandoverSettings handover(
      Section section,
      Optional<VerifySettings> verify,
      Optional<SignSettings> sign,
      Optional<SealSettings> seal) {
    HandoverReader reader = new HandoverReader(top, section, keys);
    HandoverSettings settings = reader.read();
    reader.check(settings, verify, sign, seal);
    return settings;
  }

  private Dns dns(Section section) {
    List<Entry> servers = section.texts("servers", "[\"192.0.2.53\"]");
    Optional<Entry> zone = section.text("zone", "\"/etc/waxseal/test.zone\"");
    section.close();
    if (zone.isPresent() && !servers.isEmpty()) {
      section.problem(section.line("zone"), "zone and servers exclude each other; remove one");
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (Entry server : servers) {
      address(section, server, DNS_PORT).ifPresent(addresses::add);
    }
    if (zone.isPresent()) {
      return files.text(zone.get()).flatMap(text -> zone(text, zone.get())).orElseGet(Dns::zone);
    }
    return addresses.isEmpty() ? systemDns() : Dns.servers(addresses);
  }

  private Dns systemDns() {
    files.watch(RESOLV_CONF);
    return Dns.system();
  }

  private Optional<Dns> zone(String text, Entry file) {
    try {
      return Optional.of(Dns.zone(text));
    } catch (IllegalArgumentException e) {
      String why = SigningKey.isIn(text) ? "it contains a private key" : e.getMessage();
      problems.add(file.line(), "cannot use the zone " + file.text() + ": " + why);
      return Optional.empty();
    }
  }

  private Optional<InetSocketAddress> metrics(Section section) {
    Optional<InetSocketAddress> address =
        section.needed("listen", "\"127.0.0.1:9464\"").flatMap(entry -> address(section, entry, 0));
    if (address.filter(it -> it.getAddress().isAnyLocalAddress()).isPresent()) {
      warnings.add(section.line("listen"), "the metrics are served on all interfaces");
    }
    section.close();
    return address;
  }

  private MessageLimits limits() {
    return top.section("limits")
        .map(
            section -> {
              MessageLimits limits =
                  limits(
                      section.number("message-mib", 1, 2047, 100),
                      section.number("seconds-per-message", 1, 600, 8),
                      section.number("connections", 1, 10_000, 200));
              section.close();
              return limits;
            })
        .orElseGet(() -> limits(100, 8, 200));
  }

  private static MessageLimits limits(int mib, int seconds, int connections) {
    return new MessageLimits((long) mib << 20, Duration.ofSeconds(seconds), connections);
  }

  private static Optional<InetSocketAddress> address(Section section, Entry entry, int port) {
    try {
      return Optional.of(Sockets.inet(entry.text(), port));
    } catch (IllegalArgumentException e) {
      section.problem(entry.line(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
