package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookalikeTest {

  private static boolean isIn(String field) {
    return Lookalike.isIn(HeaderField.parse(field.getBytes(ISO_8859_1)), "From");
  }

  @Test
  void whatSomeProgramsSee() {
    for (String field :
        List.of(
            "From : a@b.example",
            " From: a@b.example",
            "\u0000From: a@b.example",
            "Fro\u0000m: a@b.example",
            "F\u0001\u0002rom: a@b.example",
            "X: y\nFrom: a@b.example",
            "X: y\rfrom: a@b.example",
            "X: y\n\n \tFROM: a@b.example")) {
      assertEquals(true, isIn(field), field);
    }
  }

  @Test
  void whatNobodySees() {
    for (String field :
        List.of(
            "From: a@b.example",
            "Fromage: cheese",
            "X: From: a@b.example",
            "Subject: x\r\n From: a@b.example",
            "X: y\nFromage: cheese",
            "F rom: a@b.example")) {
      assertEquals(false, isIn(field), field);
    }
  }
}
