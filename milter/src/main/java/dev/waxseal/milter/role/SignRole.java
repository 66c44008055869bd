package dev.waxseal.milter.role;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningCaution;
import dev.waxseal.dkim.SigningException;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dns.DomainName;
import dev.waxseal.milter.config.Measure;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.milter.protocol.Change.DeleteHeader;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signs outgoing mail as the domain of its author, if that is one of ours. */
final class SignRole implements Role {

  /** A signer, and whom it signs for. */
  private record Signatory(SigningDomain domain, DkimSigner signer) {}

  private final SignSettings settings;
  private final Limits limits;
  private final Map<String, Signatory> table = new HashMap<>();

  SignRole(SignSettings settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
    for (SigningDomain domain : settings.domains()) {
      DkimSigner signer = Signing.signer(domain.name(), domain.keys(), limits);
      table.put(domain.name().toString(), new Signatory(domain, signer));
    }
  }

  @Override
  public String word() {
    return RoleName.SIGN.word();
  }

  @Override
  public Measure onError() {
    return settings.onError();
  }

  @Override
  public List<DeleteHeader> deletions(MessageHeader header) {
    return List.of();
  }

  @Override
  public Treatment begin(Envelope envelope, MessageHeader header) {
    Author author = Author.of(header.headers(), limits);
    if (author instanceof Author.Unknown unknown) {
      return new Untreated(
          Decision.error(settings.onError(), "no author to sign for: " + unknown.about()));
    }
    Author.Known known = (Author.Known) author;
    Optional<Signatory> signatory =
        known.domains().stream().flatMap(domain -> signatory(domain).stream()).findFirst();
    return signatory
        .map(found -> signing(found, header))
        .orElseGet(
            () -> {
              String domains = String.join(", ", known.domains());
              return new Untreated(Decision.unchanged("unsigned", "no key for " + domains));
            });
  }

  /** The entry of a domain, or of the nearest domain above it that signs for sub-domains. */
  private Optional<Signatory> signatory(String domain) {
    Optional<DomainName> name = DomainName.parse(domain);
    String suffix = name.map(DomainName::toString).orElse("");
    Signatory exact = table.get(suffix);
    if (exact != null) {
      return Optional.of(exact);
    }
    for (int dot = suffix.indexOf('.'); dot >= 0; dot = suffix.indexOf('.', dot + 1)) {
      Signatory above = table.get(suffix.substring(dot + 1));
      if (above != null && above.domain().subdomains()) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  private static String cautions(SigningSession session) {
    return session.cautions().stream()
        .map(SigningCaution::sentence)
        .collect(Collectors.joining("; "));
  }

  private Treatment signing(Signatory signatory, MessageHeader header) {
    SigningSession session = signatory.signer().begin();
    session.write(header.bytes());
    return Treatment.of(
        session::write,
        () -> {
          try {
            List<HeaderField> fields = session.finish();
            return Decision.with("signed", fields, cautions(session))
                .fact("d", signatory.domain().name());
          } catch (SigningException e) {
            return Decision.error(settings.onError(), String.valueOf(e.getMessage()));
          }
        });
  }
}
