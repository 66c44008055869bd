package endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fields with addresses as people and programs write them, the same in each run. */
final class AddressFields {

  private static final List<String> FIELDS =
      List.of("To", "Cc", "Reply-To", "Sender", "Resent-To", "Resent-From", "Resent-Cc");

  private static final List<String> ADDRESSES =
      List.of(
          "bob@members.example.net",
          "Bob <bob@members.example.net>",
          "\"Bob,  the B.\" <bob@members.example.net>",
          "Bob  Builder <bob@members.example.net>",
          "Bob B. Builder <bob@members.example.net>",
          "O'Brien <obrien@members.example.net>",
          "Bob [staff] <bob@members.example.net>",
          "bob@members.example.net (Bob, at  home)",
          "(Bob) bob@members.example.net",
          "<bob@members.example.net>",
          "< bob@members.example.net >",
          "Bob\r\n <bob@members.example.net>",
          "=?utf-8?q?J=C3=BCrgen?= <juergen@members.example.net>",
          "=?utf-8?q?J=2E?= O'Neil\r\n\t<juergen@members.example.net>",
          "J\u00fcrgen <juergen@members.example.net>",
          "J\u00fcrgen O'Neil <juergen@members.example.net>",
          "\"J\u00fcrgen \\\"J\\\"\" <juergen@members.example.net>",
          "bob",
          "Bob <bob>",
          "bob@localhost",
          "bob@MEMBERS.example.net",
          "bob.b+list=x@members.example.net",
          "\"bob b\"@members.example.net",
          "bob @ members.example.net",
          "<@relay.example:bob@members.example.net>",
          "bob@[192.0.2.1]",
          "friends: bob@members.example.net,carl@members.example.net;",
          "undisclosed-recipients:;",
          "undisclosed-recipients: ;",
          "Bob (the \\) builder) <bob@members.example.net> (home)",
          "Bob <bob@members.example.net",
          "\"Bob <bob@members.example.net>",
          "bob@members.example.net.",
          "bob%members@example.net",
          "members!bob@example.net",
          "x".repeat(150) + " <bob@members.example.net>",
          "\"" + "x ".repeat(150) + "\" <bob@members.example.net>",
          "");

  private static final List<String> COMMAS =
      List.of(", ", ",", " , ", ",\r\n\t", ",  ", ",\r\n    ", ",,", "; ");

  private static final List<String> AUTHORS =
      List.of(
          "Ann <ann@%s>",
          "ann@%s",
          "\"Ann, A.\" <ann@%s>",
          "Ann A. <ann@%s>",
          "Ann O'Brien <ann@%s>",
          "Ann A.  <ann@%s>",
          "ann@%s (Ann)",
          "Ann (the first) <ann@%s>",
          "\"ann a\"@%s",
          "Ann\r\n <ann@%s>",
          "=?utf-8?q?=C3=84nn?= <ann@%s>",
          "\u00c4nn O'Brien <ann@%s>");

  private final Random random = new Random(19);

  /** A letter with some fields of this kind. */
  Letter letter() {
    Letter letter = Letter.to(MailingList.BOB).with("From", author());
    for (String name : FIELDS) {
      if (random.nextInt(3) == 0) {
        letter = letter.with(name, list());
      }
    }
    return switch (random.nextInt(10)) {
      case 0 -> letter.without("Date");
      case 1 -> letter.without("Message-ID");
      case 2 -> letter.with("Bcc", list());
      case 3 -> letter.with("Disposition-Notification-To", list());
      case 4 -> letter.without("To");
      default -> letter;
    };
  }

  private String author() {
    return any(AUTHORS).formatted(Site.AUTHOR);
  }

  private String list() {
    List<String> parts = new ArrayList<>();
    int count = random.nextInt(2) == 0 ? 1 : random.nextInt(1, 30);
    for (int i = 0; i < count; i++) {
      boolean plain = count > 4 && random.nextInt(10) > 0;
      parts.add(plain ? any(ADDRESSES.subList(0, 8)) : any(ADDRESSES));
    }
    return String.join(any(COMMAS), parts);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
