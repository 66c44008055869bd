package dev.waxseal.milter.role;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsQuestions;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SigningDomain;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is found of a message that a client has submitted who has authenticated: that he has (RFC
 * 8601 section 2.7.4), without saying who he is, and that our signature is good as the world sees
 * it. DMARC is not judged: whoever reads the results can tell alignment by himself.
 *
 * <p>Immutable; shared among threads.
 */
final class SubmissionResults {

  private static final MethodResult AUTHENTICATED = MethodResult.of("auth", "pass");

  private final String authservId;
  private final Dns dns;
  private final DkimVerifier verifier;

  SubmissionResults(String authservId, Dns dns, Limits limits) {
    this.authservId = authservId;
    this.dns = dns;
    this.verifier = DkimVerifier.of(dns).withLimits(limits);
  }

  /** The results of a message that is not signed. */
  HeaderField unsigned() {
    return new AuthenticationResults(authservId, List.of(AUTHENTICATED)).field();
  }

  /** Asks DNS for the keys of a domain; the answers are there when the body is. */
  Inquiry inquire(SigningDomain domain) {
    DnsQuestions questions = new DnsQuestions(dns);
    for (SelectedKey key : domain.keys()) {
      String keys = DomainName.of(key.selector()) + "._domainkey";
      Optional<DomainName> name = domain.name().prefixed(keys);
      var unused = name.map(asked -> questions.lookup(asked, RecordType.TXT));
    }
    return new Inquiry(questions);
  }

  /** The questions about one message. */
  final class Inquiry {

    private final DnsQuestions questions;

    private Inquiry(DnsQuestions questions) {
      this.questions = questions;
    }

    /**
     * The results of a message whose signing has ended. A signature counts only if it verifies with
     * the key that DNS has now; of others nothing is said.
     */
    HeaderField results(SigningSession signed) {
      List<MethodResult> results = new ArrayList<>(List.of(AUTHENTICATED));
      signed.verify(verifier, questions).passes().stream()
          .map(DkimResult::methodResult)
          .filter(result -> result.result().equals("pass"))
          .forEach(results::add);
      return new AuthenticationResults(authservId, results).field();
    }
  }
}
