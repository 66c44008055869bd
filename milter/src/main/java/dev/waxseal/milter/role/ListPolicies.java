package dev.waxseal.milter.role;

import dev.waxseal.milter.config.ListPolicy;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Finds what the posts of a list get, by its List-Id (RFC 2919 section 3). Immutable. */
final class ListPolicies {

  private final String domain;
  private final ListPolicy otherwise;
  private final Map<String, ListPolicy> byId;

  ListPolicies(SealSettings settings) {
    this.domain = settings.domain().toString();
    this.otherwise = settings.listPolicy();
    this.byId = settings.lists();
  }

  /** Whether a list may have this policy. */
  boolean canBe(ListPolicy policy) {
    return otherwise == policy || byId.containsValue(policy);
  }

  /**
   * What a message gets. Of several List-Id fields the one counts whose list has most to hide: it
   * must not depend on which of them a program reads.
   */
  ListPolicy of(Headers headers) {
    return headers.named("List-Id").stream()
        .map(field -> byId.getOrDefault(id(field), otherwise))
        .max(Comparator.naturalOrder())
        .orElse(otherwise);
  }

  /** Whether a message is a post of a list that is named, or whose id is in our domain. */
  boolean isOwnPost(Headers headers) {
    return headers.named("List-Id").stream()
        .map(ListPolicies::id)
        .anyMatch(id -> byId.containsKey(id) || id.equals(domain) || id.endsWith("." + domain));
  }

  /** "The list identifier MUST appear enclosed in angle brackets", at the end; in lower case. */
  static String id(HeaderField field) {
    String value = field.value();
    int close = value.lastIndexOf('>');
    int open = value.lastIndexOf('<', close);
    String id = open < 0 ? value : value.substring(open + 1, close);
    return id.strip().toLowerCase(Locale.ROOT);
  }
}
