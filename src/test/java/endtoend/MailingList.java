package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

/** A list that one test has for itself, with two members. */
final class MailingList {

  static final String BOB = "bob@" + Site.MEMBERS;
  static final String EVE = "eve@" + Site.MEMBERS;

  private final Lab lab;
  private final String name;
  private final List<String> shuntedBefore;

  private MailingList(Lab lab, String name, List<String> shuntedBefore) {
    this.lab = lab;
    this.name = name;
    this.shuntedBefore = shuntedBefore;
  }

  /** Makes a list whose members are {@link #BOB} and {@link #EVE}. */
  static MailingList of(Lab lab, String name, Map<String, String> settings) throws Exception {
    return of(lab, name, settings, List.of(BOB, EVE));
  }

  /**
   * Makes a list.
   *
   * @param name its local part, which no other list has
   * @param settings what is to be different from Mailman's default
   * @param members the addresses that get what is posted
   */
  static MailingList of(Lab lab, String name, Map<String, String> settings, List<String> members)
      throws Exception {
    MailmanRest rest = lab.mailman().rest();
    rest.addList(name, Site.LISTS, settings);
    for (String member : members) {
      rest.addMember(name, Site.LISTS, member);
    }
    return new MailingList(lab, name, lab.mailman().shunted());
  }

  String address() {
    return name + "@" + Site.LISTS;
  }

  /** A letter to this list from Ann. */
  Letter letter() {
    return Letter.to(address());
  }

  /** Hands Ann's letter to the MX. */
  void post(Letter letter) throws Exception {
    post("ann@" + Site.AUTHOR, letter.text());
  }

  /** Hands a message to the MX, which has to take it. */
  void post(String sender, String message) throws Exception {
    post(lab.ports().mx(), sender, message);
  }

  /** Hands a message over, which has to be taken. */
  void post(int port, String sender, String message) throws Exception {
    String reply = Submission.send(port, sender, address(), message);
    assertTrue(reply.startsWith("250"), () -> reply + "\n" + lab.logs());
  }

  /** What the two members get of Ann's letter. */
  Posts delivered(Letter letter) throws Exception {
    post(letter);
    return arrived(letter.mark());
  }

  /**
   * Waits until the two members have a message.
   *
   * @param mark a word that is in no other message
   */
  Posts arrived(String mark) throws Exception {
    List<Delivery> deliveries = lab.sink().await(mark, 2);
    assertEquals(
        List.of(BOB, EVE),
        deliveries.stream().map(Delivery::recipient).sorted().toList(),
        lab::logs);
    assertEquals(shuntedBefore, lab.mailman().shunted(), lab::logs);
    return Posts.of(lab, deliveries);
  }
}
