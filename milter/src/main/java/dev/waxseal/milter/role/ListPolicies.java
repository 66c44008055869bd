package dev.waxseal.milter.role;

import dev.waxseal.milter.config.ListPolicy;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Finds the policy of a list by its List-Id (RFC 2919 section 3). Immutable. */
final class ListPolicies {

  private final String domain;
  private final ListPolicy otherwise;
  private final Map<String, ListPolicy> byId;

  ListPolicies(SealSettings settings) {
    this.domain = settings.domain().toString();
    this.otherwise = settings.listPolicy();
    this.byId = settings.lists();
  }

  /** True if a list may have this policy. */
  boolean canBe(ListPolicy policy) {
    return otherwise == policy || byId.containsValue(policy);
  }

  /**
   * The policy of a message. If it has several List-Id fields, the list with most to hide counts,
   * so that it does not matter which of them a program reads.
   */
  ListPolicy of(Headers headers) {
    return headers.named("List-Id").stream()
        .map(field -> byId.getOrDefault(id(field), otherwise))
        .max(Comparator.naturalOrder())
        .orElse(otherwise);
  }

  /** True if a message is a post of a list that is named, or whose id is in our domain. */
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
