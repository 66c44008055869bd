package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A post as all members got it. What is asserted holds for each of them, and for each judge. */
final class Posts {

  private static final List<String> LIST_SIGNATURES =
      List.of(Site.LISTS + "/" + Site.RSA, Site.LISTS + "/" + Site.ED25519);

  /** What one judge says of one copy. */
  private record Opinion(String judge, String message, Judgement judgement) {}

  private final boolean mxSeals;
  private final List<Delivery> deliveries;
  private final List<Opinion> opinions;

  /** Whose set is the newest. */
  private String witness = Site.LISTS;

  private Posts(boolean mxSeals, List<Delivery> deliveries, List<Opinion> opinions) {
    this.mxSeals = mxSeals;
    this.deliveries = deliveries;
    this.opinions = opinions;
  }

  /** Judges all copies. */
  static Posts of(Lab lab, List<Delivery> deliveries) throws IOException {
    List<Opinion> opinions = new ArrayList<>();
    for (Judge judge : lab.judges()) {
      for (Delivery delivery : deliveries) {
        String message = delivery.message();
        opinions.add(new Opinion(judge.name(), message, judge.judge(message)));
      }
    }
    return new Posts(lab.hasHandover(), deliveries, opinions);
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /** The message of the first copy. */
  String message() {
    return deliveries.get(0).message();
  }

  /**
   * Both signatures of the list hold, and the newest set says this of what came before. Where the
   * MX seals, there is a set more before it. If the chain has come in broken, the MX has said so,
   * and the list cannot say it again (RFC 8617 section 5.1 step 2).
   *
   * @param instance the instance of the newest set where the MX does not seal
   */
  Posts areSealed(int instance, String status) {
    if (!mxSeals) {
      return haveSet(instance, status);
    }
    if (!status.equals("fail")) {
      return haveSet(instance + 1, "pass");
    }
    witness = Site.MX;
    return haveNewest("d=" + Site.MX + ";", status);
  }

  /** Both signatures of the list hold, and the newest set is this one of the list. */
  Posts haveSet(int instance, String status) {
    for (Opinion opinion : opinions) {
      String seal = MessageFields.of(opinion.message()).first("ARC-Seal");
      assertTrue(seal.contains("i=" + instance + ";"), opinion::message);
    }
    return haveNewest("d=" + Site.LISTS + ";", status);
  }

  private Posts haveNewest(String sealer, String status) {
    for (Opinion opinion : opinions) {
      String seal = MessageFields.of(opinion.message()).first("ARC-Seal");
      assertTrue(seal.contains("cv=" + status + ";"), opinion::message);
      assertTrue(seal.contains(sealer), opinion::message);
      assertTrue(testimony(opinion).contains("arc=" + status), opinion::message);
      String expected = status.equals("fail") ? "fail" : "pass";
      assertEquals(expected, opinion.judgement().chain(), () -> words(opinion));
    }
    return areSigned();
  }

  /** Both signatures of the list hold, and the list has not sealed. */
  Posts areSignedOnly() {
    for (Opinion opinion : opinions) {
      List<String> seals = MessageFields.of(opinion.message()).all("ARC-Seal");
      assertFalse(seals.stream().anyMatch(seal -> seal.contains(Site.LISTS)), opinion::message);
    }
    return areSigned();
  }

  /** The newest set passes these results on. */
  Posts testify(String... results) {
    for (Opinion opinion : opinions) {
      for (String result : results) {
        assertTrue(testimony(opinion).contains(result), () -> result + "\n" + opinion.message());
      }
    }
    return this;
  }

  /** Nowhere is there such a word. */
  Posts lack(String word) {
    deliveries.forEach(copy -> assertFalse(copy.message().contains(word), copy::message));
    return this;
  }

  /** Everywhere is there such a word. */
  Posts contain(String word) {
    deliveries.forEach(copy -> assertTrue(copy.message().contains(word), copy::message));
    return this;
  }

  /** Whether the signature of a domain has survived the list. */
  Posts keepSignature(String domain, boolean expected) {
    for (Opinion opinion : opinions) {
      boolean holds = opinion.judgement().signatures().contains(domain + "/" + Site.RSA);
      assertEquals(expected, holds, () -> words(opinion));
    }
    return this;
  }

  private Posts areSigned() {
    for (Opinion opinion : opinions) {
      assertTrue(
          opinion.judgement().signatures().containsAll(LIST_SIGNATURES), () -> words(opinion));
    }
    return this;
  }

  /** The newest ARC-Authentication-Results. */
  private String testimony(Opinion opinion) {
    String newest = MessageFields.of(opinion.message()).first("ARC-Authentication-Results");
    assertTrue(newest.contains("; " + witness + ";"), opinion::message);
    return newest;
  }

  private static String words(Opinion opinion) {
    return opinion.judge() + ": " + opinion.judgement() + "\n" + opinion.message();
  }
}
