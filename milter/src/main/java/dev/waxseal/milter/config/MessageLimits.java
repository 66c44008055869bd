package dev.waxseal.milter.config;

import java.time.Duration;

/**
 * How much is taken on.
 *
 * @param messageOctets octets of a message; a larger one is not judged, signed or sealed
 * @param perMessage how long the end of a message may wait for DNS
 * @param connections connections of mail servers at the same time
 */
public record MessageLimits(long messageOctets, Duration perMessage, int connections) {}
