package dev.waxseal.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DmarcDispositionIsTest {

  private static DmarcDispositionIs matcher(String condition) throws MessagingException {
    DmarcDispositionIs matcher = new DmarcDispositionIs();
    matcher.init(FakeMatcherConfig.builder().matcherName("test").condition(condition).build());
    return matcher;
  }

  @Test
  void matchesAllRecipientsOrNone() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST);
    assertTrue(matcher("accept,defer,quarantine,reject").match(mail).isEmpty());
    Lab.verify().service(mail);
    assertEquals(mail.getRecipients(), matcher("quarantine, reject").match(mail));
    assertTrue(matcher("accept,reject").match(mail).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spam", "quarantine,Reject"})
  void anotherConditionIsRefused(String condition) {
    MessagingException thrown = assertThrows(MessagingException.class, () -> matcher(condition));
    assertEquals(
        "DmarcDispositionIs= takes accept, defer, quarantine, reject with commas between them,"
            + " not "
            + condition,
        thrown.getMessage());
  }
}
