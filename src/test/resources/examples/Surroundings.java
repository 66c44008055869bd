/** The variables that the snippets of the READMEs and of the Javadoc use without declaring them. */
abstract class Surroundings {

  InetAddress address;
  InetAddress clientAddress;
  SpfClient client;
  java.time.Instant now;
  java.time.LocalDate yesterday;
  java.sql.Connection connection;
  ReportReader reader;
  ReportHistory history;
  Destinations destinations;
  String helo;
  String mailFrom;
  InputStream data;
  byte[] buffer;
  Spool spool;
  OutputStream out;
  OutputStream mailbox;
  byte[] message;
  byte[] body;
  byte[] received;
  byte[] listPost;
  Headers headers;
  List<DomainName> candidates;
  DkimReport dkim;
  MailFromCheck spf;
  String pem;
  String rsaPem;
  String ed25519Pem;
  SigningKey key;
  Dns dns;
  InboundAuthenticator inbound;
  DmarcVerifier verifier;
  ArcSealer sealer;
  DkimSigner signer;
  InboundReport report;
  MimeMessage mail;
  MimeMessage post;

  abstract byte[] withFooter(byte[] post);

  abstract void log(String line);

  abstract void reply(String line);

  /** A message in a file. */
  abstract static class Spool extends OutputStream {
    abstract InputStream inputStream();
  }
}
