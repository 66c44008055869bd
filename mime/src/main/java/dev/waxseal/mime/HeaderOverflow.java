package dev.waxseal.mime;

/** Which limit a header went beyond, so that it was not looked at. */
public enum HeaderOverflow {
  /** More bytes than {@link Limits#headerBytes()}. */
  TOO_MANY_BYTES,
  /** More fields than {@link Limits#headerFields()}. */
  TOO_MANY_FIELDS
}
