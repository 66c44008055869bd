package dev.waxseal.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;

class WaxsealHookTest {

  private static WaxsealHook hook(String... parameters) throws Exception {
    BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
    for (int i = 0; i < parameters.length; i += 2) {
      configuration.addProperty(parameters[i], parameters[i + 1]);
    }
    WaxsealHook hook = new WaxsealHook(Lab.files());
    hook.init(configuration);
    return hook;
  }

  private static WaxsealHook rejecting() throws Exception {
    return hook("authservId", "mx.example", "resolver", "zone:zone", "rejectByPolicy", "true");
  }

  /** A session with a client at 192.0.2.1, which SPF of author.example names. */
  private static SMTPSession session(boolean mayRelay) throws Exception {
    InetSocketAddress client = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 25);
    return (SMTPSession)
        Proxy.newProxyInstance(
            SMTPSession.class.getClassLoader(),
            new Class<?>[] {SMTPSession.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isRelayingAllowed" -> mayRelay;
                  case "getRemoteAddress" -> client;
                  case "getAttachment" -> Optional.of("mx.author.example");
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  @Test
  void whatIsAuthenticatedGoesOn() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST);
    assertEquals(HookResult.DECLINED, rejecting().onMessage(session(false), mail));
    assertEquals(Optional.of("pass"), Lab.attribute(mail, "spf"));
    assertTrue(Lab.sent(mail).startsWith("Authentication-Results: mx.example"));
  }

  @Test
  void aForgedMessageIsRefused() throws Exception {
    MailImpl mail = Lab.mail(Lab.POST);
    mail.setSender(new MailAddress("x@elsewhere.example"));
    HookResult refusal = rejecting().onMessage(session(false), mail);
    assertEquals("550", refusal.getSmtpRetCode());
    assertTrue(
        refusal.getSmtpDescription().startsWith("5.7.1 DMARC fail for author.example: "),
        refusal::getSmtpDescription);
    assertEquals(HookResult.DECLINED, rejecting().onMessage(session(true), mail));
  }

  @Test
  void withoutDnsTheClientComesAgain() throws Exception {
    WaxsealHook hook = hook("authservId", "mx.example", "resolver", "127.0.0.1:1");
    HookResult refusal = hook.onMessage(session(false), Lab.mail(Lab.POST));
    assertEquals("451", refusal.getSmtpRetCode());
    assertTrue(
        refusal.getSmtpDescription().startsWith("4.7.5 DMARC temperror"),
        refusal::getSmtpDescription);
  }

  @Test
  void whatIsWrongInTheConfigurationIsSaid() {
    ConfigurationException thrown =
        assertThrows(ConfigurationException.class, () -> hook("authservID", "mx.example"));
    assertEquals("WaxsealHook: the parameter authservId is missing", thrown.getMessage());
  }
}
