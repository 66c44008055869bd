package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.internal.OddOctets;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A list of {@code tag=value}, as in signatures and key records (RFC 6376 section 3.2).
 *
 * <p>Strict: "tags with duplicate names MUST NOT occur within a single tag-list; if a tag name does
 * occur more than once, the entire tag-list is invalid".
 */
public final class TagList {

  private static final int USUAL = 16;

  /** No tag that is in use has a longer name. */
  private static final int LONGEST_QUOTED = 7;

  private final String text;
  private int count;

  /** The start and end of the name of each tag, then of its value, in the text. */
  private int[] bounds = new int[4 * USUAL];

  private TagList(String text) {
    this.text = text;
  }

  /**
   * Reads a list.
   *
   * @param text one character an octet (ISO-8859-1)
   * @param maxTags a list with more is refused
   * @param reason the reason under which a list that breaks the grammar is refused
   */
  public static TagList parse(String text, int maxTags, DkimReason reason) throws Refusal {
    TagList list = new TagList(text);
    list.new Parser(maxTags, reason).parse();
    return list;
  }

  /** The tags of a field, for display; none if it is not a list. */
  public static Map<String, String> tags(HeaderField field) {
    try {
      return parse(field.value(), Limits.defaults().tags(), DkimReason.SIGNATURE_SYNTAX).asMap();
    } catch (Refusal refusal) {
      return Map.of();
    }
  }

  /** The value of a tag, without the white space around it; empty if the tag is absent. */
  public Optional<String> get(String name) {
    int tag = indexOf(name, 0, name.length());
    return tag < 0 ? Optional.empty() : Optional.of(value(tag));
  }

  /** All tags in the order in which they came; at least one. */
  public Map<String, String> asMap() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int tag = 0; tag < count; tag++) {
      tags.put(name(tag), value(tag));
    }
    return Collections.unmodifiableMap(tags);
  }

  /** The name of the first tag. */
  String firstName() {
    return name(0);
  }

  private String name(int tag) {
    return text.substring(bounds[4 * tag], bounds[4 * tag + 1]);
  }

  private String value(int tag) {
    return text.substring(bounds[4 * tag + 2], bounds[4 * tag + 3]);
  }

  /** The tag with the name that stands there; -1 if there is none. */
  private int indexOf(String other, int start, int end) {
    for (int tag = 0; tag < count; tag++) {
      int nameStart = bounds[4 * tag];
      if (bounds[4 * tag + 1] - nameStart == end - start
          && text.regionMatches(nameStart, other, start, end - start)) {
        return tag;
      }
    }
    return -1;
  }

  private void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    if (4 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[4 * count] = nameStart;
    bounds[4 * count + 1] = nameEnd;
    bounds[4 * count + 2] = valueStart;
    bounds[4 * count + 3] = valueEnd;
    count++;
  }

  private final class Parser {

    private final int maxTags;
    private final DkimReason reason;
    private int at;

    Parser(int maxTags, DkimReason reason) {
      this.maxTags = maxTags;
      this.reason = reason;
    }

    /** {@code tag-list = tag-spec *( ";" tag-spec ) [ ";" ]}. */
    void parse() throws Refusal {
      do {
        tag();
        if (at == text.length()) {
          return;
        }
        at++; // the semicolon
      } while (!Fws.isBlank(text, at));
      skipFws();
    }

    /** {@code tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]}. */
    private void tag() throws Refusal {
      skipFws();
      int nameStart = at;
      skipName();
      int nameEnd = at;
      skipFws();
      if (at == text.length() || text.charAt(at) != '=') {
        throw refuse(named(nameStart, nameEnd, "") + " has no '='");
      }
      at++;
      skipFws();
      int valueStart = at;
      int valueEnd = valueEnd(nameStart, nameEnd);
      if (indexOf(text, nameStart, nameEnd) >= 0) {
        throw refuse(named(nameStart, nameEnd, "=") + " stands there twice");
      }
      if (count == maxTags) {
        throw refuse("there are more than " + maxTags + " tags");
      }
      add(nameStart, nameEnd, valueStart, valueEnd);
    }

    /** {@code tag-name = ALPHA *ALNUMPUNC}. */
    private void skipName() throws Refusal {
      int start = at;
      while (at < text.length() && isNameChar(text.charAt(at), at > start)) {
        at++;
      }
      if (at == start) {
        throw refuse(
            at == text.length() || text.charAt(at) == ';'
                ? "a tag is empty"
                : "a tag name may not begin with " + OddOctets.words(text, at));
      }
    }

    /** Up to the next semicolon; with erratum 5070, at most one fold at each end. */
    private int valueEnd(int nameStart, int nameEnd) throws Refusal {
      int start = at;
      int semicolon = text.indexOf(';', at);
      at = semicolon < 0 ? text.length() : semicolon;
      checkValue(nameStart, nameEnd, start);
      int end = Fws.trimEnd(text, start, at);
      if (Fws.folds(text, end, at) > 1) {
        throw refuse("a line of " + named(nameStart, nameEnd, "=") + " is blank");
      }
      return end;
    }

    /** VALCHAR, white space or a fold; octets beyond ASCII are UTF-8 (RFC 8616 section 5). */
    private void checkValue(int nameStart, int nameEnd, int start) throws Refusal {
      for (int i = start; i < at; i++) {
        char c = text.charAt(i);
        if ((c < ' ' && c != '\t') || c == 0x7F) {
          if (Fws.foldLength(text, i) == 0) {
            throw refuse(named(nameStart, nameEnd, "=") + " holds a control character");
          }
          i += 2;
        }
      }
    }

    private void skipFws() throws Refusal {
      int start = at;
      at = Fws.skip(text, at);
      if (Fws.folds(text, start, at) > 1) {
        throw refuse("a line of the list is blank");
      }
    }

    /** The tag, without what may be half of a key where a name is expected. */
    private String named(int nameStart, int nameEnd, String equals) {
      return nameEnd - nameStart > LONGEST_QUOTED
          ? "a tag with a name of " + (nameEnd - nameStart) + " letters"
          : "the tag " + text.substring(nameStart, nameEnd) + equals;
    }

    private Refusal refuse(String about) {
      return new Refusal(reason, about);
    }

    private static boolean isNameChar(char c, boolean digits) {
      boolean alpha = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      return alpha || (digits && ((c >= '0' && c <= '9') || c == '_'));
    }
  }
}
