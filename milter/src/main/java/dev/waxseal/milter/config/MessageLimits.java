package dev.waxseal.milter.config;

import java.time.Duration;

/**
 * The bounds of the daemon.
 *
 * @param messageOctets the size of a message in octets; a larger one is not verified, signed or
 *     sealed
 * @param perMessage the time that the end of a message may wait for DNS
 * @param connections the number of simultaneous connections of mail servers
 */
public record MessageLimits(long messageOctets, Duration perMessage, int connections) {}
