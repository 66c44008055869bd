package dev.waxseal.dkim.internal;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.internal.FoldedField;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/**
 * A signature field in the making: tags in the order in which they are added, {@code b=} last, so
 * that the field that is signed is the field that is sent, up to the signature.
 *
 * <p>For one thread.
 */
public final class TagField {

  private final FoldedField field;

  /** Begins a field. */
  public TagField(String name) {
    this.field = new FoldedField(name);
  }

  /** Adds a tag; its value is never broken over lines. */
  public TagField tag(String name, Object value) {
    field.word(name + "=" + value + ";");
    return this;
  }

  /** Adds a tag with a colon-separated list of at least one element. */
  public TagField list(String name, List<String> elements) {
    Iterator<String> rest = elements.iterator();
    field.word(name + "=" + rest.next() + (rest.hasNext() ? ":" : ";"));
    while (rest.hasNext()) {
      field.part(rest.next() + (rest.hasNext() ? ":" : ";"));
    }
    return this;
  }

  /** Adds a tag with octets in base64. */
  public TagField octets(String name, byte[] octets) {
    field.word(name + "=").base64(Base64.getEncoder().encodeToString(octets)).part(";");
    return this;
  }

  /** The field with an empty {@code b=}, which is what is signed. */
  public HeaderField unsigned() {
    return field.word("b=").field();
  }

  /** The field with its signature, after {@link #unsigned()}. */
  public HeaderField signed(byte[] signature) {
    return field.base64(Base64.getEncoder().encodeToString(signature)).field();
  }
}
