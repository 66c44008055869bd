package dev.waxseal.milter.config;

import dev.waxseal.dkim.SigningKey;

/**
 * A private key and the selector under which its public key is published.
 *
 * @param selector {@code s=}
 * @param key the key, read from its file
 */
public record SelectedKey(String selector, SigningKey key) {}
