package dev.waxseal.cli.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages by group. Strangers choose the names of groups: from a number of groups on, new ones are
 * put together.
 */
final class Groups {

  private static final int MOST = 5_000;
  private static final String OTHERS = "(others)";

  private final Map<String, Outcomes> all = new HashMap<>();

  /** A group. */
  record Group(String name, Outcomes outcomes) {}

  void add(String name, Outcome outcome, long messages) {
    String key = all.containsKey(name) || all.size() < MOST ? name : OTHERS;
    all.computeIfAbsent(key, it -> new Outcomes()).add(outcome, messages);
  }

  int size() {
    return all.size();
  }

  /** The greatest groups first, and then all others as one. */
  List<Group> first(int number) {
    List<Group> sorted =
        all.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingLong((Group it) -> -it.outcomes().all())
                    .thenComparing(Group::name))
            .toList();
    if (sorted.size() <= number) {
      return sorted;
    }
    Outcomes rest = new Outcomes();
    sorted.subList(number - 1, sorted.size()).forEach(it -> rest.add(it.outcomes()));
    List<Group> shown = new ArrayList<>(sorted.subList(0, number - 1));
    shown.add(new Group((sorted.size() - number + 1) + " others", rest));
    return shown;
  }
}
