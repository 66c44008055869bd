package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.Advice.Audience.AUTHOR;
import static dev.waxseal.diagnosis.Advice.Audience.LIST;
import static dev.waxseal.diagnosis.Advice.Audience.RECEIVER;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimReason;
import java.util.List;

/**
 * The advice for each finding. {@code {key}} stands for the name of the key in DNS, {@code
 * {domain}} for the domain that signed. No advice makes a signature cover less, or a policy weaker.
 */
final class AdviceTable {

  private static final Advice RELAXED =
      author(
          "sign with c=relaxed/relaxed, which folds, white space at line ends and capitals in names"
              + " do not break (RFC 6376 section 3.4)");
  private static final Advice SEAL =
      list(
          "leave signed fields and the body as they came, or seal with ARC when they are changed"
              + " (RFC 8617)");
  private static final Advice TRUST =
      receiver(
          "where you trust the list or relay, let its ARC seal count (waxseal verify"
              + " --trust-sealer)");
  private static final Advice SEVEN_BIT =
      author(
          "text in plain ASCII, quoted-printable or base64, in lines of at most 76 octets, is what"
              + " the fewest servers encode again");
  private static final Advice RECORD = author("correct the record at {key}");
  private static final Advice PUBLISH =
      author("publish the public half of the key that signs at {key}");
  private static final Advice SIGNER =
      author(
          "check the program that signs for {domain}, and correct it if it hashes as is said above");
  private static final Advice FIELD =
      author(
          "see whether the signer of {domain} writes the field so; if it does not, something on the"
              + " path rewrote it");
  private static final Advice COMPARE =
      author("see that {key} has the public half of the key that signs");
  private static final Advice FIELD_UNTOUCHED = list("never rewrite DKIM-Signature fields");

  private AdviceTable() {}

  private static Advice author(String sentence) {
    return new Advice(AUTHOR, sentence);
  }

  private static Advice list(String sentence) {
    return new Advice(LIST, sentence);
  }

  private static Advice receiver(String sentence) {
    return new Advice(RECEIVER, sentence);
  }

  /** The advice for a kind of change. */
  static List<Advice> of(Change.Kind kind) {
    return switch (kind) {
      case TEXT_APPENDED,
          TEXT_PREPENDED,
          TEXT_INSERTED,
          PART_ADDED,
          BODY_WRAPPED,
          BODY_ADDED,
          BODY_BEYOND_LENGTH ->
          List.of(
              list(
                  "send the body without the added text, or seal with ARC after adding it (RFC"
                      + " 8617)"),
              TRUST);
      case SUBJECT_PREFIXED, SUBJECT_SUFFIXED ->
          List.of(
              list("leave Subject as it came, or seal with ARC after the change (RFC 8617)"),
              TRUST);
      case FROM_REPLACED ->
          List.of(list("where From is replaced, sign with the domain that From shows then"), TRUST);
      case FROM_LINES_QUOTED ->
          List.of(
              author("encode lines that begin with \"From \", so that no mailbox quotes them"),
              receiver(
                  "verify before a message is stored in an mbox; --mbox undoes what most programs"
                      + " do there"));
      case DOTS_CHANGED ->
          List.of(list("correct the program that doubles or removes dots (RFC 5321 4.5.2)"));
      case LINES_WRAPPED, FIELD_BROKEN ->
          List.of(
              author(
                  "send lines of at most 998 octets, better 78 (RFC 5322 section 2.1.1): servers"
                      + " break longer ones"));
      case TRANSFER_ENCODING_CHANGED, CHARSET_CHANGED, CONTENT_FIELD_REWRITTEN, LINE_ENDS_CHANGED ->
          List.of(SEVEN_BIT, SEAL);
      case TABS_EXPANDED,
          TRAILING_SPACE_REMOVED,
          TRAILING_SPACE_ADDED,
          SPACE_CHANGED,
          FIELD_REFOLDED,
          FIELD_NAME_REWRITTEN ->
          List.of(RELAXED, SEAL);
      case SIGNATURE_FIELD_REFOLDED -> List.of(RELAXED, FIELD_UNTOUCHED);
      case SIGNATURE_FIELD_ENCODED -> List.of(FIELD_UNTOUCHED);
      case SIGNATURE_TAG_REWRITTEN -> List.of(FIELD);
      case LINKS_REWRITTEN ->
          List.of(receiver("verify before the service that rewrites links, not behind it"));
      case SIGNED_IN_ANOTHER_FORM -> List.of(SIGNER);
      case CHANGED_OR_SIGNED_OTHERWISE -> List.of(SIGNER, SEAL);
      case BLANK_LINES_CHANGED,
          PREAMBLE_CHANGED,
          BOUNDARY_CHANGED,
          PART_HEADER_REWRITTEN,
          FIELD_ADDED,
          FIELD_REMOVED,
          FIELD_REPLACED,
          FIELDS_MOVED,
          ADDRESSES_REWRITTEN,
          RECIPIENT_REMOVED,
          RECIPIENT_ADDED,
          ENCODED_WORDS_REWRITTEN ->
          List.of(SEAL, TRUST);
    };
  }

  /** The advice for a kind of fact. */
  static List<Advice> of(Fact.Kind kind) {
    return switch (kind) {
      case KEY_DID_NOT_SIGN -> List.of(COMPARE);
      case KEY_ELSEWHERE -> List.of(PUBLISH);
      case KEY_MENDABLE, OTHER_RECORD, KEY_ALIAS, KEY_OF_OTHER_KIND, KEY_CUT_OFF -> List.of(RECORD);
      case KEY_PRIVATE ->
          List.of(
              author(
                  "leave p= empty at {key} at once, make a new pair of keys, and publish only its"
                      + " public half, under another selector"));
      case KEY_FLAGS ->
          List.of(
              author(
                  "at {key}, remove t=y when the tests are over; with t=s, sign as {domain} itself"));
      case FIELDS_OF_TRANSPORT ->
          List.of(author("leave fields out of h= that delivery replaces (RFC 6376 section 5.4.1)"));
      case SIGNATURE_FIELD_ENCODED -> List.of(FIELD_UNTOUCHED);
      case SIGNATURE_TAG_REWRITTEN -> List.of(FIELD);
      case LENGTH -> List.of(author("sign the whole body, without l= (RFC 6376 section 8.2)"));
      case KEY_SIGNED,
          KEY_CANNOT_TELL,
          FIELDS_ABSENT,
          TIME,
          SEEN_BY_HOP,
          UNCHANGED_SINCE,
          APART_FROM_FLAW,
          CHANGED_BETWEEN ->
          List.of();
    };
  }

  /** The advice for a reason. */
  static List<Advice> of(DkimReason reason) {
    return switch (reason) {
      case SIGNATURE_SYNTAX,
          INCOMPATIBLE_VERSION,
          MISSING_REQUIRED_TAG,
          DOMAIN_MISMATCH,
          FROM_NOT_SIGNED,
          EXPIRATION_NOT_AFTER_TIMESTAMP,
          QUERY_METHOD_UNSUPPORTED,
          ALGORITHM_UNSUPPORTED,
          TOO_MANY_SIGNED_HEADERS ->
          List.of(FIELD);
      case SIGNATURE_EXPIRED ->
          List.of(receiver("verify when a message arrives; later its signatures may have expired"));
      case TIMESTAMP_IN_FUTURE -> List.of(author("set the clock of the program that signs"));
      case ALGORITHM_FORBIDDEN -> List.of(author("sign with a=rsa-sha256 (RFC 8301 section 3.1)"));
      case KEY_UNAVAILABLE ->
          List.of(
              author("see that the name servers of {domain} answer for {key}"),
              receiver("try again later"));
      case NO_KEY -> List.of(PUBLISH);
      case KEY_ALGORITHM_MISMATCH -> List.of(COMPARE);
      case KEY_SYNTAX, KEY_NOT_FOR_EMAIL, KEY_HASH_NOT_ALLOWED -> List.of(RECORD);
      case KEY_IS_PRIVATE -> of(Fact.Kind.KEY_PRIVATE);
      case KEY_REVOKED ->
          List.of(author("sign with a key that is in DNS; the one at {key} is revoked"));
      case KEY_FLAG_MISMATCH, KEY_IN_TESTING -> of(Fact.Kind.KEY_FLAGS);
      case KEY_TOO_SHORT, KEY_TOO_LONG, KEY_UNSAFE_EXPONENT, KEY_BELOW_MINIMUM ->
          List.of(
              author(
                  "sign with an RSA key of 2048 bits (RFC 8301 section 3.2), under another"
                      + " selector than that of {key}"));
      case SIGNATURE_LENGTH_WRONG -> List.of(COMPARE);
      case UNSIGNED_CONTENT, BODY_LENGTH_TOO_LONG -> of(Fact.Kind.LENGTH);
      case TOO_MANY_SIGNATURES, BODY_HASH_MISMATCH, SIGNATURE_MISMATCH -> List.of();
    };
  }

  /** Returns true if it is to sign in relaxed form. */
  static boolean isToRelax(Advice advice) {
    return advice.equals(RELAXED);
  }

  /** The advice for a part that differs, if it is not known how. */
  static List<Advice> ofUnexplained() {
    return List.of(
        author(
            "send the same message to a mailbox without lists and gateways on its path: if it"
                + " fails there too, the signer is at fault, otherwise one of them changed it"));
  }
}
