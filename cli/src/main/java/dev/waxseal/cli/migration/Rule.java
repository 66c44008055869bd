package dev.waxseal.cli.migration;

import java.util.List;

/**
 * A rule of ours: patterns of authors, in the form of {@code milter.toml}, and their keys, all of
 * one domain.
 */
record Rule(List<String> from, List<KeyTable.Key> keys, Line line) {

  Rule {
    from = List.copyOf(from);
    keys = List.copyOf(keys);
  }

  String pattern() {
    return from.get(0);
  }

  /** Returns true if an address can match both patterns. */
  boolean meets(Rule other) {
    return meet(pattern(), other.pattern());
  }

  /** Two patterns in which an asterisk stands for any characters. */
  private static boolean meet(String a, String b) {
    boolean[] row = new boolean[b.length() + 1]; // if the rests from i and j on meet
    for (int i = a.length(); i >= 0; i--) {
      boolean[] next = row;
      row = new boolean[b.length() + 1];
      for (int j = b.length(); j >= 0; j--) {
        boolean starA = i < a.length() && a.charAt(i) == '*';
        boolean starB = j < b.length() && b.charAt(j) == '*';
        if (starA) {
          row[j] = next[j] || (j < b.length() && row[j + 1]);
        } else if (starB) {
          row[j] = row[j + 1] || (i < a.length() && next[j]);
        } else if (i == a.length() || j == b.length()) {
          row[j] = i == a.length() && j == b.length();
        } else {
          row[j] = a.charAt(i) == b.charAt(j) && next[j + 1];
        }
      }
    }
    return row[0];
  }
}
