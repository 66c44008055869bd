package dev.waxseal.milter.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of Postfix, as {@code postconf} (parameters) and {@code postconf -M} (services)
 * print it, one after the other.
 */
public final class PostfixConfiguration {

  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_]+) =(.*)");
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_]+)}|\\(([A-Za-z0-9_]+)\\))");

  /** The depth of references to references; nobody needs that many. */
  private static final int DEEPEST = 10;

  private final Map<String, String> parameters = new HashMap<>();
  private final List<PostfixService> services = new ArrayList<>();

  private PostfixConfiguration() {}

  /** Reads what {@code postconf; postconf -M} has printed. */
  public static PostfixConfiguration read(String output) {
    PostfixConfiguration configuration = new PostfixConfiguration();
    for (String line : joined(output)) {
      Matcher parameter = PARAMETER.matcher(line);
      if (parameter.matches()) {
        configuration.parameters.put(parameter.group(1), parameter.group(2).strip());
      } else {
        PostfixService.read(line).ifPresent(configuration.services::add);
      }
    }
    return configuration;
  }

  /** A line that begins with white space continues the one before ({@code postconf -Mf}). */
  private static List<String> joined(String output) {
    List<String> lines = new ArrayList<>();
    for (String line : output.lines().toList()) {
      boolean continues = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
      if (continues && !lines.isEmpty()) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    return lines;
  }

  List<PostfixService> services() {
    return services;
  }

  /**
   * The services that take mail over SMTP. Connections that {@code postscreen} accepts go to the
   * service {@code smtpd} of type {@code pass}, which is listed at the port of {@code postscreen}.
   */
  List<PostfixService> servers() {
    List<PostfixService> servers = new ArrayList<>();
    for (PostfixService service : services) {
      if (service.isServer()) {
        servers.add(service);
      } else if (service.type().equals("inet") && service.command().equals("postscreen")) {
        services.stream()
            .filter(it -> it.type().equals("pass") && it.command().equals("smtpd"))
            .map(it -> it.behind(service))
            .forEach(servers::add);
      }
    }
    return servers;
  }

  /** A parameter of all services, with what it refers to; empty if it is not known. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).map(value -> expanded(value, DEEPEST));
  }

  /** A parameter as a service has it. */
  Optional<String> parameter(PostfixService service, String name) {
    return Optional.ofNullable(service.options().get(name))
        .map(value -> expanded(value, DEEPEST))
        .or(() -> parameter(name));
  }

  String queueDirectory() {
    return parameter("queue_directory").orElse("/var/spool/postfix");
  }

  /** True if a service is locked up in the queue directory; before Postfix 3.0 that was usual. */
  boolean isChroot(PostfixService service) {
    String level = parameter("compatibility_level").orElse("");
    return service.chroot().equals("y") || (service.chroot().equals("-") && level.equals("0"));
  }

  private String expanded(String value, int depth) {
    if (depth == 0) {
      return value;
    }
    return REFERENCE
        .matcher(value)
        .replaceAll(
            found -> {
              String name = Optional.ofNullable(found.group(1)).orElse("");
              name += Optional.ofNullable(found.group(2)).orElse("");
              name += Optional.ofNullable(found.group(3)).orElse("");
              String known = parameters.get(name);
              return Matcher.quoteReplacement(
                  known == null ? found.group() : expanded(known, depth - 1));
            });
  }
}
