package dev.waxseal.james;

import dev.waxseal.inbound.Disposition;
import jakarta.mail.MessagingException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches mail whose disposition is one of those named, with commas between them: {@code
 * DmarcDispositionIs=quarantine,reject}. A mail that was not verified matches nothing.
 *
 * <p>A mailet runs after the message was accepted, so it cannot defer or refuse. Treat {@code
 * defer} as {@code quarantine}: the author of a forgery can arrange for DNS not to answer.
 */
public class DmarcDispositionIs extends GenericMatcher {

  private Set<String> named = Set.of();

  /** James makes it. */
  public DmarcDispositionIs() {}

  /**
   * Reads the condition.
   *
   * @throws MessagingException if it names no disposition, or something else
   */
  @Override
  public void init() throws MessagingException {
    Set<String> words =
        Stream.of(Disposition.values())
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    named =
        Stream.of(Optional.ofNullable(getCondition()).orElse("").split(","))
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());
    if (!words.containsAll(named)) {
      throw new MessagingException(
          "DmarcDispositionIs= takes "
              + String.join(", ", words)
              + " with commas between them, not "
              + getCondition());
    }
  }

  @Override
  public Collection<MailAddress> match(Mail mail) {
    return MailAttributes.text(mail, MailAttributes.DISPOSITION).filter(named::contains).isPresent()
        ? mail.getRecipients()
        : List.of();
  }

  @Override
  public String getMatcherInfo() {
    return "Waxseal: the disposition that DMARC and local policy suggest";
  }
}
