package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of steps has all that the guide lets one type before the first post, which {@code
 * waxseal verify} then looks at; {@link PackageTest} types it.
 */
class GuideStepsTest {

  private static final String GUIDE = "milter/README.md";
  private static final int MOST = 12;
  private static final Set<String> START =
      Set.of(
          "1. Install",
          "2. Keys",
          "3. Two machines: the MX",
          "4. Two machines: the list server",
          "5. One machine",
          "7. Start and look");

  private final GuideSteps steps = GuideSteps.read(GUIDE);

  @Test
  void noMachineNeedsMoreThanTwelve() {
    assertEquals(Set.of("one machine", "MX", "list server"), steps.typed().keySet());
    steps
        .typed()
        .forEach(
            (machine, typed) ->
                assertTrue(typed.size() > 5 && typed.size() <= MOST, machine + ": " + typed));
  }

  @Test
  void eachCommandOfTheSectionsIsAStep() {
    Set<String> shown =
        Guide.read(GUIDE).blocks().stream()
            .filter(block -> START.contains(block.heading()) && block.file().equals("sh"))
            .flatMap(block -> block.text().lines())
            .flatMap(line -> Stream.of(line.replaceFirst(" +#.*", "").split(" && |; ", -1)))
            .filter(command -> !command.startsWith("waxseal verify"))
            .collect(Collectors.toSet());
    Set<String> typed =
        steps.typed().values().stream()
            .flatMap(List::stream)
            .filter(step -> !step.startsWith("/") && !step.equals(GuideSteps.DNS))
            .collect(Collectors.toSet());
    assertEquals(shown, typed);
  }
}
