package endtoend;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the lab, which is started once and stopped after the last test of all. Tests are
 * skipped where it cannot be.
 */
final class LabExtension implements ExecutionCondition, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LabExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> obstacle = Programs.obstacle();
    boolean once = context.getTestMethod().isEmpty();
    obstacle.filter(line -> once).ifPresent(l -> System.out.println("end to end: skipped: " + l));
    return obstacle
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("all programs are there"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Lab.class.isAssignableFrom(parameter.getParameter().getType());
  }

  @Override
  public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(type, LabExtension::started, Lab.class);
  }

  private static Lab started(Class<?> type) {
    try {
      Lab lab = type == HandoverLab.class ? new HandoverLab() : new Lab();
      Runtime.getRuntime().addShutdownHook(new Thread(lab::close));
      return lab;
    } catch (Exception e) {
      throw new IllegalStateException("the lab does not start", e);
    }
  }
}
