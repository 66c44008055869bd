package dev.waxseal.authres;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The Authentication-Results fields of trusted services in one header (RFC 8601 section 4.1).
 *
 * <p>The field is text that anyone can write. Trust it only if the border MTA removes the forged
 * ones ({@link #claiming}), and if the message came straight from there. Immutable; share it among
 * threads.
 *
 * @param entries the fields whose authserv-id is one of those trusted, from the top of the header
 *     down
 * @param unusable the fields that claim one of those ids but cannot be read or are of another
 *     version, from the top down
 */
public record ReceivedResults(List<Entry> entries, List<Unusable> unusable) {

  /**
   * A field that was read.
   *
   * @param field the field as it came
   * @param position its place among all fields of the header; the topmost has 0
   * @param ordinal its place among the fields of its name; the topmost has 1, as milters count
   * @param results what it says
   */
  public record Entry(
      HeaderField field, int position, int ordinal, AuthenticationResults results) {}

  /**
   * A field that was not read.
   *
   * @param field the field as it came
   * @param position its place among all fields of the header; the topmost has 0
   * @param ordinal its place among the fields of its name; the topmost has 1, as milters count
   * @param service which of the ids that one trusts it claims, as one wrote it
   * @param place where it cannot be read, and why, as {@link
   *     AuthenticationResults.Parsed.Invalid#place} says it
   */
  public record Unusable(
      HeaderField field, int position, int ordinal, String service, String place) {

    /**
     * The problem for people: a sentence without its first capital and its full stop, printable
     * ASCII on one line.
     */
    public String sentence() {
      String id = service.replaceAll("[^ -~]", "?");
      return "the Authentication-Results field of " + id + " cannot be read " + place;
    }

    /**
     * Whether it seems to have a result of a method: its name stands before an equals sign, a slash
     * or a parenthesis. An older result of the service must not be taken for that.
     *
     * @param method a keyword, in any case
     */
    public boolean mentions(String method) {
      Pattern result =
          Pattern.compile(
              "(?<![A-Za-z0-9-])" + Pattern.quote(method) + "\\s*[=/(]", Pattern.CASE_INSENSITIVE);
      return result.matcher(field.value()).find();
    }
  }

  /**
   * A field that claims to be of one's own services.
   *
   * @param field the field as it came
   * @param position its place among all fields of the header; the topmost has 0
   * @param ordinal its place among the fields of its own name, which is not always
   *     Authentication-Results; the topmost has 1, as milters count
   */
  public record Claim(HeaderField field, int position, int ordinal) {}

  /** Copies the lists. */
  public ReceivedResults {
    entries = List.copyOf(entries);
    unusable = List.copyOf(unusable);
  }

  /**
   * Reads the header of a message. Fields of other services are left out.
   *
   * @param headers the header of the message itself, not of a message attached to it
   * @param ids the services to believe
   */
  public static ReceivedResults of(Headers headers, AuthservIds ids) {
    List<Entry> entries = new ArrayList<>();
    List<Unusable> unusable = new ArrayList<>();
    forEach(
        headers,
        place -> {
          Optional<String> claimed = ids.claimedIn(place.field());
          if (claimed.isPresent()) {
            read(place, ids, claimed.get(), entries, unusable);
          }
        });
    return new ReceivedResults(entries, unusable);
  }

  private static void read(
      Claim place, AuthservIds ids, String claimed, List<Entry> entries, List<Unusable> unusable) {
    HeaderField field = place.field();
    AuthenticationResults.Parsed parsed = AuthenticationResults.parse(field.value());
    if (parsed instanceof AuthenticationResults.Parsed.Valid valid) {
      if (ids.contains(valid.results().authservId())) {
        entries.add(new Entry(field, place.position(), place.ordinal(), valid.results()));
      }
    } else if (parsed instanceof AuthenticationResults.Parsed.Invalid invalid) {
      unusable.add(
          new Unusable(field, place.position(), place.ordinal(), claimed, invalid.place()));
    }
  }

  /**
   * The fields that a border MTA must delete from mail of strangers, since they claim to have been
   * added by its own services (RFC 8601 section 5), from the top down.
   *
   * <p>This is generous: a field counts whatever its version and however broken it is, if any
   * reader may take its beginning for one of the ids, behind comments, in quotes, with a final dot,
   * with encoded or wide letters, or with anything behind it. A field of another name counts if it
   * hides an Authentication-Results field for those to whom a lone CR or LF ends a line, or who do
   * not see NUL. All that {@link #of} would believe is among them.
   *
   * <p>Delete by ordinal from the last to the first: a milter counts the remaining ones again after
   * each deletion, so from the first to the last every second one would survive.
   *
   * @param headers the header of the message as it came from outside
   * @param ids one's own services
   */
  public static List<Claim> claiming(Headers headers, AuthservIds ids) {
    List<Claim> claims = new ArrayList<>();
    forEach(
        headers,
        place -> {
          if (ids.claimedIn(place.field()).isPresent()) {
            claims.add(place);
          }
        });
    hidden(headers, claims);
    claims.sort(Comparator.comparingInt(Claim::position));
    return List.copyOf(claims);
  }

  /** A field that hides another one goes with it, whatever id it claims. */
  private static void hidden(Headers headers, List<Claim> claims) {
    Map<String, Integer> ordinals = new HashMap<>();
    int last = lastHidden(headers);
    for (int position = 0; position <= last; position++) {
      HeaderField field = headers.fields().get(position);
      if (!field.isNamed(AuthenticationResults.NAME)) {
        int ordinal = ordinals.merge(field.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        if (isHiding(field)) {
          claims.add(new Claim(field, position, ordinal));
        }
      }
    }
  }

  /** The place of the last field that hides another one; -1 if none does, as nearly always. */
  private static int lastHidden(Headers headers) {
    int last = headers.size() - 1;
    while (last >= 0 && !isHiding(headers.fields().get(last))) {
      last--;
    }
    return last;
  }

  private static boolean isHiding(HeaderField field) {
    return !field.isNamed(AuthenticationResults.NAME)
        && field.mayBeReadAs(AuthenticationResults.NAME);
  }

  /** All results of all entries, in order. */
  public List<MethodResult> merged() {
    return entries.stream().flatMap(entry -> entry.results().results().stream()).toList();
  }

  private static void forEach(Headers headers, Consumer<Claim> work) {
    int position = 0;
    int ordinal = 0;
    for (HeaderField field : headers) {
      if (field.isNamed(AuthenticationResults.NAME)) {
        work.accept(new Claim(field, position, ++ordinal));
      }
      position++;
    }
  }
}
