package dev.waxseal.cli.command;

import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.arc.SealingSession;
import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.input.Spool;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.AuthservIdOption;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.CryptoOption;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.PrivateKeyFiles;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.pass.MessageSession;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code waxseal seal}: writes the message with the next set of its chain on top. */
public final class SealCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("seal", new SealCommand())
            .about("Seals a message: adds the next set of its chain (ARC).")
            .positionals(0, 1, "FILE", "The message; - or nothing is standard input.")
            .needed("--domain", "DOMAIN", "The sealing domain, d=.")
            .needed("--selector", "NAME", "The selector of the key, s=.")
            .needed("--key", "FILE", "The private key, PEM.");
    PrivateKeyFiles.addTo(AuthservIdOption.addNeededTo(syntax))
        .values(
            "--carry",
            "ID",
            "Do not evaluate the message; carry the Authentication-Results of this service, which"
                + " evaluated it on arrival. Repeatable.")
        .values(
            "--own-sealer",
            "DOMAIN",
            "With --carry: another domain that also seals in our name. Repeatable.")
        .flag("--sign", "First add a DKIM signature with the same key.")
        .flag("--headers-only", "Write only the new fields, not the message.");
    return ClockOption.addTo(DnsOptions.addTo(syntax))
        .examples(
            "  waxseal seal --domain example.org --selector s1 --key s1.pem \\",
            "               --authserv-id mx.example.org message.eml",
            "  waxseal seal --domain lists.example.org --selector s1 --key s1.pem --sign \\",
            "               --authserv-id lists.example.org --carry mx.example.org - < post.eml",
            "",
            "Without --carry the message is evaluated as it stands, so use that only for a message",
            "that has not changed since it arrived. Where no seal is due the message is written",
            "without one, and a note says why.",
            "",
            "Exit status: 0 written, 64 usage, 65 the message or the key cannot be used,",
            "66 no such file, 75 DNS did not answer for the chain.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    String file = arguments.positionals(1).stream().findFirst().orElse("-");
    if (!arguments.has("--carry") && arguments.has("--own-sealer")) {
      throw arguments.wrong("--own-sealer goes with --carry");
    }
    ArcSealer sealer = sealer(arguments, terminal);
    Dns dns = new DnsOptions(arguments).dns();
    try (Spool message = Spool.of(file, new MessageSource(terminal).message(file))) {
      SealingSession session =
          arguments.has("--carry")
              ? sealer.begin(handover(arguments, dns))
              : judged(sealer, arguments, dns, message);
      NewFields fields = seal(session, file, message, terminal);
      OutgoingMessage.write(fields, message, !arguments.has("--headers-only"), terminal);
    } catch (IOException e) {
      throw MessageSource.failure(file, e);
    }
    return ExitStatus.OK;
  }

  private static ArcSealer sealer(Arguments arguments, Terminal terminal) {
    String domain = arguments.value("--domain").orElseThrow();
    String selector = arguments.value("--selector").orElseThrow();
    SigningKey key =
        new PrivateKeyFiles(arguments).key(arguments.value("--key").orElseThrow(), terminal);
    InstantSource clock = ClockOption.clock(arguments);
    try {
      ArcSealer sealer =
          ArcSealer.of(domain, selector, key, AuthservIdOption.id(arguments)).withClock(clock);
      return arguments.has("--sign")
          ? sealer.signingFirst(DkimSigner.of(domain, selector, key).withClock(clock))
          : sealer;
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static ArcHandover handover(Arguments arguments, Dns dns) {
    List<String> own = new ArrayList<>(arguments.values("--own-sealer"));
    own.add(arguments.value("--domain").orElseThrow());
    try {
      return ArcHandover.from(arguments.values("--carry").toArray(String[]::new))
          .withOwnSealers(dns, own.toArray(String[]::new))
          .withCrypto(CryptoOption.crypto(arguments));
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(String.valueOf(e.getMessage()));
    }
  }

  /** A seal with results that are found now. */
  private static SealingSession judged(
      ArcSealer sealer, Arguments arguments, Dns dns, Spool message) throws IOException {
    MessageSession<InboundReport> session =
        InboundAuthenticator.of(AuthservIdOption.id(arguments), dns)
            .withClock(ClockOption.clock(arguments))
            .withCrypto(CryptoOption.crypto(arguments))
            .begin();
    OutgoingMessage.feed(message, session::write);
    InboundReport report = session.finish();
    if (report.arc().result() instanceof ArcResult.Failure fail && fail.isTemporary()) {
      throw new CommandFailure(
          ExitStatus.TEMPORARY,
          "not sealed: DNS did not answer for the chain, and a seal would say for ever that it is"
              + " broken; try again later");
    }
    return sealer.begin(report.arrival());
  }

  private static NewFields seal(
      SealingSession session, String file, Spool message, Terminal terminal) throws IOException {
    boolean asLf = OutgoingMessage.read(file, message, session::write, terminal);
    try {
      SealResult result = session.finish();
      if (result instanceof SealResult.Failure unsealed) {
        terminal.problem(
            "note: not sealed: "
                + unsealed.detail()
                + " ("
                + unsealed.reason()
                + ", "
                + unsealed.reason().section()
                + ")");
      }
      return new NewFields(result.fields(), asLf);
    } catch (SigningException e) {
      throw OutgoingMessage.cannotSign(file, String.valueOf(e.getMessage()));
    }
  }
}
