package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimSignature;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One signature in the JSON report. */
final class DkimJson {

  private DkimJson() {}

  /** Writes the object. */
  static void write(DkimResult result, JsonFields json) throws IOException {
    Optional<DkimSignature> claims = result.signature();
    json.beginObject();
    json.text("result", result.status().word());
    failure(result, json);
    json.text("domain", claims.map(c -> c.domain().toString()).or(() -> tag(result, "d")));
    json.text("selector", claims.map(c -> c.selector().toString()).or(() -> tag(result, "s")));
    json.text("identity", claims.map(c -> SafeText.of(c.identity())).or(() -> tag(result, "i")));
    json.text("algorithm", claims.map(c -> SafeText.of(c.algorithm())).or(() -> tag(result, "a")));
    json.text(
        "canonicalization",
        claims.map(c -> SafeText.of(c.canonicalization())).or(() -> tag(result, "c")));
    json.number("keyBits", result.keyRecord().flatMap(DkimJson::keyBits));
    if (claims.isPresent()) {
      json.safeStrings("signedHeaders", claims.get().signedHeaders());
    } else {
      json.nothing("signedHeaders");
    }
    json.number("timestamp", claims.flatMap(DkimSignature::timestamp).map(Instant::getEpochSecond));
    json.number(
        "expiration", claims.flatMap(DkimSignature::expiration).map(Instant::getEpochSecond));
    json.flag("testing", result.keyRecord().map(DkimKeyRecord::isTesting).orElse(false));
    json.number("bodyLength", claims.flatMap(DkimJson::bodyLength));
    if (result instanceof DkimResult.Pass pass) {
      json.safeStrings("uncovered", pass.uncovered());
    }
    json.endObject();
  }

  private static void failure(DkimResult result, JsonFields json) throws IOException {
    if (result instanceof DkimResult.Failure failure) {
      json.text("reason", failure.reason().name());
      json.text("detail", failure.detail());
      json.text("section", failure.reason().section());
    } else {
      json.nothing("reason");
      json.nothing("detail");
      json.nothing("section");
    }
  }

  private static Optional<String> tag(DkimResult result, String name) {
    return Optional.ofNullable(result.tags().get(name)).map(SafeText::ofOctets);
  }

  private static Optional<Long> keyBits(DkimKeyRecord keyRecord) {
    return keyRecord.keyBits().isPresent()
        ? Optional.of((long) keyRecord.keyBits().getAsInt())
        : Optional.empty();
  }

  private static Optional<Long> bodyLength(DkimSignature claims) {
    return claims.bodyLength().isPresent()
        ? Optional.of(claims.bodyLength().getAsLong())
        : Optional.empty();
  }
}
