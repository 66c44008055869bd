package dev.waxseal.dkim.internal;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The key records that the signatures of one message need: asked for when the header ends, read
 * when the body has ended.
 *
 * <p>For one message, one thread.
 */
public final class KeyLookups {

  private final Dns dns;
  private final Map<DomainName, CompletableFuture<DnsAnswer<DnsRecord.Txt>>> answers =
      new HashMap<>();

  /** Look-ups in the DNS of one message. */
  public KeyLookups(Dns dns) {
    this.dns = dns;
  }

  /** Asks for the record at a name, once. */
  public void ask(DomainName keyName) {
    answers.computeIfAbsent(
        keyName, name -> dns.lookup(name, RecordType.TXT).toCompletableFuture());
  }

  /** Complete when everything is answered. */
  public CompletableFuture<Void> answered() {
    return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new));
  }

  /** The answer for a name that was asked for; what is not there yet is not going to come. */
  public DnsAnswer<DnsRecord.Txt> answer(DomainName keyName) {
    return Objects.requireNonNull(answers.get(keyName))
        .getNow(new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT));
  }
}
