package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import java.util.Optional;

/**
 * A key record with its key, decoded.
 *
 * @param keyRecord the record
 * @param key the key; empty if it has been revoked or is of an unknown type
 */
public record PublishedKey(DkimKeyRecord keyRecord, Optional<PublicKey> key) {}
