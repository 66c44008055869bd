package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.ProviderKeys;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.security.Provider;
import java.security.Security;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The implementation of RSA and Ed25519 to verify and sign with: that of the JDK and of Bouncy
 * Castle, or a provider of the JCA, such as one in native code, for speed.
 *
 * <p>Results and reasons do not depend on it. A provider is asked only about signatures of the
 * right length and range, by keys that are strong enough; what it cannot do or does not accept is
 * decided without it.
 *
 * <p>Immutable; share it among threads.
 *
 * <pre>{@code
 * Crypto crypto = Crypto.named("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
 * DkimVerifier verifier = DkimVerifier.of(Dns.system()).withCrypto(crypto);
 * SigningKey key = SigningKey.fromPem(pem).withCrypto(crypto);
 * }</pre>
 */
public final class Crypto {

  private static final Crypto STANDARD = new Crypto(Optional.empty(), Set.of());

  private final Optional<Provider> provider;
  private final Set<SigningAlgorithm> verifies;

  private Crypto(Optional<Provider> provider, Set<SigningAlgorithm> verifies) {
    this.provider = provider;
    this.verifies = Set.copyOf(verifies);
  }

  /** RSA by the JDK and Ed25519 by Bouncy Castle. */
  public static Crypto standard() {
    return STANDARD;
  }

  /**
   * A provider, which does not need to be installed. It is tried here.
   *
   * @throws IllegalArgumentException if it has neither RSA nor Ed25519 that works in this JVM
   */
  public static Crypto of(Provider provider) {
    ProviderKeys keys = new ProviderKeys(provider);
    Set<SigningAlgorithm> verifies = keys.verifies();
    if (verifies.isEmpty() && !keys.hasSignatures()) {
      throw new IllegalArgumentException(
          "The security provider "
              + provider.getName()
              + " has neither RSA nor Ed25519 that works here; check that its jar is the one for"
              + " this system and processor, and that native libraries may be loaded");
    }
    return new Crypto(Optional.of(provider), verifies);
  }

  /**
   * The provider of this name: of one that is installed in the JVM, of a class on the class path,
   * or of one there that says its name to {@code ServiceLoader}. It is not installed.
   *
   * @throws IllegalArgumentException if there is none, or it cannot be loaded or used; the message
   *     says what to do
   */
  public static Crypto named(String name) {
    Provider installed = Security.getProvider(name);
    try {
      Optional<Provider> found =
          installed == null ? ofClass(name).or(() -> ofService(name)) : Optional.of(installed);
      return of(
          found.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "There is no security provider "
                          + name
                          + "; put its jar on the class path, and name its class or the provider"
                          + " as it names itself")));
    } catch (ReflectiveOperationException | LinkageError | ServiceConfigurationError e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "The security provider "
              + name
              + " cannot be loaded; check that its jar is the one for this system and processor,"
              + " and that native libraries may be loaded: "
              + why,
          e);
    }
  }

  /** The provider; empty for the standard. */
  public Optional<Provider> provider() {
    return provider;
  }

  /**
   * Returns true if the provider verifies signatures of an algorithm; without it, the standard
   * does.
   */
  public boolean verifies(SigningAlgorithm algorithm) {
    return verifies.contains(algorithm);
  }

  /** The name and the version of the provider, for logs. */
  @Override
  public String toString() {
    return provider.map(it -> it.getName() + " " + it.getVersionStr()).orElse("standard");
  }

  private static Optional<Provider> ofClass(String name) throws ReflectiveOperationException {
    Class<?> type;
    try {
      type = Class.forName(name, false, Crypto.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
    return Provider.class.isAssignableFrom(type) // otherwise it is not even initialized
        ? Optional.of((Provider) type.getConstructor().newInstance())
        : Optional.empty();
  }

  private static Optional<Provider> ofService(String name) {
    Stream<Provider> providers =
        ServiceLoader.load(Provider.class, Crypto.class.getClassLoader()).stream()
            .filter(it -> !it.type().getModule().isNamed()) // those of the JDK can be installed
            .map(ServiceLoader.Provider::get);
    return providers.filter(it -> Objects.equals(it.getName(), name)).findFirst();
  }
}
