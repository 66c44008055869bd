package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.DkimReason;
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

  private final Map<String, String> tags;

  private TagList(Map<String, String> tags) {
    this.tags = Collections.unmodifiableMap(tags);
  }

  /**
   * Reads a list.
   *
   * @param text one character an octet (ISO-8859-1)
   * @param maxTags a list with more is refused
   * @param reason the reason under which a list that breaks the grammar is refused
   */
  public static TagList parse(String text, int maxTags, DkimReason reason) throws Refusal {
    return new TagList(new Parser(text, maxTags, reason).parse());
  }

  /** The value of a tag, without the white space around it; empty if the tag is absent. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  /** All tags in the order in which they came. */
  public Map<String, String> asMap() {
    return tags;
  }

  private static final class Parser {

    private final String text;
    private final int maxTags;
    private final DkimReason reason;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private int at;

    Parser(String text, int maxTags, DkimReason reason) {
      this.text = text;
      this.maxTags = maxTags;
      this.reason = reason;
    }

    /** {@code tag-list = tag-spec *( ";" tag-spec ) [ ";" ]}. */
    Map<String, String> parse() throws Refusal {
      do {
        tag();
        if (at == text.length()) {
          return tags;
        }
        at++; // the semicolon
      } while (!Fws.isBlank(text, at));
      skipFws();
      return tags;
    }

    /** {@code tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]}. */
    private void tag() throws Refusal {
      skipFws();
      String name = name();
      skipFws();
      if (at == text.length() || text.charAt(at) != '=') {
        throw refuse("the tag " + name + " has no '='");
      }
      at++;
      String value = value(name);
      if (tags.putIfAbsent(name, value) != null) {
        throw refuse("the tag " + name + "= stands there twice");
      }
      if (tags.size() > maxTags) {
        throw refuse("there are more than " + maxTags + " tags");
      }
    }

    /** {@code tag-name = ALPHA *ALNUMPUNC}. */
    private String name() throws Refusal {
      int start = at;
      while (at < text.length() && isNameChar(text.charAt(at), at > start)) {
        at++;
      }
      if (at == start) {
        throw refuse(
            at == text.length() || text.charAt(at) == ';'
                ? "a tag is empty"
                : "a tag name may not begin with '" + text.charAt(at) + "'");
      }
      return text.substring(start, at);
    }

    /** Up to the next semicolon; with erratum 5070, at most one fold at each end. */
    private String value(String name) throws Refusal {
      skipFws();
      int start = at;
      int semicolon = text.indexOf(';', at);
      at = semicolon < 0 ? text.length() : semicolon;
      checkValue(name, start, at);
      int end = Fws.trimEnd(text, start, at);
      if (Fws.folds(text, end, at) > 1) {
        throw refuse("a line of the tag " + name + "= is blank");
      }
      return text.substring(start, end);
    }

    /** VALCHAR, white space or a fold; octets beyond ASCII are UTF-8 (RFC 8616 section 5). */
    private void checkValue(String name, int start, int end) throws Refusal {
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if ((c < ' ' && c != '\t') || c == 0x7F) {
          if (Fws.foldLength(text, i) == 0) {
            throw refuse("the tag " + name + "= holds a control character");
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

    private Refusal refuse(String about) {
      return new Refusal(reason, about);
    }

    private static boolean isNameChar(char c, boolean digits) {
      boolean alpha = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      return alpha || (digits && ((c >= '0' && c <= '9') || c == '_'));
    }
  }
}
