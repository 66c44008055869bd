package dev.waxseal.cli.option;

import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.mime.Canonicalization;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options for a signer: domain, keys, canonical forms, lifetime. */
public final class SignerOptions {

  private static final long MOST_SECONDS = Duration.ofDays(36_500).toSeconds();

  private final Arguments arguments;
  private final List<String> domains;
  private final List<String> selectors;
  private final List<String> keys;
  private final PrivateKeyFiles privateKeys;

  public SignerOptions(Arguments arguments) {
    this.arguments = arguments;
    this.domains = arguments.values("--domain");
    this.selectors = arguments.values("--selector");
    this.keys = arguments.values("--key");
    this.privateKeys = new PrivateKeyFiles(arguments);
  }

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    syntax
        .neededValues("--domain", "DOMAIN", "The signing domain, d=.")
        .neededValues("--selector", "NAME", "The selector of the key, s=.")
        .neededValues(
            "--key",
            "FILE",
            "The private key, PEM; Ed25519 in base64, too. Repeat the three for a second key.");
    return PrivateKeyFiles.addTo(syntax)
        .value(
            "--canonicalization",
            "HEADER/BODY",
            "relaxed/relaxed (the default), relaxed/simple, simple/relaxed or simple/simple.")
        .value(
            "--expire-after",
            "TIME",
            "The lifetime of the signature, x=: seconds, or ISO 8601 such as P14D.");
  }

  /** The signer of the options; warns about weak keys. */
  public DkimSigner signer(Terminal terminal) {
    if (domains.size() != keys.size() || selectors.size() != keys.size()) {
      throw arguments.wrong(
          "--domain, --selector and --key go together: give the same number of each");
    }
    String canonicalization = arguments.value("--canonicalization").orElse("relaxed/relaxed");
    String[] forms = canonicalization.split("/", -1);
    Optional<Canonicalization> header = Canonicalization.of(forms[0]);
    Optional<Canonicalization> body = Canonicalization.of(forms[forms.length - 1]);
    if (forms.length != 2 || header.isEmpty() || body.isEmpty()) {
      throw arguments.wrong(
          "not a canonicalization: '" + canonicalization + "'; an example is relaxed/relaxed");
    }
    Optional<Duration> span = arguments.value("--expire-after").map(this::duration);
    DkimSigner signer = signatories(terminal).withCanonicalization(header.get(), body.get());
    return span.isPresent() ? signer.withExpiration(span.get()) : signer;
  }

  private DkimSigner signatories(Terminal terminal) {
    SigningKey first = privateKeys.key(keys.get(0), terminal);
    try {
      DkimSigner signer = DkimSigner.of(domains.get(0), selectors.get(0), first);
      for (int i = 1; i < keys.size(); i++) {
        signer =
            signer.and(domains.get(i), selectors.get(i), privateKeys.key(keys.get(i), terminal));
      }
      return signer;
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(String.valueOf(e.getMessage()));
    }
  }

  private Duration duration(String text) {
    Optional<Duration> span = Optional.empty();
    try {
      span =
          Optional.of(
              text.matches("[0-9]{1,11}")
                  ? Duration.ofSeconds(Long.parseLong(text))
                  : Duration.parse(text));
    } catch (DateTimeException | ArithmeticException e) {
      // reported below
    }
    return span.filter(d -> d.toSeconds() >= 1 && d.toSeconds() <= MOST_SECONDS)
        .orElseThrow(
            () ->
                arguments.wrong(
                    "not a lifetime of a signature: '" + text + "'; examples are 86400 and P14D"));
  }
}
