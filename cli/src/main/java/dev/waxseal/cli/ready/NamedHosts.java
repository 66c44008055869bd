package dev.waxseal.cli.ready;

import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.ready.Network;
import dev.waxseal.reports.ready.ReadinessQuestion.Host;
import dev.waxseal.reports.ready.ReadinessQuestion.ListHost;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The hosts that the owner of a domain names on the command line. */
public final class NamedHosts {

  private final Arguments arguments;
  private final DnsNames names;

  public NamedHosts(Arguments arguments, DnsNames names) {
    this.arguments = arguments;
    this.names = names;
  }

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax
        .values(
            "--own",
            "HOST",
            "A host that sends in the name of the domain: a name, an address or a network."
                + " Repeatable.")
        .values(
            "--list",
            "HOST[,sealing][,foreign]",
            "A host of mailing lists; does it add ARC seals, is it somebody else's? Repeatable.");
  }

  /** The hosts of the owner. */
  public List<Host> own() {
    return arguments.values("--own").stream()
        .flatMap(text -> hosts("--own", text).stream())
        .toList();
  }

  /** The hosts of lists. */
  public List<ListHost> lists() {
    return arguments.values("--list").stream().flatMap(text -> lists(text).stream()).toList();
  }

  private List<ListHost> lists(String text) {
    List<String> words = Arrays.asList(text.split(",", -1));
    List<String> marks = words.subList(1, words.size());
    Optional<String> strange =
        marks.stream().filter(word -> !List.of("sealing", "foreign").contains(word)).findFirst();
    if (strange.isPresent()) {
      throw arguments.wrong(
          "--list takes HOST, and ',sealing' and ',foreign' after it, not ',"
              + strange.get()
              + "'");
    }
    return hosts("--list", words.get(0)).stream()
        .map(host -> new ListHost(host, !marks.contains("foreign"), marks.contains("sealing")))
        .toList();
  }

  /** All addresses of a host now; reports may have others from earlier days. */
  private List<Host> hosts(String option, String text) {
    Optional<Network> network = Network.parse(text);
    if (network.isPresent()) {
      return List.of(new Host(network.get(), nameOr(network.get(), text)));
    }
    DomainName name =
        DomainName.parse(text)
            .filter(it -> it.labelCount() > 1)
            .orElseThrow(
                () ->
                    arguments.wrong(
                        option
                            + " takes the name of a host, an address or a network such as"
                            + " 192.0.2.0/24, not '"
                            + text
                            + "'"));
    List<InetAddress> addresses = names.addresses(name);
    if (addresses.isEmpty()) {
      throw arguments.wrong("DNS has no address of " + name + "; give " + option + " an address");
    }
    return addresses.stream().map(it -> new Host(Network.of(it), name.toString())).toList();
  }

  /** The name of a single address, or the text of a network. */
  private String nameOr(Network network, String text) {
    return network.equals(Network.of(network.address()))
        ? names.nameOf(network.address()).orElse(text)
        : text;
  }
}
