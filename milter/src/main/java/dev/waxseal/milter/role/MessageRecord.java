package dev.waxseal.milter.role;

import java.time.Duration;
import java.util.Map;

/**
 * What became of a message, for the log and the metrics. All texts are printable ASCII on one line.
 *
 * @param queueId its id at the mail server; empty if that named none
 * @param messageId its Message-ID; empty if it has none
 * @param listId the List-Id of its list (RFC 2919), without brackets; empty if it has none
 * @param sender the address of MAIL FROM; empty for {@code <>}
 * @param role what was done with it: {@code seal}
 * @param result what became of it: {@code sealed}
 * @param facts more about it, by name: {@code i}, {@code cv}
 * @param reason why, for people; empty if there is nothing to say
 * @param client where it came from: an address; empty if not over the network
 * @param took from its first header field to the decision
 * @param octets its size
 */
public record MessageRecord(
    String queueId,
    String messageId,
    String listId,
    String sender,
    String role,
    String result,
    Map<String, String> facts,
    String reason,
    String client,
    Duration took,
    long octets) {}
