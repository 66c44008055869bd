package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.FoldedField;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.BodyHash;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/**
 * A DKIM-Signature field in the making: its tags always in the same order, {@code b=} last, so that
 * the field that is signed is the field that is sent, up to the signature.
 */
final class SignatureField {

  private final DkimSigner signer;
  private final DkimSigner.Signatory signatory;
  private final List<String> names;
  private final Instant now;

  SignatureField(
      DkimSigner signer, DkimSigner.Signatory signatory, List<String> names, Instant now) {
    this.signer = signer;
    this.signatory = signatory;
    this.names = names;
    this.now = now;
  }

  HeaderField sign(Headers headers, BodyHash bodyHash) throws SigningException {
    FoldedField field = unsigned(bodyHash);
    byte[] signedData = HeaderHash.input(headers, names, field.field(), signer.headerForm());
    byte[] signature = signatory.key().sign(signedData);
    return field.base64(Base64.getEncoder().encodeToString(signature)).field();
  }

  private FoldedField unsigned(BodyHash bodyHash) {
    FoldedField field = new FoldedField("DKIM-Signature");
    field.word("v=1;");
    field.word("a=" + signatory.key().algorithm() + ";");
    field.word("c=" + signer.headerForm() + "/" + signer.bodyForm() + ";");
    field.word("d=" + signatory.domain() + ";");
    field.word("s=" + signatory.selector() + ";");
    field.word("t=" + now.getEpochSecond() + ";");
    signer.lifetime().ifPresent(span -> field.word("x=" + now.plus(span).getEpochSecond() + ";"));
    addNames(field);
    field.word("bh=").base64(Base64.getEncoder().encodeToString(bodyHash.sha256())).part(";");
    return field.word("b=");
  }

  private void addNames(FoldedField field) {
    Iterator<String> rest = names.iterator();
    field.word("h=" + rest.next() + (rest.hasNext() ? ":" : ";"));
    while (rest.hasNext()) {
      field.part(rest.next() + (rest.hasNext() ? ":" : ";"));
    }
  }
}
