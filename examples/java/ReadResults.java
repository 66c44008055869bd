import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.AuthenticationResults.Parsed;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.MethodResult;

/** Reads an Authentication-Results field; its value is the argument. */
public final class ReadResults {
  public static void main(String[] args) {
    Parsed parsed = AuthenticationResults.parse(args[0]);
    if (parsed instanceof Parsed.Invalid invalid) {
      System.out.println("not readable " + invalid.place());
    } else if (parsed instanceof Parsed.Valid valid) {
      // Anyone can write the field: believe a service of your own, which deletes forged ones.
      boolean ours = AuthservIds.of("mx.example.net").contains(valid.results().authservId());
      System.out.println(valid.results().authservId() + (ours ? "" : ", not to be believed"));
      for (MethodResult result : valid.results().results()) {
        String domain = result.property("header", "d").orElse("-");
        System.out.println(result.method() + " " + result.result() + " " + domain);
      }
    }
  }
}
