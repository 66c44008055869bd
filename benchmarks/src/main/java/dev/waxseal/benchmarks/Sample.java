package dev.waxseal.benchmarks;

/** Kinds of messages to verify: what the body is made of, its length in KiB, the signatures. */
public enum Sample {
  PROSE_2(Text.PROSE, 2, 1),
  PROSE_50(Text.PROSE, 50, 1),
  BASE64_50(Text.BASE64, 50, 1),
  PROSE_1024(Text.PROSE, 1024, 1),
  PROSE_2_SIGNED_THRICE(Text.PROSE, 2, 3),
  PROSE_50_SIGNED_THRICE(Text.PROSE, 50, 3);

  private static final int KIB = 1024;

  final Text text;
  final int bodyLength;
  final int signatures;

  Sample(Text text, int bodyKib, int signatures) {
    this.text = text;
    this.bodyLength = bodyKib * KIB;
    this.signatures = signatures;
  }
}
