package endtoend;

/**
 * A message as one recipient got it.
 *
 * @param sender the reverse-path of the envelope
 * @param recipient the recipient of the envelope
 * @param message its exact octets, one a character (ISO-8859-1)
 */
record Delivery(String sender, String recipient, String message) {}
