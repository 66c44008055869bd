package dev.waxseal.milter.doctor;

/** Checks that Mailman can start with the plugin. */
final class PluginChecks {

  private final MailmanConfiguration mailman;
  private final FindingList findings;

  PluginChecks(MailmanConfiguration mailman, FindingList findings) {
    this.mailman = mailman;
    this.findings = findings;
  }

  void check() {
    mailman.plugin().ifPresent(this::check);
  }

  /** Without component_package, Mailman looks for components in a package named like the plugin. */
  private void check(String section) {
    String name = section.substring("plugin.".length());
    String components = text(section, "component_package");
    if (!components.equals(MailmanConfiguration.PLUGIN)
        && !name.equals(MailmanConfiguration.PLUGIN)) {
      findings.error(
          "plugin-package",
          "["
              + section
              + "] does not set component_package, so Mailman looks for a package \""
              + (components.isEmpty() ? name : components)
              + "\" and does not start",
          "[" + section + "] component_package: " + MailmanConfiguration.PLUGIN);
    }
    if (!text(section, "configuration").startsWith("/")) {
      findings.error(
          "plugin-configuration",
          "["
              + section
              + "] does not name the file with the daemon's socket, so Mailman does not start",
          "[" + section + "] configuration: /etc/mailman3/waxseal.cfg");
    }
  }

  private String text(String section, String key) {
    return mailman.value(section, key).orElse("").strip();
  }
}
