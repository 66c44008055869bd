package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.spf.SpfResult;
import dev.waxseal.spf.SpfTree;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The SPF record of a domain, in JSON. */
public final class SpfRecordJson {

  private SpfRecordJson() {}

  /** Writes the fields. */
  public static void write(SpfLookup lookup, JsonFields json) throws IOException {
    SpfTree tree = lookup.tree();
    json.text("domain", tree.domain().toString());
    json.flag("usable", lookup.tree().isUsable());
    json.text("record", tree.root().record());
    json.number("lookups", tree.lookups());
    json.number("lookupLimit", SpfTree.LOOKUP_LIMIT);
    json.number("voidLookups", tree.voidLookups().most());
    json.number("voidLookupsIpv4", tree.voidLookups().ipv4());
    json.number("voidLookupsIpv6", tree.voidLookups().ipv6());
    json.number("voidLookupLimit", SpfTree.VOID_LOOKUP_LIMIT);
    node("tree", tree.root(), json);
    LookupOutput.problems(lookup.findings(), json);
    if (lookup.check().isPresent()) {
      check(lookup.check().get(), json);
    } else {
      json.nothing("check");
    }
  }

  private static void node(String name, SpfTree.Node node, JsonFields json) throws IOException {
    json.beginObject(name);
    json.text("domain", node.domain());
    json.text("state", word(node.state()));
    json.text("record", node.record());
    json.beginArray("terms");
    for (SpfTree.Term term : node.terms()) {
      json.beginObject();
      json.text("term", term.text());
      json.text("state", word(term.state()));
      json.number("lookups", term.lookups());
      if (term.nested().isPresent()) {
        node("nested", term.nested().get(), json);
      } else {
        json.nothing("nested");
      }
      json.endObject();
    }
    json.endArray();
    json.number("termsLeftOut", node.termsLeftOut());
    json.endObject();
  }

  private static void check(SpfResult result, JsonFields json) throws IOException {
    Optional<SpfResult.Failure> failure =
        result instanceof SpfResult.Failure it ? Optional.of(it) : Optional.empty();
    json.beginObject("check");
    json.text("result", result.status().word());
    json.text("domain", result.checkedDomain().map(Object::toString));
    json.text("scope", result.scope().word());
    json.text("reason", failure.map(it -> it.reason().name()));
    json.text("detail", failure.map(SpfResult.Failure::detail));
    json.text("mechanism", result.mechanism());
    json.text("explanation", failure.flatMap(SpfResult.Failure::explanation));
    json.number("lookups", result.lookups());
    json.number("voidLookups", result.voidLookups());
    json.endObject();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
