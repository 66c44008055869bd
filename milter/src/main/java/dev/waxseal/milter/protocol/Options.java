package dev.waxseal.milter.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The options that mail server and filter negotiate when a connection begins (SMFIC_OPTNEG).
 *
 * @param version of the protocol
 * @param actions the allowed modifications, SMFIF_…
 * @param steps the commands that are left out or get no answer, SMFIP_…
 */
record Options(int version, int actions, int steps) {

  static final int VERSION = 6;

  /** SMFIF_ADDHDRS: header fields may be inserted. */
  static final int INSERTS = 0x01;

  /** SMFIF_CHGHDRS: header fields may be changed, and so deleted. */
  static final int DELETES = 0x10;

  /** SMFIF_QUARANTINE: a message may be held. */
  static final int QUARANTINES = 0x20;

  /** SMFIF_SETSYMLIST: the macros that are sent may be chosen. */
  static final int CHOOSES_MACROS = 0x100;

  /** SMFIP_NORCPT: recipients are not sent. */
  static final int NO_RECIPIENT = 0x08;

  /** SMFIP_NODATA: DATA is not sent. */
  static final int NO_DATA = 0x200;

  /** SMFIP_NR_HDR: no answer to a header field. */
  static final int SILENT_HEADER = 0x80;

  /** SMFIP_NOUNKNOWN: SMTP commands that nobody knows are not sent. */
  static final int NO_UNKNOWN = 0x100;

  /** SMFIP_NR_CONN, and likewise the others. */
  static final int SILENT_CONNECT = 0x1000;

  static final int SILENT_HELO = 0x2000;
  static final int SILENT_MAIL = 0x4000;
  static final int SILENT_RECIPIENT = 0x8000;
  static final int SILENT_DATA = 0x1_0000;
  static final int SILENT_UNKNOWN = 0x2_0000;
  static final int SILENT_END_OF_HEADERS = 0x4_0000;
  static final int SILENT_BODY = 0x8_0000;

  /** SMFIP_HDR_LEADSPC: white space after the colon is left alone. */
  static final int LEADING_SPACE = 0x10_0000;

  /** SMFIM_CONNECT: the macros of a connection. */
  private static final int CONNECTION = 0;

  /** {@code v}, which only Postfix sends unasked, tells Postfix and sendmail apart. */
  private static final String MACROS = "j _ {daemon_name} {if_name} {if_addr} v\0";

  private static final int OLDEST = 2;
  private static final int NEEDED = INSERTS | DELETES;

  private static final int WANTED =
      SILENT_HEADER
          | NO_UNKNOWN
          | NO_RECIPIENT
          | NO_DATA
          | SILENT_CONNECT
          | SILENT_HELO
          | SILENT_MAIL
          | SILENT_RECIPIENT
          | SILENT_DATA
          | SILENT_UNKNOWN
          | SILENT_END_OF_HEADERS
          | SILENT_BODY
          | LEADING_SPACE;

  private static final int LENGTH = 3 * Integer.BYTES;

  /**
   * The options chosen from the offer of a mail server.
   *
   * @param recipients true if recipients are to be sent
   * @throws ProtocolException if the offer is not sufficient: without deletions, forged results
   *     would stay in the message
   */
  static Options choose(byte[] offer, boolean recipients) throws ProtocolException {
    if (offer.length < LENGTH) {
      throw new ProtocolException("the options packet has only " + offer.length + " octets");
    }
    ByteBuffer fields = ByteBuffer.wrap(offer);
    int version = fields.getInt();
    int actions = fields.getInt();
    int steps = fields.getInt();
    if (version < OLDEST) {
      throw new ProtocolException(
          "the mail server speaks version " + version + " of the" + " protocol, which is too old");
    }
    if ((actions & NEEDED) != NEEDED) {
      throw new ProtocolException(
          "the mail server does not allow header fields to be inserted and deleted");
    }
    return new Options(
        Math.min(version, VERSION),
        actions & (NEEDED | QUARANTINES | CHOOSES_MACROS),
        steps & (recipients ? WANTED & ~NO_RECIPIENT : WANTED));
  }

  /** The data of the packet; the macros that are asked for come last. */
  byte[] bytes() {
    byte[] macros = MACROS.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer fields =
        ByteBuffer.allocate(LENGTH + Integer.BYTES + macros.length)
            .putInt(version)
            .putInt(actions)
            .putInt(steps);
    if (allows(CHOOSES_MACROS)) {
      fields.putInt(CONNECTION).put(macros);
    }
    return Arrays.copyOf(fields.array(), fields.position());
  }

  boolean allows(int action) {
    return (actions & action) != 0;
  }

  boolean has(int step) {
    return (steps & step) != 0;
  }
}
