package dev.waxseal.milter.role;

import java.time.Duration;
import java.util.Map;

/**
 * The record of a message for the log and the metrics. All texts are printable ASCII on one line.
 *
 * @param queueId its id at the mail server; empty if none was sent
 * @param messageId its Message-ID; empty if it has none
 * @param listId the List-Id of its list (RFC 2919), without brackets; empty if it has none
 * @param sender the address of MAIL FROM; empty for {@code <>}
 * @param role the role: {@code seal}
 * @param result the result in a word: {@code sealed}
 * @param facts further facts, by name: {@code i}, {@code cv}
 * @param reason the reason, for people; may be empty
 * @param client the address of the client; empty if it did not come over the network
 * @param took the time from its first header field to the result
 * @param octets its size in octets
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
