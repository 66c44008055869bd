package dev.waxseal.cli.inbox;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Properties;

/** The option for the store of reports, and the store. */
public final class StoreOption {

  private static final String NAME = "--store";
  private static final String DEFAULT = "waxseal-reports.db";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private StoreOption() {}

  /** Adds the option to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax.value(
        NAME,
        "PATH|JDBC-URL",
        "The store: a file of SQLite, or jdbc:postgresql://HOST/DATABASE. The default is "
            + DEFAULT
            + " in the current directory.");
  }

  /** The store that the option names; a file that does not exist is made. */
  public static ReportStore write(Arguments arguments, InstantSource clock) {
    String store = arguments.value(NAME).orElse(DEFAULT);
    if (!isUrl(store)) {
      create(store);
    }
    return open(store, arguments, clock);
  }

  /** The store that the option names, which has to exist. */
  public static ReportStore read(Arguments arguments, InstantSource clock) {
    String store = arguments.value(NAME).orElse(DEFAULT);
    if (!isUrl(store) && !Files.exists(MessageSource.path(store))) {
      throw new CommandFailure(
          ExitStatus.NO_INPUT, "no such store: " + store + "; 'waxseal reports read' makes one");
    }
    return open(store, arguments, clock);
  }

  /** The failure for a fault of the store. */
  public static CommandFailure failure(StoreException fault) {
    ExitStatus status =
        switch (fault.fault()) {
          case LOCKED -> ExitStatus.TEMPORARY;
          case READ_ONLY -> ExitStatus.CANNOT_CREATE;
          case UNREACHABLE -> ExitStatus.UNAVAILABLE;
          default -> ExitStatus.IO;
        };
    return new CommandFailure(status, "cannot use the store: " + fault.getMessage());
  }

  private static boolean isUrl(String store) {
    return store.startsWith("jdbc:");
  }

  private static ReportStore open(String store, Arguments arguments, InstantSource clock) {
    String url = isUrl(store) ? store : SQLITE + file(store, arguments);
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw arguments.wrong(
          NAME + " takes a file, jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
    }
    Connection connection = connection(url);
    try {
      return ReportStore.of(connection, clock);
    } catch (StoreException e) {
      try {
        connection.close();
      } catch (SQLException ignored) {
        // The first fault says what is wrong.
      }
      throw failure(e);
    }
  }

  /** SQLite's driver takes what is behind a question mark as options. */
  private static Path file(String store, Arguments arguments) {
    if (store.indexOf('?') >= 0) {
      throw arguments.wrong("the name of the store must not have a question mark");
    }
    return MessageSource.path(store).toAbsolutePath();
  }

  /** Makes an empty file, which only its owner may read: reports tell who wrote to whom. */
  private static void create(String store) {
    Path path = MessageSource.path(store);
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] secret =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(path, secret);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(path)) {
        throw cannotCreate(store, "it is a directory");
      }
    } catch (NoSuchFileException e) {
      throw cannotCreate(store, "no such directory");
    } catch (IOException e) {
      throw cannotCreate(store, String.valueOf(e.getMessage()));
    }
  }

  private static CommandFailure cannotCreate(String store, String why) {
    return new CommandFailure(
        ExitStatus.CANNOT_CREATE, "cannot create the store " + store + ": " + why);
  }

  private static Connection connection(String url) {
    Properties properties = new Properties();
    properties.setProperty("reWriteBatchedInserts", "true"); // of PostgreSQL: ten times faster
    try {
      return DriverManager.getConnection(
          url, url.startsWith(SQLITE) ? new Properties() : properties);
    } catch (SQLException e) {
      throw new CommandFailure(ExitStatus.UNAVAILABLE, why(url, e));
    } catch (LinkageError e) {
      throw new CommandFailure(ExitStatus.UNAVAILABLE, unlinked());
    }
  }

  /** The URL may have a password, so it is not shown. */
  private static String why(String url, SQLException fault) {
    String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    if (message.startsWith("No suitable driver")) {
      return url.startsWith(SQLITE)
          ? "the driver of SQLite is missing: run the launcher 'waxseal', which has lib/sqlite-jdbc.jar"
          : "the driver of PostgreSQL is missing: put its jar into a folder, and name that in"
              + " WAXSEAL_PROVIDERS";
    }
    if (message.contains("native") || message.contains("UnsatisfiedLink")) {
      return unlinked();
    }
    return "cannot open the store: " + message;
  }

  private static String unlinked() {
    return "SQLite cannot be loaded from the temporary folder, where programs may not run; set"
        + " WAXSEAL_JAVA_OPTS=-Dorg.sqlite.tmpdir=DIR to a folder of yours where they may";
  }
}
