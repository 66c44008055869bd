package architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
    "dev.waxseal.mime..", "dev.waxseal.dns..", "dev.waxseal.dkim.."
  };

  @ArchTest
  static final ArchRule ROOMS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.waxseal..")
          .layer("mime")
          .definedBy("dev.waxseal.mime..")
          .layer("dns")
          .definedBy("dev.waxseal.dns..")
          .layer("dkim")
          .definedBy("dev.waxseal.dkim..")
          .layer("cli")
          .definedBy("dev.waxseal.cli..")
          .whereLayer("mime")
          .mayNotAccessAnyLayer()
          .whereLayer("dns")
          .mayNotAccessAnyLayer()
          .whereLayer("dkim")
          .mayOnlyAccessLayers("mime", "dns")
          .whereLayer("cli")
          .mayOnlyAccessLayers("mime", "dns", "dkim");

  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices().matching("dev.waxseal.(*)..").should().beFreeOfCycles();

  /** What users see does not lead through the machinery that may change in any release. */
  @ArchTest
  static final ArchRule INTERNALS_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.waxseal.dkim..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.waxseal.dkim.internal..");

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
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.bouncycastle..");

  @ArchTest static final ArchRule PICOCLI = only("picocli..", "dev.waxseal.cli..");

  @ArchTest static final ArchRule JSON = only("com.fasterxml..", "dev.waxseal.cli..");

  @ArchTest
  static final ArchRule FILES_AND_SOCKETS =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARY)
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
