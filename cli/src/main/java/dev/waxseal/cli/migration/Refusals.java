package dev.waxseal.cli.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * What cannot be taken over, by line. The sentences quote nothing of a file: a private key may
 * stand in it. For one thread.
 */
public final class Refusals {

  private final List<String> sentences = new ArrayList<>();

  void add(Line line, String sentence) {
    sentences.add(line.place() + ": " + sentence);
  }

  public List<String> sentences() {
    return List.copyOf(sentences);
  }
}
