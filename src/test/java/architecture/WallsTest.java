package architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.ExecutorService;

/** Who may know whom in the house, and where each library may be used. */
@AnalyzeClasses(packages = "dev.waxseal", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  private static final String[] LIBRARY = {
    "dev.waxseal.mime..",
    "dev.waxseal.authres..",
    "dev.waxseal.dns..",
    "dev.waxseal.pass..",
    "dev.waxseal.dkim..",
    "dev.waxseal.arc..",
    "dev.waxseal.spf..",
    "dev.waxseal.dmarc..",
    "dev.waxseal.inbound..",
    "dev.waxseal.diagnosis..",
    "dev.waxseal.checklist..",
    "dev.waxseal.reports..",
    "dev.waxseal.jakarta.."
  };

  @ArchTest
  static final ArchRule ROOMS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.waxseal..")
          .layer("mime")
          .definedBy("dev.waxseal.mime..")
          .layer("authres")
          .definedBy("dev.waxseal.authres..")
          .layer("dns")
          .definedBy("dev.waxseal.dns..")
          .layer("pass")
          .definedBy("dev.waxseal.pass..")
          .layer("dkim")
          .definedBy("dev.waxseal.dkim..")
          .layer("arc")
          .definedBy("dev.waxseal.arc..")
          .layer("spf")
          .definedBy("dev.waxseal.spf..")
          .layer("dmarc")
          .definedBy("dev.waxseal.dmarc..")
          .layer("inbound")
          .definedBy("dev.waxseal.inbound..")
          .layer("diagnosis")
          .definedBy("dev.waxseal.diagnosis..", "dev.waxseal.checklist..")
          .layer("reports")
          .definedBy("dev.waxseal.reports..")
          .layer("jakarta")
          .definedBy("dev.waxseal.jakarta..")
          .layer("milter")
          .definedBy("dev.waxseal.milter..")
          .layer("cli")
          .definedBy("dev.waxseal.cli..")
          .whereLayer("mime")
          .mayNotAccessAnyLayer()
          .whereLayer("authres")
          .mayOnlyAccessLayers("mime")
          .whereLayer("dns")
          .mayNotAccessAnyLayer()
          .whereLayer("pass")
          .mayOnlyAccessLayers("mime", "dns")
          .whereLayer("dkim")
          .mayOnlyAccessLayers("mime", "authres", "dns", "pass")
          .whereLayer("arc")
          .mayOnlyAccessLayers("mime", "authres", "dns", "pass", "dkim")
          .whereLayer("spf")
          .mayOnlyAccessLayers("mime", "authres", "dns")
          .whereLayer("dmarc")
          .mayOnlyAccessLayers("mime", "authres", "dns", "dkim")
          .whereLayer("inbound")
          .mayOnlyAccessLayers("mime", "authres", "dns", "pass", "dkim", "arc", "spf", "dmarc")
          .whereLayer("diagnosis")
          .mayOnlyAccessLayers(
              "mime", "authres", "dns", "pass", "dkim", "arc", "spf", "dmarc", "inbound")
          .whereLayer("reports")
          .mayOnlyAccessLayers(
              "mime", "authres", "dns", "pass", "dkim", "arc", "spf", "dmarc", "inbound")
          .whereLayer("milter")
          .mayOnlyAccessLayers(
              "mime", "authres", "dns", "pass", "dkim", "arc", "spf", "dmarc", "inbound", "reports")
          .whereLayer("jakarta")
          .mayOnlyAccessLayers("mime", "authres", "dns", "pass", "dkim", "arc", "inbound")
          .whereLayer("diagnosis")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("reports")
          .mayOnlyBeAccessedByLayers("milter", "cli")
          .whereLayer("jakarta")
          .mayNotBeAccessedByAnyLayer();

  /** It is compiled where there is Java 21; its own tests hold what it knows. */
  @ArchTest
  static final ArchRule JAMES_IS_A_LEAF =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.waxseal.james..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.waxseal.james..");

  /** The wire knows nothing of mail authentication; settings know nothing of what is done. */
  @ArchTest
  static final ArchRule MILTER =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.waxseal.milter..")
          .layer("protocol")
          .definedBy("dev.waxseal.milter.protocol..")
          .layer("config")
          .definedBy("dev.waxseal.milter.config..")
          .layer("role")
          .definedBy("dev.waxseal.milter.role..")
          .layer("daemon")
          .definedBy("dev.waxseal.milter")
          .layer("doctor")
          .definedBy("dev.waxseal.milter.doctor..")
          .whereLayer("protocol")
          .mayNotAccessAnyLayer()
          .whereLayer("config")
          .mayNotAccessAnyLayer()
          .whereLayer("role")
          .mayOnlyAccessLayers("protocol", "config")
          .whereLayer("daemon")
          .mayOnlyAccessLayers("protocol", "config", "role")
          .whereLayer("doctor")
          .mayOnlyAccessLayers("config");

  @ArchTest
  static final ArchRule PROTOCOL =
      noClasses()
          .that()
          .resideInAPackage("dev.waxseal.milter.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.waxseal.authres..",
              "dev.waxseal.dns..",
              "dev.waxseal.dkim..",
              "dev.waxseal.arc..",
              "dev.waxseal.spf..",
              "dev.waxseal.dmarc..",
              "dev.waxseal.inbound..");

  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices().matching("dev.waxseal.(*)..").should().beFreeOfCycles();

  /** The machinery of signatures; javac guards it only where all are modules. */
  @ArchTest
  static final ArchRule INTERNALS_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.waxseal.dkim..",
              "dev.waxseal.arc..",
              "dev.waxseal.diagnosis..",
              "dev.waxseal.checklist..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.waxseal.dkim.internal..");

  /** What the rooms above dns and mime need of them, and no user. */
  @ArchTest
  static final ArchRule DNS_INTERNALS_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.waxseal.dns..",
              "dev.waxseal.pass..",
              "dev.waxseal.dkim..",
              "dev.waxseal.arc..",
              "dev.waxseal.spf..",
              "dev.waxseal.dmarc..",
              "dev.waxseal.checklist..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.waxseal.dns.internal..");

  /** An internal package uses its public one, or the other way round, and never both. */
  @ArchTest
  static final ArchRule DNS_DOES_NOT_KNOW_ITS_INTERNALS =
      noClasses()
          .that()
          .resideInAPackage("dev.waxseal.dns")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.waxseal.dns.internal..");

  @ArchTest
  static final ArchRule MIME_INTERNALS_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.waxseal.mime..",
              "dev.waxseal.authres..",
              "dev.waxseal.pass..",
              "dev.waxseal.dkim..",
              "dev.waxseal.arc..",
              "dev.waxseal.inbound..",
              "dev.waxseal.diagnosis..",
              "dev.waxseal.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.waxseal.mime.internal..");

  /**
   * A package and its internals do not import one another both ways, in any module: which way it
   * goes stands in the package-info of the internal one.
   */
  @ArchTest
  static void noPackageCircles(JavaClasses classes) {
    slices()
        .matching("dev.waxseal.(**)")
        .should()
        .beFreeOfCycles()
        .check(
            classes
                .that(resideOutsideOfPackage("dev.waxseal.mime.internal.mime4j.."))
                .that(resideOutsideOfPackage("dev.waxseal.reports.internal.mime4j..")));
  }

  @ArchTest
  static final ArchRule PASS_INTERNALS_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.waxseal.pass..",
              "dev.waxseal.dkim..",
              "dev.waxseal.arc..",
              "dev.waxseal.inbound..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.waxseal.pass.internal..");

  @ArchTest
  static final ArchRule NO_CIRCLES_IN_THE_COMMAND_LINE =
      slices().matching("dev.waxseal.cli.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule DNSJAVA = only("org.xbill..", "dev.waxseal.dns..");

  @ArchTest
  static final ArchRule BOUNCY_CASTLE =
      classes()
          .that()
          .resideInAPackage("dev.waxseal..")
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.dkim.internal.Ed25519")
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.dkim.internal.KeyFormats")
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.dkim.internal.EncryptedKeys")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule MIME4J =
      classes()
          .that()
          .resideInAPackage("dev.waxseal..")
          .and()
          .resideOutsideOfPackage("dev.waxseal.mime.internal..")
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.mime.Mime4jAddresses")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("org.apache.james..", "dev.waxseal.mime.internal.mime4j..");

  @ArchTest
  static final ArchRule MIME4J_OF_REPORTS =
      classes()
          .that()
          .resideInAPackage("dev.waxseal..")
          .and()
          .resideOutsideOfPackage("dev.waxseal.reports.internal..")
          .and()
          .haveNameNotMatching("dev[.]waxseal[.]reports[.]read[.]MailParts([$].*)?")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("dev.waxseal.reports.internal.mime4j..");

  @ArchTest
  static final ArchRule WOODSTOX =
      classes()
          .that()
          .resideInAPackage("dev.waxseal..")
          .and()
          .haveNameNotMatching(
              "dev[.]waxseal[.]reports[.](read[.]XmlCursor|write[.]ReportXml)([$].*)?")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("com.ctc.wstx..", "org.codehaus.stax2..", "javax.xml..");

  @ArchTest static final ArchRule PICOCLI = only("picocli..", "dev.waxseal.cli..");

  @ArchTest static final ArchRule TOML = only("org.tomlj..", "dev.waxseal.milter.config..");

  @ArchTest
  static final ArchRule PROMETHEUS =
      classes()
          .that()
          .resideInAPackage("dev.waxseal..")
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.milter.PrometheusMetrics")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("io.prometheus..");

  @ArchTest static final ArchRule HTML = only("j2html..", "dev.waxseal.cli.page..");

  @ArchTest
  static final ArchRule DIFFERENCES = only("com.github.difflib..", "dev.waxseal.cli.page..");

  /** The interface alone, which every implementation has. */
  @ArchTest static final ArchRule JAKARTA_MAIL = only("jakarta..", "dev.waxseal.jakarta..");

  @ArchTest
  static final ArchRule NO_IMPLEMENTATION_OF_JAKARTA_MAIL =
      noClasses()
          .that()
          .resideInAPackage("dev.waxseal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.angus..", "com.sun.mail..");

  @ArchTest
  static final ArchRule JSON =
      noClasses()
          .that()
          .resideInAPackage("dev.waxseal..")
          .and()
          .resideOutsideOfPackage("dev.waxseal.cli..")
          .and()
          .haveNameNotMatching("dev[.]waxseal[.]reports[.]read[.]JsonCursor([$].*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule FILES_AND_SOCKETS =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARY)
          .and()
          .resideOutsideOfPackages(
              "dev.waxseal.mime.internal.mime4j..", "dev.waxseal.reports.internal.mime4j..")
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.pass.MessageSession")
          .and()
          .doNotHaveFullyQualifiedName(
              "dev.waxseal.pass.internal.MessagePass") // reads a file if asked
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.dkim.DkimVerifier")
          .and()
          .doNotHaveFullyQualifiedName("dev.waxseal.arc.ArcVerifier")
          .and()
          .resideOutsideOfPackage("dev.waxseal.reports.history..") // a receiver's files
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.util.logging..", "org.slf4j..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.File.*|java\\.net\\.(Server|Datagram)?Socket");

  /** The library starts no thread, owns no executor, reads no system property, prints nothing. */
  @ArchTest
  static final ArchRule NOTHING_BEHIND_THE_BACK =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARY)
          .and()
          .resideOutsideOfPackages(
              "dev.waxseal.mime.internal.mime4j..", "dev.waxseal.reports.internal.mime4j..")
          .should()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(Security.class, "addProvider", Provider.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ExecutorService.class);

  private static ArchRule only(String library, String room) {
    return noClasses()
        .that()
        .resideInAPackage("dev.waxseal..")
        .and()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
