package dev.waxseal.milter.doctor;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of {@code mailman.cfg}: sections in brackets, keys before a colon or an equals sign,
 * comments after {@code #} or {@code ;} at the start of a line, continued by white space. Mailman
 * reads it with lazr.config, which knows no quotes. A missing setting has Mailman's default.
 */
public final class MailmanConfiguration {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "arc/enabled", "no",
          "mta/remove_dkim_headers", "no",
          "mta/smtp_host", "localhost",
          "mta/smtp_port", "25");

  /** The package of the plugin. */
  static final String PLUGIN = "waxseal_mailman";

  private final Map<String, String> values = new HashMap<>();

  private MailmanConfiguration() {}

  /** Reads the text of the file. */
  public static MailmanConfiguration read(String text) {
    MailmanConfiguration configuration = new MailmanConfiguration();
    String section = "";
    String key = "";
    for (String line : text.lines().toList()) {
      String words = line.strip();
      if (words.isEmpty() || words.startsWith("#") || words.startsWith(";")) {
        continue;
      }
      int separator = separator(words);
      if (Character.isWhitespace(line.charAt(0)) && !key.isEmpty()) {
        configuration.values.merge(key, words, (before, more) -> (before + " " + more).strip());
      } else if (words.startsWith("[") && words.endsWith("]")) {
        section = words.substring(1, words.length() - 1).strip().toLowerCase(Locale.ROOT);
        key = "";
      } else if (separator > 0) {
        key = section + "/" + words.substring(0, separator).strip().toLowerCase(Locale.ROOT);
        configuration.values.put(key, words.substring(separator + 1).strip());
      }
    }
    return configuration;
  }

  private static int separator(String words) {
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) == ':' || words.charAt(i) == '=') {
        return i;
      }
    }
    return -1;
  }

  /** A value, or Mailman's default. */
  Optional<String> value(String section, String key) {
    String path = section + "/" + key;
    return Optional.ofNullable(values.get(path)).or(() -> Optional.ofNullable(DEFAULTS.get(path)));
  }

  /** The host that Mailman submits mail to; it has a default. */
  String smtpHost() {
    return value("mta", "smtp_host").orElseThrow();
  }

  String smtpPort() {
    return value("mta", "smtp_port").orElseThrow();
  }

  /** The section of the plugin, if it is enabled. */
  Optional<String> plugin() {
    return values.keySet().stream()
        .filter(it -> it.startsWith("plugin.") && it.endsWith("/class"))
        .filter(it -> values.getOrDefault(it, "").startsWith(PLUGIN))
        .map(it -> it.substring(0, it.lastIndexOf('/')))
        .filter(it -> isOn(it, "enabled"))
        .findFirst();
  }

  /** True if the plugin hands each post to the daemon. */
  boolean hasPlugin() {
    return plugin().isPresent();
  }

  boolean isOn(String section, String key) {
    String value = value(section, key).orElse("").toLowerCase(Locale.ROOT);
    return value.equals("yes") || value.equals("true") || value.equals("on") || value.equals("1");
  }
}
