package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import java.io.IOException;
import java.util.Optional;

/** The records at the name of a key, in JSON. */
public final class KeyJson {

  private KeyJson() {}

  /** Writes the fields. */
  public static void write(KeyLookup lookup, JsonFields json) throws IOException {
    json.text("name", lookup.name().toString());
    json.text("alias", lookup.alias().map(SafeText::of));
    json.flag("usable", lookup.isUsable());
    LookupOutput.problems(lookup.findings(), json);
    json.beginArray("records");
    for (ExplainedKey key : lookup.keys()) {
      key(key, json);
    }
    json.endArray();
  }

  private static void key(ExplainedKey key, JsonFields json) throws IOException {
    json.beginObject();
    json.text("text", key.text());
    json.flag("usable", key.isUsable());
    json.text("keyType", key.keyRecord().map(it -> SafeText.of(it.keyType())));
    json.number("keyBits", key.keyRecord().flatMap(KeyJson::bits));
    LookupOutput.tags(key.tags(), json);
    LookupOutput.problems(key.findings(), json);
    json.endObject();
  }

  private static Optional<Long> bits(DkimKeyRecord keyRecord) {
    return keyRecord.keyBits().isPresent()
        ? Optional.of((long) keyRecord.keyBits().getAsInt())
        : Optional.empty();
  }
}
