package differential;

import static differential.Disagreement.Direction.SIGNED_HERE;
import static differential.Disagreement.Direction.SIGNED_THERE;
import static differential.Disagreement.Right.NOBODY;
import static differential.Disagreement.Right.WAXSEAL;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import differential.Disagreement.Direction;
import differential.Disagreement.Right;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The places where a peer and Waxseal are known to differ, each with the section that decides. */
final class Disagreements {

  private static final String ANY = ".*";
  private static final String SIMPLE_BODY = ".*/simple";
  private static final String RELAXED_BODY = ".*/relaxed";
  private static final String SIMPLE_HEADER = "simple/.*";
  private static final String RELAXED_HEADER = "relaxed/.*";

  private static final Set<Direction> BOTH_WAYS = EnumSet.of(SIGNED_HERE, SIGNED_THERE);
  private static final Set<Direction> THERE = EnumSet.of(SIGNED_THERE);

  private static final String BARE =
      "RFC 5322 section 2.3: CR and LF occur only together; RFC 6376 section 5.3";

  static final List<Disagreement> TABLE = new Disagreements().table();

  private final List<Disagreement> table = new ArrayList<>();

  private Disagreements() {}

  private List<Disagreement> table() {
    addWhiteSpace();
    addEndOfBody();
    addHeaders();
    addOpenDkimSignatures();
    addBareLineEnds();
    return List.copyOf(table);
  }

  private void addWhiteSpace() {
    String section = "RFC 6376 sections 2.8 and 3.4.2: WSP is space and tab";
    String why = "it takes form feed and vertical tab for white space in header fields";
    String messages = header("form feed and vertical tab");
    for (String peer : List.of("dkimpy", "Mail::DKIM", "OpenDKIM")) {
      add(peer, BOTH_WAYS, messages, RELAXED_HEADER, WAXSEAL, section, why);
    }
  }

  private void addEndOfBody() {
    String whiteSpace = body(".*(space|tab) without CRLF");
    String relaxed = "RFC 6376 section 3.4.4: ignore all white space at the end of lines";
    String spaceStays = "it keeps white space at the end of a last line without CRLF";
    add("dkimpy", BOTH_WAYS, whiteSpace, RELAXED_BODY, WAXSEAL, relaxed, spaceStays);
    String words = body("(text|words to 5000) and white space without CRLF");
    add("OpenDKIM", BOTH_WAYS, words, RELAXED_BODY, WAXSEAL, relaxed, spaceStays);

    String none = body(".*without CRLF");
    String simple = "RFC 6376 section 3.4.3: if there is no trailing CRLF, a CRLF is added";
    String noneAdded = "it adds no CRLF to a body that does not end in one";
    add("Mail::DKIM", BOTH_WAYS, none, SIMPLE_BODY, WAXSEAL, simple, noneAdded);
    String bare = body("(CR|LF) alone at the end");
    add("Mail::DKIM", THERE, bare, SIMPLE_BODY, WAXSEAL, simple, noneAdded);

    String noSpace = body("(one octet|text|text after an empty line|a line of \\d+) without CRLF");
    String added = "RFC 6376 section 3.4.4: if the body does not end with a CRLF, a CRLF is added";
    String givesUp = "it gives up on a body that does not end in CRLF";
    add("OpenDKIM", BOTH_WAYS, noSpace, RELAXED_BODY, WAXSEAL, added, givesUp);
    String lf = body("LF alone at the end");
    add("OpenDKIM", THERE, lf, RELAXED_BODY, WAXSEAL, added, givesUp);
    String longLine = body("(a line of|words to) (4096|4097|5000) (and white space )?without CRLF");
    String wrongHash = "it hashes a last line of 4096 octets or more without CRLF wrongly";
    add("OpenDKIM", BOTH_WAYS, longLine, SIMPLE_BODY, WAXSEAL, simple, wrongHash);
  }

  private void addHeaders() {
    String obsolete =
        "RFC 6376 section 3.4.2: delete WSP before the colon; RFC 5322 section 4.5 accepts it";
    String colon = header("(space|white space) before the colon");
    String refuses = "it takes a field with white space before its colon for none";
    add("dkimpy", BOTH_WAYS, colon, ANY, WAXSEAL, obsolete, refuses);
    String tab = header("white space before the colon");
    String refusesTab = "it takes a field with a tab before its colon for none";
    add("OpenDKIM", BOTH_WAYS, tab, ANY, WAXSEAL, obsolete, refusesTab);
    String section = "RFC 5322 section 4.1: NUL is obsolete; milter strings end there";
    String why = "the way to it ends a header field at a NUL";
    add("OpenDKIM", THERE, header("NUL octet"), ANY, NOBODY, section, why);
  }

  private void addOpenDkimSignatures() {
    table.add(
        new Disagreement(
            "OpenDKIM",
            THERE,
            Pattern.compile(ANY),
            Pattern.compile(SIMPLE_HEADER),
            EnumSet.of(SigningAlgorithm.ED25519_SHA256),
            WAXSEAL,
            "RFC 6376 section 3.7: of the signature field, only the value of b= is left out",
            "it signs its field before it folds it in front of b= (dkimpy says so too)"));
  }

  private void addBareLineEnds() {
    String endsLine = "it takes LF alone for the end of a line";
    String lf = body("(white space before )?LF alone.*");
    add("dkimpy", THERE, lf, ANY, WAXSEAL, BARE, endsLine);
    String folded = header("LF alone before white space");
    add("dkimpy", THERE, folded, ANY, WAXSEAL, BARE, endsLine);
    add("OpenDKIM", THERE, folded, ANY, NOBODY, BARE, "milter writes folds as LF");
    add("OpenDKIM", THERE, lf, SIMPLE_BODY, WAXSEAL, BARE, endsLine);
    String cr = body("CR alone( at the end)?");
    String changes = "it does not hash CR alone as the octet that it is";
    add("OpenDKIM", THERE, cr, RELAXED_BODY, WAXSEAL, BARE, changes);
    String last = body("CR alone at the end");
    add("OpenDKIM", THERE, last, SIMPLE_BODY, WAXSEAL, BARE, changes);
    add("OpenDKIM", THERE, header("CR alone"), RELAXED_HEADER, WAXSEAL, BARE, changes);
  }

  private void add(
      String peer,
      Set<Direction> directions,
      String messages,
      String forms,
      Right right,
      String section,
      String why) {
    table.add(
        new Disagreement(
            peer,
            directions,
            Pattern.compile(messages),
            Pattern.compile(forms),
            EnumSet.allOf(SigningAlgorithm.class),
            right,
            section,
            why));
  }

  /** A pattern for messages with such a body. */
  private static String body(String kind) {
    return "(body: |both: .*; )(" + kind + ")";
  }

  /** A pattern for messages with such header fields. */
  private static String header(String kind) {
    return "(header: (" + kind + ")|both: (" + kind + "); .*)";
  }
}
