package dev.waxseal.james;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the README shows is a configuration that works, and its table has each parameter. */
class GuideTest {

  private static final Pattern FENCED = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\|([^|]*)\\|([^|]*)\\|[^|]*\\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final String PACKAGE = "dev.waxseal.james.";

  private static List<Element> elements(String name) throws Exception {
    List<Element> elements = new ArrayList<>();
    for (MatchResult sample : FENCED.matcher(Lab.readme()).results().toList()) {
      var found =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(Lab.bytes(sample.group(1))))
              .getElementsByTagName(name);
      for (int i = 0; i < found.getLength(); i++) {
        elements.add((Element) found.item(i));
      }
    }
    return elements;
  }

  private static Map<String, String> parameters(Element element) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Node it = element.getFirstChild(); it != null; it = it.getNextSibling()) {
      if (it instanceof Element parameter) {
        parameters.put(parameter.getTagName(), parameter.getTextContent());
      }
    }
    return parameters;
  }

  private static GenericMailet mailet(String name) {
    return switch (name) {
      case "WaxsealVerify" -> new WaxsealVerify(Lab.files());
      case "WaxsealSign" -> new WaxsealSign(Lab.files());
      case "WaxsealSeal" -> new WaxsealSeal(Lab.files());
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void theSamplesStart() throws Exception {
    List<String> started = new ArrayList<>();
    for (Element element : elements("mailet")) {
      String name = element.getAttribute("class");
      if (name.startsWith(PACKAGE)) {
        List<String> parameters = new ArrayList<>();
        parameters(element).forEach((key, value) -> parameters.addAll(List.of(key, value)));
        Lab.started(mailet(name.substring(PACKAGE.length())), parameters.toArray(String[]::new));
        started.add(name.substring(PACKAGE.length()));
      }
      String match = element.getAttribute("match");
      if (match.startsWith(PACKAGE)) {
        FakeMatcherConfig.Builder config = FakeMatcherConfig.builder().matcherName("test");
        new DmarcDispositionIs()
            .init(config.condition(match.substring(match.indexOf('=') + 1)).build());
        started.add("DmarcDispositionIs");
      }
    }
    for (Element element : elements("handler")) {
      if (element.getAttribute("class").startsWith(PACKAGE)) {
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        parameters(element).forEach(configuration::addProperty);
        new WaxsealHook(Lab.files()).init(configuration);
        started.add("WaxsealHook");
      }
    }
    assertEquals(
        List.of("WaxsealVerify", "DmarcDispositionIs", "WaxsealSeal", "WaxsealSign", "WaxsealHook"),
        started);
  }

  @Test
  void theTableHasEachParameter() throws Exception {
    Map<String, TreeSet<String>> told = new LinkedHashMap<>();
    String text = Lab.readme();
    String section = text.substring(text.indexOf("## Parameters"), text.indexOf("Files: "));
    String current = "";
    for (MatchResult row : ROW.matcher(section).results().toList()) {
      List<String> classes = NAME.matcher(row.group(1)).results().map(it -> it.group(1)).toList();
      current = classes.isEmpty() ? current : classes.get(0);
      TreeSet<String> names = told.computeIfAbsent(current, any -> new TreeSet<>());
      NAME.matcher(row.group(2)).results().map(it -> it.group(1)).forEach(names::add);
    }
    assertEquals(
        known("WaxsealVerify", "authservId", "x"),
        String.join(", ", told.getOrDefault("WaxsealVerify", new TreeSet<>())));
    String signing =
        known("WaxsealSign", "domain", "a.example", "selector", "s", "keyFile", "list.pem");
    assertEquals(signing, String.join(", ", told.getOrDefault("WaxsealSign", new TreeSet<>())));
    String sealing =
        known("WaxsealSeal", "domain", "a.example", "selector", "s", "keyFile", "list.pem");
    assertEquals(sealing, String.join(", ", told.getOrDefault("WaxsealSeal", new TreeSet<>())));
  }

  /** The parameters that a mailet names when it is given another. */
  private static String known(String name, String... parameters) {
    List<String> more = new ArrayList<>(List.of(parameters));
    more.addAll(List.of("unknown", "x"));
    MessagingException thrown =
        assertThrows(
            MessagingException.class, () -> Lab.started(mailet(name), more.toArray(String[]::new)));
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains("there are "), message);
    return message.substring(message.indexOf("there are ") + "there are ".length());
  }
}
