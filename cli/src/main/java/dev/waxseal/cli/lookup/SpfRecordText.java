package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.spf.SpfClient;
import dev.waxseal.spf.SpfResult;
import dev.waxseal.spf.SpfStatus;
import dev.waxseal.spf.SpfTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The SPF record of a domain, for people. */
public final class SpfRecordText {

  private static final int INDENT = 2;
  private static final int NARROWEST_TERMS = 20;

  /** The room for the count of look-ups and a remark beside a term. */
  private static final int BESIDE = 44;

  private static final int COUNT = 10;

  private final LookupPage page;
  private int column;
  private int lookups;

  public SpfRecordText(LookupPage page) {
    this.page = page;
  }

  /** Writes it. */
  public void write(SpfLookup lookup) {
    SpfTree tree = lookup.tree();
    String domain = tree.domain().toString();
    page.title(domain, verdict(lookup));
    tree.root().record().ifPresent(text -> page.paragraph(INDENT, text));
    if (!tree.root().terms().isEmpty()) {
      int widest = Math.max(NARROWEST_TERMS, page.width() - BESIDE);
      column = Math.min(longest(tree.root(), INDENT) + INDENT, widest);
      page.heading("Term by term, with the look-ups so far if none matches");
      node(tree.root(), INDENT, true);
      totals(tree);
    }
    lookup.client().ifPresent(client -> lookup.check().ifPresent(it -> check(client, it)));
    if (!lookup.findings().isEmpty()) {
      page.gap();
      page.findings(lookup.findings(), domain);
    }
  }

  private String verdict(SpfLookup lookup) {
    Palette palette = page.palette();
    return switch (lookup.tree().root().state()) {
      case RECORD ->
          lookup.tree().isUsable()
              ? palette.good("an SPF record that can be used")
              : palette.bad("an SPF record with errors");
      case NO_RECORD -> palette.bad("no SPF record");
      case NO_SUCH_DOMAIN -> palette.bad("no such domain");
      case SEVERAL_RECORDS -> palette.bad("several SPF records, so none counts");
      case SYNTAX -> palette.bad("an SPF record with a syntax error");
      case UNAVAILABLE -> palette.warning("DNS did not answer");
    };
  }

  /** The terms of a record; those that cost nothing share lines. */
  private void node(SpfTree.Node node, int indent, boolean decides) {
    List<String> plain = new ArrayList<>();
    for (SpfTree.Term term : node.terms()) {
      boolean end = decides && isAll(term);
      if (term.state() == SpfTree.TermState.PLAIN && !end) {
        plain.add(term.text());
        continue;
      }
      flush(plain, indent);
      term(term, indent, end);
      term.nested().ifPresent(it -> node(it, indent + INDENT, decides && isRedirect(term)));
    }
    flush(plain, indent);
    if (node.terms().isEmpty()) {
      node.record().ifPresent(text -> page.paragraph(indent, text));
    }
    if (node.termsLeftOut() > 0) {
      page.paragraph(indent, "and " + node.termsLeftOut() + " terms more");
    }
  }

  private void flush(List<String> plain, int indent) {
    if (!plain.isEmpty()) {
      page.paragraph(indent, String.join(" ", plain));
      plain.clear();
    }
  }

  private void term(SpfTree.Term term, int indent, boolean end) {
    String label = " ".repeat(indent) + term.text();
    String said = end ? policy(term.text()) : known(term);
    if (end || term.state() == SpfTree.TermState.IGNORED) {
      page.row(label, column, said);
      return;
    }
    // A nested record is counted after its term, in reading order.
    lookups = term.nested().isPresent() ? lookups + 1 : term.lookups();
    String count = lookups + " of " + SpfTree.LOOKUP_LIMIT;
    String painted = lookups > SpfTree.LOOKUP_LIMIT ? page.palette().bad(count) : count;
    if (label.length() + INDENT > column) {
      page.line(label);
      label = "";
    }
    String whole = label + " ".repeat(column - label.length()) + painted;
    if (said.isEmpty()) {
      page.line(whole);
    } else {
      page.row(whole, column + count.length(), column + COUNT, said);
    }
  }

  /** A remark on a term that is not in order; empty for others. */
  private static String known(SpfTree.Term term) {
    return switch (term.state()) {
      case PLAIN -> "";
      case FOUND -> term.nested().map(it -> known(it.state())).orElse("");
      case VOID -> "DNS has no records for it";
      case VOID_FOR_IPV4 -> "no IPv4 address";
      case VOID_FOR_IPV6 -> "no IPv6 address";
      case DEPENDS_ON_MESSAGE -> "depends on the message";
      case LOOP -> "leads back to a record above";
      case NO_NAME -> "is not a domain name";
      case UNAVAILABLE -> "DNS did not answer";
      case IGNORED -> "is never evaluated";
      case CUT -> "was not followed";
    };
  }

  private static String known(SpfTree.NodeState state) {
    return switch (state) {
      case RECORD -> "";
      case NO_RECORD -> "has no SPF record";
      case NO_SUCH_DOMAIN -> "no such domain";
      case SEVERAL_RECORDS -> "has several SPF records";
      case SYNTAX -> "has a record with a syntax error";
      case UNAVAILABLE -> "DNS did not answer";
    };
  }

  private void totals(SpfTree tree) {
    page.gap();
    String lookups = "look-ups " + tree.lookups() + " of " + SpfTree.LOOKUP_LIMIT;
    boolean fine =
        tree.lookups() <= SpfTree.LOOKUP_LIMIT
            && tree.voidLookups().most() <= SpfTree.VOID_LOOKUP_LIMIT;
    page.marked(
        fine ? page.palette().yes() : page.palette().no(),
        lookups + ", " + voids(tree.voidLookups()));
  }

  private static String voids(SpfTree.VoidLookups voids) {
    String limit = " of " + SpfTree.VOID_LOOKUP_LIMIT;
    return voids.ipv4() == voids.ipv6()
        ? "void " + voids.ipv4() + limit + ", for IPv4 and for IPv6 clients"
        : "void for IPv4 clients "
            + voids.ipv4()
            + limit
            + ", for IPv6 clients "
            + voids.ipv6()
            + limit;
  }

  private void check(SpfClient client, SpfResult result) {
    String from = client.mailFrom().isEmpty() ? "HELO " + client.helo() : client.mailFrom();
    page.heading("The client " + client.client().getHostAddress() + ", " + SafeText.of(from));
    String by = result.mechanism().map(it -> ", by " + it).orElse("");
    String cost = "; look-ups " + result.lookups() + ", void " + result.voidLookups();
    if (result instanceof SpfResult.Failure failure) {
      String mark =
          failure.status() == SpfStatus.FAIL || failure.status() == SpfStatus.PERMERROR
              ? page.palette().no()
              : page.palette().attention();
      String section = " (" + failure.reason().section() + ")";
      page.marked(mark, failure.status().word() + by + ": " + failure.detail() + section + cost);
      failure
          .explanation()
          .ifPresent(it -> page.marked(" ", "the domain itself says: \"" + it + "\""));
    } else {
      page.marked(page.palette().yes(), result.status().word() + by + cost);
    }
  }

  private static boolean isAll(SpfTree.Term term) {
    return term.state() == SpfTree.TermState.PLAIN && term.text().matches("[-+~?]?[Aa][Ll][Ll]");
  }

  private static boolean isRedirect(SpfTree.Term term) {
    return term.text().toLowerCase(Locale.ROOT).startsWith("redirect=");
  }

  /** The result of {@code all} for clients that no earlier term matches. */
  private static String policy(String all) {
    return switch (all.charAt(0)) {
      case '-' -> "everybody else: fail";
      case '~' -> "everybody else: softfail";
      case '?' -> "everybody else: neutral";
      default -> "everybody else: pass";
    };
  }

  private static int longest(SpfTree.Node node, int indent) {
    int longest = 0;
    for (SpfTree.Term term : node.terms()) {
      if (term.state() != SpfTree.TermState.PLAIN || isAll(term)) {
        longest = Math.max(longest, indent + term.text().length());
      }
      if (term.nested().isPresent()) {
        longest = Math.max(longest, longest(term.nested().get(), indent + INDENT));
      }
    }
    return longest;
  }
}
