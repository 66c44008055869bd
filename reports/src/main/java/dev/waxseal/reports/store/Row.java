package dev.waxseal.reports.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A row to be inserted, column by column. */
final class Row {

  private final List<String> columns = new ArrayList<>();
  private final List<Binding> bindings = new ArrayList<>();

  /** Sets a parameter of a statement. */
  @FunctionalInterface
  private interface Binding {
    void set(PreparedStatement statement, int parameter) throws SQLException;
  }

  Row text(String column, String value) {
    return with(column, (statement, parameter) -> set(statement, parameter, value));
  }

  Row text(String column, Optional<String> value) {
    return with(column, (statement, parameter) -> set(statement, parameter, value));
  }

  Row number(String column, long value) {
    return with(column, (statement, parameter) -> statement.setLong(parameter, value));
  }

  /** A yes or no, as 1 or 0. */
  Row flag(String column, boolean value) {
    return with(column, (statement, parameter) -> statement.setShort(parameter, bit(value)));
  }

  /** A yes or no that may be unknown. */
  Row flag(String column, Optional<Boolean> value) {
    return value.isPresent()
        ? flag(column, value.get())
        : with(column, (statement, parameter) -> statement.setNull(parameter, Types.SMALLINT));
  }

  Row octets(String column, byte[] value) {
    return with(column, (statement, parameter) -> statement.setBytes(parameter, value));
  }

  void insertInto(String table, Database database) throws SQLException {
    String sql = insertion(table, columns);
    try (PreparedStatement statement = database.prepare(sql)) {
      for (int i = 0; i < bindings.size(); i++) {
        bindings.get(i).set(statement, i + 1);
      }
      statement.executeUpdate();
    }
  }

  /** The SQL for rows with these columns. */
  static String insertion(String table, List<String> columns) {
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", columns)
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  static void set(PreparedStatement statement, int parameter, Optional<String> value)
      throws SQLException {
    if (value.isPresent()) {
      set(statement, parameter, value.get());
    } else {
      statement.setNull(parameter, Types.VARCHAR);
    }
  }

  static void set(PreparedStatement statement, int parameter, String value) throws SQLException {
    statement.setString(parameter, storable(value));
  }

  private Row with(String column, Binding binding) {
    columns.add(column);
    bindings.add(binding);
    return this;
  }

  private static short bit(boolean value) {
    return (short) (value ? 1 : 0);
  }

  /** PostgreSQL takes neither NUL nor half a surrogate pair. */
  private static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(point -> kept.appendCodePoint(isText(point) ? point : 0xFFFD));
        return kept.toString();
      }
    }
    return text;
  }

  private static boolean isText(int codePoint) {
    return codePoint != 0
        && (codePoint > Character.MAX_VALUE || !Character.isSurrogate((char) codePoint));
  }
}
