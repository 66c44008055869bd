package dev.waxseal.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

  private static final List<String> WORDS = List.of("p", "rua", "ruf", "adkim", "include");

  @ParameterizedTest
  @CsvSource({
    "rau, rua",
    "ru, rua",
    "rug, rua",
    "adkmi, adkim",
    "dkim, adkim",
    "inlcude, include",
    "includes, include",
    "exclude, include",
    "x, none",
    "o, none",
    "rules, none",
    "nonsense, none"
  })
  void oneOrTwoLettersAreForgiven(String written, String word) {
    assertEquals(word, NearestWord.of(written, WORDS).orElse("none"));
  }

  @Test
  void aLongTextIsNotCompared() {
    assertEquals(Optional.empty(), NearestWord.of("a".repeat(1_000_000), WORDS));
  }
}
