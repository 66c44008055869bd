package dev.waxseal.cli.command;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.NewFile;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code waxseal keygen}: makes a key and prints the record to publish. */
public final class KeygenCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    return Syntax.of("keygen", new KeygenCommand())
        .about("Makes a private key and prints its DNS record, ready for a zone file.")
        .needed("--domain", "DOMAIN", "The domain that will sign.")
        .needed("--selector", "NAME", "The name of the key.")
        .needed(
            "--out",
            "FILE",
            "The file for the private key: PKCS #8 PEM, mode 0600, never overwritten. In a folder"
                + " of the same owner with mode 2750 its group may read it.")
        .value(
            "--algorithm",
            "NAME",
            "rsa (the default) or ed25519, which not every receiver verifies yet.")
        .value("--bits", "N", "The length of an RSA key, 1024 to 8192; the default is 2048.")
        .examples(
            "  waxseal keygen --domain example.org --selector s1 --out s1.pem >> zone",
            "  waxseal keygen --domain example.org --selector e --out e.pem --algorithm ed25519",
            "",
            "Exit status: 0 made, 64 usage, 73 the file is there or cannot be created.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    DomainName name = keyName(arguments);
    String out = only(arguments, "--out");
    if (MessageSource.isStandardInput(out)) {
      throw arguments.wrong("--out takes a file name; a private key is never printed");
    }
    NewFile file = NewFile.secret(out);
    SigningKey.Generated generated = generated(arguments);
    String keyRecord = generated.key().keyRecord().orElseThrow();
    file.create(generated.pem());
    terminal.out().println(DnsRecord.Txt.of(keyRecord).zoneLine(name));
    terminal.flush();
    if (generated.key().isShorterThanAdvised()) {
      terminal.problem(
          "warning: at least "
              + generated.key().algorithm().advisedKeyBits()
              + " bits are advised (RFC 8301 section 3.2)");
    }
    return ExitStatus.OK;
  }

  private static String only(Arguments arguments, String option) {
    return arguments.value(option).orElseThrow();
  }

  private static DomainName keyName(Arguments arguments) {
    String domain = only(arguments, "--domain");
    String selector = only(arguments, "--selector");
    DomainName signing =
        DomainName.parse(domain)
            .filter(name -> name.labelCount() > 1)
            .orElseThrow(() -> arguments.wrong("not a domain that can sign: '" + domain + "'"));
    return DomainName.parse(selector)
        .flatMap(name -> signing.prefixed(name + "._domainkey"))
        .orElseThrow(() -> arguments.wrong("not a selector for that domain: '" + selector + "'"));
  }

  private static SigningKey.Generated generated(Arguments arguments) {
    SigningAlgorithm algorithm = algorithm(arguments);
    Optional<String> bits = arguments.value("--bits");
    if (algorithm.hasOneKeyLength() && bits.isPresent()) {
      throw arguments.wrong("--bits is for RSA; an Ed25519 key has one length");
    }
    if (!bits.orElse("0").matches("[0-9]{1,5}")) {
      throw arguments.wrong("--bits takes a number, not '" + bits.get() + "'");
    }
    try {
      return SigningKey.generate(
          algorithm, bits.map(Integer::parseInt).orElse(algorithm.advisedKeyBits()));
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static SigningAlgorithm algorithm(Arguments arguments) {
    String word = arguments.value("--algorithm").orElse(DkimKeyRecord.DEFAULT_KEY_TYPE);
    return SigningAlgorithm.ofKeyType(word)
        .orElseThrow(
            () ->
                arguments.wrong(
                    "not an algorithm: '"
                        + word
                        + "'; there are "
                        + Arrays.stream(SigningAlgorithm.values())
                            .map(SigningAlgorithm::keyType)
                            .collect(Collectors.joining(" and "))));
  }
}
