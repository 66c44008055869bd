package dev.waxseal.milter.role;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs outgoing mail for the domain of its author, if that is one of ours, and deletes results
 * that claim to be ours (RFC 8601 section 5): no service has verified a submitted message.
 */
final class SignRole implements Role {

  private final SignSettings settings;
  private final SigningPolicy policy;
  private final OwnResults own;
  private final Optional<SubmissionResults> results;
  private final Limits limits;
  private final Signatories signatories;

  /**
   * A role.
   *
   * @param own the results with our ids
   * @param seal names our lists, if they are sealed here
   * @param dns the resolver for the keys of our own signatures
   * @param crypto the implementation of RSA and Ed25519
   */
  SignRole(
      SignSettings settings,
      OwnResults own,
      Optional<SealSettings> seal,
      Dns dns,
      Limits limits,
      Crypto crypto) {
    this.settings = settings;
    this.policy = new SigningPolicy(settings, own, seal);
    this.own = own;
    this.results =
        settings.submissionId().map(id -> new SubmissionResults(id, dns, limits, crypto));
    this.limits = limits;
    this.signatories = new Signatories(settings, limits, crypto);
  }

  /** Returns true if a client is one of those that mail is signed for. */
  boolean isFor(Envelope envelope) {
    return policy.isClientOfOurs(envelope);
  }

  @Override
  public String word() {
    return RoleName.SIGN.word();
  }

  @Override
  public Action onError() {
    return settings.onError();
  }

  @Override
  public List<DeleteHeader> deletions(Envelope envelope, MessageHeader header) {
    return own.deletions(header);
  }

  @Override
  public RoleSession begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions) {
    Optional<String> refusal = policy.refusal(envelope, header.headers());
    if (refusal.isPresent()) {
      return new NoSession(RoleResult.unchanged("unsigned", refusal.get()));
    }
    Author author = Author.of(header.headers(), limits);
    if (author instanceof Author.Unknown unknown) {
      return new NoSession(
          RoleResult.unsignable(
              settings.onError(), "it has no author to sign for: " + unknown.about()));
    }
    Author.Known known = (Author.Known) author;
    Optional<SubmissionResults> told =
        results.filter(any -> SigningPolicy.hasAuthenticated(envelope));
    Optional<String> left = policy.exemption(envelope, known);
    if (left.isPresent()) {
      return new NoSession(unsigned(left.get(), told));
    }
    return signatories
        .of(known)
        .map(found -> signing(found, SentHeader.of(envelope, header.headers(deletions)), told))
        .orElseGet(
            () ->
                new NoSession(unsigned("no key for " + String.join(", ", known.domains()), told)));
  }

  private static RoleResult unsigned(String why, Optional<SubmissionResults> told) {
    List<HeaderField> fields = told.map(SubmissionResults::unsigned).stream().toList();
    return RoleResult.with("unsigned", fields, why);
  }

  private RoleSession signing(
      Signatory signatory, SentHeader header, Optional<SubmissionResults> told) {
    DkimSigner signer = signatory.signer();
    Optional<String> obstacle = header.obstacle(signer.headerCanonicalization());
    if (obstacle.isPresent()) {
      return new NoSession(unsigned(obstacle.get(), told));
    }
    SigningSession session = header.signer(signer).begin();
    told.ifPresent(any -> any.lookUpKeys(session));
    session.write(header.bytes());
    return RoleSession.of(
        session::write,
        () ->
            header.told(
                signed(signatory, session, told),
                signer.signedHeaders(),
                signer.headerCanonicalization()));
  }

  private RoleResult signed(
      Signatory signatory, SigningSession session, Optional<SubmissionResults> told) {
    try {
      List<HeaderField> signatures = session.finish();
      List<HeaderField> fields = new ArrayList<>();
      told.map(any -> any.signed(session)).ifPresent(fields::add);
      fields.addAll(signatures);
      return RoleResult.with("signed", fields, cautions(session)).fact("d", signatory.domain());
    } catch (SigningException e) {
      String why = String.valueOf(e.getMessage());
      return e.problem() == SigningException.Problem.KEY_FAILED
          ? RoleResult.error(settings.onError(), why)
          : RoleResult.unsignable(settings.onError(), why);
    }
  }

  private static String cautions(SigningSession session) {
    return session.cautions().stream()
        .map(SigningSession.Caution::sentence)
        .collect(Collectors.joining("; "));
  }
}
