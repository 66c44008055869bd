package dev.waxseal.james;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMailetConfig;

/** An author, a list and a zone. */
final class Lab {

  static final SigningKey.Generated AUTHOR = SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
  static final SigningKey.Generated LIST = SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
  static final String ZONE =
      String.join(
          "\n",
          AUTHOR.key().zoneLine("a1", "author.example").orElseThrow(),
          LIST.key().zoneLine("s1", "lists.example").orElseThrow(),
          "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
          "author.example. TXT \"v=spf1 ip4:192.0.2.1 -all\"",
          "");
  static final String POST =
      String.join(
          "\r\n",
          "Received: from a by b; Sun, 29 Nov 2026 12:00:00 +0000",
          "From:  Ann <ann@author.example>",
          "To: list@lists.example",
          "Subject: Folded",
          "\tsubject",
          "Date: Sun, 29 Nov 2026 12:00:00 +0000",
          "Message-ID: <1@author.example>",
          "MIME-Version: 1.0 (comment)",
          "",
          "Hello,  ",
          "list",
          "");

  private Lab() {}

  /** The post, signed by its author. */
  static String signedPost() throws SigningException {
    return signed(POST);
  }

  static String signed(String message) throws SigningException {
    DkimSigner signer = DkimSigner.of("author.example", "a1", AUTHOR.key());
    String fields =
        signer.sign(bytes(message)).stream()
            .map(field -> new String(field.bytes(), ISO_8859_1))
            .collect(Collectors.joining());
    return fields + message;
  }

  /** A mail as SMTP has it, with James's own wrapper around the octets. */
  static MailImpl mail(String message) throws Exception {
    MailImpl mail = plain(message);
    mail.setRemoteAddr("192.0.2.99");
    mail.setAttribute(new Attribute(Mail.SMTP_HELO, AttributeValue.of("mx.elsewhere.example")));
    return mail;
  }

  /** A mail that did not come by SMTP. */
  static MailImpl plain(String message) throws Exception {
    MailImpl mail =
        MailImpl.builder()
            .name("mail")
            .sender("ann@author.example")
            .addRecipient("list@lists.example")
            .build();
    mail.setMessageContent(
        MimeMessageInputStreamSource.create("test", new ByteArrayInputStream(bytes(message))));
    return mail;
  }

  /** The octets that the spool of James keeps. */
  static String kept(Mail mail) throws Exception {
    return new String(MailBytes.of(mail), ISO_8859_1);
  }

  /** The octets that the transport of James sends. */
  static String sent(Mail mail) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.getMessage().writeTo(out);
    return out.toString(ISO_8859_1);
  }

  /** What our verifiers say of octets. */
  static InboundReport judged(String message) {
    return InboundAuthenticator.of("test.example", Dns.zone(ZONE)).authenticate(bytes(message));
  }

  static <T extends GenericMailet> T started(T mailet, String... parameters) throws Exception {
    FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetName("test");
    for (int i = 0; i < parameters.length; i += 2) {
      config.setProperty(parameters[i], parameters[i + 1]);
    }
    mailet.init(config.build());
    return mailet;
  }

  static WaxsealVerify verify(String... more) throws Exception {
    String[] parameters = new String[more.length + 4];
    System.arraycopy(
        new String[] {"authservId", "mx.example", "resolver", "zone:zone"}, 0, parameters, 0, 4);
    System.arraycopy(more, 0, parameters, 4, more.length);
    return started(new WaxsealVerify(files()), parameters);
  }

  static Optional<String> attribute(Mail mail, String name) {
    return MailAttributes.text(mail, AttributeName.of("dev.waxseal." + name));
  }

  static String unfolded(String message) {
    return message.replace("\r\n ", " ");
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Files of James: a zone, two keys, and what is no key. */
  static FileSystem files() {
    Map<String, String> files = new TreeMap<>();
    files.put("file://zone", ZONE);
    files.put("file://broken-zone", "author.example. TXT \"unclosed\n");
    files.put("file://author.pem", AUTHOR.pem());
    files.put("file://list.pem", LIST.pem());
    files.put("file://conf/keys/example.pem", AUTHOR.pem());
    files.put("file://conf/keys/list.pem", LIST.pem());
    files.put("file://no-key.pem", "nothing");
    return new Texts(files);
  }

  static String readme() throws Exception {
    return Files.readString(Path.of("README.md"), UTF_8);
  }

  private record Texts(Map<String, String> texts) implements FileSystem {

    @Override
    public InputStream getResource(String url) throws FileNotFoundException {
      String text = texts.get(url);
      if (text == null) {
        throw new FileNotFoundException(url);
      }
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public File getFile(String url) throws FileNotFoundException {
      throw new FileNotFoundException(url);
    }

    @Override
    public File getBasedir() throws FileNotFoundException {
      throw new FileNotFoundException("no folder");
    }
  }
}
