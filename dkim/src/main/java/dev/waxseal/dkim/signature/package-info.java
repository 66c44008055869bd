/**
 * The values that DKIM and ARC share: what signatures and key records say, why they do not count,
 * and why a message cannot be signed. They know nothing of the packages that read and make them.
 */
@NullMarked
package dev.waxseal.dkim.signature;

import org.jspecify.annotations.NullMarked;
