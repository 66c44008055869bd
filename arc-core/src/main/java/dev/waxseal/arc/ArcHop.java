package dev.waxseal.arc;

/**
 * One hop of a chain: its set, and what became of the set's two signatures.
 *
 * <p>Immutable; share it among threads.
 *
 * @param set what stands in the header
 * @param messageSignature whether the message is still as it was when it left this hop; not checked
 *     in a broken chain, nor below the first that fails
 * @param seal whether the seal holds; not checked in a broken chain, nor below the first that fails
 */
public record ArcHop(ArcSet set, ArcCheck messageSignature, ArcCheck seal) {}
